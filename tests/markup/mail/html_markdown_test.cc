// SPDX-License-Identifier: MIT
#include "markup/mail/html_markdown.h"

#include <catch2/catch.hpp>
#include <string>

#include "markup/markdown.h"

namespace html_markdown_test {

using namespace syndic::markup;

namespace {

std::string html_again(std::string_view html) {
  return markdown_to_html(html_as_markdown(html),
                          [](std::string_view address) { return std::string(address); });
}

}  // namespace

TEST_CASE("links in the HTML of a mail keep their addresses") {
  CHECK(html_as_markdown("<p>The plan: <a href='https://a.example/p(1)_x?a=1&amp;b=2'>Download "
                         "<b>here</b></a>.</p>") ==
        "The plan: [Download here](https://a.example/p%281%29_x?a=1&b=2).\n");
  CHECK(html_as_markdown("<a href=mailto:ann@a.example>Ann</a>") ==
        "[Ann](mailto:ann@a.example)\n");
  CHECK(html_as_markdown("<a href='https://a.example/b_c'>https://a.example/b_c</a>") ==
        "https://a.example/b_c\n");
  CHECK(html_again("<a href='https://a.example/?a&copy;=1&quot;'>[x] *y* www.b.example/_</a>") ==
        "<p><a href=\"https://a.example/?a%C2%A9=1%22\">[x] *y* www.b.example/_</a></p>\n");
}

TEST_CASE("what stands right beside a link in the HTML of a mail is no part of it") {
  CHECK(html_again("Look!<a href=https://a.example/>here</a>(now)") ==
        "<p>Look!<a href=\"https://a.example/\">here</a>(now)</p>\n");
  CHECK(html_again("https://b.example/c<a href=https://a.example/>here</a>") ==
        "<p><a href=\"https://b.example/c\">https://b.example/c</a>"
        "<a href=\"https://a.example/\">here</a></p>\n");
  CHECK(html_again("<a href=https://a.example/b>https://a.example/b</a>* or <a "
                   "href=https://a.example/> there </a>.") ==
        "<p><a href=\"https://a.example/b\">https://a.example/b</a>* or "
        "<a href=\"https://a.example/\">there</a> .</p>\n");
}

TEST_CASE("addresses in the HTML of a mail keep what looks like a reference") {
  CHECK(html_again("<a href='https://a.example/?b&amp;copy;=1'>x</a>") ==
        "<p><a href=\"https://a.example/?b&amp;copy;=1\">x</a></p>\n");
}

TEST_CASE("other links in the HTML of a mail are their words") {
  CHECK(html_as_markdown("<a href='javascript:alert(1)'>a</a> <a href=/b>b</a> <a href=cid:c>c</a>"
                         " <a>d</a> <a href=https://e.example/></a>") == "a b c d\n");
}

TEST_CASE("lists and line breaks in the HTML of a mail are lines") {
  CHECK(html_as_markdown("<p>Bring:</p><ul><li>Water<li>Shoes<br>for inside</ul>Ann<br>Bo<br>"
                         "<br>Cy") ==
        "Bring:\n\n- Water\n- Shoes\\\n  for inside\n\nAnn\\\nBo\n\nCy\n");
  CHECK(html_again("<ol><li>a<ul><li>b</ul><li>c</ol>") ==
        "<ol>\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>\n<p>c</p>\n</li>\n</ol>\n");
  CHECK(html_as_markdown("a<br>- b<br>1. c") == "a\n- b\n1. c\n");
}

TEST_CASE("the HTML of a mail ends at its signature") {
  CHECK(html_as_markdown("<div>Hello</div><div>-- <br>Ann<br>Street 5</div>") == "Hello\n");
  CHECK(html_as_markdown("<div>Hello</div><span>--&nbsp;</span><br>Ann") == "Hello\n");
  CHECK(html_as_markdown("-- <br>Ann").empty());
}

TEST_CASE("the HTML of a mail keeps the characters that Markdown has a meaning for") {
  CHECK(html_again("<style>p {}</style><p># 5*3*2 &lt;b&gt; &amp;amp;</p><pre>  x\n  y</pre>") ==
        "<p># 5*3*2 &lt;b&gt; &amp;amp;</p>\n<p>x y</p>\n");
  CHECK(html_as_markdown("").empty());
  CHECK(html_as_markdown("<p>&nbsp;</p><ul><li></li></ul><img alt=Logo src=cid:x>").find("Logo") !=
        std::string::npos);
}

TEST_CASE("lists in lists in the HTML of a mail do not make it long") {
  std::string html;
  for (int i = 0; i < 5000; ++i) html += "<ul><li>a";
  CHECK(html_as_markdown(html).size() < html.size() * 3);
}

}  // namespace html_markdown_test
