// SPDX-License-Identifier: MIT
#include "pipeline/refresh/ceiling.h"

#include <catch2/catch.hpp>

namespace ceiling_test {

using namespace syndic;
using namespace syndic::pipeline;

namespace {

constexpr std::int64_t kToday = 20'000;

// Days in a row, up to yesterday.
std::vector<model::FetchDay> days(const std::vector<std::int64_t>& added) {
  std::vector<model::FetchDay> days;
  for (std::size_t i = 0; i < added.size(); ++i) {
    days.push_back({.day = kToday - static_cast<std::int64_t>(added.size() - i),
                    .fetches = 24,
                    .failures = added[i] < 0 ? 24 : 1,
                    .added = std::max<std::int64_t>(added[i], 0)});
  }
  return days;
}

}  // namespace

TEST_CASE("A source may add ten times its habit on one day, and at least 1,000") {
  CHECK(ceiling_of({}, days({0, 3, 1}), kToday) == 1'000);
  CHECK(ceiling_of({}, days({150, 200, 180}), kToday) == 1'800);
  CHECK(ceiling_of({}, days({5, 1'000, 5, 1'000, 5}), kToday) == 1'000);
  CHECK(ceiling_of(20, days({150, 200, 180}), kToday) == 20);
}

TEST_CASE("A source's first day has no ceiling, and today is no habit") {
  CHECK_FALSE(ceiling_of({}, {}, kToday));
  CHECK_FALSE(ceiling_of(20, {}, kToday));
  CHECK_FALSE(ceiling_of({}, {{.day = kToday, .fetches = 1, .added = 5'000}}, kToday));
  CHECK_FALSE(ceiling_of({}, days({-1, -1}), kToday));
}

TEST_CASE("Days on which new items had to wait are no habit") {
  std::vector<model::FetchDay> flood = days({5, 5, 1'000, 1'000, 1'000, 1'000});
  for (std::size_t i = 2; i < flood.size(); ++i) flood[i].waiting = 2'000;
  CHECK(ceiling_of({}, flood, kToday) == 1'000);
  CHECK(ceiling_of({}, {flood.begin() + 2, flood.end()}, kToday) == 1'000);
}

TEST_CASE("Thousands of new items a day are a flood though they are a habit, unless it is known") {
  CHECK(is_flood({}, days({5'000, 5'000}), kToday, 5'000));
  CHECK_FALSE(is_flood({}, days({5'000, 5'000}), kToday, 999));
  CHECK_FALSE(is_flood(6'000, days({5'000, 5'000}), kToday, 5'000));
  CHECK_FALSE(is_flood({}, {}, kToday, 5'000));
  CHECK(flood_words(5'000) ==
        "added 5,000 new items today; if their ids change at every fetch, set max_new_per_day");
}

TEST_CASE("Of too many new items, the first stay, and all known ones") {
  model::Feed feed;
  for (const char* id : {"new 1", "known 1", "new 2", "new 3", "known 2"}) {
    feed.items.emplace_back().id = id;
  }
  CHECK(hold_back(feed, {0, 2, 3}, 3) == 0);
  CHECK(feed.items.size() == 5);
  CHECK(hold_back(feed, {0, 2, 3}, 1) == 2);
  REQUIRE(feed.items.size() == 3);
  CHECK(feed.items[0].id == "new 1");
  CHECK(feed.items[1].id == "known 1");
  CHECK(feed.items[2].id == "known 2");
}

TEST_CASE("The report says how many wait") {
  CHECK(ceiling_words(1'000, 4'231) ==
        "added 1,000 new items today, its ceiling; 4,231 more wait (max_new_per_day)");
  CHECK(ceiling_words(20, 1) ==
        "added 20 new items today, its ceiling; 1 more waits (max_new_per_day)");
}

}  // namespace ceiling_test
