// SPDX-License-Identifier: MIT
#include "base/time_format.h"

#include <catch2/catch.hpp>

namespace time_format_test {

using namespace syndic::base;

TEST_CASE("one moment in the forms of three standards") {
  const auto time = parse_rfc3339_utc("2022-05-16T09:03:07Z").value();
  CHECK(format_rfc3339(time) == "2022-05-16T09:03:07Z");
  CHECK(format_rfc822(time) == "Mon, 16 May 2022 09:03:07 +0000");
  CHECK(format_http_date(time) == "Mon, 16 May 2022 09:03:07 GMT");
  CHECK(to_unix_seconds(time) == 1652691787);
  CHECK(from_unix_seconds(1652691787) == time);
}

TEST_CASE("only what format_rfc3339 writes is read back") {
  for (const char* text :
       {"", "2022-05-16", "2022-02-30T00:00:00Z", "2022-13-01T00:00:00Z", "2022-05-16T24:00:00Z",
        "2022-05-16T09:03:60Z", "2022-05-16T09:03:07+00:00", "2022-05-16 09:03:07Z",
        "2022-05-16T09:03:07Zx", " 2022-05-16T09:03:07Z", "2022-05-16T-9:03:07Z",
        "0000-01-01T00:00:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_rfc3339_utc(text));
  }
}

TEST_CASE("the years 1400 to 9999 go through seconds and back") {
  CHECK(format_rfc3339(from_unix_seconds(0).value()) == "1970-01-01T00:00:00Z");
  CHECK(format_rfc3339(from_unix_seconds(253402300799).value()) == "9999-12-31T23:59:59Z");
  CHECK_FALSE(from_unix_seconds(253402300800));
  CHECK(format_rfc3339(from_unix_seconds(-17987443200).value()) == "1400-01-01T00:00:00Z");
  CHECK_FALSE(from_unix_seconds(-17987443201));
  CHECK_FALSE(from_unix_seconds(-62135596801));
}

}  // namespace time_format_test
