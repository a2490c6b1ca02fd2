// SPDX-License-Identifier: MIT
#include "parse/own_faults.h"

#include <catch2/catch.hpp>
#include <new>
#include <stdexcept>

namespace own_faults_test {

using namespace syndic;
using parse::without_own_faults;

TEST_CASE("a fault of our own is not booked as a malformed feed") {
  const auto result = without_own_faults([]() -> Result<int> { throw std::out_of_range("at"); });
  REQUIRE_FALSE(result);
  CHECK(result.error().code == Errc::internal);
  CHECK(result.error().message ==
        "syndic itself failed on this feed (at); please report it, with the feed");
}

TEST_CASE("memory that runs out is no source's fault") {
  CHECK_THROWS_AS(without_own_faults([]() -> Result<int> { throw std::bad_alloc(); }),
                  std::bad_alloc);
}

TEST_CASE("what the work returns, value or error, comes through") {
  CHECK(without_own_faults([]() -> Result<int> { return 4; }).value() == 4);
  const auto refused =
      without_own_faults([]() -> Result<int> { return fail(Errc::malformed, "no feed", 7); });
  CHECK(refused.error().code == Errc::malformed);
  CHECK(refused.error().offset == 7);
}

}  // namespace own_faults_test
