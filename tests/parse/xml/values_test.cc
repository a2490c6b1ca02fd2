// SPDX-License-Identifier: MIT
#include "parse/xml/values.h"

#include <catch2/catch.hpp>

namespace values_test {

using syndic::parse::parse_duration;
using syndic::parse::parse_length;

TEST_CASE("a length is its digits; nought, words and signs are no length") {
  CHECK(parse_length("1234567") == 1'234'567U);
  CHECK(parse_length(" 1,234,567 ") == 1'234'567U);
  CHECK_FALSE(parse_length("0"));
  CHECK_FALSE(parse_length("-5"));
  CHECK_FALSE(parse_length("many"));
  CHECK_FALSE(parse_length("12 MB"));
  CHECK_FALSE(parse_length(""));
  CHECK_FALSE(parse_length("99999999999999999999"));
}

TEST_CASE("a duration is seconds, minutes and seconds, or hours too") {
  CHECK(parse_duration("754") == 754U);
  CHECK(parse_duration("12:34") == 754U);
  CHECK(parse_duration("1:01:01") == 3661U);
  CHECK(parse_duration("00:00:59.9") == 59U);
  CHECK(parse_duration("90:00") == 5400U);
  CHECK_FALSE(parse_duration("1:2:3:4"));
  CHECK_FALSE(parse_duration("about an hour"));
  CHECK_FALSE(parse_duration(":30"));
  CHECK_FALSE(parse_duration(""));
}

}  // namespace values_test
