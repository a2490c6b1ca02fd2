// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace calendar_events_test {

using namespace syndic;
using test::at;

namespace {

constexpr const char* kDay = "2022-05-15T12:00:00Z";
const model::Event kFair = {at("2022-06-15T13:00:00Z"), {}, false, "Gym"};

model::Item with_hash(const std::string& hash) {
  model::Item item = test::item("urn:a", kDay);
  item.content_hash = hash;
  return item;
}

/// A store with one item, whose calendar file was asked for.
struct Asked {
  test::TempDir dir;
  std::unique_ptr<store::Store> store = test::open(dir.path());

  Asked() {
    merge(with_hash("4:message:addresses:words"));
    store->note_calendar("a", "urn:a", kFair);
  }
  store::Change merge(const model::Item& item) {
    return store->merge("a", test::feed({item}), {}, test::kNoon);
  }
};

}  // namespace

TEST_CASE("an event from a calendar is stored beside the item, and changes nothing else of it") {
  Asked asked;
  const auto stored = asked.store->select(test::newest({"a"})).at(0).item;
  CHECK(stored.event == kFair);
  CHECK(stored.lineage.calendar_asked);
  CHECK(stored.content_hash == "4:message:addresses:words");
  CHECK_FALSE(stored.updated);
  CHECK(asked.merge(with_hash("4:message:addresses")).changed == 0);
  CHECK(asked.store->select(test::newest({"a"})).at(0).item.event == kFair);
}

TEST_CASE("an answer without an event leaves the one that the item has") {
  Asked asked;
  asked.store->note_calendar("a", "urn:a", std::nullopt);
  CHECK(asked.store->select(test::newest({"a"})).at(0).item.event == kFair);
  asked.store->note_calendar("a", "urn:none", kFair);
  CHECK(asked.store->select(test::newest({"a"})).size() == 1);
}

TEST_CASE("an item was asked for as long as its message is the same") {
  Asked asked;
  const auto was_asked = [&](const std::string& hash) {
    const auto known = asked.store->known_event("a", with_hash(hash));
    REQUIRE(known);
    CHECK(known->event == kFair);
    return known->calendar_asked;
  };
  CHECK(was_asked("4:message:addresses"));
  CHECK(was_asked("4:message:moved"));
  CHECK(was_asked("5:other rules:addresses"));
  CHECK_FALSE(was_asked("4:changed:addresses"));
  CHECK_FALSE(asked.store->known_event("a", test::item("urn:b", kDay)));
  CHECK_FALSE(asked.store->known_event("b", with_hash("4:message:addresses")));
}

}  // namespace calendar_events_test
