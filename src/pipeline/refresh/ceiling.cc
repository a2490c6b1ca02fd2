// SPDX-License-Identifier: MIT
#include "pipeline/refresh/ceiling.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLowestCeiling = 1'000;
constexpr std::size_t kTimesHabit = 10;

// "1,000"
std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

bool was_read(const model::FetchDay& day) { return day.fetches > day.failures; }

}  // namespace

std::optional<std::size_t> ceiling_of(std::optional<std::size_t> configured,
                                      const std::vector<model::FetchDay>& days,
                                      std::int64_t today) {
  bool is_known = false;
  std::vector<std::size_t> added;
  for (const model::FetchDay& day : days) {
    if (day.day >= today || !was_read(day)) continue;
    is_known = true;
    if (day.waiting == 0) added.push_back(static_cast<std::size_t>(day.added));
  }
  if (!is_known) return std::nullopt;
  if (configured) return configured;
  if (added.empty()) return kLowestCeiling;
  // The mean would grow with each day of a flood.
  const auto median = added.begin() + std::ssize(added) / 2;
  std::nth_element(added.begin(), median, added.end());
  return std::max(kLowestCeiling, kTimesHabit * *median);
}

model::FetchDay counted_on(const std::vector<model::FetchDay>& days, std::int64_t today) {
  if (days.empty() || days.back().day != today) return {.day = today};
  return days.back();
}

std::optional<std::size_t> room_below(std::optional<std::size_t> ceiling, std::size_t added) {
  if (!ceiling) return std::nullopt;
  return *ceiling - std::min(*ceiling, added);
}

bool is_flood(std::optional<std::size_t> configured, const std::vector<model::FetchDay>& days,
              std::int64_t today, std::size_t added_today) {
  const bool is_known = std::ranges::any_of(
      days, [&](const model::FetchDay& day) { return day.day < today && was_read(day); });
  return is_known && !configured && added_today >= kLowestCeiling;
}

std::string flood_words(std::size_t added_today) {
  return "added " + grouped(added_today) +
         " new items today; if their ids change at every fetch, set max_new_per_day";
}

std::size_t hold_back(model::Feed& feed, const std::vector<std::size_t>& newcomers,
                      std::size_t room) {
  if (newcomers.size() <= room) return 0;
  std::vector<model::Item> kept;
  kept.reserve(feed.items.size());
  std::size_t seen = 0;
  for (std::size_t i = 0; i < feed.items.size(); ++i) {
    const bool is_new = seen < newcomers.size() && newcomers[seen] == i;
    if (is_new) ++seen;
    if (!is_new || seen <= room) kept.push_back(std::move(feed.items[i]));
  }
  feed.items = std::move(kept);
  return newcomers.size() - room;
}

std::string ceiling_words(std::size_t ceiling, std::size_t waiting) {
  return "added " + grouped(ceiling) + " new items today, its ceiling; " + grouped(waiting) +
         (waiting == 1 ? " more waits" : " more wait") + " (max_new_per_day)";
}

}  // namespace syndic::pipeline
