// SPDX-License-Identifier: MIT
#include "config/nearest_zone.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/config/load.h"

namespace nearest_zone_test {

using syndic::config::nearest_zone;

TEST_CASE("a time zone is known by a slip, an abbreviation, or its city") {
  CHECK(nearest_zone("America/New York") == "America/New_York");
  CHECK(nearest_zone("america/new_york") == "America/New_York");
  CHECK(nearest_zone("new_york") == "America/New_York");
  CHECK(nearest_zone("New York") == "America/New_York");
  CHECK(nearest_zone("USA/Chicago") == "America/Chicago");
  CHECK(nearest_zone("EST5") == "America/New_York");
  CHECK(nearest_zone("PST") == "America/Los_Angeles");
  CHECK(nearest_zone("Europe/Berlinn") == "Europe/Berlin");
  CHECK(nearest_zone("Middle/Earth").empty());
  CHECK(nearest_zone("").empty());
}

TEST_CASE("a wrong time zone names the one that was meant") {
  CHECK(syndic::config::test::mistakes_in(
            "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\ntimezone = \"EST5\"\n[[source]]\n"
            "id = \"a\"\nurl = \"https://a.example/\"\ntimezone = \"Europe/Berlinn\"\n") ==
        "syndic.toml:4:12: site.timezone must be an IANA time zone, not \"EST5\"; did you mean "
        "\"America/New_York\"?\n"
        "syndic.toml:8:12: source.timezone must be an IANA time zone, not \"Europe/Berlinn\"; did "
        "you mean \"Europe/Berlin\"?\n");
}

}  // namespace nearest_zone_test
