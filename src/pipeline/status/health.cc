// SPDX-License-Identifier: MIT
#include "pipeline/status/health.h"

#include "base/printable.h"
#include "base/time_format.h"
#include "pipeline/refresh/page_source.h"

namespace syndic::pipeline {
namespace {

constexpr long kHour = 3'600;
constexpr long kDay = 24 * kHour;
constexpr std::size_t kFewestItems = 5;
constexpr int kFailuresUntilBroken = 3;

std::string habit_words(long seconds) {
  if (seconds < kDay / 2) return "several times a day";
  const long days = (seconds + kDay / 2) / kDay;
  return days <= 1 ? "every day" : "every " + base::counted(days, "day");
}

std::string advice_on_status(int status, const std::string& place) {
  switch (status) {
    case 0:
      return "no answer came, see its last error; where " + place +
             " opens in a browser, it may turn away programs or this machine";
    case 200:
    case 226:
      return "what it sends cannot be read as a feed, see its last error";
    case 401:
      return "the site asks who comes: give the source a user and password_file, or a token_file";
    case 403:
    case 406:
    case 451:
      return "the site refuses the request: ask its webmaster to let the feed be read by programs "
             "(fetch.user_agent is who asks)";
    case 404:
      return "nothing is at this address any more: find the new one on the site, and set url";
    case 429:
      return "the site is asked too often: raise the source's interval";
    default:
      return status >= 500 ? "the site has trouble of its own: wait, or tell its webmaster"
                           : "see what " + place + " shows in a browser, and set url to the feed";
  }
}

std::optional<std::string> advice_on_page(const config::Source& source, const std::string& place,
                                          const model::FetchState& state) {
  const bool is_sitemap = source.page->is_sitemap;
  if (state.last_error.find("robots.txt") != std::string::npos) {
    return "ask the site's owner to let syndic in by robots.txt, or for a feed";
  }
  if (state.last_status == 404) {
    return std::string("there is no ") + (is_sitemap ? "sitemap" : "page") +
           " at this address any more: find its new one on the site, and set it";
  }
  if (state.last_status != 200) return std::nullopt;
  return is_sitemap ? "see its last error; where the site has pages with its news, name one as page"
                    : "see its last error; if the page was redesigned, syndic page " + place +
                          " proposes new rules";
}

}  // namespace

std::string failing_words(const model::FetchState& state, model::Timestamp now) {
  if (state.failures == 0 || !state.failing_since) return {};
  const long seconds = (now - *state.failing_since).total_seconds();
  if (seconds < kHour) return "failing since just now";
  return "failing for " + (seconds < kDay ? base::counted(seconds / kHour, "hour")
                                          : base::counted(seconds / kDay, "day"));
}

std::optional<std::string> silence_words(const std::vector<model::Timestamp>& dates,
                                         model::Timestamp now) {
  if (dates.size() < kFewestItems) return std::nullopt;
  const long silence = (now - dates.front()).total_seconds();
  const long span = (dates.front() - dates.back()).total_seconds();
  const long habit = span / static_cast<long>(dates.size() - 1);
  // Items of one moment were dated by first sight, which does not show a habit.
  if (habit <= 0 || silence <= 30 * kDay || silence <= 10 * habit) return std::nullopt;
  return "silent for " + base::counted(silence / kDay, "day") + "; it used to post " +
         habit_words(habit);
}

std::string problem_words(const model::FetchState& state, bool is_file) {
  if (state.failures == 0) return {};
  if (is_file) return "its file cannot be read";
  if (state.last_status == 0) return "no answer";
  if (state.last_status == 200 || state.last_status == 226) return "no readable feed";
  return "HTTP " + std::to_string(state.last_status);
}

std::string problem_label(const model::FetchState& state, bool is_file) {
  if (state.failures == 0) return {};
  if (is_file) return "problem_file";
  if (state.last_status == 0) return "problem_answer";
  switch (state.last_status) {
    case 200:
    case 226:
      return "problem_feed";
    case 401:
    case 403:
      return "problem_refused";
    case 404:
    case 410:
      return "problem_missing";
    case 429:
    case 503:
      return "problem_busy";
    default:
      return state.last_status >= 500 ? "problem_server" : "";
  }
}

std::string news_of_health(const model::FetchState& before, model::FetchState& after,
                           model::Timestamp now) {
  const bool fails = after.failures > 0 && after.failing_since;
  if (fails && !after.is_told && (now - *after.failing_since).total_seconds() >= kDay) {
    after.is_told = true;
    return "has failed since " + base::format_rfc3339(*after.failing_since) + ", " +
           base::counted(after.failures, "time") + " in a row: " + after.last_error;
  }
  if (fails || !after.is_told) return {};
  after.is_told = false;
  return "is back" + (before.failing_since
                          ? "; it failed since " + base::format_rfc3339(*before.failing_since)
                          : std::string());
}

Health health_of(const model::FetchState& state, bool enabled) {
  if (!enabled) return Health::disabled;
  if (state.gone) return Health::gone;
  if (!state.last_fetch) return Health::waiting;
  if (state.failures == 0) return Health::good;
  return state.failures < kFailuresUntilBroken ? Health::failing : Health::broken;
}

std::string_view to_string(Health health) {
  switch (health) {
    case Health::good:
      return "good";
    case Health::waiting:
      return "waiting";
    case Health::failing:
      return "failing";
    case Health::broken:
      return "broken";
    case Health::gone:
      return "gone";
    case Health::disabled:
      return "disabled";
  }
  return "good";
}

std::int64_t day_number(model::Timestamp time) { return base::to_unix_seconds(time) / kDay; }

model::FetchDay day_of(const SourceReport& report, model::Timestamp now) {
  return {.day = day_number(now),
          .fetches = 1,
          .failures = report.outcome == Outcome::failed || report.outcome == Outcome::gone ? 1 : 0,
          .unchanged = report.outcome == Outcome::unchanged ? 1 : 0,
          .bytes = static_cast<std::int64_t>(report.bytes),
          .added = static_cast<std::int64_t>(report.added),
          .waiting = static_cast<std::int64_t>(report.waiting),
          .not_modified = report.by_304 ? 1 : 0};
}

std::string advice_on(const config::Source& source, const std::string& place,
                      const model::FetchState& state,
                      const std::optional<model::SiteFeed>& site_feed) {
  if (!source.enabled) return "it is switched off: set enabled = true to have it asked again";
  if (state.gone) {
    return "the site says that this feed is gone for good: find its new address and set url, or "
           "ask once more with syndic refresh --force --only " +
           source.id;
  }
  if (!source.site.empty() && site_feed && site_feed->feed_url.empty()) {
    return "no feed was found at " + place + ": see syndic discover " + place +
           ", or set url to the feed's own address";
  }
  if (!state.last_fetch) return "it was never asked: run syndic refresh --only " + source.id;
  if (state.failures == 0) return {};
  if (!source.fetch.path.empty()) return "see whether the file " + place + " is there and readable";
  if (is_page(source)) {
    if (auto advice = advice_on_page(source, place, state)) return *std::move(advice);
  }
  return advice_on_status(state.last_status, place);
}

}  // namespace syndic::pipeline
