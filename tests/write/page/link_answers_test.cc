// SPDX-License-Identifier: MIT
#include "write/page/link_answers.h"

#include <array>
#include <catch2/catch.hpp>

#include "tests/write/sample.h"

namespace page_link_answers_test {

using namespace syndic;
using test::at;

TEST_CASE("Answers are one object of lists, by key") {
  const model::Timestamp seen = at("2026-11-29T14:05:00Z");
  CHECK(write::render_link_rows({}) == "{}");
  CHECK(write::render_link_rows({
            {"0a1", "told", seen, "CASEL", "CEC", {}},
            {"0a1", "shown", seen, "CEC", "", {}},
            {"0a2", "held", seen, "\"<b>", "", at("2026-11-30T00:00:00Z")},
        }) == R"({"0a1":[{"is":"told","seen":"2026-11-29T14:05:00Z","source":"CASEL","by":"CEC"},)"
              R"({"is":"shown","seen":"2026-11-29T14:05:00Z","source":"CEC"}],)"
              R"("0a2":[{"is":"held","seen":"2026-11-29T14:05:00Z","source":"\"<b>",)"
              R"("until":"2026-11-30T00:00:00Z"}]})");
  const std::string long_name(5'000, 'x');
  CHECK(write::render_link_rows({{"0a1", "shown", seen, long_name, "", {}}}).size() < 300);
}

TEST_CASE("The index says which files there are, and of which sources") {
  constexpr std::array<std::string_view, 1> kNames = {"fbclid"};
  constexpr std::array<std::string_view, 1> kPrefixes = {"utm_"};
  CHECK(write::render_link_index({.days = 90,
                                  .have = {"0a", "ff"},
                                  .sources = {{"casel", "CASEL", {"casel.org"}}},
                                  .tracking_names = kNames,
                                  .tracking_prefixes = kPrefixes}) ==
        R"({"days":90,"have":["0a","ff"],)"
        R"("sources":[{"id":"casel","name":"CASEL","hosts":["casel.org"]}],)"
        R"("tracking":{"names":["fbclid"],"prefixes":["utm_"]}})");
}

}  // namespace page_link_answers_test
