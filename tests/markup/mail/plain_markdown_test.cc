// SPDX-License-Identifier: MIT
#include "markup/mail/plain_markdown.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/ascii.h"
#include "markup/html/text.h"
#include "markup/markdown.h"

namespace plain_markdown_test {

using namespace syndic;
using namespace syndic::markup;

namespace {

std::string html_of(std::string_view text) {
  return markdown_to_html(plain_as_markdown(text),
                          [](std::string_view address) { return std::string(address); });
}

std::string shown(std::string_view text) { return html_to_line(html_of(text)); }

}  // namespace

TEST_CASE("plain text keeps the characters that Markdown has a meaning for") {
  CHECK(plain_as_markdown("<your-name> costs $5*3*2, see [a](b) & `c` | d_e_f ~~g~~ \\h\n") ==
        "\\<your-name\\> costs $5\\*3\\*2, see \\[a\\](b) \\& \\`c\\` \\| d\\_e\\_f "
        "\\~\\~g\\~\\~ \\\\h\n");
  CHECK(html_of("# x\n") == "<p># x</p>\n");
  CHECK(html_of("<b>x</b> &lt;\n") == "<p>&lt;b&gt;x&lt;/b&gt; &amp;lt;</p>\n");
}

TEST_CASE("plain text shows as it was written, whatever it holds") {
  for (const char* text : {"a\n---\nb",
                           "a\n===\nb",
                           "a\n-\nb",
                           "- - -",
                           "* * *",
                           "***",
                           "___",
                           "a\n:-:\nb",
                           "a | b\n--|--\n1 | 2",
                           "> said",
                           "```\nx\n```",
                           "~~~\nx",
                           "[a]: http://x.example",
                           "![a](b)",
                           "<!-- a -->",
                           "&amp; &#65;",
                           "a\\",
                           "2*3*4 5_6_7",
                           "<a@b.example>",
                           "a_b_c@d.example",
                           "<script>alert(1)</script>",
                           "+++"}) {
    CAPTURE(text);
    CHECK(shown(text) == base::fold_spaces(text));
  }
}

TEST_CASE("lists of plain text are lists") {
  CHECK(html_of("- a\n- b\n") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
  CHECK(html_of("* a\n* b\n") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
  CHECK(html_of("1. a\n2. b\n") == "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n");
  CHECK(html_of("-        a\n") == "<ul>\n<li>a</li>\n</ul>\n");
}

TEST_CASE("indented lines of plain text are no code, and blanks at their ends no line breaks") {
  CHECK(plain_as_markdown("    a\n\tb  \n   c\n") == "a\nb\n   c\n");
  CHECK(html_of("    a\n\n \tb\n") == "<p>a</p>\n<p>b</p>\n");
}

TEST_CASE("addresses in plain text become links, whatever is around them") {
  const auto links_to = [](std::string_view text, const std::string& address) {
    CAPTURE(text, html_of(text));
    CHECK(html_of(text).find("<a href=\"" + address + "\">") != std::string::npos);
    CHECK(shown(text) == text);
  };
  CHECK(plain_as_markdown("See https://a.example/b_c_d?x=*y*&z#e, and *f*.\n") ==
        "See https://a.example/b_c_d?x=*y*&z#e, and \\*f\\*.\n");
  links_to("See https://a.example/b_c_d?x=*y*&z#e, it", "https://a.example/b_c_d?x=*y*&amp;z#e");
  links_to("(https://a.example/b_(c)).", "https://a.example/b_(c)");
  links_to("Ann <https://a.example/b_c>", "https://a.example/b_c");
  links_to("[1]:https://a.example/b*", "https://a.example/b");
  links_to("[https://a.example/b_c]", "https://a.example/b_c");
  links_to("\"http://a.example/b\"", "http://a.example/b");
  links_to("*https://a.example/b_c*", "https://a.example/b_c");
  links_to("1.https://a.example/b_c", "https://a.example/b_c");
  links_to("https://a.example/b\"https://a.example/c_d\"", "https://a.example/c_d");
  links_to("See!https://a.example/?b&copy;=_1", "https://a.example/?b&amp;copy;=_1");
  links_to("www.a.example/b_c_d", "http://www.a.example/b_c_d");
  CHECK(shown("www.a.example/b_c_d* x*") == "www.a.example/b_c_d* x*");
  CHECK(shown("#www.a.example/b_c www.a.example/?&amp;") ==
        "#www.a.example/b_c www.a.example/?&amp;");
  CHECK(shown("https:// *a* http://* www. www.*a*") == "https:// *a* http://* www. www.*a*");
}

}  // namespace plain_markdown_test
