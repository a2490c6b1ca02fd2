// SPDX-License-Identifier: MIT
#include "serve/conditional.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"

namespace conditional_test {

namespace {

using namespace syndic;
using namespace syndic::serve;

const auto kModified = base::parse_rfc3339_utc("2022-05-16T09:30:00Z");
const Validators kCurrent{"\"abc\"", kModified};

TEST_CASE("A client that names the entity tag has it already") {
  CHECK(is_unchanged("\"abc\"", "", kCurrent));
  CHECK(is_unchanged("W/\"abc\"", "", kCurrent));
  CHECK(is_unchanged("\"x\", W/\"y\" ,\"abc\"", "", kCurrent));
  CHECK(is_unchanged(" * ", "", kCurrent));
  CHECK_FALSE(is_unchanged("\"ab\"", "", kCurrent));
  CHECK_FALSE(is_unchanged("abc", "", kCurrent));
  CHECK_FALSE(is_unchanged("\"abc", "", kCurrent));
}

TEST_CASE("A client that has seen the last change has it already") {
  CHECK(is_unchanged("", "Mon, 16 May 2022 09:30:00 GMT", kCurrent));
  CHECK(is_unchanged("", "Tue, 17 May 2022 09:30:00 GMT", kCurrent));
  CHECK_FALSE(is_unchanged("", "Mon, 16 May 2022 09:29:59 GMT", kCurrent));
  CHECK_FALSE(is_unchanged("", "yesterday", kCurrent));
  CHECK_FALSE(is_unchanged("", "Tue, 17 May 2022 09:30:00 GMT", {"\"abc\"", std::nullopt}));
  CHECK_FALSE(is_unchanged("", "", kCurrent));
}

TEST_CASE("An entity tag that differs outdoes the date (RFC 9110 §13.2.2)") {
  CHECK_FALSE(is_unchanged("\"old\"", "Tue, 17 May 2022 09:30:00 GMT", kCurrent));
}

}  // namespace

}  // namespace conditional_test
