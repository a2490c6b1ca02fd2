// SPDX-License-Identifier: MIT
#include "parse/page/xpath_cost.h"

#include <catch2/catch.hpp>
#include <string>

#include "markup/html/tree.h"
#include "parse/page/page.h"

namespace xpath_cost_test {

using namespace syndic;

namespace {

// A list of `items` articles in `depth` nested boxes.
std::string page_of(int items, int depth) {
  std::string html = "<html><body>";
  for (int i = 0; i < depth; ++i) html += "<div>";
  for (int i = 0; i < items; ++i) {
    html += "<article class=n><h2><a href='/" + std::to_string(i) + "'>Item " + std::to_string(i) +
            "</a></h2><p>What it says</p></article>";
  }
  return html;
}

parse::TreeShape shape_of_page(int items, int depth) {
  const auto tree = markup::read_html_tree(page_of(items, depth));
  REQUIRE(tree);
  return parse::shape_of(tree->root());
}

bool is_cheap(const std::string& xpath, const parse::TreeShape& shape,
              const parse::Evaluations& evaluations = {}) {
  return parse::check_cost(xpath, shape, evaluations).has_value();
}

}  // namespace

TEST_CASE("the shape of a tree is counted") {
  const auto tree =
      markup::read_html_tree("<html><body><p class=a>one</p><p>two</p></body></html>");
  REQUIRE(tree);
  const parse::TreeShape shape = parse::shape_of(tree->root());
  // The document, html, head, body, two p, two texts, one attribute.
  CHECK(shape.all.count == 9);
  CHECK(shape.depth == 4);
  CHECK(shape.all.below == 8 + 7 + 0 + 5 + 1 + 1);
  CHECK(shape.all.siblings == 1 + 2 + 2 + 2 + 2 + 1 + 1);
  CHECK(shape.widest == 2);
  CHECK(shape.text == 6);
  const parse::NodeTotals& paragraphs = shape.elements.at("p");
  CHECK(paragraphs.count == 2);
  CHECK(paragraphs.children == 2);
  CHECK(paragraphs.below == 2);
  CHECK(paragraphs.text == 6);
  CHECK(paragraphs.siblings == 4);
}

TEST_CASE("what people write is cheap on large pages") {
  const parse::TreeShape shape = shape_of_page(10'000, 20);
  for (const char* xpath :
       {"//article", "//div[@class='list']//article[.//h2]", "//article[contains(@class, 'n')]",
        "//h2[following-sibling::p]/..", "//div[contains(concat(' ', @class, ' '), ' x ')]/div[2]",
        "(//article)[position() < 20]", "//article[.//a[contains(@href, '/news/')]]",
        "//article[not(contains(., 'Sponsored'))]", "//body//div//article | //section"}) {
    CAPTURE(xpath);
    CHECK(is_cheap(xpath, shape));
  }
  for (const char* xpath : {".//h2", "normalize-space(.)", ".//a/@href", "p[1]/text()",
                            "ancestor::div[1]/@data-date", "concat(.//h2, ' ', .//p)"}) {
    CAPTURE(xpath);
    CHECK(is_cheap(xpath, shape, {.count = 10'000, .name = "article"}));
  }
}

TEST_CASE("what would take long on them is too dear") {
  const parse::TreeShape shape = shape_of_page(10'000, 20);
  for (const char* xpath : {"//*[//*]", "//*[.//*[.//*[.//*[.//*]]]]", "//*[following::*]",
                            "//*[count(//a) > 3]", "//*[contains(/, 'x')]", "//a[//p = .]",
                            "//p[. = //h2]", "//*//*//*[//h2]", "//*[preceding::*[1]]/following::*",
                            "//a[string(/)]", "//*[(/*)[.//*]]", "//*[(/*)[contains(., 'x')]]"}) {
    CAPTURE(xpath);
    CHECK_FALSE(is_cheap(xpath, shape));
  }
  CHECK_FALSE(is_cheap("//h2", shape, {.count = 10'000, .name = "article"}));
  // On a small page the same ones end at once.
  const parse::TreeShape small = shape_of_page(20, 3);
  CHECK(is_cheap("//*[//*]", small));
  CHECK(is_cheap("//*[following::*]", small));
}

TEST_CASE("a set that grows with the depth is too large") {
  const parse::TreeShape shape = shape_of_page(20'000, 400);
  CHECK(parse::cost_of("//*[1]//*", shape, {}).largest_set > 1'000'000);
  CHECK_FALSE(is_cheap("//*//*//*", shape));
}

TEST_CASE("whatever is no XPath has a cost, too") {
  const parse::TreeShape shape = shape_of_page(2, 2);
  for (const char* text :
       {"",      "[", "((((",  "a[",    "/",     "//", "@",    "a::",    "f(",     "f(,",
        "'open", "]", "a b c", "* * *", "- - -", "$",  "1 = ", "..//..", "a[b[c[", ")))"}) {
    CAPTURE(text);
    CHECK(parse::cost_of(text, shape, {.count = 3, .name = {}}).steps >= 0);
  }
}

TEST_CASE("a page source with a rule that is too dear fails and names the rule") {
  const auto read =
      parse::read_page(page_of(20'000, 2), {}, {.item = "//article", .title = "//h2"});
  REQUIRE_FALSE(read);
  CHECK(read.error().code == Errc::too_large);
  CHECK(read.error().message.starts_with("source.page.title is too dear for a page of "));
}

}  // namespace xpath_cost_test
