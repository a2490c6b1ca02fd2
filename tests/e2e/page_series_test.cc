// SPDX-License-Identifier: MIT
//
// A page without a feed that is edited, redesigned, broken, moved and paged over days: what
// subscribers see after each fetch. An item that comes twice is one that every reader shows as new.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "tests/e2e/page_site.h"

namespace page_series_test {

using namespace syndic::test;
using Catch::Matchers::Contains;

namespace {

const Entry kBridges = {"/bridges", "Bridges", "2026-02-02", "Of bridges over the river."};
const Entry kBudgets = {"/budgets", "Budgets", "2026-02-01", "Of budgets for the schools."};

const Lines kBoth = {"2026-02-02T00:00:00Z /bridges Bridges",
                     "2026-02-01T00:00:00Z /budgets Budgets"};

std::vector<Entry> numbered(int from, int to) {
  std::vector<Entry> entries;
  for (int i = from; i >= to; --i) {
    const std::string number = std::to_string(i);
    entries.push_back({"/n/" + number, "News " + number,
                       "2026-02-" + std::string(i < 10 ? "0" : "") + number, ""});
  }
  return entries;
}

}  // namespace

TEST_CASE("a page's edited items stay the same ones, and what leaves it stays published") {
  PageSite site;
  site.serve({kBridges, kBudgets});
  CHECK(site.fetch(1) == kBoth);
  CHECK(site.report() == "updated, 2 new, 0 changed");

  Entry corrected = kBridges;
  corrected.text = "Of bridges over the wide river.";
  site.serve({corrected, kBudgets});
  CHECK(site.fetch(2) == kBoth);
  CHECK(site.report() == "updated, 0 new, 1 changed");
  CHECK(site.texts() ==
        Lines{"/bridges: Of bridges over the wide river. (updated 2026-03-02T12:00:00Z)",
              "/budgets: Of budgets for the schools."});

  corrected.title = "Wide Bridges";
  corrected.date = "2026-02-03";
  site.serve({corrected, kBudgets});
  CHECK(site.fetch(3) == Lines{"2026-02-02T00:00:00Z /bridges Wide Bridges", kBoth[1]});

  site.serve({{"/contracts", "Contracts", "2026-02-27", "Of contracts."}, corrected});
  CHECK(site.fetch(4) == Lines{"2026-02-27T00:00:00Z /contracts Contracts",
                               "2026-02-02T00:00:00Z /bridges Wide Bridges", kBoth[1]});
  CHECK(site.report() == "updated, 1 new, 0 changed");
}

TEST_CASE("a page's undated items keep the dates of first sight, and later ones are newer") {
  PageSite site;
  site.serve({{"/b", "Bridges", "", ""}, {"/a", "Budgets", "", ""}});
  const Lines before = {"2026-03-01T12:00:00Z /b Bridges", "2026-03-01T11:59:59Z /a Budgets"};
  CHECK(site.fetch(1) == before);
  site.serve({{"/c", "Contracts", "", ""},
              {"/b", "Bridges", "", "A text, come late to it."},
              {"/a", "Budgets", "", ""}});
  const Lines after = {"2026-03-02T12:00:00Z /c Contracts", before[0], before[1]};
  CHECK(site.fetch(2) == after);
  site.serve({{"/b", "Bridges", "2026-01-01", ""}, {"/a", "Budgets", "", ""}});
  CHECK(site.fetch(3) == after);
}

TEST_CASE("a banner that changes on a page is no news") {
  PageSite site;
  site.serve({kBridges, kBudgets}, "<p class=\"banner\">Buy one pen</p>");
  CHECK(site.fetch(1) == kBoth);
  const std::string rss = site.file("all.rss");
  const auto written = std::filesystem::last_write_time(site.network().published("all.rss"));
  site.serve({kBridges, kBudgets}, "<p class=\"banner\">Buy two pens</p>");
  CHECK(site.fetch(2) == kBoth);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");
  CHECK(site.file("all.rss") == rss);
  CHECK(std::filesystem::last_write_time(site.network().published("all.rss")) == written);
}

TEST_CASE("a page that says itself that it did not change is not sent again") {
  PageSite site;
  site.server().reply("/news", {.body = page_of({kBridges, kBudgets}), .etag = "\"1\""});
  CHECK(site.fetch(1) == kBoth);
  CHECK(site.fetch(2) == kBoth);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");
  CHECK(site.server().requests("/news").back().header("If-None-Match") == "\"1\"");

  // Rules that were changed read it anew.
  site.read_by("item = \"//article\"\ntitle = \"'Words'\"\n");
  CHECK(site.fetch(3) ==
        Lines{"2026-02-02T00:00:00Z /bridges Words", "2026-02-01T00:00:00Z /budgets Words"});
  CHECK_FALSE(site.server().requests("/news").back().header("If-None-Match"));
  CHECK(site.report() == "updated, 0 new, 2 changed");
}

TEST_CASE("a redesigned page fails with the elements it has, and its items stay the same ones") {
  PageSite site("item = \"//article\"\ntitle = \".//h2\"\n");
  site.serve({kBridges, kBudgets});
  CHECK(site.fetch(1) == kBoth);
  site.serve("/news",
             "<div class=\"news-card\"><a href=\"/bridges?utm_source=new\"><h3>BRIDGES</h3></a>"
             "<span class=\"date\">2 February 2026</span><p>Of bridges over the river.</p></div>"
             "<div class=\"news-card\"><a href=\"/budgets\"><h3> Budgets </h3></a>"
             "<span class=\"date\">1 February 2026</span><p>Of budgets for the schools.</p></div>");
  CHECK(site.fetch(2) == kBoth);
  CHECK(site.report() ==
        "failed, 0 new, 0 changed\n"
        "/news: no element matches //article; the page has 2 div.news-card, 2 h3, 2 a");
  const auto status = run_syndic({"status", "-c", site.network().config_file().string()},
                                 {{"SYNDIC_NOW", "2026-03-02T12:00:00Z"}});
  CHECK_THAT(status.out, Contains("no element matches //article"));

  site.read_by("item = \"//div[@class='news-card']\"\n");
  CHECK(site.fetch(3) == Lines{"2026-02-02T00:00:00Z /bridges BRIDGES", kBoth[1]});
  CHECK(site.report() == "updated, 0 new, 1 changed");
}

TEST_CASE("a redesigned page with other links and other case or spaces in titles doubles nothing") {
  PageSite site;
  site.serve({kBridges, kBudgets});
  CHECK(site.fetch(1) == kBoth);
  site.serve({{"/2026/bridges.html", "BRIDGES", "2026-02-02", ""},
              {"/2026/budgets.html", " Budgets\n ", "2026-02-01", ""}});
  CHECK(site.fetch(2) == Lines{"2026-02-02T00:00:00Z /bridges BRIDGES", kBoth[1]});
  CHECK(site.report() == "updated, 0 new, 2 changed");
}

TEST_CASE("a page with far fewer items than before is noted once") {
  PageSite site;
  site.serve(numbered(20, 1));
  const Lines all = site.fetch(1);
  CHECK(all.size() == 20);
  site.serve(numbered(20, 18));
  CHECK(site.fetch(2) == all);
  CHECK(site.report() ==
        "updated, 0 new, 0 changed\n"
        "its page has 3 items now, where it had 20; if it was redesigned, see whether source.page "
        "still fits");
  CHECK(site.fetch(3) == all);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");
  site.serve(numbered(21, 18));
  CHECK(site.fetch(4).size() == 21);
  CHECK(site.report() == "updated, 1 new, 0 changed");
}

TEST_CASE("a page that breaks in any way loses nothing and doubles nothing") {
  PageSite site;
  const std::string whole = page_of({kBridges, kBudgets});
  site.serve("/news", whole);
  CHECK(site.fetch(1) == kBoth);
  site.server().reply("/news", {.status = 500});
  CHECK(site.fetch(2) == kBoth);
  CHECK_THAT(site.report(), Contains("failed, 0 new, 0 changed\nHTTP 500 from /news"));
  site.serve("/news", "");
  CHECK(site.fetch(3) == kBoth);
  CHECK_THAT(site.report(), Contains("failed, 0 new, 0 changed\n"));
  site.serve("/news", "<form><input name=\"user\"><input name=\"password\"></form>");
  CHECK(site.fetch(4) == kBoth);
  CHECK_THAT(site.report(), Contains("no element matches //article; the page has 2 input"));
  site.server().script("/news", [whole](Wire& wire) {
    wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " +
              std::to_string(whole.size()) + "\r\n\r\n" + whole.substr(0, whole.size() / 2));
  });
  CHECK(site.fetch(5) == kBoth);
  CHECK_THAT(site.report(), Contains("failed, 0 new, 0 changed\n"));
  site.serve("/news", whole);
  CHECK(site.fetch(6) == kBoth);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");
}

TEST_CASE("a page whose server cuts it unnoticed heals with the next answer") {
  PageSite site;
  const std::string whole = page_of({kBridges, kBudgets});
  site.serve("/news", whole);
  CHECK(site.fetch(1) == kBoth);
  site.serve("/news", whole.substr(0, whole.find("budgets for")));
  CHECK(site.fetch(2) == kBoth);
  site.serve("/news", whole);
  CHECK(site.fetch(3) == kBoth);
  CHECK(site.texts()[1].substr(0, 37) == "/budgets: Of budgets for the schools.");
  site.serve("/news", whole.substr(0, whole.find("udgets\">Budgets")));
  CHECK(site.fetch(4) == kBoth);
  site.serve("/news", whole.substr(0, whole.find("gets</a>")));
  site.fetch(5);
  site.serve("/news", whole);
  CHECK(site.fetch(6) == kBoth);
}

TEST_CASE("a page that moved for good is followed, and its items keep their ids") {
  PageSite site;
  site.serve({{"bridges", "Bridges", "2026-02-02", ""}, {"/budgets", "Budgets", "2026-02-01", ""}});
  CHECK(site.fetch(1) == kBoth);
  site.server().reply("/news", {.status = 301, .headers = {{"Location", "/press/new"}}});
  site.serve("/press/new", page_of({{"contracts", "Contracts", "2026-02-03", ""},
                                    {"/bridges", "Bridges", "2026-02-02", ""},
                                    {"/budgets", "Budgets", "2026-02-01", ""}}));
  const Lines after = {"2026-02-03T00:00:00Z /press/contracts Contracts", kBoth[0], kBoth[1]};
  std::string reports;
  for (int day = 2; day <= 5; ++day) {
    CHECK(site.fetch(day) == after);
    reports += std::to_string(day) + " " + site.report() + "\n";
  }
  CHECK(reports ==
        "2 updated, 1 new, 0 changed\n3 unchanged, 0 new, 0 changed\n"
        "4 unchanged, 0 new, 0 changed\n"
        "moved for good: asked at /press/new from now on; set url to that\n"
        "5 unchanged, 0 new, 0 changed\n");
  const std::size_t asked = site.asked("/news");
  CHECK(site.fetch(6) == after);
  CHECK(site.asked("/news") == asked);

  site.server().reply("/press/new", {.status = 410});
  CHECK(site.fetch(7) == after);
  CHECK_THAT(site.report(), Contains("failed, 0 new, 0 changed\n"));
}

TEST_CASE("a page that is gone for good is asked no more, and its items stay") {
  PageSite site;
  site.serve({kBridges, kBudgets});
  CHECK(site.fetch(1) == kBoth);
  site.server().reply("/news", {.status = 410});
  CHECK(site.fetch(2) == kBoth);
  CHECK_THAT(site.report(), Contains("gone, 0 new, 0 changed"));
  const std::size_t asked = site.asked("/news");
  CHECK(site.fetch(3) == kBoth);
  CHECK(site.asked("/news") == asked);
}

namespace {

constexpr const char* kPaged = "item = \"//article\"\nnext = \"//a[@rel='next']\"\n";

std::string paged(const std::vector<Entry>& entries, const std::string& next) {
  return page_of(entries, next.empty() ? "" : "<a rel=\"next\" href=\"" + next + "\">Older</a>");
}

}  // namespace

TEST_CASE("all pages are read at first, later ones as far as the first known item") {
  PageSite site(kPaged);
  site.serve("/news", paged(numbered(20, 15), "/news?p=2"));
  site.serve("/news?p=2", paged(numbered(14, 8), "/news?p=3"));
  site.serve("/news?p=3", paged(numbered(7, 1), ""));
  const Lines all = site.fetch(1);
  CHECK(all.size() == 20);
  CHECK(all.back() == "2026-02-01T00:00:00Z /n/1 News 1");
  CHECK(site.asked("/news?p=3") == 1);

  site.serve("/news", paged(numbered(21, 16), "/news?p=2"));
  CHECK(site.fetch(2).size() == 21);
  CHECK(site.report() == "updated, 1 new, 0 changed");
  CHECK(site.asked("/news?p=2") == 1);

  // So many that page one has no known item.
  site.serve("/news", paged(numbered(28, 23), "/news?p=2"));
  site.serve("/news?p=2", paged(numbered(22, 16), "/news?p=3"));
  CHECK(site.fetch(3).size() == 28);
  CHECK(site.asked("/news?p=2") == 2);
  CHECK(site.asked("/news?p=3") == 1);

  site.serve("/news", paged(numbered(28, 23), "/news?p=2") + "<!-- Another banner -->");
  CHECK(site.fetch(4).size() == 28);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");
}

TEST_CASE("fewer pages that are read again are not far fewer items") {
  PageSite site(kPaged);
  site.serve("/news", paged(numbered(20, 17), "/news?p=2"));
  site.serve("/news?p=2", paged(numbered(16, 1), ""));
  CHECK(site.fetch(1).size() == 20);
  site.serve("/news", paged(numbered(21, 18), "/news?p=2"));
  CHECK(site.fetch(2).size() == 21);
  CHECK(site.report() == "updated, 1 new, 0 changed");
}

TEST_CASE("older pages that the rules name later are read then") {
  PageSite site;
  site.serve("/news", paged(numbered(20, 15), "/news?p=2"));
  site.serve("/news?p=2", paged(numbered(14, 1), ""));
  CHECK(site.fetch(1).size() == 6);
  site.read_by(kPaged);
  CHECK(site.fetch(2).size() == 20);
  CHECK(site.fetch(3).size() == 20);
  CHECK(site.asked("/news?p=2") == 1);
}

TEST_CASE("an older page that cannot be had at first is read another day") {
  PageSite site(kPaged);
  site.serve("/news", paged(numbered(20, 15), "/news?p=2"));
  site.server().reply("/news?p=2", {.status = 500});
  CHECK(site.fetch(1).size() == 6);
  site.serve("/news?p=2", paged(numbered(16, 1), ""));  // Two of them are on both.
  CHECK(site.fetch(2).size() == 20);
  CHECK(site.report() == "updated, 14 new, 0 changed");
  CHECK(site.fetch(3).size() == 20);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");
  CHECK(site.asked("/news?p=2") == 2);
}

TEST_CASE("an older page that is not there is not asked for again") {
  PageSite site(kPaged);
  site.serve("/news", paged(numbered(20, 15), "/news?p=2"));
  CHECK(site.fetch(1).size() == 6);
  CHECK(site.fetch(2).size() == 6);
  CHECK(site.asked("/news?p=2") == 1);
}

TEST_CASE("items of older pages that are too many for a day come on others") {
  PageSite site(kPaged, "max_new_per_day = 4\n");
  site.serve("/news", paged(numbered(2, 1), ""));
  CHECK(site.fetch(1).size() == 2);
  site.serve("/news", paged(numbered(10, 8), "/news?p=2"));
  site.serve("/news?p=2", paged(numbered(7, 1), ""));
  CHECK(site.fetch(2).size() == 6);
  CHECK(site.report() ==
        "updated, 4 new, 0 changed\n"
        "added 4 new items today, its ceiling; 4 more wait (max_new_per_day)");
  CHECK(site.fetch(3).size() == 10);
  CHECK(site.fetch(4).size() == 10);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");
}

TEST_CASE("a next page leads nowhere but to ten pages of the site") {
  PageSite site(kPaged);
  FaultServer other("127.0.0.2");
  other.reply("/news", {.body = page_of(numbered(9, 8))});
  site.serve("/news", paged({kBridges, kBudgets}, "/news"));
  CHECK(site.fetch(1) == kBoth);
  CHECK(site.asked("/news") == 1);
  site.serve("/news", paged({{"/a", "A", "2026-02-03", ""}}, other.url("/news")));
  CHECK(site.fetch(2).size() == 3);
  CHECK(other.requests().empty());
  for (int page = 1; page < 14; ++page) {
    const std::string number = std::to_string(page);
    site.serve(page == 1 ? "/news" : "/news?p=" + number,
               paged({{"/p" + number, "P" + number, "2026-02-04", ""}},
                     "/news?p=" + std::to_string(page + 1)));
  }
  CHECK(site.fetch(3).size() == 13);
  CHECK(site.asked("/news?p=10") == 1);
  CHECK(site.asked("/news?p=11") == 0);
}

TEST_CASE("two sources of one page ask for it once, and each has its own items") {
  PageSite site;
  site.network().add_page("events", "/news", "item = \"//li\"\n");
  const auto serve = [&](const std::string& event) {
    site.serve({kBridges},
               "<ul><li><a href=\"/" + event + "\">" + event + "</a> 1 February 2026</li></ul>");
  };
  serve("Fair");
  CHECK(site.fetch(1) == Lines{kBoth[0], "2026-02-01T00:00:00Z /Fair Fair"});
  CHECK(site.asked("/news") == 1);
  serve("Ball");
  CHECK(site.fetch(2).size() == 3);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");
}

TEST_CASE("pages of any charset are read") {
  PageSite site;
  const auto titled = [](const std::string& title, const std::string& head) {
    return "<html><head>" + head + "</head><article><h2><a href=\"/a\">" + title +
           "</a></h2><time datetime=\"2026-02-01\"></time></article>";
  };
  site.server().reply("/news",
                      {.body = titled("Caf\xE9 \x93w\x94", "<meta charset=windows-1252>")});
  CHECK(site.fetch(1) == Lines{"2026-02-01T00:00:00Z /a Café “w”"});
  site.server().reply("/news", {.headers = {{"Content-Type", "text/html; charset=Shift_JIS"}},
                                .body = titled("\x93\xFA\x96\x7B", "")});
  CHECK(site.fetch(2) == Lines{"2026-02-01T00:00:00Z /a 日本"});
  std::string wide = "\xFF\xFE";
  for (const char c : titled("Wide", "")) wide += std::string{c, '\0'};
  site.server().reply("/news", {.body = wide});
  CHECK(site.fetch(3) == Lines{"2026-02-01T00:00:00Z /a Wide"});
}

TEST_CASE("a page that is no well-formed HTML is read as browsers do") {
  PageSite site("item = \"//li\"\n");
  site.serve(
      "/news",
      "<ul><li><a href=/a>Budgets<b></a><i>1 February 2026<li class=x class=y>"
      "<a href='/b'>Bridges &amp; more</a></b></p></div>2 February 2026<table><tr><p>x</ul>");
  CHECK(site.fetch(1) ==
        Lines{"2026-02-02T00:00:00Z /b Bridges & more", "2026-02-01T00:00:00Z /a Budgets"});
}

TEST_CASE("a page that robots.txt forbids later is left alone, and its items stay") {
  PageSite site;
  site.serve({kBridges, kBudgets});
  CHECK(site.fetch(1) == kBoth);
  site.server().reply("/robots.txt", {.body = "User-agent: *\nDisallow: /news\n"});
  CHECK(site.fetch(2) == kBoth);
  CHECK_THAT(site.report(), Contains("failed, 0 new, 0 changed\n") && Contains("robots.txt"));
  CHECK(site.asked("/news") == 1);
  site.server().reply("/robots.txt", {.status = 404});
  CHECK(site.fetch(3) == kBoth);
  CHECK(site.asked("/news") == 2);
}

TEST_CASE("an event on a page that ends at another time has changed") {
  PageSite site("item = \"//div[@class='h-event']\"\n");
  const auto serve = [&](const std::string& end) {
    site.serve("/news",
               "<div class=\"h-event\"><h2 class=\"p-name\"><a href=\"/fair\">Fair</a></h2>"
               "<time class=\"dt-start\" datetime=\"2026-05-01T10:00:00Z\"></time>"
               "<time class=\"dt-end\" datetime=\"2026-05-01T" +
                   end + ":00:00Z\"></time></div>");
  };
  serve("12");
  CHECK(site.fetch(1).size() == 1);
  serve("13");
  CHECK(site.fetch(2).size() == 1);
  CHECK(site.report() == "updated, 0 new, 1 changed");
}

}  // namespace page_series_test
