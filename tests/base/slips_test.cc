// SPDX-License-Identifier: MIT
#include "base/slips.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace slips_test {

using namespace syndic::base;

TEST_CASE("Every slip of the finger counts one") {
  CHECK(slips_between("timeout", "timeout") == 0);
  CHECK(slips_between("timout", "timeout") == 1);
  CHECK(slips_between("timeoutt", "timeout") == 1);
  CHECK(slips_between("timeaut", "timeout") == 1);
  CHECK(slips_between("tiemout", "timeout") == 1);
  CHECK(slips_between("Timeout", "timeout") == 0);
  CHECK(slips_between("", "abc") == 3);
  CHECK(slips_between("abc", "") == 3);
  CHECK(slips_between("kitten", "sitting") == 3);
}

TEST_CASE("The nearest name is the one with the fewest slips, the first of equals") {
  const std::vector<std::string_view> names = {"rss", "atom", "json"};
  CHECK(nearest_name("rrs", names) == "rss");
  CHECK(nearest_name("atm", names) == "atom");
  CHECK(nearest_name("", names) == "rss");
  CHECK(nearest_name("x", std::vector<std::string_view>{"b", "a"}) == "b");
  CHECK(nearest_name("x", {}).empty());
}

TEST_CASE("A slip is at most two characters, and less than half of the name") {
  CHECK(is_slip("refesh", "refresh"));
  CHECK(is_slip("--onyl", "--only"));
  CHECK_FALSE(is_slip("refreshment", "refresh"));
  CHECK_FALSE(is_slip("ad", "a"));
  CHECK_FALSE(is_slip("", ""));
  const std::vector<std::string_view> names = {"status", "check"};
  CHECK(slipped_name("statsu", names) == "status");
  CHECK(slipped_name("frobnicate", names).empty());
  CHECK(slipped_name("status", {}).empty());
}

TEST_CASE("Names of any length are compared in bounded time") {
  const std::string huge(1'000'000, 'a');
  CHECK(slips_between(huge, huge) == 0);
  CHECK(slips_between(huge, "") == 64);
}

}  // namespace slips_test
