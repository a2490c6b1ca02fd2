// SPDX-License-Identifier: MIT
#include "http/freshness.h"

#include <catch2/catch.hpp>

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

TEST_CASE("Expires counts from now, and only where there is no max-age") {
  CHECK(http::fresh_for(headers({{"Expires", "Sat, 31 Jan 2026 14:00:00 GMT"}}), kNow) == 7200s);
  CHECK(http::fresh_for(headers({{"Expires", "Sat, 31 Jan 2026 14:00:00 GMT"},
                                 {"Cache-Control", "max-age=60"}}),
                        kNow) == 60s);
  CHECK(http::fresh_for(headers({{"Expires", "Sat, 31 Jan 2026 11:00:00 GMT"}}), kNow) == 0s);
  CHECK(http::fresh_for(headers({{"Expires", "-1"}}), kNow) == 0s);
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
