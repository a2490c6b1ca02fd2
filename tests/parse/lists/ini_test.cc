// SPDX-License-Identifier: MIT
#include "parse/lists/ini.h"

#include <catch2/catch.hpp>
#include <string>

namespace ini_reader_test {

using namespace syndic;

TEST_CASE("keys are in lower case, with either mark, and later ones count") {
  const auto sections =
      parse::read_ini("Top = 1\n[A]\nKey: x = y\nkey=z:2\nlone\n= nothing\n[a]\n");
  REQUIRE(sections.size() == 3);
  CHECK(sections[0].name.empty());
  CHECK(sections[0].values.at("top").text == "1");
  CHECK(sections[1].name == "A");
  CHECK(sections[1].line == 2);
  CHECK(sections[1].values.size() == 1);
  CHECK(sections[1].values.at("key").text == "z:2");
  CHECK(sections[1].values.at("key").line == 4);
  CHECK(sections[2].values.empty());
}

TEST_CASE("lines that are further indented continue a value, comments do not") {
  const auto sections = parse::read_ini(
      "[A]\r\n  a = one\r\n  # no\r\n\r\n    two = 2\r\n  b = x ; comment\r\n  c = "
      "http://x/;y\r\n  d = a\tb  c\r\n");
  CHECK(sections[1].values.at("a").text == "one two = 2");
  CHECK(sections[1].values.at("b").text == "x");
  CHECK(sections[1].values.at("c").text == "http://x/;y");
  CHECK(sections[1].values.at("d").text == "a b  c");
}

TEST_CASE("a section that comes again goes on, and one of IPv6 has its brackets") {
  const auto sections =
      parse::read_ini("[A]\na = 1\n[http://[::1]/feed]\nb = 2\n[A] ; again\nc = 3\n");
  REQUIRE(sections.size() == 3);
  CHECK(sections[1].values.at("c").text == "3");
  CHECK(sections[2].name == "http://[::1]/feed");
}

TEST_CASE("references are replaced from the section, then the defaults, and cycles end") {
  const auto sections = parse::read_ini(
      "[DEFAULT]\nwho = Ada\nx = %(y)s\ny = %(x)s\n"
      "[A]\nname = %(WHO)s and %(town)s, 100%% %(none)s 5%\ntown = %(who)sville\nx = %(x)s\n");
  CHECK(parse::ini_value(sections[2], sections[1], "name") == "Ada and Adaville, 100% %(none)s 5%");
  CHECK(parse::ini_value(sections[2], sections[1], "who") == "Ada");
  CHECK(parse::ini_value(sections[2], sections[1], "none").empty());
  CHECK(parse::ini_value(sections[2], sections[1], "x") == "%(x)s");
}

}  // namespace ini_reader_test
