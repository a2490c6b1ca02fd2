// SPDX-License-Identifier: MIT
//
// What came in lately of a selection.
#include <catch2/catch.hpp>

#include "store/ledger.h"
#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace arrivals_test {

using namespace syndic;
using test::feed;
using test::item;
using test::kNoon;
using test::kOneHourLater;
using test::linked;
using test::names;
using test::newest;
using Names = std::vector<std::string>;

namespace {

store::ArrivalRule since(model::Timestamp time) {
  return {.since = time,
          .is_wanted = [](const store::Arrival&) { return true; },
          .was_told = [time](const store::Arrival& copy) { return copy.first_seen < time; }};
}

}  // namespace

TEST_CASE("arrivals are what was first seen from a time on, newest published first") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("a", feed({item("1", "2022-05-10T00:00:00Z")}), {}, kNoon);
  store->merge("b", feed({item("2", "2022-05-16T00:00:00Z"), item("3", "2022-05-15T00:00:00Z")}),
               {}, kOneHourLater);
  store->merge("a", feed({item("1", "2022-05-10T00:00:00Z"), item("4", "2022-05-15T12:00:00Z")}),
               {}, kOneHourLater);
  CHECK(names(store->arrivals(newest({"a", "b"}), since(kNoon)).items) ==
        Names{"b/2", "a/4", "b/3", "a/1"});
  CHECK(names(store->arrivals(newest({"a", "b"}), since(kOneHourLater)).items) ==
        Names{"b/2", "a/4", "b/3"});
  CHECK(names(store->arrivals(newest({"a"}), since(kOneHourLater)).items) == Names{"a/4"});
  const auto none =
      store->arrivals(newest({"a", "b"}), since(kOneHourLater + boost::posix_time::seconds(1)));
  CHECK(none.items.empty());
  CHECK(none.more == 0);
}

TEST_CASE("the rule is told what it decides by") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("a", feed({item("1", "2022-05-01T00:00:00Z")}), {}, kNoon);
  store->merge("a", feed({item("1", "2022-05-01T00:00:00Z"), item("2", "2022-05-02T00:00:00Z")}),
               {}, kOneHourLater);
  std::vector<std::string> told;
  store::ArrivalRule rule = since(kNoon);
  rule.is_wanted = [&](const store::Arrival& arrival) {
    told.push_back(arrival.source_id + " " + base::format_rfc3339(arrival.first_seen) + " " +
                   base::format_rfc3339(arrival.published) + (arrival.came_late ? " late" : ""));
    return false;
  };
  CHECK(store->arrivals(newest({"a"}), rule).items.empty());
  CHECK(told == Names{"a 2022-05-16T13:00:00Z 2022-05-02T00:00:00Z late",
                      "a 2022-05-16T12:00:00Z 2022-05-01T00:00:00Z"});
}

TEST_CASE("a story that another source told before does not arrive again") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  const std::string link = "https://x.example/story";
  store->merge("first", feed({linked(item("x", "2022-05-16T00:00:00Z"), link)}), {}, kNoon);
  store->merge("second", feed({linked(item("y", "2022-05-16T00:00:00Z"), link)}), {},
               kOneHourLater);
  const store::Selection both = newest({"first", "second"});
  CHECK(names(store->arrivals(both, since(kNoon)).items) == Names{"first/x"});
  CHECK(store->arrivals(both, since(kOneHourLater)).items.empty());
  CHECK(names(store->arrivals(newest({"second"}), since(kOneHourLater)).items) ==
        Names{"second/y"});
  store::ArrivalRule rule = since(kNoon);
  rule.was_told = [](const store::Arrival& copy) { return copy.source_id == "second"; };
  CHECK(store->arrivals(both, rule).items.empty());
}

TEST_CASE("what is beyond the bounds of the selection is counted") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("a",
               feed({item("1", "2022-05-16T01:00:00Z"), item("2", "2022-05-16T02:00:00Z"),
                     item("3", "2022-05-16T03:00:00Z")}),
               {}, kNoon);
  store->merge("b", feed({item("4", "2022-05-16T00:00:00Z")}), {}, kNoon);
  store::Selection selection = newest({"a", "b"}, 2);
  const auto two = store->arrivals(selection, since(kNoon));
  CHECK(names(two.items) == Names{"a/3", "a/2"});
  CHECK(two.more == 2);
  selection.max_per_source = 1;
  const auto one_each = store->arrivals(selection, since(kNoon));
  CHECK(names(one_each.items) == Names{"a/3", "b/4"});
  CHECK(one_each.more == 2);
}

TEST_CASE("what is withdrawn, left out by a rule or not in the facet does not arrive") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  model::Item dropped = item("3", "2022-05-16T03:00:00Z");
  dropped.lineage.dropped_by = "exclude";
  store->merge(
      "a", feed({item("1", "2022-05-16T01:00:00Z"), item("2", "2022-05-16T02:00:00Z"), dropped}),
      {}, kNoon);
  CHECK(names(store->arrivals(newest({"a"}), since(kNoon)).items) == Names{"a/2", "a/1"});
  store::Selection selection = newest({"a"});
  selection.facet = "some";
  store->ledger().sort_into(
      {{.feed = "some",
        .definition = "1",
        .holds = [](const std::string&, const model::Item& each) { return each.id == "1"; }}});
  CHECK(names(store->arrivals(selection, since(kNoon)).items) == Names{"a/1"});
  CHECK(store->ledger().withdraw({"a", "1", kNoon, ""}));
  CHECK(store->arrivals(selection, since(kNoon)).items.empty());
}

}  // namespace arrivals_test
