// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <ctime>

#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

using namespace syndic;
using test::at;
using test::feed;
using test::item;
using test::kNoon;
using test::kOneHourLater;
using test::linked;
using test::names;
using Names = std::vector<std::string>;

TEST_CASE("Items come newest published first, then by id, over all sources") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("b", feed({item("2", "2022-02-04T00:00:00Z"), item("9", "2019-01-01T00:00:00Z")}),
               {}, kNoon);
  store->merge("a",
               feed({item("3", "2022-02-04T00:00:00Z"), item("1", "2022-02-04T00:00:00Z"),
                     item("8", "2023-01-01T00:00:00Z")}),
               {}, kNoon);
  const Names all = {"a/8", "a/1", "b/2", "a/3", "b/9"};
  CHECK(names(store->select({{"a", "b"}, 10, {}})) == all);
  CHECK(names(store->select({{"b", "a", "b"}, 10, {}})) == all);
  CHECK(names(store->select({{"a", "b"}, 3, {}})) == Names{"a/8", "a/1", "b/2"});
  CHECK(store->select({{"a", "b"}, 0, {}}).empty());
}

TEST_CASE("A selection holds the named sources alone") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("a", feed({item("1", "2022-01-01T00:00:00Z")}), {}, kNoon);
  store->merge("b", feed({item("2", "2022-01-02T00:00:00Z")}), {}, kNoon);
  CHECK(names(store->select({{"a", "unknown", "'; --"}, 10, {}})) == Names{"a/1"});
  CHECK(store->select({{}, 10, {}}).empty());
}

TEST_CASE("A selection ends at its oldest date, which still counts") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("a",
               feed({item("1", "2022-01-01T00:00:00Z"), item("2", "2022-01-02T00:00:00Z"),
                     item("3", "2022-01-03T00:00:00Z")}),
               {}, kNoon);
  CHECK(names(store->select({{"a"}, 10, at("2022-01-02T00:00:00Z")})) == Names{"a/3", "a/2"});
}

TEST_CASE("An item that several sources carry comes once, from whoever had it first") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const char* const link = "https://casel.example/1";

  SECTION("by its id") {
    store->merge("late", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kOneHourLater);
    store->merge("first", feed({item("x", "2022-03-01T00:00:00Z")}), {}, kNoon);
    const auto items = store->select({{"first", "late"}, 10, {}});
    CHECK(names(items) == Names{"first/x"});
    CHECK(items[0].also_in == Names{"late"});
    CHECK(names(store->select({{"late"}, 10, {}})) == Names{"late/x"});
  }
  SECTION("by its canonical link") {
    store->merge("late", feed({linked(item("x", "2022-01-01T00:00:00Z"), link)}), {},
                 kOneHourLater);
    store->merge("first", feed({linked(item("y", "2022-03-01T00:00:00Z"), link)}), {}, kNoon);
    const auto items = store->select({{"first", "late"}, 10, {}});
    CHECK(names(items) == Names{"first/y"});
    CHECK(items[0].also_in == Names{"late"});
  }
  SECTION("seen at once, the earlier published has it") {
    store->merge("a", feed({item("x", "2022-03-01T00:00:00Z")}), {}, kNoon);
    store->merge("b", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kNoon);
    CHECK(names(store->select({{"a", "b"}, 10, {}})) == Names{"b/x"});
  }
  SECTION("and published at once, the source first by id") {
    store->merge("b", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kNoon);
    store->merge("a", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kNoon);
    store->merge("c", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kNoon);
    const auto items = store->select({{"c", "b", "a"}, 10, {}});
    CHECK(names(items) == Names{"a/x"});
    CHECK(items[0].also_in == Names{"b", "c"});
  }
}

TEST_CASE("The first to have an item keeps it when it changes") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("first", feed({item("x", "2022-01-01T00:00:00Z", "Old")}), {}, kNoon);
  store->merge("late", feed({item("x", "2021-01-01T00:00:00Z", "Copy")}), {}, kOneHourLater);
  store->merge("first", feed({item("x", "2022-06-01T00:00:00Z", "New")}), {},
               at("2022-06-01T00:00:00Z"));
  const auto items = store->select({{"first", "late"}, 10, {}});
  REQUIRE(names(items) == Names{"first/x"});
  CHECK(items[0].item.title.value == "New");
}

TEST_CASE("A source that is not selected takes no item away and is not named") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("hidden", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kNoon);
  store->merge("shown", feed({item("x", "2022-01-01T00:00:00Z")}), {}, kOneHourLater);
  const auto items = store->select({{"shown"}, 10, {}});
  CHECK(names(items) == Names{"shown/x"});
  CHECK(items[0].also_in.empty());
}

TEST_CASE("Two items with one link in one source are different items") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const char* const link = "https://show.example/";
  const auto episodes = feed({linked(item("1", "2022-01-01T00:00:00Z"), link),
                              linked(item("2", "2022-01-02T00:00:00Z"), link),
                              linked(item("3", "2022-01-03T00:00:00Z"), link)});
  const auto mention = feed({linked(item("m", "2022-01-04T00:00:00Z"), link)});

  SECTION("alone") {
    store->merge("show", episodes, {}, kNoon);
    const auto items = store->select({{"show"}, 10, {}});
    CHECK(names(items) == Names{"show/3", "show/2", "show/1"});
    CHECK(items[0].also_in.empty());
  }
  SECTION("another source's later item is one with the first of them") {
    store->merge("show", episodes, {}, kNoon);
    store->merge("other", mention, {}, kOneHourLater);
    const auto items = store->select({{"show", "other"}, 10, {}});
    CHECK(names(items) == Names{"show/3", "show/2", "show/1"});
    CHECK(items[0].also_in.empty());
    CHECK(items[2].also_in == Names{"other"});
  }
  SECTION("another source's earlier item takes but one of them away") {
    store->merge("other", mention, {}, kNoon);
    store->merge("show", episodes, {}, kOneHourLater);
    const auto items = store->select({{"show", "other"}, 10, {}});
    CHECK(names(items) == Names{"other/m", "show/3", "show/2"});
    CHECK(items[0].also_in == Names{"show"});
  }
}

TEST_CASE("Items without a link have no link in common") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("a", feed({item("1", "2022-01-01T00:00:00Z")}), {}, kNoon);
  store->merge("b", feed({item("2", "2022-01-02T00:00:00Z")}), {}, kNoon);
  CHECK(store->select({{"a", "b"}, 10, {}}).size() == 2);
}

TEST_CASE("A limit counts the items that are shown, not their copies") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  std::vector<model::Item> items;
  for (int i = 0; i < 20; ++i)
    items.push_back(item(std::to_string(10 + i), "2022-01-01T00:00:00Z"));
  store->merge("a", feed(items), {}, kNoon);
  store->merge("b", feed(items), {}, kOneHourLater);
  store->merge("c", feed({item("z", "2021-01-01T00:00:00Z")}), {}, kNoon);
  const auto shown = store->select({{"a", "b", "c"}, 21, {}});
  REQUIRE(shown.size() == 21);
  CHECK(shown.back().source_id == "c");
}

TEST_CASE("The newest of ten thousand sources are found without reading them all") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const auto start = at("2022-01-01T00:00:00Z");
  store::Selection selection{{}, 50, {}};
  store->begin_batch();
  for (int source = 0; source < 10'000; ++source) {
    selection.source_ids.push_back("s" + std::to_string(source));
    std::vector<model::Item> items;
    for (int i = 0; i < 4; ++i) {
      auto made = item(std::to_string(source) + "-" + std::to_string(i), "2022-01-01T00:00:00Z");
      made.published = start + boost::posix_time::minutes(i * 10'000 + source);
      items.push_back(std::move(made));
    }
    store->merge(selection.source_ids.back(), feed(std::move(items)), {}, kNoon);
  }
  store->commit();
  // The processor's time, which other programs on the machine do not lengthen.
  const std::clock_t before = std::clock();
  const auto items = store->select(selection);
  const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  REQUIRE(items.size() == 50);
  CHECK(items.front().item.id == "9999-3");
  CHECK(items.back().item.id == "9950-3");
  // It is a few milliseconds, and longer only where sanitizers watch.
  CHECK(seconds < 0.5);
}
