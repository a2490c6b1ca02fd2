// SPDX-License-Identifier: MIT
#include "markup/escape.h"

#include <catch2/catch.hpp>

namespace syndic::markup::escape_test {
namespace {

TEST_CASE("Escaped text reads back as the same characters") {
  std::string out = "before ";
  append_escaped_text("a < b && \"c\" > 'd'", out);
  CHECK(out == "before a &lt; b &amp;&amp; \"c\" &gt; 'd'");
}

TEST_CASE("Escaped attributes do not end at a quote") {
  std::string out;
  append_escaped_attribute("\"><b>&amp;", out);
  CHECK(out == "&quot;&gt;&lt;b&gt;&amp;amp;");
}

TEST_CASE("What needs no escape is appended as it is") {
  std::string out;
  append_escaped_text("", out);
  append_escaped_attribute("", out);
  append_escaped_text("plain — text", out);
  CHECK(out == "plain — text");
}

}  // namespace
}  // namespace syndic::markup::escape_test
