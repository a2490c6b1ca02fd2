// SPDX-License-Identifier: MIT
#include "http/freshness.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "tests/support/fake_transport.h"

namespace freshness_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::headers;

namespace {
const auto kNow = *base::parse_rfc3339_utc("2026-01-31T12:00:00Z");
}

TEST_CASE("max-age less Age is how long an answer stays fresh") {
  CHECK(http::fresh_for(headers({{"Cache-Control", "max-age=3600"}}), kNow) == 3600s);
  CHECK(http::fresh_for(headers({{"cache-control", "public, MAX-AGE=\"7200\""}, {"Age", "200"}}),
                        kNow) == 7000s);
  CHECK(http::fresh_for(headers({{"Cache-Control", "max-age=60"}, {"Age", "61"}}), kNow) == 0s);
  CHECK(http::fresh_for(headers({{"Cache-Control", "max-age=60"}, {"Age", "x"}}), kNow) == 60s);
  CHECK(http::fresh_for(headers({{"Cache-Control", "public"}, {"Cache-Control", "max-age=60"}}),
                        kNow) == 60s);
  CHECK(http::fresh_for(headers({{"Cache-Control", "ext=\"a,max-age=1\", max-age=60"}}), kNow) ==
        60s);
}

TEST_CASE("Expires without Date counts from now, and only where there is no max-age") {
  CHECK(http::fresh_for(headers({{"Expires", "Sat, 31 Jan 2026 14:00:00 GMT"}}), kNow) == 7200s);
  CHECK(http::fresh_for(headers({{"Expires", "Sat, 31 Jan 2026 14:00:00 GMT"},
                                 {"Cache-Control", "max-age=60"}}),
                        kNow) == 60s);
  CHECK(http::fresh_for(headers({{"Expires", "Sat, 31 Jan 2026 11:00:00 GMT"}}), kNow) == 0s);
  CHECK(http::fresh_for(headers({{"Expires", "-1"}}), kNow) == 0s);
}

TEST_CASE("dates count from the server's own Date and Age, however wrong its clock is") {
  struct Row {
    std::string date;
    std::string age;
    std::string until;
    std::chrono::seconds left;
  };
  const std::vector<Row> rows = {
      // As ours, ahead, behind, and without a battery.
      {"Sat, 31 Jan 2026 12:00:00 GMT", "", "Sat, 31 Jan 2026 13:00:00 GMT", 3600s},
      {"Sat, 31 Jan 2026 15:00:00 GMT", "", "Sat, 31 Jan 2026 16:00:00 GMT", 3600s},
      {"Sat, 31 Jan 2026 06:00:00 GMT", "", "Sat, 31 Jan 2026 07:00:00 GMT", 3600s},
      {"Thu, 01 Jan 1970 00:00:10 GMT", "", "Thu, 01 Jan 1970 01:00:10 GMT", 3600s},
      {"Fri, 31 Dec 2060 23:30:00 GMT", "", "Sat, 01 Jan 2061 00:30:00 GMT", 3600s},
      // Over by its own clock, though not by ours.
      {"Sat, 31 Jan 2026 15:00:00 GMT", "", "Sat, 31 Jan 2026 14:00:00 GMT", 0s},
      // Kept by a cache meanwhile.
      {"Sat, 31 Jan 2026 12:00:00 GMT", "600", "Sat, 31 Jan 2026 13:00:00 GMT", 3000s},
      {"Sat, 31 Jan 2026 12:00:00 GMT", "3601", "Sat, 31 Jan 2026 13:00:00 GMT", 0s},
      {"Sat, 31 Jan 2026 12:00:00 GMT", "soon", "Sat, 31 Jan 2026 13:00:00 GMT", 3600s},
      {"Sat, 31 Jan 2026 12:00:00 GMT", "99999999999999", "Sat, 31 Jan 2026 13:00:00 GMT", 0s},
      // No Date that can be read: our own clock.
      {"", "600", "Sat, 31 Jan 2026 13:00:00 GMT", 3600s},
      {"today", "", "Sat, 31 Jan 2026 13:00:00 GMT", 3600s},
      // Bounded as seconds are, and at the ends of the calendar.
      {"Fri, 31 Dec 9999 23:59:59 GMT", "99999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", 0s},
      {"Thu, 01 Jan 1970 00:00:10 GMT", "", "Fri, 31 Dec 2060 23:30:00 GMT", 2147483648s}};
  for (const auto& [date, age, until, left] : rows) {
    CAPTURE(date, age, until);
    CHECK(http::fresh_for(headers({{"Date", date}, {"Age", age}, {"Expires", until}}), kNow) ==
          left);
    CHECK(http::retry_after(headers({{"Date", date}, {"Age", age}, {"Retry-After", until}}),
                            kNow) == left);
  }
}

TEST_CASE("Retry-After in seconds needs neither Date nor Age") {
  CHECK(http::retry_after(
            headers(
                {{"Date", "Sat, 31 Jan 2026 15:00:00 GMT"}, {"Age", "60"}, {"Retry-After", "120"}}),
            kNow) == 120s);
}

TEST_CASE("an answer that must be asked for again, or says nothing readable, is not fresh") {
  CHECK(http::fresh_for({}, kNow) == 0s);
  CHECK(http::fresh_for(headers({{"Cache-Control", "no-cache, max-age=3600"}}), kNow) == 0s);
  CHECK(http::fresh_for(
            headers({{"Cache-Control", "no-store"}, {"Expires", "Sat, 31 Jan 2026 14:00:00 GMT"}}),
            kNow) == 0s);
  CHECK(http::fresh_for(headers({{"Cache-Control", "no-cache=\"Set-Cookie\", max-age=9"}}), kNow) ==
        9s);
  CHECK(http::fresh_for(headers({{"Cache-Control", "max-age=-5"}}), kNow) == 0s);
  CHECK(http::fresh_for(headers({{"Cache-Control", "max-age=1.5"}}), kNow) == 0s);
  CHECK(http::fresh_for(headers({{"Cache-Control", ",,=,\","}}), kNow) == 0s);
}

TEST_CASE("a max-age beyond all bounds is 2^31 seconds") {
  CHECK(http::fresh_for(headers({{"Cache-Control", "max-age=99999999999999999999999"}}), kNow) ==
        2147483648s);
}

TEST_CASE("Retry-After is seconds or a date") {
  CHECK(http::retry_after(headers({{"Retry-After", "120"}}), kNow) == 120s);
  CHECK(http::retry_after(headers({{"Retry-After", " 0 "}}), kNow) == 0s);
  CHECK(http::retry_after(headers({{"Retry-After", "Sat, 31 Jan 2026 12:05:00 GMT"}}), kNow) ==
        300s);
  CHECK(http::retry_after(headers({{"Retry-After", "Sat, 31 Jan 2026 11:55:00 GMT"}}), kNow) == 0s);
}

TEST_CASE("a Retry-After that is neither is none") {
  CHECK(http::retry_after({}, kNow) == std::nullopt);
  for (const char* const value : {"", "soon", "-5", "1.5", "2026-01-31T13:00:00Z"}) {
    CAPTURE(value);
    CHECK(http::retry_after(headers({{"Retry-After", value}}), kNow) == std::nullopt);
  }
}

}  // namespace freshness_test
