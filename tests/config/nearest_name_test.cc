// SPDX-License-Identifier: MIT
#include "config/nearest_name.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/config/load.h"

namespace nearest_name_test {

namespace {

using namespace syndic::config;

TEST_CASE("A likely name begins with what is written, or has half of it in common") {
  const std::vector<std::string_view> names = {"Arts", "Education", "A/B"};
  CHECK(likely_name("Educ", names) == "Education");
  CHECK(likely_name("educashun", names) == "Education");
  CHECK(likely_name("A-B", names) == "A/B");
  CHECK(likely_name("nope", names).empty());
  CHECK(likely_name("", names).empty());
  CHECK(likely_name("Arts", {}).empty());
}

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
  CHECK(test::mistakes_in(
            "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\ntimezone = \"EST5\"\n[[source]]\n"
            "id = \"a\"\nurl = \"https://a.example/\"\ntimezone = \"Europe/Berlinn\"\n") ==
        "syndic.toml:4:12: site.timezone must be an IANA time zone, not \"EST5\"; did you mean "
        "\"America/New_York\"?\n"
        "syndic.toml:8:12: source.timezone must be an IANA time zone, not \"Europe/Berlinn\"; did "
        "you mean \"Europe/Berlin\"?\n");
}

}  // namespace

}  // namespace nearest_name_test
