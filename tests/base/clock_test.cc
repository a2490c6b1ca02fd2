// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/error.h"
#include "base/time_format.h"

namespace clock_test {

using namespace syndic::base;

TEST_CASE("SYNDIC_NOW is the time of the whole run") {
  ::setenv("SYNDIC_NOW", "2026-01-31T12:00:00Z", 1);
  CHECK(format_rfc3339(Clock::from_environment().now()) == "2026-01-31T12:00:00Z");
  ::setenv("SYNDIC_NOW", "tomorrow", 1);
  CHECK_THROWS_WITH(Clock::from_environment(),
                    "SYNDIC_NOW is \"tomorrow\", which is no date like 2026-01-31T12:00:00Z");
  ::unsetenv("SYNDIC_NOW");
  CHECK(Clock::from_environment().now() > *parse_rfc3339_utc("2024-01-01T00:00:00Z"));
}

}  // namespace clock_test
