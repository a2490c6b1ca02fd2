// SPDX-License-Identifier: MIT
#include "pipeline/lint/letter.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"
#include "pipeline/lint/letter_text.h"

namespace letter_test {

using namespace syndic;
using pipeline::Carried;
using pipeline::Invitation;

namespace {

config::Config network() {
  config::Config config;
  config.site.title = "TURN News";
  config.site.url = "https://www.turn-net.org/";
  config.site.feeds_url = "https://www.turn-net.org/feeds/";
  config.site.owner = {.name = "Jo", .email = "jo@turn-net.org"};
  config.feeds = {{.name = "all", .title = "TURN News"}};
  return config;
}

Invitation site(Carried carried = Carried::feed) {
  return {.carried = carried,
          .source = {.id = "casel", .name = "CASEL", .url = "https://casel.example/feed"},
          .url = "https://casel.example/feed",
          .title = "CASEL Blog"};
}

std::string letter(const config::Config& config, const Invitation& invitation = site()) {
  return pipeline::letter_of(config, invitation, {}, write::Theme());
}

model::Item item(const std::string& title, const char* date) {
  model::Item item;
  item.title.value = title;
  item.url = "https://casel.example/" + title;
  item.published = base::parse_rfc3339_utc(date);
  return item;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

lint::Finding finding(const char* rule, const std::string& example = {}, std::size_t count = 1,
                      std::size_t line = 0) {
  return {.rule = lint::find_rule(rule), .example = example, .count = count, .line = line};
}

}  // namespace

TEST_CASE("the letter says how often this network asks, and under which name") {
  config::Config config = network();
  config.fetch.transport.user_agent = "turn/2";
  CHECK(has(letter(config), "\n- About every hour; later if your server"));
  CHECK(has(letter(config), "\n- One request at a time. If"));
  CHECK(has(letter(config), "\n- In your logs we are: turn/2\n"));
  config.fetch.interval = std::chrono::hours(6);
  config.fetch.transport.per_host = 4;
  CHECK(has(letter(config), "\n- About every 6 h; later if your server"));
  CHECK(has(letter(config), "\n- Up to 4 requests at a time. If"));
  config.fetch.interval = std::chrono::seconds(1);  // Which counts as ten minutes.
  CHECK(has(letter(config), "\n- About every 10 min; later if your server"));
}

TEST_CASE("robots.txt is promised only where it is asked: for pages and for searches") {
  const auto promises = [](Carried carried) {
    return has(letter(network(), site(carried)), "Your robots.txt is asked first");
  };
  CHECK_FALSE(promises(Carried::feed));
  CHECK(promises(Carried::page));
  CHECK(promises(Carried::nothing));
  CHECK(has(letter(network(), site(Carried::feed)), "410 (Gone)"));
  CHECK_FALSE(has(letter(network(), site(Carried::nothing)), "410 (Gone)"));
  Invitation paged = site(Carried::page);
  CHECK_FALSE(has(letter(network(), paged), "nine pages"));
  paged.source.settings = {{"page.next", "//a"}};
  CHECK(has(letter(network(), paged), "Up to nine pages of older\n"));
}

TEST_CASE("a network without a page does not speak of one, nor of one story if it keeps all") {
  config::Config config = network();
  CHECK(has(letter(config), "and our page shows its\n"));
  CHECK(has(letter(config), "/sources.html\n"));
  CHECK(has(letter(config), "- A post that several sources have appears once"));
  config.publish.page = false;
  config.feeds.front().dedupe = false;
  CHECK_FALSE(has(letter(config), "our page"));
  CHECK_FALSE(has(letter(config), ".html"));
  CHECK_FALSE(has(letter(config), "several sources"));
  CHECK(has(letter(config), "- The feed:\n  https://www.turn-net.org/feeds/all.rss\n"));
  config.publish.formats = {write::Format::json};
  CHECK(has(letter(config), "- The feed:\n  https://www.turn-net.org/feeds/all.json\n"));
}

TEST_CASE("the feed that is named is one that takes the source in") {
  config::Config config = network();
  config.feeds.front().groups = {"turn"};
  CHECK(pipeline::feed_for(config, site().source) == nullptr);
  CHECK_FALSE(has(letter(config), "Where it is published"));
  config.feeds.push_back({.name = "more", .title = "More"});
  CHECK(has(letter(config), "/feeds/more.rss\n"));
  CHECK_FALSE(has(letter(config), "index.html"));  // It has the first feed's items.
  Invitation in_group = site();
  in_group.source.groups = {"turn"};
  CHECK(has(letter(config, in_group), "/feeds/all.rss\n"));
  CHECK(has(letter(config, in_group), "/feeds/index.html\n"));
}

TEST_CASE("items look as on the page, in its zone and language; one without a date has none") {
  config::Config config = network();
  config.site.time_zone = "America/New_York";
  Invitation invitation = site();
  invitation.items = {item("One", "2026-01-31T03:00:00Z"), item("Two", "2026-01-20T03:00:00Z")};
  invitation.items[0].kind = model::Kind::watch;
  invitation.items[0].authors = {{.name = "Ann"}, {.name = "CASEL"}};
  invitation.items[1].dated_by_first_sight = true;
  invitation.items[1].summary.value = "Two";
  invitation.count = 2;
  CHECK(pipeline::shown_items(config, invitation, write::Theme()) ==
        "\n  One\n  January 30, 2026 · CASEL · by Ann\n  WATCH NOW: https://casel.example/One\n"
        "\n  Two\n  dated when we first see it · CASEL\n  READ MORE: https://casel.example/Two\n");
  config.site.language = "es";
  CHECK(has(letter(config, invitation), "\n  30 de enero de 2026 · CASEL · por Ann\n"));
  CHECK(has(letter(config, invitation), "\nIt has 2 posts now."));
  CHECK(has(letter(config), "\nIt has no posts yet.\n"));
}

TEST_CASE("the worst five faults are named with their remedies, and how many more there are") {
  Invitation invitation = site();
  CHECK(has(letter(network(), invitation),
            "\nNothing: your feed has no fault that readers would notice.\n"));
  invitation.findings = {finding("date-unreadable", "soon", 3, 12)};
  CHECK(has(letter(network(), invitation),
            "\n- A date cannot be read (3 times, first in line 12): soon\n  Remedy: write it as "));
  CHECK_FALSE(has(letter(network(), invitation), "more, of which"));
  invitation.findings.resize(5, finding("http-status"));
  invitation.findings.push_back(finding("http-slow"));
  CHECK(has(letter(network(), invitation),
            "\nThere is 1 more, of which we can send you the details.\n"));
  CHECK_FALSE(has(letter(network(), invitation), "three seconds"));
  invitation.findings.push_back(finding("http-slow"));
  CHECK(has(letter(network(), invitation),
            "\nThere are 2 more, of which we can send you the details.\n"));
  invitation.not_judged = "interrupted";
  CHECK_FALSE(has(letter(network(), invitation), "What to mend first"));
}

TEST_CASE("long addresses are told of, and texts are printable and have an end") {
  const std::string url = "https://a.example/" + std::string(282, 'x');
  CHECK(pipeline::shown_address(url) == url);
  CHECK(pipeline::shown_address(url + "y") == "(an address of 301 characters at a.example)");
  CHECK(pipeline::bullet("a\n~b\xE2\x80\xAE\x1B c") == "- a ~b c\n");
  CHECK(pipeline::bullet("").empty());
  CHECK(pipeline::indented(std::string(700, 'x')).size() == 2 + 599 + 3 + 1);  // "…" has 3.
  CHECK(pipeline::section_title("One two") == "\nOne two\n-------\n");
}

TEST_CASE("placeholders, and what is missing of who writes, are gaps") {
  using Lines = std::vector<std::string>;
  config::Config config = network();
  CHECK(pipeline::gaps_in_letter(config).empty());
  config.site.url = "https://www.example.org/";
  config.site.feeds_url.clear();
  config.site.owner = {.email = "jo@news.example.org"};
  CHECK(pipeline::gaps_in_letter(config) ==
        Lines{"site.url is a placeholder: https://www.example.org/",
              "site.feeds_url is not set, and the letter lacks it",
              "site.owner is not set, and the letter lacks it",
              "site.owner.email is a placeholder: jo@news.example.org"});
}

}  // namespace letter_test
