// SPDX-License-Identifier: MIT
#include "pipeline/status/plan.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/printable.h"
#include "base/time_zone.h"
#include "fetch/plan.h"
#include "fetch/schedule.h"
#include "pipeline/refresh/site_feeds.h"
#include "pipeline/status/health.h"
#include "pipeline/store_lock.h"

namespace syndic::pipeline {
namespace {

using fetch::Ground;
using std::chrono::seconds;

std::string interval_words(const config::Source& source, const config::Config& config) {
  const std::string every = duration_words(fetch::base_interval(source.fetch, config.fetch));
  return source.fetch.url.empty() ? "a file, read every " + every : "its interval of " + every;
}

std::string failure_words(const config::Source& source, const model::FetchState& state) {
  if (source.fetch.url.empty()) {
    return "its file could not be read " + base::counted(state.failures, "time") +
           " in a row; it is tried again each time";
  }
  return "backing off after " +
         (state.failures == 1 ? "1 failure: "
                              : std::to_string(state.failures) + " failures, the last: ") +
         problem_words(state, false);
}

std::string quiet_words(const model::FetchState& state, model::Timestamp now) {
  const long days = (now - state.last_change.value_or(now)).hours() / 24;
  return "nothing new for " + std::to_string(days) + " days, so asked less often";
}

std::string words_of_silence(const fetch::Plan& plan) {
  return (plan.silent_host.empty() ? "its server" : "its host " + plan.silent_host) +
         " asked for silence until then (Retry-After)";
}

std::string words_of(const fetch::Plan& plan, const config::Source& source,
                     const model::FetchState& state, const config::Config& config,
                     model::Timestamp now) {
  switch (plan.ground) {
    case Ground::never_asked:
      return source.fetch.url.empty() ? "a file, never read yet" : "never asked yet";
    case Ground::clock:
      return "its last fetch lies in the future: a clock was wrong";
    case Ground::interval:
      return interval_words(source, config);
    case Ground::old_interval:
      return "the interval that it had at its last fetch";
    case Ground::quiet:
      return quiet_words(state, now);
    case Ground::server_wish:
      return "the server says that its answer stays fresh for " +
             duration_words(state.wishes.server) + " (Cache-Control, Expires)";
    case Ground::feed_wish:
      return "the feed asks for " + duration_words(state.wishes.feed) +
             " between fetches (ttl, sy:updatePeriod)";
    case Ground::feed_skips:
      return "the feed asks to be left alone until then (skipHours, skipDays)";
    case Ground::unanswered:
      return "asked at " + base::local_time(state.asked.value_or(now), config.site.time_zone) +
             ", but that run ended before the answer was stored";
    case Ground::failures:
      return failure_words(source, state);
    case Ground::retry_after:
    case Ground::host_silence:
      return words_of_silence(plan);
    case Ground::gone:
      return "gone (HTTP 410): set its new url, or ask once more with syndic refresh --force "
             "--only " +
             source.id;
  }
  return {};
}

/// What a run would do with each source, by the same questions in the same order.
class Planner {
 public:
  Planner(const config::Config& config, store::Store& store, model::Timestamp now, bool is_running)
      : now_(now),
        is_running_(is_running),
        states_(store.fetch_states()),
        silence_(states_, now),
        sites_(config, store, now) {}

  std::vector<PlannedSource> plan() const {
    std::vector<PlannedSource> rows;
    for (const config::Source& source : sites_.config().sources) rows.push_back(row_of(source));
    std::ranges::stable_sort(rows, [](const PlannedSource& one, const PlannedSource& other) {
      return one.due && (!other.due || *one.due < *other.due);
    });
    return rows;
  }

 private:
  [[nodiscard]] PlannedSource row_of(const config::Source& source) const {
    if (!source.enabled) {
      return {source.id, std::nullopt, "disabled", "disabled: enabled = false"};
    }
    if (source.fetch.url.empty() && source.fetch.path.empty()) {
      return {source.id, std::nullopt, "unsupported", "this version cannot ask it: set url"};
    }
    const auto known = states_.find(source.id);
    const model::FetchState state = known == states_.end() ? model::FetchState{} : known->second;
    const fetch::Plan plan =
        fetch::plan_of(source.fetch, state, silence_, sites_.config().fetch, now_);
    if (is_running_ && plan.ground == Ground::unanswered) {
      return {source.id, plan.due, "asking", "the run that is under way asks it"};
    }
    if (sites_.must_search(source) || (plan.ground == Ground::gone && !source.site.empty())) {
      return row_of_search(source, plan);
    }
    return {source.id, plan.due, std::string(fetch::to_string(plan.ground)),
            words_of(plan, source, state, sites_.config(), now_)};
  }

  [[nodiscard]] PlannedSource row_of_search(const config::Source& source,
                                            const fetch::Plan& plan) const {
    const model::Timestamp due =
        std::max({now_, plan.due.value_or(now_), sites_.next_search(source).value_or(now_)});
    if (plan.ground == Ground::host_silence || plan.ground == Ground::retry_after) {
      return {source.id, due, std::string(fetch::to_string(plan.ground)), words_of_silence(plan)};
    }
    if (plan.ground == Ground::gone) {
      return {source.id, due, "site_search", "its feed is gone; its site is searched for another"};
    }
    return {source.id, due, "site_search",
            plan.ground == Ground::never_asked
                ? "its site is searched for its feed"
                : "its site had no feed that can be read; it is searched again after a day"};
  }

  model::Timestamp now_;
  bool is_running_;
  std::map<std::string, model::FetchState> states_;
  fetch::HostSilence silence_;
  SiteFeeds sites_;
};

}  // namespace

std::string duration_words(seconds time) {
  constexpr long long minute = 60;
  constexpr long long hour = 60 * minute;
  constexpr long long day = 24 * hour;
  const auto up = [&](long long unit) { return std::to_string((time.count() + unit - 1) / unit); };
  if (time.count() <= 90 * minute && time.count() != hour) return up(minute) + " min";
  if (time.count() <= 2 * day) return up(hour) + " h";
  return up(day) + " days";
}

std::vector<PlannedSource> plan(const config::Config& config, model::Timestamp now) {
  const auto store = store::open_to_look(config.store);
  return plan(config, *store, now, is_store_in_use(config.store));
}

std::vector<PlannedSource> plan(const config::Config& config, store::Store& store,
                                model::Timestamp now, bool is_running) {
  return Planner(config, store, now, is_running).plan();
}

}  // namespace syndic::pipeline
