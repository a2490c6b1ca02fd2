// SPDX-License-Identifier: MIT
#include "parse/escaped_again.h"

#include <catch2/catch.hpp>
#include <string>

namespace syndic::parse::escaped_again_test {
namespace {

using model::TextType;

std::string mended(const std::string& summary, const std::string& content = "<p>Whole text</p>",
                   TextType type = TextType::html) {
  model::Text text{summary, type, {}};
  mend_summary({content, TextType::html, {}}, text);
  return text.value;
}

TEST_CASE("A summary that was escaped once more than the content is read as what it means") {
  CHECK(mended("&lt;p&gt;One&lt;/p&gt;") == "<p>One</p>");
  CHECK(mended("&#60;p&#62;One&#60;/p&#62;") == "<p>One</p>");
  CHECK(mended("Tom &amp;amp; Jerry") == "Tom &amp; Jerry");
  CHECK(mended("More &#038;#8230;") == "More &#8230;");
  CHECK(mended("<b>Tom</b> &#38;hellip;") == "<b>Tom</b> &hellip;");
}

TEST_CASE("A summary that hides no markup stays as it is") {
  const std::string summary = GENERATE(as<std::string>{}, "Tom &amp; Jerry", "1 &lt; 2",
                                       "<a href=\"/?a=1&amp;b=2\">Tom</a>", "R&amp;D; and more",
                                       "&lt;grin&gt;", "&amp;", "&lt;", "&#38;#");
  CHECK(mended(summary) == summary);
}

TEST_CASE("A summary is compared with content that is HTML") {
  const std::string summary = "&lt;p&gt;One&lt;/p&gt;";
  CHECK(mended(summary, "How to write &lt;p&gt;One&lt;/p&gt;") == summary);
  CHECK(mended(summary, "") == summary);
  CHECK(mended(summary, "<p>Whole text</p>", TextType::plain) == summary);
}

TEST_CASE("Millions of ampersands that begin no reference are read in linear time") {
  const std::string ampersands(4'000'000, '&');
  CHECK(mended(ampersands) == ampersands);
}

}  // namespace
}  // namespace syndic::parse::escaped_again_test
