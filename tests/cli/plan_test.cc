// SPDX-License-Identifier: MIT
#include "cli/plan.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"

namespace plan_test {

using namespace syndic;

namespace {

const auto kNow = *base::parse_rfc3339_utc("2026-01-31T12:00:00Z");

const std::vector<pipeline::PlannedSource> kRows = {
    {"casel", kNow, "never_asked", "never asked yet"},
    {"cec", base::parse_rfc3339_utc("2026-01-31T12:41:30Z"), "interval", "its interval of 1 h"},
    {"old", std::nullopt, "gone", "gone"},
};

}  // namespace

TEST_CASE("a plan is read in the site's own time and from now on") {
  CHECK(cli::plan_table(kRows, kNow, "America/New_York") ==
        "SOURCE  DUE (America/New_York)             WHY\n"
        "casel   2026-01-31 07:00        now        never asked yet\n"
        "cec     2026-01-31 07:41        in 42 min  its interval of 1 h\n"
        "old     never                              gone\n");
}

TEST_CASE("a plan as JSON is in UTC") {
  CHECK(cli::plan_json(kRows, kNow) == R"([
  {
    "id": "casel",
    "due": "2026-01-31T12:00:00Z",
    "in_seconds": 0,
    "reason": "never_asked",
    "why": "never asked yet"
  },
  {
    "id": "cec",
    "due": "2026-01-31T12:41:30Z",
    "in_seconds": 2490,
    "reason": "interval",
    "why": "its interval of 1 h"
  },
  {
    "id": "old",
    "due": null,
    "in_seconds": null,
    "reason": "gone",
    "why": "gone"
  }
])");
}

}  // namespace plan_test
