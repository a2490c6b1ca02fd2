// SPDX-License-Identifier: MIT
#include "parse/page/page.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"
#include "parse/article/metadata.h"
#include "parse/page/dates.h"
#include "parse/proposal/proposal.h"

namespace page_test {

using namespace syndic;
using parse::PageRules;

namespace {

const parse::Hints kHints{.base_url = "https://turn.example/news/",
                          .content_type = "text/html",
                          .time_zone = "America/New_York"};

// Each item as "date | title | url | summary | image".
std::vector<std::string> items_of(std::string_view html, const PageRules& rules) {
  const auto read = parse::read_page(html, kHints, rules);
  INFO((read ? std::string() : read.error().message));
  CHECK(read);
  if (!read) return {};
  std::vector<std::string> lines;
  for (const model::Item& item : read->feed.items) {
    lines.push_back((item.published ? base::format_rfc3339(*item.published) : "-") + " | " +
                    item.title.value + " | " + item.url + " | " + item.summary.value + " | " +
                    item.image);
  }
  return lines;
}
using Lines = std::vector<std::string>;

std::string message_of(std::string_view html, const PageRules& rules) {
  const auto read = parse::read_page(html, kHints, rules);
  return read ? "read" : read.error().message;
}

std::string found_date(std::string_view text, std::string_view format = {}) {
  if (format.empty()) {
    const auto read = parse::find_date(text, "America/New_York");
    return read ? base::format_rfc3339(read->date) : "-";
  }
  const auto date = parse::find_date(text, format, "America/New_York");
  return date ? base::format_rfc3339(*date) : "-";
}

// The seed page's shape: a list without times, an entry without a title, one without a date.
const std::string kList = R"html(<html lang=en><head><title>News &amp; more</title></head><body>
<nav><ul><li><a href=/>Home</a><li><a href=/x>About</a></ul></nav>
<div class=post><h2>Essential Work</h2><p>March 2, 2022</p>
 <p>The hiring crisis and how to support a school community.</p><p><a href=essential>READ MORE</a></p></div>
<div class=post><p>May 16, 2022</p><p>Leading forward, together: a learning series.</p>
 <p><a href=/forward>READ MORE &raquo;</a></p></div>
<div class=post><h2>Undated</h2><p>Nobody says when this was, in all these words.</p><p><a href=/undated>WATCH NOW</a></p></div>
</body></html>)html";

}  // namespace

TEST_CASE("each field is read by its expression") {
  const std::string html =
      "<ul><li><b>One</b><i>16.05.2022</i><a href=/1>x</a><em>Words</em><img src=/1.jpg></li>"
      "<li><b>Two</b><i>17.05.2022</i><a href=/2>x</a><em>More</em><img src=/2.jpg></li></ul>";
  CHECK(items_of(html, {.item = "//li",
                        .title = ".//b",
                        .link = ".//a/@href",
                        .date = ".//i",
                        .summary = ".//em",
                        .image = ".//img/@src",
                        .date_format = "%d.%m.%Y"}) ==
        Lines{"2022-05-16T04:00:00Z | One | https://turn.example/1 | Words | "
              "https://turn.example/1.jpg",
              "2022-05-17T04:00:00Z | Two | https://turn.example/2 | More | "
              "https://turn.example/2.jpg"});
}

TEST_CASE("an expression may name an element for its link, picture or time, or give a text") {
  CHECK(items_of("<div><a href=/1><img src=i.png></a><time datetime=2022-05-16>then</time>T</div>",
                 {.item = "//div",
                  .title = "concat('No. ', 1)",
                  .link = ".//a",
                  .date = ".//time",
                  .image = ".//a"}) ==
        Lines{"2022-05-16T04:00:00Z | No. 1 | https://turn.example/1 |  | "
              "https://turn.example/news/i.png"});
}

TEST_CASE("what no rule names is found: headings, dates in the text, the link behind READ MORE") {
  CHECK(
      items_of(kList, {.item = "//div[@class='post']"}) ==
      Lines{"2022-03-02T05:00:00Z | Essential Work | https://turn.example/news/essential | The "
            "hiring crisis and how to support a school community. | ",
            "2022-05-16T04:00:00Z |  | https://turn.example/forward | Leading forward, together: "
            "a learning series. | ",
            "- | Undated | https://turn.example/undated | Nobody says when this was, in all these "
            "words. | "});
}

TEST_CASE("a flat page is read from heading to heading") {
  CHECK(items_of("<main><h1>News</h1><h2>A</h2><p>May 1, 2022</p><p><a href=/a>More</a></p>"
                 "<h2><a href=/b>B</a></h2><p>May 2, 2022</p></main>",
                 {.item = "//main/h2"}) ==
        Lines{"2022-05-01T04:00:00Z | A | https://turn.example/a |  | ",
              "2022-05-02T04:00:00Z | B | https://turn.example/b |  | "});
}

TEST_CASE("microformats and linked data say what the page does not show") {
  const std::string html = R"html(<script type="application/ld+json">
{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","url":"/j","headline":"From data",
"datePublished":"2022-01-02T03:04:05Z","description":"Said in data","author":{"name":"Ann"}}]}</script>
<div class="h-entry"><span class="p-name">Micro</span><a class="u-url" href="/m">#</a>
<span class="dt-published">May 16, 2022</span><p class="p-summary">Said in a microformat.</p></div>
<div class="h-entry"><a href="/j">Read more</a></div>)html";
  CHECK(items_of(html, {.item = "//*[@class='h-entry']"}) ==
        Lines{"2022-05-16T04:00:00Z | Micro | https://turn.example/m | Said in a microformat. | ",
              "2022-01-02T03:04:05Z | From data | https://turn.example/j | Said in data | "});
}

TEST_CASE("an item that matches nothing is a failure that names what the page repeats") {
  CHECK(message_of(kList, {.item = "//article"}) ==
        "no element matches //article; the page has 3 div.post, 2 h2, 2 li");
  CHECK(message_of("<p>Nothing", {.item = "//article"}) ==
        "no element matches //article; the page has nothing more than once");
  CHECK(message_of("<hr><hr>", {.item = "//hr"}) ==
        "2 elements match //hr, but none has a title, a link or a text; the page has 2 hr");
  CHECK(message_of("", {.item = "//li"}) ==
        "no element matches //li; the page has nothing more than once");
}

TEST_CASE("a base element and the page's charset count, other schemes than http do not") {
  CHECK(items_of("<base href=https://b.example/x/><li><a href=y>T</a></li>", {.item = "//li"}) ==
        Lines{"- | T | https://b.example/x/y |  | "});
  CHECK(items_of("<meta charset=windows-1252><li><a href=/y>caf\xE9</a></li>", {.item = "//li"}) ==
        Lines{"- | café | https://turn.example/y |  | "});
  CHECK(items_of("<li><h3>T</h3><a href='data:text/html,x'>x</a></li>", {.item = "//li"}) ==
        Lines{"- | T |  |  | "});
}

TEST_CASE("the next page's address is given, and the feed's own facts") {
  const auto read = parse::read_page(kList + "<a rel=next href='?page=2'>Older</a>", kHints,
                                     {.item = "//div[@class='post']", .next = "//a[@rel='next']"});
  REQUIRE(read);
  CHECK(read->next_url == "https://turn.example/news/?page=2");
  CHECK(read->feed.title.value == "News & more");
  CHECK(read->feed.language == "en");
  CHECK(read->feed.home_page_url == "https://turn.example/news/");
}

TEST_CASE("whole dates are found in running text, and nothing else is taken for one") {
  CHECK(found_date("Posted by Ann on May 16, 2022 in News") == "2022-05-16T04:00:00Z");
  CHECK(found_date("(16 May 2022)") == "2022-05-16T04:00:00Z");
  CHECK(found_date("Updated: 2022-05-16.") == "2022-05-16T04:00:00Z");
  CHECK(found_date("2022-05-16T09:30:00Z") == "2022-05-16T09:30:00Z");
  CHECK(found_date("on 5/16/2022 at noon") == "2022-05-16T04:00:00Z");
  CHECK(found_date("le 16 mai 2022") == "2022-05-16T04:00:00Z");
  CHECK(found_date("kickoff on Oct. 25, 4-5:30 p.m.") == "-");
  CHECK(found_date("2011-2021 Ten years of SEL") == "-");
  CHECK(found_date("since May 2022") == "-");
  CHECK(found_date("") == "-");
}

TEST_CASE("a date format finds its own dates, in the page's zone unless it reads one") {
  CHECK(found_date("am 16.05.2022 um 9", "%d.%m.%Y") == "2022-05-16T04:00:00Z");
  CHECK(found_date("16.05.2022 09:30 +0200", "%d.%m.%Y %H:%M %z") == "2022-05-16T07:30:00Z");
  CHECK(found_date("31.02.2022", "%d.%m.%Y") == "-");
  CHECK(found_date("05/06/2022", "%d/%m/%Y") == "2022-06-05T04:00:00Z");
}

TEST_CASE("expressions and formats that cannot be are told from those that can") {
  using parse::XPathResult;
  CHECK(parse::check_xpath("//article[contains(@class, 'x')]", XPathResult::elements));
  CHECK(parse::check_xpath("string(.//a)", XPathResult::anything));
  CHECK(parse::check_xpath("//article[", XPathResult::elements)
            .error()
            .message.starts_with("is no XPath 1.0: "));
  CHECK(parse::check_xpath("//article[", XPathResult::elements).error().offset == 10);
  CHECK(parse::check_xpath("string(.)", XPathResult::elements).error().message ==
        "names no elements but gives a value");
  CHECK_FALSE(parse::check_xpath("$a", XPathResult::anything));
  CHECK(parse::check_xpath("//*" + std::string(3'000, ' '), XPathResult::anything).error().code ==
        Errc::too_large);
  CHECK(parse::check_date_format("%d.%m.%Y"));
  CHECK(parse::check_date_format("%B %e, %Y"));
  CHECK(parse::check_date_format("%F"));
  CHECK_FALSE(parse::check_date_format("%d.%m"));
  CHECK(parse::check_date_format("%d.%q.%Y").error().offset == 3);
}

TEST_CASE("items inside each other cost no more than they are worth") {
  std::string html;
  for (int i = 0; i < 400; ++i) html += "<div>";
  for (int i = 0; i < 60'000; ++i) html += "<i>x</i>";
  CHECK(message_of(html, {.item = "//div"}).starts_with("400 elements match //div, but none"));
}

TEST_CASE("rules are proposed for the list that the page is, not for its menu") {
  const auto rules = parse::propose_rules(kList, kHints);
  REQUIRE(rules);
  CHECK(rules->item == "//div[@class='post']");
  CHECK(rules->title.empty());  // It is found without.
  CHECK(rules->link.empty());
  CHECK(items_of(kList, *rules).size() == 3);
  const auto cards = parse::propose_rules(
      "<main><article class='card big'><h3><a href=/1>A first title here</a></h3><time "
      "datetime=2022-05-16>x</time></article>"
      "<article class='card big'><h3><a href=/2>A second title here</a></h3><time "
      "datetime=2022-05-17>x</time></article>"
      "</main><link rel=next href=/2>",
      kHints);
  REQUIRE(cards);
  CHECK(cards->item == "//article[contains(concat(' ', normalize-space(@class), ' '), ' card ')]");
  CHECK(cards->next == "//link[@rel='next']/@href");
  const auto none = parse::propose_rules("<p>A page <a href=/x>with</a> one link", kHints);
  REQUIRE_FALSE(none);
  CHECK(none.error().message.starts_with("the page has no list of news: "));
}

TEST_CASE("the error of an expression without a match names the nearest elements") {
  std::string page = "<ul><li>x<li>y<li>z</ul>";
  for (int i = 0; i < 3; ++i) {
    page += "<article class='post-" + std::to_string(i) + " type-post'><h2 class=t><a href=/" +
            std::to_string(i) + ">T</a></h2></article>";
  }
  CHECK(message_of(page, {.item = "//artcle"}) ==
        "no element matches //artcle; the page has 3 article.type-post, 3 h2.t, 3 li");
  CHECK(message_of(page, {.item = "//article/@class"}) ==
        "//article/@class selects attributes or texts; name the elements that hold an item each; "
        "the page has 3 article.type-post, 3 h2.t, 3 li");
}

TEST_CASE("a rule by which no item has anything is a warning") {
  const auto read = parse::read_page("<li><a href=/1>One</a></li><li><a href=/2>Two</a></li>",
                                     kHints, {.item = "//li", .title = ".//h9", .date = ".//time"});
  REQUIRE(read);
  CHECK(read->feed.warnings ==
        Lines{"source.page.title .//h9 selects nothing in any of its 2 items",
              "source.page.date .//time selects nothing in any of its 2 items"});
}

TEST_CASE("a title that is looked for in all of the page is a warning") {
  const auto read = parse::read_page("<li><b>One</b></li><li><b>Two</b></li>", kHints,
                                     {.item = "//li", .title = "//b"});
  REQUIRE(read);
  CHECK(read->feed.warnings == Lines{"source.page.title //b gives all items the same title; begin "
                                     "it with a dot, as .//b"});
}

TEST_CASE("a text that is a date is no summary, whatever words are before it") {
  for (const char* date :
       {"Thursday, January 29, 2026", "Published: January 29, 2026", "January 29, 2026",
        "Posted on Monday, January 5, 2026 at 3:30 PM", "lunes, 5 de enero de 2026",
        "2026\xE5\xB9\xB4"
        "01\xE6\x9C\x88"
        "05\xE6\x97\xA5 14:30"}) {
    CAPTURE(date);
    const auto read = parse::read_page("<div><h2><a href=/a>A</a></h2><p>" + std::string(date) +
                                           "</p><p>What it says in a sentence.</p></div>",
                                       kHints, {.item = "//div"});
    REQUIRE(read);
    CHECK(read->feed.items.at(0).summary.value == "What it says in a sentence.");
    CHECK(read->feed.items.at(0).published.has_value());
  }
}

TEST_CASE("an item's text is without the date before it and READ MORE after it") {
  CHECK(items_of("<p>January 29, 2026 The district and the local have settled how, after tw "
                 "<a href=/a>READ MORE</a></p><p>Nine schools hold circles, l <a href=/b>Read "
                 "more &raquo;</a></p><p>5/16/2022 &ndash; Teachers met their mentors "
                 "<a href=/c>Leer m\xC3\xA1s \xE2\x86\x92</a></p>",
                 {.item = "//p"}) ==
        Lines{"2026-01-29T05:00:00Z |  | https://turn.example/a | The district and the local have "
              "settled how, after tw | ",
              "- |  | https://turn.example/b | Nine schools hold circles, l | ",
              "2022-05-16T04:00:00Z |  | https://turn.example/c | Teachers met their mentors | "});
}

TEST_CASE("short texts are summaries, labels and bylines are not") {
  CHECK(items_of("<li><b>A</b><p>News</p><p class=byline>By Ann Lee of CEC</p>"
                 "<p>Meet at noon.</p></li><li><b>B</b><p>"
                 "\xE7\xAE\x80\xE7\x9F\xAD\xE7\x9A\x84\xE6\x91\x98\xE8\xA6\x81</p></li>",
                 {.item = "//li", .title = ".//b"}) ==
        Lines{"- | A |  | Meet at noon. | ",
              "- | B |  | \xE7\xAE\x80\xE7\x9F\xAD\xE7\x9A\x84\xE6\x91\x98\xE8\xA6\x81 | "});
}

TEST_CASE("a link whose text is only a date gives no title") {
  CHECK(items_of(
            "<div class=h-entry><a class=u-url href=/a><time class=dt-published "
            "datetime=2026-01-29>January 29, 2026</time></a><p>Words of the note here.</p></div>",
            {}) ==
        Lines{"2026-01-29T05:00:00Z |  | https://turn.example/a | Words of the note here. | "});
}

TEST_CASE("a page's metadata come from OpenGraph, then linked data, then HTML") {
  const auto read = [](std::string_view html) {
    const auto found = parse::read_page_metadata(html, kHints);
    REQUIRE(found);
    return *found;
  };
  const auto og = read(
      "<title>T - Site</title><meta property=og:title content='The &quot;title&quot;'>"
      "<meta property='og:description' content='In short'><meta property=og:image content=/i.jpg>"
      "<meta property='article:published_time' content='2022-05-16T09:30:00+02:00'>"
      "<meta property=og:site_name content=Site><link rel=canonical href=/news/the-title>");
  CHECK(og.title == "The \"title\"");
  CHECK(og.summary == "In short");
  CHECK(og.image == "https://turn.example/i.jpg");
  CHECK(og.url == "https://turn.example/news/the-title");
  CHECK(og.site_name == "Site");
  REQUIRE(og.published);
  CHECK(base::format_rfc3339(*og.published) == "2022-05-16T07:30:00Z");
  const auto plain = read(
      "<title>Page</title><link rel=canonical href=https://elsewhere.example/x>"
      "<h1>Heading</h1><time>May 16, 2022</time>");
  CHECK(plain.title == "Heading");
  CHECK(plain.url == "https://turn.example/news/");
  CHECK(base::format_rfc3339(plain.published.value()) == "2022-05-16T04:00:00Z");
}

TEST_CASE("words of a page that were encoded twice are mended") {
  const std::string html =
      "<meta charset=utf-8><li><h2><a href=1>A caf\u00C3\u00A9 opens</a></h2></li>"
      "<li><h2><a href=2>A café opens</a></h2></li>";
  CHECK(items_of(html, {.item = "//li"}) ==
        Lines{"- | A café opens | https://turn.example/news/1 |  | ",
              "- | A café opens | https://turn.example/news/2 |  | "});
}

}  // namespace page_test
