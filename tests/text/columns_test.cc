// SPDX-License-Identifier: MIT
#include "text/columns.h"

#include <catch2/catch.hpp>
#include <string>

namespace columns_test {

using syndic::text::columns_of;
using syndic::text::in_columns;

TEST_CASE("wide characters take two columns, marks that combine none") {
  CHECK(columns_of("") == 0);
  CHECK(columns_of("Grüße…") == 6);
  CHECK(columns_of("e\u0301") == 1);
  CHECK(columns_of("日本") == 4);
  CHECK(columns_of("🎉") == 2);
}

TEST_CASE("a line is broken at spaces, and the indent counts") {
  CHECK(in_columns("one two three", 7) == "one two\nthree\n");
  CHECK(in_columns("one two three", 8, 2) == "  one\n  two\n  three\n");
  CHECK(in_columns("one two", 7) == "one two\n");
  CHECK(in_columns("", 7).empty());
  CHECK(in_columns("   ", 7).empty());
}

TEST_CASE("a longer word stays whole, as a URL must") {
  CHECK(in_columns("see https://a.example/b/c-d?e=f now", 10) ==
        "see\nhttps://a.example/b/c-d?e=f\nnow\n");
}

TEST_CASE("scripts without spaces are broken between characters, but not before a full stop") {
  CHECK(in_columns("日本語です。はい", 10) == "日本語で\nす。はい\n");
  CHECK(in_columns("日本 ab", 4) == "日本\nab\n");
}

}  // namespace columns_test
