// SPDX-License-Identifier: MIT
#include "store/store.h"

#include <catch2/catch.hpp>

#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace fetch_days_test {

using namespace syndic;
using model::FetchDay;

namespace {

constexpr FetchDay kNews{
    .day = 20000, .fetches = 1, .failures = 0, .unchanged = 0, .bytes = 500, .added = 3};
constexpr FetchDay kNothing{
    .day = 20000, .fetches = 1, .failures = 0, .unchanged = 1, .bytes = 100, .added = 0};
constexpr FetchDay kFailure{
    .day = 20001, .fetches = 1, .failures = 1, .unchanged = 0, .bytes = 7, .added = 0};

}  // namespace

TEST_CASE("what fetches gave is summed by source and day") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->count("casel", kNews);
  store->count("casel", kNothing);
  store->count("casel", kFailure);
  store->count("cec", kNothing);
  const auto days = store->fetch_days();
  REQUIRE(days.size() == 2);
  CHECK(days.at("casel") ==
        std::vector<FetchDay>{
            {.day = 20000, .fetches = 2, .failures = 0, .unchanged = 1, .bytes = 600, .added = 3},
            kFailure});
  CHECK(days.at("cec") == std::vector<FetchDay>{kNothing});
}

TEST_CASE("a day has its last medians, and counts answers by 304") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->count("casel", {.day = 20000, .fetches = 1, .answer_time = 250, .news_delay = 3600});
  store->count("casel",
               {.day = 20000, .fetches = 1, .unchanged = 1, .not_modified = 1, .answer_time = 240});
  store->count("casel", {.day = 20000, .added = 2});
  CHECK(store->fetch_days().at("casel") == std::vector<FetchDay>{{.day = 20000,
                                                                  .fetches = 2,
                                                                  .unchanged = 1,
                                                                  .added = 2,
                                                                  .not_modified = 1,
                                                                  .answer_time = 240,
                                                                  .news_delay = 3600}});
}

TEST_CASE("ninety days are kept, each source's own") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->count("cec", kNews);
  for (std::int64_t day = 20000; day < 20200; ++day) {
    store->count("casel", {.day = day, .fetches = 1});
  }
  const auto days = store->fetch_days();
  REQUIRE(days.at("casel").size() == 90);
  CHECK(days.at("casel").front().day == 20110);
  CHECK(days.at("casel").back().day == 20199);
  CHECK(days.at("cec").size() == 1);
}

TEST_CASE("a day that a wrong clock put into the future goes with the next right one") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->count("casel", {.day = 30000, .fetches = 1});
  store->count("casel", kNews);
  CHECK(store->fetch_days().at("casel") == std::vector<FetchDay>{kNews});
}

TEST_CASE("in a batch of many answers each is found at once, and all are kept or none") {
  constexpr std::int64_t kDay = 19128;  // That of kNoon.
  const test::TempDir dir;
  const auto id = [](int source) { return "s" + std::to_string(source); };
  const auto answer = [&](store::Store& store, int source, int bytes) {
    model::FetchState state;
    state.last_fetch = test::kNoon;
    state.body_hash = std::to_string(bytes);
    store.keep(id(source), state);
    store.count(id(source), {.day = kDay, .fetches = 1, .bytes = bytes});
  };
  {
    const auto store = test::open(dir.path());
    for (int source = 0; source < 40; ++source) answer(*store, source, 0);
    store->begin_batch();
    for (int source = 0; source < 40; ++source) answer(*store, source, source);
    answer(*store, 39, 100);
    CHECK(store->fetch_states().at("s39").body_hash == "100");
    answer(*store, 38, 200);
    CHECK(store->fetch_days().at("s38") ==
          std::vector<FetchDay>{{.day = kDay, .fetches = 3, .bytes = 238}});
    answer(*store, 37, 300);
    store->commit();
    store->begin_batch();
    for (int source = 0; source < 40; ++source) answer(*store, source, 1000);
  }  // Killed before its commit.
  const auto store = test::open(dir.path());
  const auto days = store->fetch_days();
  const auto states = store->fetch_states();
  for (int source = 0; source < 37; ++source) {
    CAPTURE(source);
    CHECK(days.at(id(source)) ==
          std::vector<FetchDay>{{.day = kDay, .fetches = 2, .bytes = source}});
    CHECK(states.at(id(source)).body_hash == std::to_string(source));
  }
  CHECK(days.at("s39") == std::vector<FetchDay>{{.day = kDay, .fetches = 3, .bytes = 139}});
  CHECK(days.at("s37") == std::vector<FetchDay>{{.day = kDay, .fetches = 3, .bytes = 337}});
  CHECK(states.at("s37").body_hash == "300");
}

TEST_CASE("a day counts with the fetch's own batch or not at all") {
  const test::TempDir dir;
  {
    const auto store = test::open(dir.path());
    store->begin_batch();
    store->merge("casel", test::feed({test::item("urn:a", "2022-01-21T00:00:00Z")}), {},
                 test::kNoon);
    store->count("casel", kNews);
  }  // Killed before its commit.
  const auto store = test::open(dir.path());
  CHECK(store->fetch_days().empty());
  CHECK(store->fetch_states().empty());
}

}  // namespace fetch_days_test
