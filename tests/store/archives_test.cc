// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "store/ledger.h"
#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace archives_test {

using namespace syndic;
using namespace syndic::test;

namespace {

// Two are shown, three go into an archive.
struct Fixture {
  TempDir dir;
  std::unique_ptr<store::Store> store = open(dir.path());
  store::Shelf shelf{
      .feed = "all", .selection = newest({"a", "b"}, 2), .capacity = 3, .appearance = "plain"};

  void merge(const std::string& source, std::vector<model::Item> items,
             model::Timestamp now = kNoon) {
    (void)store->merge(source, feed(std::move(items)), {}, now);
  }

  // Numbers of the archives, those that are stale below zero; afterwards none is.
  std::vector<int> settle() {
    std::vector<int> numbers;
    const store::Archives archives = store->ledger().settle(shelf, store->select(shelf.selection));
    for (int number = 1; number <= archives.newest; ++number) numbers.push_back(number);
    for (const int number : archives.stale) {
      numbers.at(static_cast<std::size_t>(number) - 1) = -number;
      store->ledger().refreshed("all", number);
    }
    store->ledger().settled({"all"});
    return numbers;
  }

  std::vector<std::string> archived(int number) {
    return names(store->ledger().archived(shelf, number));
  }
};

model::Item day(int number, const std::string& title = "A title") {
  const std::string two = (number < 10 ? "0" : "") + std::to_string(number);
  return item("urn:x:" + two, ("2022-05-" + two + "T00:00:00Z").c_str(), title);
}

using Numbers = std::vector<int>;
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("What is not shown enters archives, the oldest first") {
  Fixture f;
  f.merge("a", {day(6), day(5), day(4), day(3), day(2), day(1)});
  CHECK(f.settle() == Numbers{-1, -2});
  CHECK(f.archived(1) == Names{"a/urn:x:03", "a/urn:x:02", "a/urn:x:01"});
  CHECK(f.archived(2) == Names{"a/urn:x:04"});
  CHECK(f.settle() == Numbers{1, 2});
}

TEST_CASE("An archive is full when its items' texts are, and has at least one item") {
  Fixture f;
  f.shelf.most_text = 40;
  f.merge("a", {day(9), day(8), day(7, std::string(21, 'w')), day(6, std::string(60, 'x')),
                day(5, std::string(20, 'z')), day(4, std::string(20, 'y'))});
  CHECK(f.settle() == Numbers{-1, -2, -3});
  CHECK(f.archived(1) == Names{"a/urn:x:05", "a/urn:x:04"});
  CHECK(f.archived(2) == Names{"a/urn:x:06"});
  CHECK(f.archived(3) == Names{"a/urn:x:07"});
  f.merge("a", {day(11), day(10, std::string(20, 'v'))}, kOneHourLater);
  CHECK(f.settle() == Numbers{1, 2, -3});  // A title of 7 bytes fits, and the next one too.
  CHECK(f.archived(3) == Names{"a/urn:x:09", "a/urn:x:08", "a/urn:x:07"});
  f.merge("a", {day(12)}, kOneHourLater);
  CHECK(f.settle() == Numbers{1, 2, -3, -4});
  CHECK(f.archived(4) == Names{"a/urn:x:10"});
}

TEST_CASE("A new item moves the one that it pushes out, and touches the open archive alone") {
  Fixture f;
  f.merge("a", {day(6), day(5), day(4), day(3), day(2), day(1)});
  (void)f.settle();
  f.merge("a", {day(7)}, kOneHourLater);
  CHECK(f.settle() == Numbers{1, -2});
  CHECK(f.archived(2) == Names{"a/urn:x:05", "a/urn:x:04"});
}

TEST_CASE("An old item that comes late enters the open archive and moves no other") {
  Fixture f;
  f.merge("a", {day(7), day(6), day(5), day(4), day(3), day(2)});
  (void)f.settle();
  f.merge("b", {item("urn:y:1", "2019-01-01T00:00:00Z")}, kOneHourLater);
  CHECK(f.settle() == Numbers{1, -2});
  CHECK(f.archived(1) == Names{"a/urn:x:04", "a/urn:x:03", "a/urn:x:02"});
  CHECK(f.archived(2) == Names{"a/urn:x:05", "b/urn:y:1"});
}

TEST_CASE("A correction and a withdrawal spoil the archive of the item alone, whose place stays") {
  Fixture f;
  f.merge("a", {day(8), day(7), day(6), day(5), day(4), day(3), day(2), day(1)});
  CHECK(f.settle() == Numbers{-1, -2});
  f.merge("a", {day(2, "Corrected")}, kOneHourLater);
  CHECK(f.settle() == Numbers{-1, 2});
  CHECK(f.store->ledger().withdraw({"a", "urn:x:02", kNoon, ""}));
  CHECK(f.settle() == Numbers{-1, 2});
  CHECK(f.archived(1) == Names{"a/urn:x:03", "a/urn:x:01"});
  f.merge("a", {day(9)}, kOneHourLater);
  CHECK(f.settle() == Numbers{1, -2, -3});  // 2 has a next one now.
  CHECK(f.archived(3) == Names{"a/urn:x:07"});
  CHECK(f.store->ledger().restore("a", "urn:x:02"));
  CHECK(f.settle() == Numbers{-1, 2, 3});
}

TEST_CASE("Another source's copy spoils the archive that it is named in, and comes where it goes") {
  Fixture f;
  f.merge("a", {day(6), day(5), linked(day(1), "https://a.example/1")});
  CHECK(f.settle() == Numbers{-1});
  f.merge("b", {linked(item("urn:y:1", "2022-05-01T00:00:00Z", "B"), "https://a.example/1")},
          kOneHourLater);
  CHECK(f.settle() == Numbers{-1});
  CHECK(f.archived(1) == Names{"a/urn:x:01"});
  (void)f.store->rejudge("a", "no", [](const model::Item& each) {
    return each.id == "urn:x:01" ? std::string("exclude") : std::string();
  });
  CHECK(f.settle() == Numbers{-1});
  CHECK(f.archived(1) == Names{"b/urn:y:1"});
}

TEST_CASE("Where all looks different everything is stale, and stays where it was") {
  Fixture f;
  f.merge("a", {day(8), day(7), day(6), day(5), day(4), day(3), day(2), day(1)});
  (void)f.settle();
  f.shelf.appearance = "other";
  CHECK(f.settle() == Numbers{-1, -2});
  CHECK(f.archived(1) == Names{"a/urn:x:03", "a/urn:x:02", "a/urn:x:01"});
  CHECK(f.settle() == Numbers{1, 2});
}

TEST_CASE("Without archives there are none, and turning them on again begins anew") {
  Fixture f;
  f.shelf.capacity = 0;
  f.merge("a", {day(4), day(3), day(2), day(1)});
  CHECK(f.settle().empty());
  f.shelf.capacity = 3;
  f.shelf.appearance = "with archives";
  CHECK(f.settle() == Numbers{-1});
  CHECK(f.archived(1) == Names{"a/urn:x:02", "a/urn:x:01"});
}

TEST_CASE("What an embargo holds back enters when it ends, though nothing changed") {
  Fixture f;
  f.shelf.selection.limit = 1;
  f.merge("a", {day(6)});
  f.merge("b", {item("urn:y:1", "2022-05-05T00:00:00Z")});
  f.shelf.selection.not_after["b"] = at("2022-05-04T00:00:00Z");
  CHECK(f.settle().empty());
  f.shelf.selection.not_after["b"] = at("2022-05-06T00:00:00Z");
  CHECK(f.settle() == Numbers{-1});
  CHECK(f.archived(1) == Names{"b/urn:y:1"});
}

TEST_CASE("Withdrawals are told of a feed that showed the item, the newest first") {
  Fixture f;
  f.merge("a", {day(3), day(2), day(1)});
  (void)f.settle();
  CHECK(f.store->ledger().withdraw({"a", "urn:x:01", kNoon, ""}));
  CHECK(f.store->ledger().withdraw({"a", "urn:x:03", kOneHourLater, "why"}));
  (void)f.settle();
  const auto told = f.store->ledger().withdrawn_from("all", 50);
  REQUIRE(told.size() == 2);
  CHECK(told[0].id == "urn:x:03");
  CHECK(told[1].id == "urn:x:01");
  CHECK(f.store->ledger().withdrawn_from("all", 1).size() == 1);
  CHECK(f.store->ledger().withdrawn_from("other", 50).empty());
}

}  // namespace archives_test
