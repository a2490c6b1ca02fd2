// SPDX-License-Identifier: MIT
#include "text/reading_time.h"

#include <catch2/catch.hpp>
#include <string>

namespace reading_time_test {

using syndic::text::reading_minutes;

namespace {

std::string repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("A text takes a minute for each 230 words") {
  CHECK(reading_minutes("") == 0);
  CHECK(reading_minutes("Three short words") == 0);
  CHECK(reading_minutes(repeated("word, ", 115)) == 1);
  CHECK(reading_minutes(repeated("word ", 230)) == 1);
  CHECK(reading_minutes(repeated("word ", 344)) == 1);
  CHECK(reading_minutes(repeated("word ", 345)) == 2);
  CHECK(reading_minutes(repeated("naïve\n", 920)) == 4);
}

TEST_CASE("Letters of scripts without blanks count as half a word") {
  CHECK(reading_minutes(repeated("教", 460)) == 1);
  CHECK(reading_minutes(repeated("教", 1380)) == 3);
}

}  // namespace reading_time_test
