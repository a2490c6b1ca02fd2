// SPDX-License-Identifier: MIT
#include "markup/html/character_references.h"

#include <catch2/catch.hpp>
#include <sstream>

namespace syndic::markup::character_references_test {
namespace {

std::string text(std::string_view raw) { return decoded(raw, ReferenceContext::text); }
std::string attribute(std::string_view raw) { return decoded(raw, ReferenceContext::attribute); }

TEST_CASE("Named references give their characters") {
  CHECK(text("&amp;&lt;&gt;&quot;&apos;") == "&<>\"'");
  CHECK(text("caf&eacute; &mdash; &hellip;") == "café — …");
  CHECK(text("&nbsp;") == "\u00A0");
  CHECK(text("&CounterClockwiseContourIntegral;") == "∳");
  CHECK(text("&Afr;") == "\U0001D504");
  CHECK(text("&NotEqualTilde;") == "≂̸");
  CHECK(text("&frac12;&sup2;&there4;") == "½²∴");
  CHECK(text("&AMP;&Amp;") == "&&Amp;");
}

TEST_CASE("The names that HTML knows without a semicolon mean the same without it") {
  std::istringstream names(
      "AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml "
      "GT Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG "
      "THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde "
      "auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12 "
      "frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp not "
      "ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg "
      "sect shy sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml");
  int count = 0;
  for (std::string name; names >> name; ++count) {
    CHECK(text("&" + name) != "&" + name);
    CHECK(text("&" + name) == text("&" + name + ";"));
  }
  CHECK(count == 106);
}

TEST_CASE("An unknown name stays as text") {
  CHECK(text("AT&T &unknown; &; & &") == "AT&T &unknown; &; & &");
  CHECK(text("&hellip") == "&hellip");
  CHECK(text("&abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz;") ==
        "&abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz;");
}

TEST_CASE("Old names count without a semicolon, the longest that fits") {
  CHECK(text("&copy 2022 &ampx &notit; &notin; &not") == "© 2022 &x ¬it; ∉ ¬");
  CHECK(text("&ltb&gt") == "<b>");
}

TEST_CASE("In an attribute a name without semicolon before a letter, digit or '=' is none") {
  CHECK(attribute("?a=1&copy=2&reg3&notit;&amp=&lt") == "?a=1&copy=2&reg3&notit;&amp=<");
  CHECK(attribute("&copy;=&copy &copy") == "©=© ©");
  CHECK(attribute("&notin;") == "∉");
}

TEST_CASE("Numeric references give their character, with and without semicolon") {
  CHECK(text("&#65;&#x42;&#X43&#068;") == "ABCD");
  CHECK(text("&#8217;&#x1F600;") == "’😀");
  CHECK(text("&#; &#x; &#xg; &#a") == "&#; &#x; &#xg; &#a");
}

TEST_CASE("References to C1 controls mean windows-1252") {
  CHECK(text("&#128;&#146;&#147;&#148;&#150;&#x9F;") == "€’“”–Ÿ");
  CHECK(text("&#129;") == "\u0081");
}

TEST_CASE("References never give what XML 1.0 forbids") {
  CHECK(text("&#xD800;&#xDFFF;&#x110000;&#99999999999999999999;") == "\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(text("a&#1;b&#8;c&#x1f;d&#xFFFE;e&#xFFFF;f&#0;g") == "abcdefg");
  CHECK(text("&#9;&#10;&#13;") == "\t\n\r");
}

TEST_CASE("A reference knows its length, and what is none has none") {
  CHECK(read_reference("&amp;amp;", ReferenceContext::text).length == 5);
  CHECK(read_reference("&copyx", ReferenceContext::text).length == 5);
  CHECK(read_reference("&#x41", ReferenceContext::text).length == 5);
  CHECK(read_reference("&#1;", ReferenceContext::text).length == 4);
  CHECK(read_reference("&#1;", ReferenceContext::text).count == 0);
  CHECK(read_reference("&", ReferenceContext::text).length == 0);
  CHECK(read_reference("& ", ReferenceContext::text).length == 0);
}

TEST_CASE("Only a whole named reference makes text look like HTML") {
  CHECK(holds_named_reference("AT&amp;T"));
  CHECK(holds_named_reference("& &x; &hellip;"));
  CHECK_FALSE(holds_named_reference("AT&T"));
  CHECK_FALSE(holds_named_reference("?a&copy=1"));
  CHECK_FALSE(holds_named_reference("&#8217;"));
  CHECK_FALSE(holds_named_reference("&unknown;"));
  CHECK_FALSE(holds_named_reference(""));
}

}  // namespace
}  // namespace syndic::markup::character_references_test
