// SPDX-License-Identifier: MIT
#include "base/ascii.h"

#include <catch2/catch.hpp>

namespace ascii_test {

using namespace syndic::base;

TEST_CASE("trim takes the blanks of HTML from both ends and leaves the inner ones") {
  CHECK(trim(" \t\r\n\fa b \n") == "a b");
  CHECK(trim("   ").empty());
  CHECK(trim("\xC2\xA0x") == "\xC2\xA0x");  // A no-break space is no blank.
}

TEST_CASE("fold_spaces makes one space of every run") {
  CHECK(fold_spaces("  a \n\t b  c ") == "a b c");
  CHECK(fold_spaces("\n").empty());
  CHECK(fold_spaces("a  b") == "a b");
  CHECK(fold_spaces("a \tb\tc\nd") == "a b c d");
  CHECK(fold_spaces("one two  three") == "one two three");
}

TEST_CASE("comparisons ignore the case of ASCII letters alone") {
  CHECK(equals_ignoring_case("PubDate", "pubdate"));
  CHECK_FALSE(equals_ignoring_case("pubdate", "pubdates"));
  CHECK_FALSE(equals_ignoring_case("\xC3\x84", "\xC3\xA4"));  // Ä and ä
  CHECK(starts_with_ignoring_case("HTTPS://x", "https:"));
  CHECK_FALSE(starts_with_ignoring_case("ht", "https:"));
  CHECK(lower("ÄAbZ") == "Äabz");
}

TEST_CASE("is_folded_ascii holds for what fold_spaces leaves alone, at every place of a vector") {
  CHECK(is_folded_ascii(""));
  CHECK(is_folded_ascii("one"));
  for (const std::size_t length : {3U, 16U, 17U, 18U, 40U, 64U}) {
    std::string text(length, 'x');
    CHECK(is_folded_ascii(text));
    for (std::size_t at = 0; at < length; ++at) {
      CAPTURE(length, at);
      for (const char c : {'\t', '\n', '\0', '\xC3'}) {
        text[at] = c;
        CHECK_FALSE(is_folded_ascii(text));
      }
      text[at] = ' ';
      const bool is_inside = at > 0 && at + 1 < length;
      CHECK(is_folded_ascii(text) == is_inside);
      if (at + 1 < length) {
        text[at + 1] = ' ';
        CHECK_FALSE(is_folded_ascii(text));
        text[at + 1] = 'x';
      }
      text[at] = 'x';
    }
  }
}

}  // namespace ascii_test
