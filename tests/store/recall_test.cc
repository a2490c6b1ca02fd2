// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <set>

#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace recall_test {

using namespace syndic;
using test::at;
using test::feed;
using test::item;
using test::linked;

namespace {

model::Item with_feed_id(model::Item made, const std::string& feed_id) {
  made.lineage.feed_id = feed_id;
  return made;
}

std::set<std::string> ids(const std::vector<model::KnownItem>& items) {
  std::set<std::string> all;
  for (const model::KnownItem& known : items) all.insert(known.id);
  return all;
}

using Ids = std::set<std::string>;

// In the order in which they are recalled.
std::vector<std::string> in_order(const std::vector<model::KnownItem>& items) {
  std::vector<std::string> all;
  for (const model::KnownItem& known : items) all.push_back(known.id);
  return all;
}

}  // namespace

TEST_CASE("A source's items are recalled by id, link, title, day and newness") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("casel",
               feed({with_feed_id(item("1", "2022-01-01T00:00:00Z"), "f1"),
                     linked(item("2", "2022-01-01T23:59:59Z"), "https://c.example/2"),
                     item("3", "2022-01-02T00:00:00Z"), item("4", "2021-12-31T23:59:59Z")}),
               {}, test::kNoon);
  store->merge(
      "cec",
      feed({linked(with_feed_id(item("1", "2022-01-01T00:00:00Z"), "f1"), "https://c.example/2")}),
      {}, test::kNoon);
  CHECK(ids(store->recall("casel", {.ids = {"1"}})) == Ids{"1"});
  CHECK(ids(store->recall("casel", {.ids = {"f1", "3", "none"}})) == Ids{"1", "3"});
  CHECK(ids(store->recall("casel", {.links = {"https://c.example/2", ""}})) == Ids{"2"});
  CHECK(ids(store->recall("casel", {.days = {at("2022-01-01T00:00:00Z")}})) == Ids{"1", "2"});
  CHECK(ids(store->recall("casel", {.titles = {"A title"}})) == Ids{"1", "2", "3", "4"});
  CHECK(store->recall("casel", {.titles = {"a title"}}).empty());
  CHECK(ids(store->recall("casel", {.newest = 2})) == Ids{"3", "2"});
  CHECK(store->recall("casel", {}).empty());
  CHECK(store->recall("unknown", {.ids = {"1"}, .newest = 9}).empty());
}

TEST_CASE("Of several items that have one id, link or day, the order is always the same") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const auto with_all = [](const char* id, const char* title = "A title") {
    return linked(with_feed_id(item(id, "2022-01-01T00:00:00Z", title), "one"), "https://c/one");
  };
  store->merge(
      "a", feed({with_all("3"), with_all("1"), with_all("2"), item("one", "2022-01-01T00:00:00Z")}),
      {}, test::kNoon);
  const auto before = in_order(store->recall("a", {.ids = {"one"}}));
  REQUIRE(before.size() == 4);
  CHECK(before.back() == "one");
  // Rows that change may be found in another place of a table.
  for (const char* id : {"1", "3", "2", "1"}) {
    const std::string title = std::string("Another title than before ") + id + before.front();
    store->merge("a", feed({with_all(id, (title + std::string(5'000, 'x')).c_str())}), {},
                 test::kOneHourLater);
  }
  CHECK(in_order(store->recall("a", {.ids = {"one"}})) == before);
  const std::vector<std::string> linked_ones(before.begin(), before.end() - 1);
  CHECK(in_order(store->recall("a", {.links = {"https://c/one"}})) == linked_ones);
  CHECK(in_order(store->recall("a", {.days = {at("2022-01-01T00:00:00Z")}})) ==
        std::vector<std::string>{"1", "2", "3", "one"});
}

TEST_CASE("What is recalled of an item is what it takes to recognise it") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  auto made = linked(with_feed_id(item("1", "2022-01-01T00:00:00Z", "Title"), "f1"), "https://c/1");
  made.dated_by_first_sight = true;
  store->merge("casel", feed({made}), {}, test::kNoon);
  const auto known = store->recall("casel", {.ids = {"f1"}});
  REQUIRE(known.size() == 1);
  CHECK(known[0].id == "1");
  CHECK(known[0].feed_id == "f1");
  CHECK(known[0].canonical_url == "https://c/1");
  CHECK(known[0].title == "Title");
  CHECK(known[0].published == at("2022-01-01T00:00:00Z"));
  CHECK(known[0].dated_by_first_sight);
  CHECK(known[0].content_hash == "Title");
  CHECK(known[0].key == store->recall("casel", {.newest = 1}).at(0).key);
}

TEST_CASE("How a source treats its ids is remembered, and nothing is of an unknown one") {
  const test::TempDir dir;
  CHECK(test::open(dir.path())->history("casel").items == 0);
  for (const auto scheme :
       {model::IdentityScheme::titles, model::IdentityScheme::links, model::IdentityScheme::ids}) {
    const model::IdentityMemory memory{scheme, 1};
    test::open(dir.path())->remember("casel", memory);
    CHECK(test::open(dir.path())->history("casel").identity == memory);
  }
  const auto store = test::open(dir.path());
  store->merge("casel", feed({item("1", "2022-01-01T00:00:00Z")}), {}, test::kNoon);
  CHECK(store->history("casel").items == 1);
  CHECK(store->history("casel").identity.id_changes == 1);
}

TEST_CASE("The nth newest item is that of all sources together") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const auto nth = [&](const std::vector<std::string>& sources, std::size_t n) {
    const auto date = store->nth_newest(sources, n);
    return date ? base::format_rfc3339(*date) : "";
  };
  CHECK(nth({"a", "b"}, 1).empty());
  store->merge("a", feed({item("1", "2022-01-01T00:00:00Z"), item("2", "2022-01-04T00:00:00Z")}),
               {}, test::kNoon);
  store->merge("b", feed({item("1", "2022-01-02T00:00:00Z"), item("2", "2022-01-03T00:00:00Z")}),
               {}, test::kNoon);
  store->merge("c", feed({item("1", "2022-01-09T00:00:00Z")}), {}, test::kNoon);
  CHECK(nth({"a", "b"}, 1) == "2022-01-04T00:00:00Z");
  CHECK(nth({"a", "b"}, 2) == "2022-01-03T00:00:00Z");
  CHECK(nth({"a", "b"}, 3) == "2022-01-02T00:00:00Z");
  CHECK(nth({"a", "b"}, 50) == "2022-01-01T00:00:00Z");
  CHECK(nth({"a", "b"}, 0).empty());
}

}  // namespace recall_test
