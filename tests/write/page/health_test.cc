// SPDX-License-Identifier: MIT
#include "write/page/health.h"

#include <catch2/catch.hpp>

#include "tests/write/sample.h"

namespace page_health_test {

using namespace syndic;
using test::at;

TEST_CASE("The health of the list is one line of JSON") {
  write::HealthDocument health{.ok = false,
                               .checked = at("2026-11-29T14:05:00Z"),
                               .next = at("2026-11-29T14:20:00Z"),
                               .fine = 11,
                               .trouble = 1,
                               .person = 2,
                               .due = {{"casel", at("2026-11-29T14:20:00Z")}},
                               .failing = {"late", "gone"}};
  CHECK(write::render_health(health) ==
        R"({"ok":false,"checked":"2026-11-29T14:05:00Z","next":"2026-11-29T14:20:00Z",)"
        R"("fine":11,"trouble":1,"person":2,"due":{"casel":"2026-11-29T14:20:00Z"},)"
        R"("failing":["late","gone"]})"
        "\n");
  health.next.reset();
  health.due.clear();
  health.failing.clear();
  CHECK(write::render_health(health) ==
        R"({"ok":false,"checked":"2026-11-29T14:05:00Z","fine":11,"trouble":1,"person":2,)"
        R"("due":{},"failing":[]})"
        "\n");
}

}  // namespace page_health_test
