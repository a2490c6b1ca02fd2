// SPDX-License-Identifier: MIT
#include "normalize/html/plain_text.h"

#include <catch2/catch.hpp>

#include "tests/normalize/table.h"

namespace syndic::normalize::plain_text_test {
namespace {

using model::TextType;

std::string line(std::string value, TextType type) {
  return to_line({std::move(value), type, {}}, TextRole::title);
}

TEST_CASE("A title of unknown type is HTML only where it holds a known tag or named reference") {
  const auto unknown = [](std::string value) { return line(std::move(value), TextType::unknown); };
  CHECK(unknown("AT&T") == "AT&T");
  CHECK(unknown("AT&amp;T") == "AT&T");
  CHECK(unknown("AT&amp;amp;T") == "AT&amp;T");
  CHECK(unknown("<b>bold</b> move") == "bold move");
  CHECK(unknown("a < b and b > c") == "a < b and b > c");
  CHECK(unknown("List<T> and Map<K, V>") == "List<T> and Map<K, V>");
  CHECK(unknown("5 &lt; 6") == "5 < 6");
  CHECK(unknown("R&D; Q&A") == "R&D; Q&A");
  CHECK(unknown("?a=1&copy=2") == "?a=1&copy=2");
  CHECK(unknown("It&#8217;s here") == "It’s here");
  CHECK(unknown("&#8217 and &#; say nothing") == "&#8217 and &#; say nothing");
  CHECK(unknown("<br/>New") == "New");
  CHECK(unknown("I <3 you") == "I <3 you");
  CHECK(unknown("half a tag <b") == "half a tag <b");
  CHECK(unknown("</p> ends") == "ends");
  CHECK(unknown("How to use the <b> tag") == "How to use the <b> tag");
  CHECK(unknown("The <script> element, explained") == "The <script> element, explained");
  CHECK(unknown("<img src='x'>Boats") == "Boats");
  CHECK(unknown("<![CDATA[wrapped & twice]]>") == "wrapped & twice");
}

TEST_CASE("A title is HTML by a start tag with attributes, or of what runs or embeds") {
  const auto unknown = [](std::string value) { return line(std::move(value), TextType::unknown); };
  CHECK(unknown("<a href=\"https://a.example/\">Boats") == "Boats");
  CHECK(unknown("Late <span class='x'>boats") == "Late boats");
  CHECK(unknown("<font color=red>Boats are late") == "Boats are late");
  CHECK(unknown("Boats<script>run()") == "Boats");
  CHECK(unknown("Boats<style>{p:q}") == "Boats");
  CHECK(unknown("Boats <iframe src='//a.example'>") == "Boats");
  CHECK(unknown("Boats <object data=x>late") == "Boats late");
  CHECK(unknown("<svg><b>Boats") == "Boats");
  CHECK(unknown("Why <object>, <style> and <iframe>") == "Why <object>, <style> and <iframe>");
  CHECK(unknown("The \"<script>\" and <style>/<object> tags") ==
        "The \"<script>\" and <style>/<object> tags");
  CHECK(unknown("The <a href> attribute") == "The <a href> attribute");
  CHECK(unknown("x <b and y = 3") == "x <b and y = 3");
  CHECK(unknown("List<T=int> a") == "List<T=int> a");
}

TEST_CASE("A title that says it is plain stays literal, one that says it is HTML is read as HTML") {
  CHECK(line("<b>bold</b> &amp; more", TextType::plain) == "<b>bold</b> &amp; more");
  CHECK(line("<b>bold</b> &amp; more", TextType::html) == "bold & more");
  CHECK(line("It&#8217;s", TextType::html) == "It\u2019s");
  CHECK(line("5 &lt; 6 <script>alert(1)</script>", TextType::html) == "5 < 6");
}

TEST_CASE("A title is one line of valid characters") {
  CHECK(line(" two\n  lines\t", TextType::plain) == "two lines");
  CHECK(line("<p>two</p><p>lines</p>", TextType::html) == "two lines");
  CHECK(line("a\x01"
             "b\xff",
             TextType::plain) == "ab\uFFFD");
  CHECK(line("", TextType::html) == "");
}

TEST_CASE("A body of unknown type is HTML where it looks like it") {
  CHECK(is_html({"<p>x</p>", TextType::unknown, {}}, TextRole::body));
  CHECK(is_html({"caf&eacute;", TextType::unknown, {}}, TextRole::body));
  CHECK_FALSE(is_html({"plain words, a < b & c", TextType::unknown, {}}, TextRole::body));
  CHECK_FALSE(is_html({"<p>x</p>", TextType::plain, {}}, TextRole::body));
  CHECK(is_html({"plain words", TextType::html, {}}, TextRole::body));
}

TEST_CASE("A body that only mentions tags is plain") {
  for (const char* const text :
       {"Use <b> to make bold", "Use <b> and <I> here", "The <code> element", "(<em>), <a>/<u>",
        "An <s >, a <strong/>", "Put it in <span>", "Write <i>, then talic"}) {
    CAPTURE(text);
    CHECK_FALSE(is_html({text, TextType::unknown, {}}, TextRole::body));
    CHECK(to_line({text, TextType::unknown, {}}, TextRole::body) == text);
  }
}

TEST_CASE("A body that has a tag in use, or anything else of HTML, is HTML") {
  for (const char* const text :
       {"Use <b>bold</b>", "</b> ends", "Use <b> here<br>", "<b> in <p>", "Use <b> and <li>",
        "Use <b> <img src=x>", "Use <b class=x> here", "Use <a href> here", "Use <b> &amp; <i>",
        "Use <b> <!-- x -->", "The <script> element", "<div> x", "<b>Boats are late", "<i>Über",
        "<b><i>Boats"}) {
    CAPTURE(text);
    CHECK(is_html({text, TextType::unknown, {}}, TextRole::body));
  }
}

TEST_CASE("Many angle brackets take linear time to judge") {
  CHECK_FALSE(looks_like_html(std::string(2'000'000, '<'), TextRole::body));
  CHECK_FALSE(looks_like_html(std::string(2'000'000, '<') + ">", TextRole::body));
  CHECK_FALSE(looks_like_html(std::string(2'000'000, '&'), TextRole::body));
  std::string names;
  for (int i = 0; i < 200'000; ++i) names += "<abcdefgh";
  CHECK_FALSE(looks_like_html(names + ">", TextRole::body));
  CHECK_FALSE(looks_like_html("<" + std::string(2'000'000, 'a') + ">", TextRole::body));
}

TEST_CASE("A plain body keeps its lines") {
  CHECK(to_plain_body("  one\r\ntwo\rthree\n") == "one\ntwo\nthree");
  CHECK(to_plain_body("a\x02<b>") == "a<b>");
}

TEST_CASE("a numeric reference makes HTML of a body and of a title") {
  const model::Text cut{"and so on [&#8230;]", TextType::unknown, {}};
  CHECK(to_line(cut, TextRole::body) == "and so on […]");
  CHECK(is_html(cut, TextRole::body));
  CHECK(to_line(cut, TextRole::title) == "and so on […]");
  CHECK_FALSE(is_html({"R&#38 D, &#; and # 5", TextType::unknown, {}}, TextRole::body));
}

TEST_CASE("Titles and summaries read as the tables say, and reading them again changes nothing") {
  for (const test::TableCase& each : test::table_cases("text/html")) {
    CAPTURE(each.where);
    CHECK(line(each.in, TextType::html) == each.out);
    CHECK(line(each.out, TextType::plain) == each.out);
  }
  for (const test::TableCase& each : test::table_cases("text/plain")) {
    CAPTURE(each.where);
    CHECK(line(each.in, TextType::plain) == each.out);
    CHECK(line(each.out, TextType::plain) == each.out);
  }
}

TEST_CASE("A summary begins with its first word, not with a picture before it") {
  for (const char* const html :
       {"<p>&nbsp;</p><p><img alt=\"alt\"></p><p>Words here</p>",
        "&nbsp;<img alt=\"alt\"> Words here", "<span>&#8203;</span><img alt=\"alt\">Words here"}) {
    CAPTURE(html);
    CHECK(to_line({html, TextType::html, {}}, TextRole::body) == "Words here");
    CHECK(to_line({html, TextType::html, {}}, TextRole::title) == "alt Words here");
  }
  CHECK(to_line({"<p>&nbsp;</p><img alt='A map'>", TextType::html, {}}, TextRole::body) == "A map");
}

TEST_CASE("A plain body is readable text of several lines") {
  CHECK(to_plain_body("\uFEFFCafe\u0301\r\n\u202Eab\u2028c") == "Caf\u00E9\n\u202Eab\u202C\nc");
}

TEST_CASE("What is plainly a line is one that to_line() leaves alone") {
  using model::TextType;
  CHECK(is_plainly_line("Two words", TextType::html));
  CHECK(is_plainly_line("a < b & c", TextType::plain));
  for (const TextType type : {TextType::html, TextType::unknown}) {
    CHECK_FALSE(is_plainly_line("a < b", type));
    CHECK_FALSE(is_plainly_line("a &amp; b", type));
  }
  for (const char* const text : {" a", "a  b", "a\nb", "\xC3\xA9"}) {
    CHECK_FALSE(is_plainly_line(text, TextType::plain));
  }
}

}  // namespace
}  // namespace syndic::normalize::plain_text_test
