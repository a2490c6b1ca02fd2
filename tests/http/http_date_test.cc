// SPDX-License-Identifier: MIT
#include "http/http_date.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/time_format.h"

namespace http_date_test {

using namespace syndic;

namespace {

const auto kNow = *base::parse_rfc3339_utc("2026-01-31T12:00:00Z");

std::string read(std::string_view text) {
  const auto date = http::parse_http_date(text, kNow);
  return date ? base::format_rfc3339(*date) : "none";
}

}  // namespace

TEST_CASE("the three forms of RFC 9110 are read") {
  CHECK(read("Sun, 06 Nov 1994 08:49:37 GMT") == "1994-11-06T08:49:37Z");
  CHECK(read("Sunday, 06-Nov-94 08:49:37 GMT") == "1994-11-06T08:49:37Z");
  CHECK(read("Sun Nov  6 08:49:37 1994") == "1994-11-06T08:49:37Z");
  CHECK(read("Sun Nov 16 08:49:37 1994") == "1994-11-16T08:49:37Z");
  CHECK(read("  sun, 06 NOV 1994 08:49:37 GMT ") == "1994-11-06T08:49:37Z");
}

TEST_CASE("a year of two digits is at most 50 years ahead") {
  CHECK(read("Sunday, 01-Jan-76 00:00:00 GMT") == "2076-01-01T00:00:00Z");
  CHECK(read("Sunday, 01-Jan-77 00:00:00 GMT") == "1977-01-01T00:00:00Z");
}

TEST_CASE("a leap second is the last moment of its minute") {
  CHECK(read("Sat, 31 Dec 2016 23:59:60 GMT") == "2016-12-31T23:59:59Z");
}

TEST_CASE("anything else is no date") {
  const auto* const text = GENERATE(
      "", "0", "-1", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 +0000",
      "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
      "Sun, 06 Nov 0000 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT!", "1994-11-06T08:49:37Z",
      "Foo, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun Nov    08:49:37 1994");
  CAPTURE(text);
  CHECK(read(text) == "none");
}

}  // namespace http_date_test
