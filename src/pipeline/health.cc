// SPDX-License-Identifier: MIT
#include "pipeline/health.h"

namespace syndic::pipeline {
namespace {

constexpr long kHour = 3'600;
constexpr long kDay = 24 * kHour;
constexpr std::size_t kFewestItems = 5;

std::string count(long number, const std::string& unit) {
  return std::to_string(number) + " " + unit + (number == 1 ? "" : "s");
}

std::string habit_words(long seconds) {
  if (seconds < kDay / 2) return "several times a day";
  const long days = (seconds + kDay / 2) / kDay;
  return days <= 1 ? "every day" : "every " + count(days, "day");
}

}  // namespace

std::string failing_words(const model::FetchState& state, model::Timestamp now) {
  if (state.failures == 0 || !state.failing_since) return {};
  const long seconds = (now - *state.failing_since).total_seconds();
  if (seconds < kHour) return "failing since just now";
  return "failing for " +
         (seconds < kDay ? count(seconds / kHour, "hour") : count(seconds / kDay, "day"));
}

std::string silence_words(const std::vector<model::Timestamp>& dates, model::Timestamp now) {
  if (dates.size() < kFewestItems) return {};
  const long silence = (now - dates.front()).total_seconds();
  const long span = (dates.front() - dates.back()).total_seconds();
  const long habit = span / static_cast<long>(dates.size() - 1);
  // Items of one moment were dated by when they were first seen, which tells nothing.
  if (habit <= 0 || silence <= 30 * kDay || silence <= 10 * habit) return {};
  return "silent for " + count(silence / kDay, "day") + "; it used to post " + habit_words(habit);
}

}  // namespace syndic::pipeline
