// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include <catch2/catch.hpp>

namespace utf8_test {

using namespace syndic::base;
using namespace std::literals;

TEST_CASE("valid UTF-8 is recognised to its end and bad UTF-8 to its first bad byte") {
  CHECK(valid_utf8_prefix("plain ASCII of more than eight bytes") == 36);
  CHECK(valid_utf8_prefix("a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80") == 10);
  CHECK(valid_utf8_prefix("abcdefgh\xFF") == 8);
  CHECK(valid_utf8_prefix("\xC0\xAF") == 0);          // overlong
  CHECK(valid_utf8_prefix("\xE0\x80\xAF") == 0);      // overlong
  CHECK(valid_utf8_prefix("\xED\xA0\x80") == 0);      // surrogate
  CHECK(valid_utf8_prefix("\xF4\x90\x80\x80") == 0);  // beyond U+10FFFF
  CHECK(valid_utf8_prefix("ab\xE2\x82") == 2);        // cut
}

TEST_CASE("to_xml_text keeps what XML 1.0 allows, mends bad bytes, and drops the rest") {
  CHECK(to_xml_text("a\x01\tb\x00"
                    "c\xFF"sv) == "a\tbc\xEF\xBF\xBD");
  CHECK(to_xml_text("x\xEF\xBF\xBE"
                    "y") == "xy");  // U+FFFE
  CHECK(is_xml_text("\xF0\x9F\x98\x80 fine\n"));
  CHECK_FALSE(is_xml_text("\x7F\x08"));
}

TEST_CASE("append_utf8 writes one to four bytes and U+FFFD for what is no character") {
  std::string out;
  for (const char32_t c : {U'A', U'\u00E4', U'\u20AC', U'\U0001F600'}) append_utf8(c, out);
  append_utf8(0xD800, out);
  append_utf8(0x110000, out);
  CHECK(out == "A\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("utf8_prefix never cuts a character") {
  CHECK(utf8_prefix("a\xE2\x82\xAC", 3) == "a");
  CHECK(utf8_prefix("a\xE2\x82\xAC", 4) == "a\xE2\x82\xAC");
  CHECK(utf8_prefix("abc", 9) == "abc");
}

TEST_CASE("the last character of a text, and how many it has") {
  CHECK(decode_last_utf8("a").character == U'a');
  CHECK(decode_last_utf8("aé").character == U'é');
  CHECK(decode_last_utf8("日").length == 3);
  CHECK(decode_last_utf8("x😀").character == U'😀');
  CHECK(count_utf8("") == 0);
  CHECK(count_utf8("aé日😀") == 4);
}

TEST_CASE("ASCII reaches to the first character outside of it") {
  CHECK(ascii_prefix("") == 0);
  CHECK(ascii_prefix("plain \x7F") == 7);
  CHECK(ascii_prefix("caf\u00E9 noir") == 3);
  CHECK(ascii_prefix(std::string(40, 'x') + "\u2019") == 40);
}

}  // namespace utf8_test
