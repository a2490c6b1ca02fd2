// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "parse/page/page.h"

namespace page_entries_test {

using namespace syndic;

namespace {

constexpr const char* kUrl = "https://region.example/news/";

model::Feed read(const std::string& body, const parse::PageRules& rules = {}) {
  auto page =
      parse::read_page("<!doctype html><title>News</title>" + body, {.base_url = kUrl}, rules);
  if (!page) FAIL(page.error().message);
  return std::move(page->feed);
}

std::vector<std::string> names_of(const std::vector<model::Person>& persons) {
  std::vector<std::string> names;
  for (const model::Person& each : persons) names.push_back(each.name);
  return names;
}

std::vector<std::string> terms_of(const model::Item& item) {
  std::vector<std::string> terms;
  for (const model::Category& each : item.categories) terms.push_back(each.term);
  return terms;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("author, tags, id and enclosure are read by their rules") {
  const auto feed = read(
      "<li data-id=n-7><a href=/7>Seven</a><span class=w>By Ann Lee,</span><i>and Bo Chan</i>"
      "<b>math, reading</b><b>math</b><a class=au href=/7.mp3>Listen</a></li>",
      {.item = "//li",
       .author = ".//span | .//i",
       .tags = ".//b",
       .id = "@data-id",
       .enclosure = ".//a[@class='au']"});
  REQUIRE(feed.items.size() == 1);
  const model::Item& item = feed.items[0];
  CHECK(item.id == "n-7");
  CHECK(names_of(item.authors) == Texts{"Ann Lee", "and Bo Chan"});
  CHECK(terms_of(item) == Texts{"math", "reading"});
  REQUIRE(item.enclosures.size() == 1);
  CHECK(item.enclosures[0].url == "https://region.example/7.mp3");
}

TEST_CASE("without rules the usual markup gives them") {
  const auto feed = read(
      "<article><h2><a href=/1>One</a></h2><p class=byline>Posted by Ann Lee</p>"
      "<a rel=tag href=/t/a>Arts</a><a rel=tag href=/t/b>Bonds</a>"
      "<audio controls><source src=/1.mp3 type=audio/mpeg><source src=/1.ogg></audio></article>",
      {.item = "//article"});
  REQUIRE(feed.items.size() == 1);
  const model::Item& item = feed.items[0];
  CHECK(names_of(item.authors) == Texts{"Ann Lee"});
  CHECK(terms_of(item) == Texts{"Arts", "Bonds"});
  REQUIRE(item.enclosures.size() == 1);
  CHECK(item.enclosures[0].url == "https://region.example/1.mp3");
  CHECK(item.enclosures[0].media_type == "audio/mpeg");
}

TEST_CASE("a text that is too long to be a name is none, and URLs of other schemes are none") {
  const auto feed = read("<li><a href=/1>One</a><em>" + std::string(200, 'x') +
                             "</em><b data-u='javascript:alert(1)'></b></li>",
                         {.item = "//li", .author = ".//em", .enclosure = ".//b/@data-u"});
  CHECK(feed.items.at(0).authors.empty());
  CHECK(feed.items.at(0).enclosures.empty());
}

TEST_CASE("without item, a page's h-entries are its items, with their texts") {
  const auto feed = read(
      "<div class=h-feed><div class=h-entry><a class='p-name u-url' href=/a>First</a>"
      "<time class=dt-published datetime=2026-01-02T03:04:05Z>2 Jan</time>"
      "<a class='p-author h-card' href=/ann>Ann Lee</a><a class=u-uid href=/id/1>#</a>"
      "<div class=e-content><p>Whole <b>text</b> &lt;3<br>here</p><script>bad()</script>"
      "<img src=/p.png alt='a \"b\"'></div><span class=p-category>arts</span>"
      "<div class=u-comment><div class='h-entry'><a class=u-url href=/c>Comment</a></div></div>"
      "</div><div class=h-entry><p class=p-name>Second</p></div></div>");
  REQUIRE(feed.items.size() == 2);
  const model::Item& item = feed.items[0];
  CHECK(item.title.value == "First");
  CHECK(item.url == "https://region.example/a");
  CHECK(base::format_rfc3339(*item.published) == "2026-01-02T03:04:05Z");
  CHECK(names_of(item.authors) == Texts{"Ann Lee"});
  CHECK(terms_of(item) == Texts{"arts"});
  CHECK(item.id == "/id/1");
  CHECK(item.content.value ==
        "<p>Whole <b>text</b> &lt;3<br>here</p><img src=\"/p.png\" alt=\"a &quot;b&quot;\">");
  CHECK(feed.items[1].title.value == "Second");
}

TEST_CASE("hAtom's entries are items, too") {
  const auto feed = read(
      "<div class=hentry><h3 class=entry-title><a rel=bookmark href=/x>X</a></h3>"
      "<div class=entry-content><p>Text of it</p></div></div>");
  REQUIRE(feed.items.size() == 1);
  CHECK(feed.items[0].title.value == "X");
  CHECK(feed.items[0].content.value == "<p>Text of it</p>");
}

TEST_CASE("without entries, the articles of linked data are the items") {
  const auto feed = read(
      "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":"
      "\"CollectionPage\",\"mainEntity\":{\"@type\":\"ItemList\",\"itemListElement\":["
      "{\"@type\":\"ListItem\",\"item\":{\"@type\":\"NewsArticle\",\"url\":\"/1\",\"headline\":"
      "\"One\",\"datePublished\":\"2026-02-03\",\"description\":\"What\",\"author\":{\"name\":"
      "\"Ann\"}}},{\"@type\":\"ListItem\",\"item\":{\"@type\":\"BlogPosting\",\"url\":\"/2\","
      "\"headline\":\"Two\"}}]}}</script>");
  REQUIRE(feed.items.size() == 2);
  CHECK(feed.items[0].title.value == "One");
  CHECK(feed.items[0].url == "https://region.example/1");
  CHECK(base::format_rfc3339(*feed.items[0].published) == "2026-02-03T00:00:00Z");
  CHECK(feed.items[0].summary.value == "What");
  CHECK(names_of(feed.items[0].authors) == Texts{"Ann"});
  CHECK(feed.items[1].url == "https://region.example/2");
}

TEST_CASE("an article about the page itself is no list") {
  const auto page = parse::read_page(
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"url\":"
      "\"https://region.example/news/\",\"headline\":\"One\"}</script>",
      {.base_url = kUrl}, {});
  REQUIRE_FALSE(page);
  CHECK(page.error().message.starts_with(
      "has neither h-entry elements nor a list of articles in linked data"));
}

TEST_CASE("the hash of the items is of what they say and not of the rest") {
  const auto hash_of = [](const std::string& body) {
    const auto page = parse::read_page(body, {.base_url = kUrl}, {.item = "//li"});
    REQUIRE(page);
    return page->items_hash;
  };
  const std::string first = hash_of("<p>Banner 1</p><li><a href=/1>One</a></li>");
  CHECK(first == hash_of("<p>Banner 2</p><li class=x><a href=/1 data-n=2>One</a></li>"));
  CHECK(first != hash_of("<p>Banner 1</p><li><a href=/1>One!</a></li>"));
  CHECK(first != hash_of("<p>Banner 1</p><li><a href=/2>One</a></li>"));
}

}  // namespace page_entries_test
