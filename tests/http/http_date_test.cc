// SPDX-License-Identifier: MIT
#include "http/http_date.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/time_format.h"

namespace http_date_test {

using namespace syndic;

namespace {

std::string read(std::string_view text) {
  const auto date = http::parse_http_date(text);
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

TEST_CASE("what servers send in place of a date is none") {
  const auto* const text = GENERATE("", "0", "-1", "120", "never", "Sun, 06 Nov 1994 08:60:37 GMT",
                                    "Sun, 06 Foo 1994 08:49:37 GMT", "Sun Nov    08:49:37 1994");
  CAPTURE(text);
  CHECK(read(text) == "none");
  CHECK(read("Sun, 06 Nov 1994 08:49:37 GMT" + std::string(100, ' ')) == "none");
}

}  // namespace http_date_test
