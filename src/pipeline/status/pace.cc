// SPDX-License-Identifier: MIT
#include "pipeline/status/pace.h"

#include <algorithm>

namespace syndic::pipeline {
namespace {

constexpr std::int64_t kOldestNews = std::int64_t{30} * 24 * 3'600;

}  // namespace

std::optional<std::int64_t> median(model::RecentNumbers numbers) {
  if (numbers.empty()) return std::nullopt;
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>((numbers.size() - 1) / 2);
  std::nth_element(numbers.begin(), middle, numbers.end());
  return *middle;
}

void add_newest(std::int64_t newest, model::RecentNumbers& numbers) {
  numbers.push_back(newest);
  if (numbers.size() <= model::kRecentNumbers) return;
  const auto excess = static_cast<std::ptrdiff_t>(numbers.size() - model::kRecentNumbers);
  numbers.erase(numbers.begin(), numbers.begin() + excess);
}

std::set<std::string> ids_of(const model::Feed& feed, const std::vector<std::size_t>& indexes) {
  std::set<std::string> ids;
  for (const std::size_t i : indexes) ids.insert(feed.items[i].id);
  return ids;
}

void note_delays(const model::Feed& feed, const std::set<std::string>& newcomers,
                 model::Timestamp now, model::FetchState& state) {
  if (newcomers.empty()) return;
  // Feeds have their newest items first.
  for (auto item = feed.items.rbegin(); item != feed.items.rend(); ++item) {
    if (!newcomers.contains(item->id) || !item->published || item->dated_by_first_sight) continue;
    if (!item->lineage.dropped_by.empty()) continue;
    const std::int64_t delay = (now - *item->published).total_seconds();
    if (delay >= 0 && delay <= kOldestNews) add_newest(delay, state.news_delays);
  }
}

void note_answer_time(const SourceReport& report, model::FetchState& state) {
  const bool is_success =
      report.outcome == Outcome::updated || report.outcome == Outcome::unchanged;
  if (is_success && report.status != 0) add_newest(report.elapsed.count(), state.answer_times);
}

model::FetchDay with_pace(model::FetchDay day, const model::FetchState& state) {
  day.answer_time = median(state.answer_times);
  day.news_delay = median(state.news_delays);
  return day;
}

std::optional<int> not_modified_percent(const std::vector<model::FetchDay>& history,
                                        std::int64_t before) {
  std::int64_t answers = 0;
  std::int64_t not_modified = 0;
  for (const model::FetchDay& day : history) {
    if (day.day >= before || !day.answer_time) continue;
    answers += day.fetches - day.failures;
    not_modified += day.not_modified;
  }
  if (answers <= 0) return std::nullopt;
  const std::int64_t percent = (200 * not_modified + answers) / (2 * answers);
  return static_cast<int>(std::clamp<std::int64_t>(percent, 0, 100));
}

DayPace pace_before(const std::vector<model::FetchDay>& history, std::int64_t before) {
  const auto day = std::find_if(history.rbegin(), history.rend(),
                                [&](const model::FetchDay& each) { return each.day < before; });
  if (day == history.rend()) return {};
  return {.answer_time = day->answer_time, .news_delay = day->news_delay};
}

}  // namespace syndic::pipeline
