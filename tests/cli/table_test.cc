// SPDX-License-Identifier: MIT
#include "cli/table.h"

#include <catch2/catch.hpp>

namespace table_test {

using syndic::cli::table;

TEST_CASE("columns are as wide as their widest cell, figures to the right") {
  CHECK(table({{"SOURCE", "NEW", ""}, {"casel", "12", "fine"}, {"ünion", "3", ""}}, {1}) ==
        "SOURCE  NEW\n"
        "casel    12  fine\n"
        "ünion     3\n");
}

TEST_CASE("what a server put into a cell cannot steer the terminal") {
  CHECK(table({{"a\x1b[31m\nb", "c"}}, {}) == "a[31m b  c\n");
}

}  // namespace table_test
