// SPDX-License-Identifier: MIT
//
// What is proposed for pages as the common systems write them: the whole pages are in
// tests/data/parse/page, in words of our own.
#include "parse/proposal/proposal.h"

#include <catch2/catch.hpp>

#include "base/atomic_file.h"
#include "base/time_format.h"
#include "parse/article/metadata.h"
#include "parse/page/page.h"
#include "tests/support/paths.h"

namespace proposal_test {

using namespace syndic;
using Lines = std::vector<std::string>;

namespace {

const parse::Hints kHints{.base_url = "https://site.example/news",
                          .content_type = "text/html; charset=utf-8"};

std::string page_named(const std::string& name) {
  const auto file = test::source_dir() / "tests/data/parse/page" / (name + ".html");
  auto bytes = base::read_file(file, std::size_t{1} << 20U);
  REQUIRE(bytes);
  return *bytes;
}

struct Proposed {
  parse::PageRules rules;
  Lines items;  ///< Each as "day | title | address".
};

Proposed proposed_for(const std::string& html) {
  const auto rules = parse::propose_rules(html, kHints);
  INFO((rules ? std::string() : rules.error().message));
  REQUIRE(rules);
  INFO(rules->item);
  const auto read = parse::read_page(html, kHints, *rules);
  REQUIRE(read);
  Proposed proposed{.rules = *rules, .items = {}};
  for (const model::Item& item : read->feed.items) {
    proposed.items.push_back(
        (item.published ? base::format_rfc3339(*item.published).substr(0, 10) : "-") + " | " +
        item.title.value + " | " + item.url);
  }
  return proposed;
}

std::string refusal_of(const std::string& html) {
  const auto rules = parse::propose_rules(html, kHints);
  return rules ? "proposed " + rules->item : rules.error().message;
}

const std::string kBuses = "2024-03-18 | New bus routes begin after the spring break | ";
const std::string kReading =
    "2024-02-21 | Families read together on the last Friday of February | ";
const std::string kContract =
    "2024-02-05 | Teachers and board agree on a contract for three years | ";
const std::string kRobotics = "2024-01-29 | Robotics team of Lakeview wins the county trophy | ";
const std::string kCounselors = "2024-01-10 | Two more counselors for the middle schools | ";

std::string undated(const std::string& line) { return "-" + line.substr(10); }

}  // namespace

TEST_CASE("WordPress: posts, one of them sticky, one without a date and two without a picture") {
  const auto page = proposed_for(page_named("wordpress"));
  const std::string at = "https://riverside.example/2024/";
  CHECK(page.items == Lines{kContract + at + "contract/", kBuses + at + "bus-routes/",
                            kReading + at + "reading-night/", kRobotics + at + "robotics/",
                            undated(kCounselors) + at + "counselors/"});
  CHECK(page.rules.item ==
        "//article[contains(concat(' ', normalize-space(@class), ' '), ' post ')]");
  CHECK(page.rules.next ==
        "//a[contains(concat(' ', normalize-space(@class), ' '), ' next ')]/@href");
  CHECK(page.rules.title.empty());
  CHECK(page.rules.link.empty());
  CHECK(page.rules.date.empty());
}

TEST_CASE("WordPress: the posts that Elementor puts on a page") {
  const auto page = proposed_for(page_named("elementor"));
  const std::string at = "https://riverside.example/";
  CHECK(page.items == Lines{kBuses + at + "bus-routes/", kReading + at + "reading-night/",
                            undated(kContract) + at + "contract/", kRobotics + at + "robotics/"});
}

TEST_CASE("Squarespace: a blog, and the summaries of one on another page") {
  const auto blog = proposed_for(page_named("squarespace"));
  const std::string at = "https://site.example/news/";
  CHECK(blog.items == Lines{kBuses + at + "bus-routes", kReading + at + "reading-night",
                            kContract + at + "contract", kRobotics + at + "robotics",
                            kCounselors + at + "counselors"});
  CHECK(blog.rules.next == "//a[@rel='next']/@href");
  const auto summaries = proposed_for(page_named("squarespace_summary"));
  const std::string updates = "https://site.example/updates/";
  CHECK(summaries.items == Lines{kRobotics + updates + "robotics", kBuses + updates + "bus-routes",
                                 undated(kReading) + updates + "reading-night",
                                 kCounselors + updates + "counselors"});
  CHECK(summaries.rules.title == ".//div[@class='summary-title']");
}

TEST_CASE("Wix: no class that a build made is in the rules") {
  const auto page = proposed_for(page_named("wix"));
  const std::string at = "https://www.maplegrove.example/post/";
  CHECK(page.items == Lines{kReading + at + "reading-night", kBuses + at + "bus-routes",
                            kContract + at + "contract", undated(kCounselors) + at + "counselors",
                            kRobotics + at + "robotics"});
  CHECK(page.rules.item == "//article[@data-hook='post-list-item']");
  CHECK(page.rules.summary == ".//*[@data-hook='post-description']");
}

TEST_CASE("Weebly: a blog inside a layout table, and paragraphs in columns") {
  const auto blog = proposed_for(page_named("weebly"));
  const std::string at = "https://site.example/";
  CHECK(blog.items == Lines{kBuses + at + "news/bus-routes", kReading + at + "news/reading-night",
                            kRobotics + at + "news/robotics",
                            kCounselors + at + "news/counselors"});
  const auto columns = proposed_for(page_named("weebly_multicol"));
  CHECK(columns.items == Lines{kBuses + at + "bus-routes.html", kRobotics + at + "robotics.html",
                               undated(kContract) + at + "contract.html",
                               kCounselors + at + "counselors.html"});
  CHECK(columns.rules.title == ".//strong");
}

TEST_CASE("Google Sites: headings with paragraphs after them, in no container of their own") {
  const auto page = proposed_for(page_named("google_sites"));
  const std::string at = "https://docs.example/d/";
  CHECK(page.items == Lines{kBuses + at + "bus-routes", kReading + at + "reading-night",
                            undated(kContract) + at + "contract", kRobotics + at + "robotics"});
  CHECK(page.rules.item == "//h3");
}

TEST_CASE("Drupal: the rows of the view in the content, not those in the sidebar") {
  const auto page = proposed_for(page_named("drupal"));
  const std::string at = "https://site.example/news/";
  CHECK(page.items == Lines{kContract + at + "contract", kBuses + at + "bus-routes",
                            kReading + at + "reading-night", kCounselors + at + "counselors",
                            kRobotics + at + "robotics"});
  CHECK(page.rules.next == "//li[contains(@class, 'next')]/a/@href");
}

TEST_CASE("Finalsite and Blackboard: posts and headlines, not links beside them or events") {
  const auto posts = proposed_for(page_named("finalsite"));
  const std::string at = "https://site.example/news/details/~board/district-news/post/";
  CHECK(posts.items == Lines{kReading + at + "reading-night", kBuses + at + "bus-routes",
                             kCounselors + at + "counselors",
                             undated(kRobotics) + at + "robotics"});
  const auto headlines = proposed_for(page_named("blackboard"));
  const std::string article =
      "https://site.example/site/"
      "default.aspx?PageType=3&ModuleInstanceID=4410&PageID=1&FlexDataID=";
  CHECK(headlines.items == Lines{kBuses + article + "8801", kReading + article + "8802",
                                 undated(kContract) + article + "8803",
                                 kRobotics + article + "8804"});
}

TEST_CASE("a table and definition lists, as pages without a system have them") {
  const auto table = proposed_for(page_named("table"));
  const std::string files = "https://site.example/releases/";
  CHECK(table.items ==
        Lines{kBuses + files + "bus-routes.pdf", kReading + files + "reading-night.pdf",
              kContract + files + "contract.pdf", kRobotics + files + "robotics.pdf",
              "- | Handbook for building representatives | " + files + "handbook.pdf"});
  CHECK(table.rules.item == "//table[@class='releases']//tr[td]");
  const auto dates = proposed_for(page_named("definition_dates"));
  const std::string at = "https://site.example/";
  CHECK(dates.items == Lines{kBuses + at + "bus-routes.html", kReading + at + "reading-night.html",
                             kContract + at + "contract.html", kRobotics + at + "robotics.html"});
  CHECK(dates.rules.item == "//dt");
  const auto titles = proposed_for(page_named("definition_titles"));
  CHECK(titles.items == Lines{kReading + at + "reports/reading-night",
                              kContract + at + "reports/contract",
                              kRobotics + at + "reports/robotics",
                              "- | Glossary of school finance | " + at + "reports/glossary"});
}

TEST_CASE("dates in running text, an item without a title, one without a date") {
  const auto page = proposed_for(page_named("network"));
  CHECK(page.items ==
        Lines{"2022-05-16 | Building the Table | https://partners.example/film",
              "2022-03-02 | Work That Holds a School Together | https://site.example/essential",
              "2021-09-29 |  | https://site.example/series",
              "2020-06-19 | A Talk about Interests | https://casts.example/11",
              "- | A Reader for New Officers | https://site.example/reader"});
  CHECK(page.rules.item == "//div[@class='resource']");
}

TEST_CASE("a page without a list is refused, with why and what to do") {
  const std::string begin = "the page has no list of news: ";
  const std::string other = "; give the address of the page that lists the news";
  CHECK(refusal_of(page_named("none_article")) == begin + "it reads as one article" + other);
  CHECK(refusal_of(page_named("none_contact")) ==
        begin + "its links are those of menus, or single ones" + other);
  CHECK(refusal_of(page_named("none_menu")) ==
        begin + "its links are those of menus, or single ones" + other);
  CHECK(refusal_of(page_named("none_login")) ==
        begin + "it asks for a password" + other + " and that anyone can read");
  CHECK(refusal_of(page_named("none_script")) ==
        begin +
            "it is empty until a script fills it, and syndic runs none; look for a feed with "
            "`syndic discover`, or ask the site for one");
}

namespace {

/// A sample with these four items, newest first, and the rules that are to be proposed for it.
struct Sample {
  std::string name;
  parse::PageRules rules;
  std::string at = "https://site.example/";
  std::string ending;
};

Lines four_at(const Sample& sample) {
  Lines lines;
  const std::pair<std::string, const char*> kStories[] = {{kBuses, "bus-routes"},
                                                          {kReading, "reading-night"},
                                                          {kContract, "contract"},
                                                          {kRobotics, "robotics"}};
  for (const auto& [line, name] : kStories)
    lines.push_back(line + sample.at + name + sample.ending);
  return lines;
}

}  // namespace

TEST_CASE("pages that a person wrote: title, link, date and text wherever they stand") {
  const Sample kSamples[] = {
      {.name = "table_header_row",
       .rules = {.item = "//tr[td]", .summary = "td[3]"},
       .ending = ".html"},
      {.name = "wix_time_ago",
       .rules = {.item = "//article[@data-hook='post-list-item']",
                 .date = ".//*[@data-hook='time-ago']/@title",
                 .summary = ".//div[not(*)]"},
       .at = "https://site.example/post/"},
      {.name = "definition_terms",
       .rules = {.item = "//dt", .title = ".", .summary = "following-sibling::dd[2]"}},
      {.name = "definition_dated",
       .rules = {.item = "//dt", .date = "text()", .summary = "following-sibling::dd[1]"}},
      {.name = "cards_and_staff", .rules = {.item = "//article[@class='card']"}},
      {.name = "lines",
       .rules = {.item = "//main/p/a", .date = "preceding-sibling::text()[1]"},
       .ending = ".html"},
      {.name = "lines_after",
       .rules = {.item = "//main/p/a", .date = "following-sibling::text()[1]"},
       .ending = ".html"},
      {.name = "cards_in_links",
       .rules = {.item = "//div[contains(concat(' ', normalize-space(@class), ' '), ' card ')]",
                 .title = ".//strong",
                 .summary = ".//span"},
       .ending = ".html"},
      {.name = "questions", .rules = {.item = "//ul[@class='latest']/li"}},
      {.name = "news_and_team", .rules = {.item = "//ul[@class='latest']/li"}},
      {.name = "linked_articles", .rules = {}},
      {.name = "h_feed", .rules = {}},
  };
  for (const Sample& sample : kSamples) {
    INFO(sample.name);
    const auto page = proposed_for(page_named(sample.name));
    CHECK(page.items == four_at(sample));
    CHECK(page.rules.item == sample.rules.item);
    CHECK(page.rules.title == sample.rules.title);
    CHECK(page.rules.link.empty());
    CHECK(page.rules.date == sample.rules.date);
    CHECK(page.rules.summary == sample.rules.summary);
  }
}

TEST_CASE("a list whose items have no pages of their own is one, too") {
  const auto linkless = proposed_for(page_named("no_links"));
  CHECK(linkless.items == Lines{kBuses, kReading, kContract, kRobotics});
  CHECK(linkless.rules.item == "//div[@class='story']");
  const auto same = proposed_for(page_named("one_link"));
  const std::string minutes = " | Minutes | https://site.example/minutes.pdf";
  CHECK(same.items == Lines{"2024-03-18" + minutes, "2024-02-21" + minutes, "2024-02-05" + minutes,
                            "2024-01-29" + minutes});
  const auto fragments = proposed_for(page_named("own_fragments"));
  const std::string at = "https://site.example/news#";
  CHECK(fragments.items ==
        Lines{undated(kBuses) + at + "bus-routes", undated(kReading) + at + "reading-night",
              undated(kContract) + at + "contract", undated(kRobotics) + at + "robotics"});
  CHECK(fragments.rules.item == "//div[@class='story']");
  CHECK(fragments.rules.link == ".//h2/a");
}

TEST_CASE("a page with events or names in its linked data alone needs no rule") {
  for (const char* name : {"linked_events", "linked_names"}) {
    INFO(name);
    const auto page = proposed_for(page_named(name));
    const std::string at = "https://site.example/";
    CHECK(page.items ==
          Lines{undated(kBuses) + at + "bus-routes", undated(kReading) + at + "reading-night",
                undated(kContract) + at + "contract", undated(kRobotics) + at + "robotics"});
    CHECK(page.rules.item.empty());
  }
  // What such a list names is not what the page is about.
  const auto metadata = parse::read_page_metadata(page_named("linked_names"), kHints);
  REQUIRE(metadata);
  CHECK(metadata->title == "Riverside Schools");
}

TEST_CASE("what is no page is refused as what it is") {
  const std::string other = ", no HTML page; give the address of the page that lists the news";
  CHECK(refusal_of("%PDF-1.7\n1 0 obj") == "it is a PDF document" + other);
  CHECK(refusal_of("\x89PNG\r\n\x1A\n\x01") == "it is a PNG picture" + other);
  CHECK(refusal_of("<?xml version='1.0'?>\n<rss version='2.0'><channel/></rss>") ==
        "it is a feed, which needs no such rules; give its address to `syndic add`");
  CHECK(refusal_of("[{\"title\": \"A\"}]") == "it is JSON" + other);
  const std::string empty = "the page is empty; give the address of the page that lists the news";
  CHECK(refusal_of("") == empty);
  CHECK(refusal_of(" \n<html><body></body></html>\n") == empty);
}

}  // namespace proposal_test
