// SPDX-License-Identifier: MIT
//
// The own pages of a page's items over days: what subscribers see, and what the server is asked.
#include <signal.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "tests/e2e/page_site.h"

namespace page_detail_test {

using namespace syndic::test;
using Catch::Matchers::Contains;

namespace {

constexpr const char* kDetail = "item = \"//article\"\ndetail = true\n";

const std::string kBridgesText =
    "<p>The bridges over the river are three hundred years old, and stand.</p>";
const std::string kBudgetsText =
    "<p>The budgets for the schools were approved by the council in May.</p>";

// An item's own page.
std::string own_page(const std::string& text, const std::string& head = {}) {
  return "<html><head>" + head + "</head><body><nav><a href=\"/\">Home</a></nav><article>" + text +
         "</article></body></html>";
}

std::vector<Entry> numbered(int from, int to) {
  std::vector<Entry> entries;
  for (int i = from; i >= to; --i) {
    const std::string number = std::to_string(i);
    const std::string day = (i < 10 ? "0" : "") + number;
    entries.push_back({"/n/" + number, "News " + number, "2026-01-" + day, ""});
  }
  return entries;
}

void serve_own_pages(PageSite& site, const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    site.serve(entry.link, own_page("<p>The whole text of " + entry.title +
                                    ", which is long enough to be the text of an article.</p>"));
  }
}

std::size_t asked_for(PageSite& site, const std::vector<Entry>& entries) {
  std::size_t count = 0;
  for (const Entry& entry : entries) count += site.asked(entry.link);
  return count;
}

// With own pages of both.
void serve_two(PageSite& site, const std::string& more = {}) {
  site.serve({{"/bridges", "Bridges", "2026-02-02", ""},
              {"/budgets", "Budgets", "", "More soon in these pages."}},
             more);
  site.serve("/bridges", own_page(kBridgesText));
  site.serve("/budgets",
             own_page(kBudgetsText,
                      "<meta property=\"article:published_time\" content=\"2026-02-01T08:00:00Z\">"
                      "<meta property=\"og:image\" content=\"/budgets.png\">"));
}

const Lines kBoth = {"2026-02-02T00:00:00Z /bridges Bridges",
                     "2026-02-01T08:00:00Z /budgets Budgets"};
const Lines kTexts = {"/bridges: " + kBridgesText, "/budgets: " + kBudgetsText};

}  // namespace

TEST_CASE("items' own pages are asked for once, and give them text, date and picture for good") {
  PageSite site(kDetail);
  serve_two(site);
  CHECK(site.fetch(1) == kBoth);
  CHECK(site.texts() == kTexts);
  CHECK_THAT(site.file("all.json"), Contains("/budgets.png"));
  CHECK(site.report() == "updated, 2 new, 0 changed");
  CHECK(site.asked("/robots.txt") == 1);

  serve_two(site, "<p>Another banner</p>");
  CHECK(site.fetch(2) == kBoth);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");
  site.serve({{"/contracts", "Contracts", "2026-02-27", ""},
              {"/bridges", "Wide Bridges", "2026-02-02", "A summary of its own, on the list."}});
  site.serve("/bridges", own_page("<p>Other words, that nobody asks for any more these days.</p>"));
  CHECK(site.fetch(3) == Lines{"2026-02-27T00:00:00Z /contracts Contracts",
                               "2026-02-02T00:00:00Z /bridges Wide Bridges", kBoth[1]});
  CHECK(site.texts() ==
        Lines{"/contracts: ", kTexts[0] + " (updated 2026-03-03T12:00:00Z)", kTexts[1]});
  CHECK(site.asked("/bridges") == 1);
  CHECK(site.asked("/budgets") == 1);
  CHECK(site.asked("/contracts") == 1);
}

TEST_CASE("how long news took is told by the dates of their own pages") {
  PageSite site(kDetail);
  const auto delay = [&] {
    const auto told = run_syndic({"status", "--json", "-c", site.network().config_file().string()});
    return nlohmann::json::parse(told.out).at(0).at("news_delay_seconds");
  };
  serve_two(site);
  (void)site.fetch(1);
  CHECK(delay() == nullptr);  // What the page had at first.
  site.serve({{"/contracts", "Contracts", "", ""}, {"/bridges", "Bridges", "2026-02-02", ""}});
  site.serve("/contracts",
             own_page("<p>The contracts for the bridges were signed by the council in March.</p>",
                      "<meta property=\"article:published_time\" "
                      "content=\"2026-03-02T10:00:00Z\">"));
  (void)site.fetch(2);
  CHECK(delay() == 7200);
}

TEST_CASE("an own page whose link only counts readers otherwise is not asked for again") {
  PageSite site(kDetail);
  for (int day = 1; day <= 3; ++day) {
    const std::string link = "/bridges?utm_campaign=day" + std::to_string(day);
    site.serve({{link, "Bridges", "2026-02-02", ""}});
    site.serve(link, own_page(kBridgesText));
    CHECK(site.fetch(day).size() == 1);
    CHECK_THAT(site.texts()[0], Contains(kBridgesText));
  }
  CHECK(site.asked("/bridges?utm_campaign=day1") == 1);
  CHECK(site.asked("/bridges?utm_campaign=day2") == 0);
  CHECK(site.asked("/bridges?utm_campaign=day3") == 0);
}

TEST_CASE("own pages that robots.txt forbids are not asked for") {
  PageSite site(kDetail);
  serve_two(site);
  site.server().reply("/robots.txt", {.body = "User-agent: *\nDisallow: /bridges\n"});
  CHECK(site.fetch(1) == kBoth);
  CHECK(site.texts() == Lines{"/bridges: ", kTexts[1]});
  CHECK(site.asked("/bridges") == 0);
  CHECK(site.asked("/budgets") == 1);
}

TEST_CASE("an own page that is not there is asked for once, one that fails three times") {
  PageSite site(kDetail);
  serve_two(site);
  site.server().reply("/bridges", {.status = 404});
  site.server().reply("/budgets", {.status = 500});
  const Lines first = {kBoth[0]};
  CHECK(site.fetch(1) == first);
  CHECK(site.report() ==
        "updated, 1 new, 0 changed\n"
        "1 item waits for its own page, and comes with a later run");
  CHECK(site.fetch(2) == first);
  const Lines without = {kBoth[0], "2026-02-01T23:59:59Z /budgets Budgets"};
  CHECK(site.fetch(3) == without);
  CHECK(site.report() == "updated, 1 new, 0 changed");
  CHECK(site.fetch(4) == without);
  CHECK(site.asked("/bridges") == 1);
  CHECK(site.asked("/budgets") == 3);
  CHECK(site.texts() == Lines{"/bridges: ", "/budgets: More soon in these pages."});
}

TEST_CASE("of many items twenty own pages are asked for in a run, the rest in later ones") {
  PageSite site(kDetail);
  const std::vector<Entry> all = numbered(28, 1);
  site.serve(all);
  serve_own_pages(site, all);
  CHECK(site.fetch(1).size() == 20);
  CHECK(site.report() ==
        "updated, 20 new, 0 changed\n"
        "8 items wait for their own pages, and come with a later run");
  CHECK(asked_for(site, all) == 20);
  const Lines whole = site.fetch(2);
  CHECK(whole.size() == 28);
  CHECK(whole.back() == "2026-01-01T00:00:00Z /n/1 News 1");
  CHECK(site.report() == "updated, 8 new, 0 changed");
  CHECK(site.fetch(3) == whole);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");
  CHECK(asked_for(site, all) == 28);
}

TEST_CASE("items of further pages that wait for their own pages come, too") {
  PageSite site("item = \"//article\"\nnext = \"//a[@rel='next']\"\ndetail = true\n");
  site.serve(numbered(28, 15), "<a rel=\"next\" href=\"/news?p=2\">Older</a>");
  site.serve("/news?p=2", page_of(numbered(14, 1)));
  serve_own_pages(site, numbered(28, 1));
  CHECK(site.fetch(1).size() == 20);
  CHECK(site.fetch(2).size() == 28);
  CHECK(site.fetch(3).size() == 28);
  CHECK(site.asked("/news?p=2") == 2);
  CHECK(asked_for(site, numbered(28, 1)) == 28);
}

TEST_CASE("an own page that is huge or no page leaves its item as the list has it") {
  PageSite site(kDetail);
  serve_two(site);
  site.serve("/bridges", own_page("<p>" + std::string(5 * 1024 * 1024, 'x') + "</p>"));
  site.server().reply("/budgets", {.headers = {{"Content-Type", "application/pdf"}},
                                   .body = "%PDF-1.7\n" + own_page(kBudgetsText)});
  CHECK(site.fetch(1).size() == 2);
  CHECK(site.texts() == Lines{"/bridges: ", "/budgets: More soon in these pages."});
  CHECK(site.fetch(2).size() == 2);
  CHECK(site.asked("/bridges") == 1);
  CHECK(site.asked("/budgets") == 1);
}

TEST_CASE(
    "items with own pages that are too many for a day come on others, and are asked for once") {
  PageSite site(kDetail, "max_new_per_day = 3\n");
  site.serve(numbered(1, 1));
  serve_own_pages(site, numbered(8, 1));
  CHECK(site.fetch(1).size() == 1);
  site.serve(numbered(8, 1));
  CHECK(site.fetch(2).size() == 4);
  CHECK(site.fetch(3).size() == 7);
  const Lines whole = site.fetch(4);
  CHECK(whole.size() == 8);
  CHECK(whole.front() == "2026-01-08T00:00:00Z /n/8 News 8");
  CHECK(site.fetch(5) == whole);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");
  CHECK(asked_for(site, numbered(8, 1)) == 8);
  for (const std::string& text : site.texts()) CHECK_THAT(text, Contains("The whole text of News"));
}

TEST_CASE("a wall or a motto that several own pages have alike is not taken for their text") {
  PageSite site(kDetail);
  const std::vector<Entry> all = numbered(4, 1);
  site.serve(all);
  for (const Entry& entry : all) {
    const bool is_whole = entry.title == "News 4";
    site.serve(
        entry.link,
        own_page(is_whole
                     ? kBridgesText
                     : "<p>Please accept our cookies to read on, or log in to your account.</p>",
                 "<meta name=\"description\" content=\"News of the union since 1899\">"));
  }
  CHECK(site.fetch(1).size() == 4);
  const Lines texts = {"/n/4: " + kBridgesText, "/n/3: ", "/n/2: ", "/n/1: "};
  CHECK(site.texts() == texts);
  CHECK_THAT(site.file("all.json"), !Contains("1899"));
  site.serve(all, "<p>Banner</p>");
  site.read_by(kDetail, "timezone = \"Europe/Berlin\"\n");
  site.fetch(2);
  CHECK(site.texts()[1].substr(0, 6) == texts[1]);
  CHECK(asked_for(site, all) == 4);
}

TEST_CASE("an item that links to its place on the list has no page of its own") {
  PageSite site(kDetail);
  site.serve({{"/news#b", "Bridges", "2026-02-02", ""}, {"#a", "Budgets", "2026-02-01", ""}},
             kBudgetsText);
  CHECK(site.fetch(1) ==
        Lines{"2026-02-02T00:00:00Z /news#b Bridges", "2026-02-01T00:00:00Z made-1 Budgets"});
  CHECK_THAT(site.file("all.json"), !Contains("council"));
  CHECK(site.asked("/news") == 1);
}

TEST_CASE("a source's secrets go to its own site alone") {
  PageSite site(kDetail, "token = \"s3cret\"\n");
  FaultServer other("127.0.0.2");
  other.reply("/abroad",
              {.headers = {{"Content-Type", "text/html"}}, .body = own_page(kBridgesText)});
  site.serve({{"/bridges", "Bridges", "2026-02-02", ""},
              {other.url("/abroad"), "Abroad", "2026-02-01", ""}});
  site.serve("/bridges", own_page(kBridgesText));
  CHECK(site.fetch(1).size() == 2);
  CHECK(site.server().requests("/bridges").at(0).header("Authorization") == "Bearer s3cret");
  CHECK(other.requests("/abroad").size() == 1);
  CHECK(other.requests("/robots.txt").size() == 1);
  site.serve({{"/away", "Away", "2026-02-03", ""}});
  site.server().reply("/away", {.status = 302, .headers = {{"Location", other.url("/abroad")}}});
  CHECK(site.fetch(2).size() == 3);
  CHECK(other.requests("/abroad").size() == 2);
  for (const SeenRequest& request : other.requests()) {
    CAPTURE(request.path);
    CHECK_FALSE(request.header("Authorization"));
  }
}

TEST_CASE("a run that is killed among own pages goes on with those that it lacks") {
  PageSite site(kDetail);
  const std::vector<Entry> all = numbered(6, 1);
  site.serve(all);
  serve_own_pages(site, all);
  site.network().one_at_a_time();
  site.server().script("/n/3", [](Wire& wire) { wire.await_hangup(); });
  {
    Process run(site.network().refresh_command({"--force"}),
                {{"SYNDIC_NOW", "2026-03-01T12:00:00Z"}});
    while (site.asked("/n/3") == 0) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    run.send_signal(SIGKILL);
    CHECK(run.wait().exit_code == 128 + SIGKILL);
  }
  const std::size_t before = asked_for(site, all);
  site.server().script("/n/3", [](Wire& wire) {
    wire.answer(own_page("<p>The text that came at the second try, and that is long enough.</p>"));
  });
  const Lines whole = site.fetch(2);
  CHECK(whole.size() == 6);
  CHECK(site.texts()[3] ==
        "/n/3: <p>The text that came at the second try, and that is long enough.</p>");
  CHECK(
      site.texts()[0] ==
      "/n/6: <p>The whole text of News 6, which is long enough to be the text of an article.</p>");
  CHECK(before == 4);
  CHECK(asked_for(site, all) == 7);
}

TEST_CASE("items that are stored gain their text once detail is switched on") {
  PageSite site;
  serve_two(site);
  const Lines before = {"2026-02-02T00:00:00Z /bridges Bridges",
                        "2026-02-01T23:59:59Z /budgets Budgets"};
  CHECK(site.fetch(1) == before);
  CHECK(site.asked("/bridges") == 0);
  site.read_by(kDetail);
  CHECK(site.fetch(2) == before);
  CHECK(site.report() == "updated, 0 new, 2 changed");
  CHECK(site.texts() == Lines{kTexts[0] + " (updated 2026-03-02T12:00:00Z)",
                              kTexts[1] + " (updated 2026-03-02T12:00:00Z)"});
  CHECK(site.fetch(3) == before);
  CHECK(site.report() == "unchanged, 0 new, 0 changed");

  // Switched off, what is there stays until the list says something else.
  site.read_by(kArticles);
  CHECK(site.fetch(4) == before);
}

TEST_CASE("undated items that waited for their own pages stand below those that did not") {
  PageSite site(kDetail);
  std::vector<Entry> all = numbered(28, 1);
  for (Entry& entry : all) entry.date.clear();
  site.serve(all);
  serve_own_pages(site, all);
  const Lines first = site.fetch(1);
  CHECK(first.front() == "2026-03-01T12:00:00Z /n/28 News 28");
  CHECK(first.back() == "2026-03-01T11:59:41Z /n/9 News 9");
  const Lines whole = site.fetch(2);
  CHECK(Lines(whole.begin(), whole.begin() + 20) == first);
  CHECK(whole[20] == "2026-03-01T11:59:40Z /n/8 News 8");
  CHECK(whole.back() == "2026-03-01T11:59:33Z /n/1 News 1");

  // A new one is news, wherever it stands.
  all.push_back({"/n/0", "News 0", "", ""});
  site.serve(all);
  CHECK(site.fetch(3).front() == "2026-03-03T12:00:00Z /n/0 News 0");
}

TEST_CASE("an own page that leads to the list or to the site's first page is gone") {
  PageSite site(kDetail);
  serve_two(site);
  site.serve("/",
             own_page("<p>Welcome to our site, which has news of bridges and of budgets.</p>"));
  site.server().reply("/bridges", {.status = 302, .headers = {{"Location", "/"}}});
  site.server().reply("/budgets", {.status = 301, .headers = {{"Location", "/news"}}});
  CHECK(site.fetch(1).size() == 2);
  CHECK(site.texts() == Lines{"/bridges: ", "/budgets: More soon in these pages."});
  CHECK(site.fetch(2).size() == 2);
  CHECK(site.asked("/bridges") == 1);
}

TEST_CASE("own pages of a site whose robots.txt cannot be had are tried three times") {
  PageSite site(kDetail);
  FaultServer other("127.0.0.2");
  other.reply("/robots.txt", {.status = 503});
  other.reply("/abroad",
              {.headers = {{"Content-Type", "text/html"}}, .body = own_page(kBridgesText)});
  site.serve({{other.url("/abroad"), "Abroad", "2026-02-01", ""}});
  CHECK(site.fetch(1).empty());
  SECTION("until it can") {
    other.reply("/robots.txt", {.status = 404});
    CHECK(site.fetch(2).size() == 1);
    CHECK_THAT(site.texts()[0], Contains(kBridgesText));
  }
  SECTION("and then their items come without them") {
    CHECK(site.fetch(2).empty());
    CHECK(site.fetch(3).size() == 1);
    CHECK(site.fetch(4).size() == 1);
    CHECK(other.requests("/robots.txt").size() == 3);
    CHECK(other.requests("/abroad").empty());
  }
}

TEST_CASE("an own page of any charset gives safe HTML with whole links") {
  PageSite site(kDetail);
  site.serve({{"/press/b", "Bridges", "2026-02-02", ""}});
  site.server().reply(
      "/press/b",
      {.headers = {{"Content-Type", "text/html; charset=Shift_JIS"}},
       .body = own_page(
           "<h1>Bridges</h1><p onclick=\"steal()\">\x93\xFA\x96\x7B: the <a href=\"c\">bridges"
           "</a> over the <a href=\"javascript:steal()\">river</a>, old and long, and too narrow "
           "for lorries.</p>"
           "<script>steal()</script><div class=\"share-bar\">Share it</div>")});
  CHECK(site.fetch(1).size() == 1);
  CHECK(site.texts() == Lines{"/press/b: <p>日本: the <a href=\"/press/c\">bridges</a> over the "
                              "river, old and long, and too narrow for lorries.</p>"});
}

TEST_CASE("a page of a list's new source joins quietly, its own pages read or not") {
  Network network;
  network.server().reply("/a", {.body = rss_feed("a.example", {"A1"})});
  network.add_source("a", "/a");
  REQUIRE(network.refresh().exit_code == 0);
  std::vector<Entry> all = numbered(12, 1);
  network.server().reply("/news", {.body = page_of(all)});
  for (const Entry& entry : all) network.server().reply(entry.link, {.status = 404});
  network.dir().write(
      "list.opml",
      "<opml version=\"2.0\" xmlns:s=\"urn:syndic:source\"><body><outline text=\"Union\" "
      "s:page.url=\"" +
          network.server().url("/news") +
          "\" s:page.item=\"//article\" s:page.detail=\"true\"/></body></opml>");
  network.configure("[[subscribe]]\nopml = \"list.opml\"\n");
  const Finished run = network.refresh({"--force"}, "2026-02-02T12:00:00Z");
  INFO(run.out << run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(network.server().requests("/n/8").size() == 1);
  CHECK(network.server().requests("/n/7").empty());
  const std::string feed = bytes_of(network.published("all.json"));
  CHECK_THAT(feed, Contains("News 12") && Contains("News 8") && !Contains("News 7"));
}

TEST_CASE("a page that joins quietly asks for five own pages, and brings no others later") {
  Network network;
  network.server().reply("/a", {.body = rss_feed("a.example", {"A1"})});
  network.add_source("a", "/a");
  REQUIRE(network.refresh().exit_code == 0);
  std::vector<Entry> all = numbered(45, 1);
  for (Entry& entry : all) {
    entry.date.clear();
    network.server().reply(entry.link, {.status = 404});
  }
  network.server().reply(all[1].link, {.status = 500});
  network.server().reply("/news", {.body = page_of(all)});
  network.dir().write(
      "list.opml",
      "<opml version=\"2.0\" xmlns:s=\"urn:syndic:source\"><body><outline text=\"Union\" "
      "s:page.url=\"" +
          network.server().url("/news") +
          "\" s:page.item=\"//article\" s:page.detail=\"true\"/></body></opml>");
  network.configure("[[subscribe]]\nopml = \"list.opml\"\n");
  for (const std::string day : {"2", "3", "4", "5"}) {
    CAPTURE(day);
    const Finished run = network.refresh({"--force"}, "2026-02-0" + day + "T12:00:00Z");
    REQUIRE(run.exit_code == 0);
    CHECK_THAT(run.out, !Contains("stay out of the feeds"));
    const std::string feed = bytes_of(network.published("all.json"));
    CHECK_THAT(feed, Contains("News 45") && Contains("News 41") && !Contains("News 40"));
    CHECK((feed.find("News 44") != std::string::npos) == (day >= "4"));
  }
  std::size_t asked = 0;
  for (const Entry& entry : all) asked += network.server().requests(entry.link).size();
  CHECK(asked == 7);
}

}  // namespace page_detail_test
