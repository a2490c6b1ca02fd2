// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "store/ledger.h"
#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace withdrawal_test {

using namespace syndic;
using namespace syndic::test;

namespace {

struct Fixture {
  TempDir dir;
  std::unique_ptr<store::Store> store = open(dir.path());
  store::Selection both = newest({"a", "b"}, 50);

  void merge(const std::string& source, std::vector<model::Item> items,
             model::Timestamp now = kNoon) {
    (void)store->merge(source, feed(std::move(items)), {}, now);
  }
  std::vector<std::string> selected() { return names(store->select(both)); }
  store::Ledger& ledger() { return store->ledger(); }
};

}  // namespace

TEST_CASE("A withdrawn item comes in no selection, and comes again when it is restored") {
  Fixture f;
  f.merge("a", {item("urn:x:1", "2022-05-02T00:00:00Z"), item("urn:x:2", "2022-05-01T00:00:00Z")});
  CHECK(f.ledger().withdraw({"a", "urn:x:1", kNoon, "wrong figures"}));
  CHECK(f.selected() == std::vector<std::string>{"a/urn:x:2"});
  const auto withdrawal = f.ledger().withdrawal_of("a", "urn:x:1");
  REQUIRE(withdrawal);
  CHECK(withdrawal->why == "wrong figures");
  CHECK(withdrawal->at == kNoon);
  CHECK_FALSE(withdrawal->by_source);
  CHECK(f.ledger().restore("a", "urn:x:1"));
  CHECK(f.selected() == std::vector<std::string>{"a/urn:x:1", "a/urn:x:2"});
  CHECK_FALSE(f.ledger().restore("a", "urn:x:1"));
  CHECK_FALSE(f.ledger().withdraw({"a", "urn:x:3", kNoon, ""}));
}

TEST_CASE("It stays out when its source changes it, and when another source brings it later") {
  Fixture f;
  f.merge("a", {linked(item("urn:x:1", "2022-05-02T00:00:00Z"), "https://a.example/1")});
  CHECK(f.ledger().withdraw({"a", "urn:x:1", kNoon, ""}));
  f.merge("a", {linked(item("urn:x:1", "2022-05-02T00:00:00Z", "Other"), "https://a.example/1")},
          kOneHourLater);
  f.merge("b",
          {linked(item("urn:y:7", "2022-05-03T00:00:00Z", "By B"), "https://a.example/1"),
           item("urn:x:1", "2022-05-03T00:00:00Z", "Same id"),
           item("urn:y:8", "2022-05-03T00:00:00Z", "B's own")},
          kOneHourLater);
  CHECK(f.selected() == std::vector<std::string>{"b/urn:y:8"});
}

TEST_CASE("A source's tombstone removes its own item alone") {
  Fixture f;
  f.merge("a", {item("urn:x:1", "2022-05-02T00:00:00Z"), item("urn:x:2", "2022-05-01T00:00:00Z")});
  f.merge("b", {item("urn:x:1", "2022-05-03T00:00:00Z", "B's copy")}, kOneHourLater);
  CHECK(f.ledger().follow("b", {{"urn:x:2", kNoon, "not mine"}}, {}, kOneHourLater) == 0);
  CHECK(f.selected() == std::vector<std::string>{"a/urn:x:1", "a/urn:x:2"});
  CHECK(f.ledger().follow("a", {{"urn:x:1", kNoon, "gone"}}, {"urn:x:2"}, kOneHourLater) == 1);
  CHECK(f.selected() == std::vector<std::string>{"b/urn:x:1", "a/urn:x:2"});
  // It is in the feed again.
  CHECK(f.ledger().follow("a", {}, {"urn:x:1", "urn:x:2"}, kOneHourLater) == 1);
  CHECK(f.selected() == std::vector<std::string>{"a/urn:x:1", "a/urn:x:2"});
}

TEST_CASE("A source cannot undo what we withdrew, and dates no withdrawal ahead") {
  Fixture f;
  f.merge("a", {item("urn:x:1", "2022-05-02T00:00:00Z"), item("urn:x:2", "2022-05-01T00:00:00Z")});
  CHECK(f.ledger().withdraw({"a", "urn:x:1", kNoon, "ours"}));
  CHECK(f.ledger().follow("a", {}, {"urn:x:1"}, kNoon) == 0);
  CHECK(f.ledger().follow("a", {{"urn:x:1", kNoon, "theirs"}}, {}, kNoon) == 0);
  CHECK(f.ledger().withdrawal_of("a", "urn:x:1")->why == "ours");
  CHECK(f.ledger().follow("a", {{"urn:x:2", kOneHourLater, ""}}, {}, kNoon) == 1);
  CHECK(f.ledger().withdrawal_of("a", "urn:x:2")->at == kNoon);
}

TEST_CASE("Where every source's item stands, one that is withdrawn still does not come") {
  Fixture f;
  f.both.same_story = normalize::same_story({}, normalize::Sameness::never);
  f.merge("a", {item("urn:x:1", "2022-05-02T00:00:00Z"), item("urn:x:2", "2022-05-01T00:00:00Z")});
  f.merge("b", {item("urn:x:1", "2022-05-03T00:00:00Z")}, kOneHourLater);
  CHECK(f.ledger().follow("a", {{"urn:x:2", kNoon, ""}}, {}, kNoon) == 1);
  CHECK(f.ledger().withdraw({"a", "urn:x:1", kNoon, ""}));
  CHECK(f.selected().empty());
}

TEST_CASE("What vanishes from the middle of a feed is marked, what grows old is not") {
  Fixture f;
  f.merge("a", {item("urn:x:4", "2022-05-04T00:00:00Z", "Four"),
                item("urn:x:3", "2022-05-03T00:00:00Z", "Three"),
                item("urn:x:2", "2022-05-02T00:00:00Z", "Two"),
                item("urn:x:1", "2022-05-01T00:00:00Z", "One")});
  f.ledger().note_window("a", {"urn:x:4", "urn:x:3", "urn:x:2", "urn:x:1"}, kNoon);
  f.ledger().note_window("a", {"urn:x:4", "urn:x:2"}, kOneHourLater);
  const auto vanished = f.ledger().vanished();
  REQUIRE(vanished.size() == 1);
  REQUIRE(vanished.at("a").size() == 1);
  CHECK(vanished.at("a").front().id == "urn:x:3");
  CHECK(vanished.at("a").front().title == "Three");
  CHECK(vanished.at("a").front().since == kOneHourLater);
  CHECK(f.selected().size() == 4);
  f.ledger().note_window("a", {"urn:x:4", "urn:x:3", "urn:x:2"}, kOneHourLater);
  CHECK(f.ledger().vanished().empty());
}

TEST_CASE("Of a feed with its oldest items first, what vanishes from the middle is marked too") {
  Fixture f;
  f.merge("a", {item("urn:x:1", "2022-05-01T00:00:00Z"), item("urn:x:2", "2022-05-02T00:00:00Z"),
                item("urn:x:3", "2022-05-03T00:00:00Z"), item("urn:x:4", "2022-05-04T00:00:00Z"),
                item("urn:x:5", "2022-05-05T00:00:00Z")});
  f.ledger().note_window("a", {"urn:x:1", "urn:x:2", "urn:x:3", "urn:x:4"}, kNoon);
  f.ledger().note_window("a", {"urn:x:2", "urn:x:3", "urn:x:4", "urn:x:5"}, kNoon);
  CHECK(f.ledger().vanished().empty());
  f.ledger().note_window("a", {"urn:x:2", "urn:x:4"}, kOneHourLater);
  const auto vanished = f.ledger().vanished();
  REQUIRE(vanished.size() == 1);
  REQUIRE(vanished.at("a").size() == 2);
  CHECK(vanished.at("a")[0].id == "urn:x:5");
  CHECK(vanished.at("a")[1].id == "urn:x:3");
}

TEST_CASE("An item that vanished and was then withdrawn is no longer reported") {
  Fixture f;
  f.merge("a", {item("urn:x:3", "2022-05-03T00:00:00Z"), item("urn:x:2", "2022-05-02T00:00:00Z"),
                item("urn:x:1", "2022-05-01T00:00:00Z")});
  f.ledger().note_window("a", {"urn:x:3", "urn:x:2", "urn:x:1"}, kNoon);
  f.ledger().note_window("a", {"urn:x:3", "urn:x:1"}, kOneHourLater);
  REQUIRE(f.ledger().vanished().size() == 1);
  REQUIRE(f.ledger().withdraw({"a", "urn:x:2", kOneHourLater, ""}));
  CHECK(f.ledger().vanished().empty());
}

TEST_CASE("An old item that was kept at the top, and an empty feed, are no reason to mark") {
  Fixture f;
  f.merge("a", {item("urn:x:1", "2022-05-01T00:00:00Z"), item("urn:x:3", "2022-05-03T00:00:00Z"),
                item("urn:x:2", "2022-05-02T00:00:00Z")});
  f.ledger().note_window("a", {"urn:x:1", "urn:x:3", "urn:x:2"}, kNoon);
  f.ledger().note_window("a", {"urn:x:3", "urn:x:2"}, kNoon);
  CHECK(f.ledger().vanished().empty());
  f.ledger().note_window("a", {}, kNoon);
  CHECK(f.ledger().vanished().empty());
}

}  // namespace withdrawal_test
