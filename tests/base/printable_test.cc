// SPDX-License-Identifier: MIT
#include "base/printable.h"

#include <catch2/catch.hpp>

namespace printable_test {

using syndic::base::printable_line;

TEST_CASE("text becomes one line without blanks around it") {
  CHECK(printable_line("  two\r\n\t lines ") == "two lines");
  CHECK(printable_line("a\xC2\xA0\xE2\x80\xA8z") == "a z");
  CHECK(printable_line("").empty());
  CHECK(printable_line(" \n ").empty());
}

TEST_CASE("what would steer a terminal or turn the writing goes") {
  CHECK(printable_line("\x1b[31mred\x07\x7f") == "[31mred");
  CHECK(printable_line("a\xC2\x9Bz") == "az");                  // CSI as a C1 control.
  CHECK(printable_line("a\xE2\x80\xAEz\xE2\x81\xA6") == "az");  // Overrides and isolates.
  CHECK(printable_line("\xEF\xBB\xBF"
                       "a\xC2\xADz") == "az");  // Byte order mark, soft hyphen.
}

TEST_CASE("bytes that are no UTF-8 become question marks") {
  CHECK(printable_line("caf\xE9!") == "caf?!");
  CHECK(printable_line("café – ok") == "café – ok");
}

TEST_CASE("a long line is cut between characters and says so") {
  CHECK(printable_line("abcdef", 6) == "abcdef");
  CHECK(printable_line("abcdefg", 6) == "abcde…");
  CHECK(printable_line("éééé", 3) == "éé…");
  CHECK(printable_line("abcde f", 6) == "abcde…");
  CHECK(printable_line("abc  ", 3) == "abc");
  CHECK(printable_line("abc", 0).empty());
}

TEST_CASE("a number has its unit, in the plural but for one") {
  CHECK(syndic::base::counted(0, "item") == "0 items");
  CHECK(syndic::base::counted(1, "item") == "1 item");
  CHECK(syndic::base::counted(2, "new item") == "2 new items");
}

TEST_CASE("A size is named in the largest unit that keeps it whole") {
  using syndic::base::size_text;
  CHECK(size_text(0) == "0 bytes");
  CHECK(size_text(1) == "1 byte");
  CHECK(size_text(1'025) == "1025 bytes");
  CHECK(size_text(262'144) == "256 KiB");
  CHECK(size_text(1'048'576) == "1 MiB");
  CHECK(size_text(2'147'483'648) == "2 GiB");
}

TEST_CASE("Seconds have a tenth below ten, and are never none") {
  using syndic::base::seconds_text;
  CHECK(seconds_text(0) == "0.1");
  CHECK(seconds_text(412) == "0.4");
  CHECK(seconds_text(1'250, ",") == "1,3");
  CHECK(seconds_text(9'949) == "9.9");
  CHECK(seconds_text(9'950) == "10");
  CHECK(seconds_text(12'499) == "12");
}

}  // namespace printable_test
