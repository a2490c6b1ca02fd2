// SPDX-License-Identifier: MIT
#include "pipeline/status/health.h"

#include "base/printable.h"
#include "base/time_format.h"

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

}  // namespace

std::string failing_words(const model::FetchState& state, model::Timestamp now) {
  if (state.failures == 0 || !state.failing_since) return {};
  const long seconds = (now - *state.failing_since).total_seconds();
  if (seconds < kHour) return "failing since just now";
  return "failing for " + (seconds < kDay ? base::counted(seconds / kHour, "hour")
                                          : base::counted(seconds / kDay, "day"));
}

std::string silence_words(const std::vector<model::Timestamp>& dates, model::Timestamp now) {
  if (dates.size() < kFewestItems) return {};
  const long silence = (now - dates.front()).total_seconds();
  const long span = (dates.front() - dates.back()).total_seconds();
  const long habit = span / static_cast<long>(dates.size() - 1);
  // Items of one moment were dated by when they were first seen, which tells nothing.
  if (habit <= 0 || silence <= 30 * kDay || silence <= 10 * habit) return {};
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
          .added = static_cast<std::int64_t>(report.added)};
}

}  // namespace syndic::pipeline
