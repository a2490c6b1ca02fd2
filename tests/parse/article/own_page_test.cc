// SPDX-License-Identifier: MIT
#include "parse/article/own_page.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/time_format.h"

namespace own_page_test {

using namespace syndic;

namespace {

const std::string kText =
    "<p>The bond passed on Tuesday, and the first of the new classrooms opens in the spring.</p>"
    "<p>Ann Lee, who teaches there, says what will change and what will not for her pupils.</p>";

model::ItemPage read(const std::string& html) {
  auto page = parse::read_item_page(html, {.base_url = "https://region.example/news/bond"});
  REQUIRE(page);
  return *std::move(page);
}

}  // namespace

TEST_CASE("an item's own page gives its text, date and picture") {
  const auto page = read(
      "<!doctype html><html><head><title>Bond passes | Region</title>"
      "<meta property=og:title content='Bond passes'><meta property=og:image content=/bond.jpg>"
      "<meta property=article:published_time content=2026-01-05T08:00:00-05:00>"
      "<meta name=author content='Ann Lee'></head><body><nav><ul><li>Home</ul></nav>"
      "<main><article><h1>Bond passes</h1><div class=entry-content>" +
      kText +
      "<div class=sharedaddy>Share on</div><p><a href=plan.pdf>The plan</a></p></div>"
      "<div class=related>More news</div></article></main><footer>Region</footer>");
  CHECK(page.is_done);
  CHECK(page.title == "Bond passes");
  CHECK(page.content == kText + "<p><a href=\"plan.pdf\">The plan</a></p>");
  CHECK(page.base_url == "https://region.example/news/bond");
  CHECK(page.image == "https://region.example/bond.jpg");
  CHECK(page.author == "Ann Lee");
  CHECK(base::format_rfc3339(*page.published) == "2026-01-05T13:00:00Z");
}

TEST_CASE("the only article is the text, without its heading and what is around it") {
  CHECK(read("<title>x</title><body><article><header>By Ann</header><h1>Bond passes</h1>" + kText +
             "<aside>Read also</aside><form><input></form></article><p>Region, 1 Main Street</p>")
            .content == kText);
}

TEST_CASE("without any mark, what holds most of the paragraphs is the text") {
  CHECK(read("<title>Bond</title><body><div><a href=/>Home</a></div><div id=c><div class=x>" +
             kText + "</div></div><div><p>Region</p></div>")
            .content == kText);
}

TEST_CASE("a date that only people see is found where items of lists have theirs") {
  const auto date_of = [](const std::string& html) {
    const auto page = read("<body><article><h1>Bond</h1>" + html + kText + "</article>");
    return page.published ? base::format_rfc3339(*page.published) : "-";
  };
  CHECK(date_of("<p class=date>January 5, 2025</p>") == "2025-01-05T00:00:00Z");
  CHECK(date_of("<span class=published-on>Posted on January 6, 2025 by Ann</span>") ==
        "2025-01-06T00:00:00Z");
  CHECK(date_of("<p class=fecha>5 de enero de 2025</p>") == "2025-01-05T00:00:00Z");
  CHECK(date_of("<p>January 7, 2025 - By Ann</p>") == "2025-01-07T00:00:00Z");
  CHECK(date_of("<p>The school opened on January 7, 2025 in the rain.</p>") == "-");
  CHECK(date_of("<p class=updates>" + std::string(200, 'x') + " January 7, 2025</p>") == "-");
}

TEST_CASE("a page without an article has no text") {
  for (const char* html : {"", "<p>Not found</p>", "<ul><li><a href=/>Home</a></ul>",
                           "<script>var a = 'The bond passed on Tuesday, and the first opens in "
                           "spring for all of them';</script>"}) {
    CAPTURE(html);
    CHECK(read(html).content.empty());
  }
}

TEST_CASE("words of an own page that were encoded twice are mended") {
  const auto page = read("<meta charset=utf-8><title>The caf\u00C3\u00A9</title><article><p>" +
                         kText + "</p><p>At the caf\u00C3\u00A9.</p></article>");
  CHECK(page.title == "The café");
  CHECK(page.content.ends_with("<p>At the café.</p>"));
}

}  // namespace own_page_test
