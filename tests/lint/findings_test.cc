// SPDX-License-Identifier: MIT
#include "lint/findings.h"

#include <catch2/catch.hpp>

namespace findings_test {

using namespace syndic::lint;

TEST_CASE("a rule is one finding, however often it is broken, with its first example") {
  Findings findings;
  findings.add("http-status", "HTTP\n404", 7);
  findings.add("no-feed");
  findings.add("http-status", "HTTP 500", 9, 4);
  CHECK(findings.has("no-feed"));
  CHECK_FALSE(findings.has("feed-empty"));
  const auto found = findings.take();
  REQUIRE(found.size() == 2);
  CHECK(found[0].rule->id == "http-status");
  CHECK(found[0].example == "HTTP 404");
  CHECK(found[0].count == 5);
  CHECK(found[0].line == 7);
  CHECK(found[1].rule->id == "no-feed");
}

}  // namespace findings_test
