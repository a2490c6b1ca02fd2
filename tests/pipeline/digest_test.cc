// SPDX-License-Identifier: MIT
#include "pipeline/digest.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/time_format.h"

namespace pipeline_digest_test {

using namespace syndic;
using std::chrono::hours;

namespace {

std::string time_of(std::chrono::seconds since, const char* zone, const char* now) {
  const auto time = pipeline::digest_time(since, zone, *base::parse_rfc3339_utc(now));
  return base::format_rfc3339(time.from) + " " + base::format_rfc3339(time.until);
}

}  // namespace

TEST_CASE("a digest's time ends with the last full minute, however late cron is") {
  CHECK(time_of(hours(168), "UTC", "2026-11-30T07:00:02Z") ==
        "2026-11-23T07:00:00Z 2026-11-30T07:00:00Z");
  CHECK(time_of(hours(168), "UTC", "2026-12-07T07:00:59Z") ==
        "2026-11-30T07:00:00Z 2026-12-07T07:00:00Z");
  CHECK(time_of(hours(1), "UTC", "2026-11-30T07:00:00Z") ==
        "2026-11-30T06:00:00Z 2026-11-30T07:00:00Z");
}

TEST_CASE("whole days begin at the same time of day, also when clocks change") {
  // 7:00 in Berlin, summer time on 2026-03-29 and its end on 2026-10-25.
  CHECK(time_of(hours(168), "Europe/Berlin", "2026-03-30T05:00:01Z") ==
        "2026-03-23T06:00:00Z 2026-03-30T05:00:00Z");
  CHECK(time_of(hours(168), "Europe/Berlin", "2026-10-26T06:00:01Z") ==
        "2026-10-19T05:00:00Z 2026-10-26T06:00:00Z");
  CHECK(time_of(hours(36), "Europe/Berlin", "2026-10-26T06:00:01Z") ==
        "2026-10-24T18:00:00Z 2026-10-26T06:00:00Z");
}

}  // namespace pipeline_digest_test
