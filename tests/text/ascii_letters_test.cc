// SPDX-License-Identifier: MIT
#include "text/ascii_letters.h"

#include <catch2/catch.hpp>

namespace ascii_letters_test {

using syndic::text::in_ascii_letters;

TEST_CASE("Latin letters become those of ASCII, others stay") {
  CHECK(in_ascii_letters("") == "");
  CHECK(in_ascii_letters("C++ & Co") == "C++ & Co");
  CHECK(in_ascii_letters("Ärzte") == "Arzte");
  CHECK(in_ascii_letters("A\u0308rzte") == "Arzte");
  CHECK(in_ascii_letters("Łódź, Straße, Þing, Æon") == "Lodz, Strasse, THing, AEon");
  CHECK(in_ascii_letters("教育 é") == "教育 e");
  CHECK(in_ascii_letters("Школа") == "Школа");
}

}  // namespace ascii_letters_test
