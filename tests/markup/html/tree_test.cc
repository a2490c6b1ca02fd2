// SPDX-License-Identifier: MIT
#include "markup/html/tree.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "markup/html/nesting.h"
#include "markup/markdown.h"

namespace html_tree_test {

using namespace syndic;

namespace {

// The tree as XML, without what every page has around it.
std::string body_of(std::string_view html) {
  const auto tree = markup::read_html_tree(html);
  CHECK(tree);
  if (!tree) return {};
  std::ostringstream out;
  for (const pugi::xml_node node : tree->root().child("html").child("body").children()) {
    node.print(out, "", pugi::format_raw);
  }
  return out.str();
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a page becomes the tree that browsers make of it, names in lower case") {
  CHECK(body_of("<P CLASS=a>One<p>Two") == "<p class=\"a\">One</p><p>Two</p>");
  CHECK(body_of("<table><tr><td>1<td>2</table>") ==
        "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>");
  CHECK(body_of("<svg viewBox='0 0 1 1'><linearGradient/></svg>") ==
        "<svg viewbox=\"0 0 1 1\"><lineargradient/></svg>");
}

TEST_CASE("names that no XML name can be lose what they cannot have") {
  CHECK(body_of("<o:p on:x=1 @y=2 3=4>t</o:p>") == "<op onx=\"1\" y=\"2\">t</op>");
}

TEST_CASE("comments, scripts and styles are left out, linked data stays") {
  CHECK(body_of("<div><!-- no --><script>var a = '<p>';</script><style>p{}</style>"
                "<script type='application/ld+json'>{\"a\":1}</script></div>") ==
        "<div><script/><style/><script type=\"application/ld+json\">{\"a\":1}</script></div>");
}

TEST_CASE("characters that XML forbids do not come out") {
  CHECK(body_of("<p title='a&#1;b'>x&#2;y</p>") == "<p title=\"ab\">xy</p>");
}

TEST_CASE("XPath finds what is asked for in the order of the page") {
  const auto tree = markup::read_html_tree("<div><h2>A</h2></div><div><h2>B</h2></div>");
  REQUIRE(tree);
  auto found = tree->root().select_nodes("//div/h2");
  found.sort();
  REQUIRE(found.size() == 2);
  CHECK(std::string(found[0].node().child_value()) == "A");
  CHECK(std::string(found[1].node().child_value()) == "B");
}

TEST_CASE("a page that is too long, too deep or of too many nodes is refused at once") {
  const auto message = [](const std::string& html) {
    const auto tree = markup::read_html_tree(html);
    return tree ? std::string("read") : tree.error().message;
  };
  CHECK(message(std::string(16 * 1024 * 1024 + 1, 'x')) ==
        "the page is larger than 16 MiB; ask for a smaller one");
  CHECK(message(repeated("<div>", 100'000)) ==
        "the page nests its elements deeper, or gives one more attributes, than any page that is "
        "read");
  CHECK(message(repeated("<div>", 100'000) + std::string(4'400'000, 'x')) ==
        "the page nests its elements deeper, or gives one more attributes, than any page that is "
        "read");
  CHECK(message(repeated("<span><div></span>", 100'000)) ==
        "the page nests its elements deeper, or gives one more attributes, than any page that is "
        "read");
  CHECK(message(repeated("<b>x</b>", 300'000)) == "the page has more elements than can be read");
}

TEST_CASE("attributes that are compared with each other are bounded") {
  std::string attributes;
  for (int i = 0; i < 200; ++i) attributes += " a" + std::to_string(i) + "=1";
  CHECK(markup::nests_too_much("<div" + attributes + ">"));
  std::string bodies;
  for (int i = 0; i < 1'001; ++i) bodies += "<body a" + std::to_string(i) + "=1>";
  CHECK(markup::nests_too_much(bodies));
  CHECK_FALSE(markup::nests_too_much(repeated("<div a=1 b=2>x</div>", 1'001)));
}

TEST_CASE("formatting elements that are opened again in each paragraph are refused") {
  std::string html = "<p>";
  for (int i = 0; i < 100; ++i) html += "<b id=" + std::to_string(i) + ">";
  CHECK(markup::nests_too_much(html + repeated("<p>x", 10)));
  html = "<p>";
  for (int i = 0; i < 50; ++i) html += "<b id=" + std::to_string(i) + ">";
  CHECK_FALSE(markup::nests_too_much(html + repeated("<p>x", 10)));
  CHECK(markup::nests_too_much(html + repeated("<p>x", 100'000)));
}

TEST_CASE("pages that leave out end tags are no deeper than browsers take them to be") {
  CHECK_FALSE(markup::nests_too_much(repeated("<p>x", 5'000)));
  CHECK_FALSE(markup::nests_too_much("<ul>" + repeated("<li>x", 5'000)));
  CHECK_FALSE(markup::nests_too_much("<table>" + repeated("<tr><td>x<td>y", 5'000)));
  CHECK_FALSE(markup::nests_too_much("<dl>" + repeated("<dt>x<dd>y", 5'000)));
  CHECK_FALSE(markup::nests_too_much(repeated("<div><p>x</div>", 5'000)));
  CHECK_FALSE(markup::nests_too_much(repeated("<br><img src=x><hr>", 5'000)));
  CHECK_FALSE(markup::nests_too_much("<table>" + repeated("<tr><td><b>x</td></tr>", 5'000)));
}

TEST_CASE(
    "Markdown becomes HTML, with that in it for the sanitiser, its addresses as they are told") {
  const auto same = [](std::string_view reference) { return std::string(reference); };
  CHECK(markup::markdown_to_html("One *two*\n\n- a\n", same) ==
        "<p>One <em>two</em></p>\n<ul>\n<li>a</li>\n</ul>\n");
  CHECK(markup::markdown_to_html("<script>x</script>\n", same) == "<script>x</script>\n");
  CHECK(markup::markdown_to_html("[a](javascript:x)", same) == "<p><a href=\"\">a</a></p>\n");
  const auto moved = [](std::string_view reference) { return "/new/" + std::string(reference); };
  CHECK(markup::markdown_to_html("![a](b.jpg) [c](d)", moved) ==
        "<p><img src=\"/new/b.jpg\" alt=\"a\" /> <a href=\"/new/d\">c</a></p>\n");
  CHECK(markup::markdown_to_html("", same).empty());
}

}  // namespace html_tree_test
