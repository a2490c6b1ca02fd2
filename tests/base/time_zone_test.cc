// SPDX-License-Identifier: MIT
#include "base/time_zone.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"

namespace time_zone_test {

using namespace syndic::base;

namespace {

std::string in_utc(const char* local, const char* zone) {
  return format_rfc3339(local_to_utc(parse_rfc3339_utc(local).value(), zone));
}

}  // namespace

TEST_CASE("zones are the IANA database's names") {
  CHECK(is_time_zone("America/New_York"));
  CHECK(is_time_zone("UTC"));
  CHECK(is_time_zone("Europe/Berlin"));
  CHECK_FALSE(is_time_zone("America/Newyork"));
  CHECK_FALSE(is_time_zone("GMT+5"));
  CHECK_FALSE(is_time_zone(""));
}

TEST_CASE("all zones are listed in order, and are zones") {
  const std::vector<std::string> zones = time_zones();
  CHECK(std::is_sorted(zones.begin(), zones.end()));
  CHECK(std::all_of(zones.begin(), zones.end(), is_time_zone));
  CHECK(std::binary_search(zones.begin(), zones.end(), "America/New_York"));
  CHECK(std::binary_search(zones.begin(), zones.end(), "UTC"));
}

TEST_CASE("local times know summer, winter, and the hours between") {
  CHECK(in_utc("2022-01-21T09:00:00Z", "America/New_York") == "2022-01-21T14:00:00Z");
  CHECK(in_utc("2022-05-16T09:00:00Z", "America/New_York") == "2022-05-16T13:00:00Z");
  CHECK(in_utc("2022-03-13T02:30:00Z", "America/New_York") == "2022-03-13T07:30:00Z");
  CHECK(in_utc("2022-11-06T01:30:00Z", "America/New_York") == "2022-11-06T05:30:00Z");
  CHECK(in_utc("2022-05-16T09:00:00Z", "UTC") == "2022-05-16T09:00:00Z");
  CHECK(format_rfc3339(utc_to_local(parse_rfc3339_utc("2022-05-16T13:00:00Z").value(),
                                    "America/New_York")) == "2022-05-16T09:00:00Z");
}

}  // namespace time_zone_test
