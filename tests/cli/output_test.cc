// SPDX-License-Identifier: MIT
#include "cli/output.h"

#include <catch2/catch.hpp>

namespace output_test {

using syndic::cli::paragraph;
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

TEST_CASE("a paragraph is broken at blanks, and within a word that is too long") {
  CHECK(paragraph("", 4, 20).empty());
  CHECK(paragraph("one two", 4, 20) == "    one two\n");
  CHECK(paragraph("the server asks for a login", 4, 20) ==
        "    the server asks\n"
        "    for a login\n");
  CHECK(paragraph("just as wide as it", 2, 9) ==
        "  just as\n"
        "  wide as\n"
        "  it\n");
  CHECK(paragraph("https://example.org/", 1, 11) == " https://ex\n ample.org/\n");
  CHECK(paragraph("ünïtéd\x1b[31m\nwe", 0, 6) == "ünïtéd\n[31m\nwe\n");
}

TEST_CASE("lines that are too long go on below, set in; a word that is too long stays whole") {
  CHECK(syndic::cli::fitted("short\n  in feeds: all, partners, turn\nlast", 20) ==
        "short\n  in feeds: all,\n      partners, turn\nlast\n");
  CHECK(syndic::cli::fitted("link: https://www.example.org/a-long-way\n", 20) ==
        "link:\n    https://www.example.org/a-long-way\n");
  CHECK(syndic::cli::fitted("á é í ó ú", 9) == "á é í ó ú\n");
  CHECK(syndic::cli::fitted("", 20).empty());
}

}  // namespace output_test
