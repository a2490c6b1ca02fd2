// SPDX-License-Identifier: MIT
#include "normalize/dates.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/time_format.h"

namespace syndic::normalize {
namespace {

std::optional<model::Timestamp> at(std::string_view text) { return base::parse_rfc3339_utc(text); }

struct Dated {
  std::string published;
  std::string updated;  // Empty: none.
  bool by_first_sight;
  friend bool operator==(const Dated&, const Dated&) = default;
};

// At noon of 2026-01-31; "" is no date.
Dated dated(std::string_view published, std::string_view updated) {
  model::Item item;
  item.published = at(published);
  item.updated = at(updated);
  date_item(item, *at("2026-01-31T12:00:00Z"));
  return {base::format_rfc3339(*item.published),
          item.updated ? base::format_rfc3339(*item.updated) : "", item.dated_by_first_sight};
}

TEST_CASE("An item is dated as its feed says") {
  CHECK(dated("2022-05-16T00:00:00Z", "") == Dated{"2022-05-16T00:00:00Z", "", false});
  CHECK(dated("2022-05-16T00:00:00Z", "2022-06-01T00:00:00Z") ==
        Dated{"2022-05-16T00:00:00Z", "2022-06-01T00:00:00Z", false});
  CHECK(dated("1969-12-31T23:59:59Z", "") == Dated{"1969-12-31T23:59:59Z", "", false});
}

TEST_CASE("An item that only says when it was updated was published then") {
  CHECK(dated("", "2022-06-01T00:00:00Z") ==
        Dated{"2022-06-01T00:00:00Z", "2022-06-01T00:00:00Z", false});
}

TEST_CASE("An item without a date is dated by first sight") {
  CHECK(dated("", "") == Dated{"2026-01-31T12:00:00Z", "", true});
}

TEST_CASE("A date up to ten minutes ahead is a clock that is fast, one beyond is no date") {
  CHECK(dated("2026-01-31T12:10:00Z", "") == Dated{"2026-01-31T12:10:00Z", "", false});
  CHECK(dated("2026-01-31T12:10:01Z", "") == Dated{"2026-01-31T12:00:00Z", "", true});
  CHECK(dated("9999-12-31T23:59:59Z", "2022-06-01T00:00:00Z") ==
        Dated{"2026-01-31T12:00:00Z", "2022-06-01T00:00:00Z", true});
}

TEST_CASE("An update that is ahead is dropped, one before publication stays") {
  CHECK(dated("2022-05-16T00:00:00Z", "2026-01-31T12:10:01Z") ==
        Dated{"2022-05-16T00:00:00Z", "", false});
  CHECK(dated("", "2027-01-01T00:00:00Z") == Dated{"2026-01-31T12:00:00Z", "", true});
  CHECK(dated("2022-05-16T00:00:00Z", "2021-01-01T00:00:00Z") ==
        Dated{"2022-05-16T00:00:00Z", "2021-01-01T00:00:00Z", false});
}

}  // namespace
}  // namespace syndic::normalize
