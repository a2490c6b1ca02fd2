// SPDX-License-Identifier: MIT
#include "cli/help/topics.h"

#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "base/utf8.h"
#include "cli/help/explain.h"

namespace topics_test {

using namespace syndic;
using namespace syndic::cli;

namespace {

std::string help(std::string_view topic, std::size_t width = 80) {
  return help_on(manual(), topic, width);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < line.size(); ++characters) {
      at += base::decode_utf8(std::string_view(line).substr(at)).length;
    }
    widest = std::max(widest, characters);
  }
  return widest;
}

}  // namespace

TEST_CASE("a command goes before a key and a chapter of its name, which are named below") {
  const std::string text = help("page");
  CHECK(text.starts_with("Usage: syndic page [OPTION…] INPUT\n\nPropose how to read a page"));
  CHECK(text.ends_with("\nSee also: syndic help publish.page, source.page, the-page\n"));
  CHECK(help("the-page").starts_with("The page: what people see\n"));
}

TEST_CASE("topics count in any case, and the man pages by their names") {
  CHECK(help("Configuration") == help("configuration"));
  CHECK(help("STORE Backup") == help("store backup"));
  CHECK(help("[[Source]]") == help("source"));
  CHECK(help("syndic") == overview(manual(), 80));
  CHECK(help("syndic.toml") == help("configuration"));
  CHECK(help("Syndic.TOML") == help("configuration"));
  CHECK(has(help("configuration"), "\n"));
  CHECK(help("syndic.tom").empty());
}

TEST_CASE("a table inside another one is a key and a section") {
  const std::string text = help("source.page");
  CHECK(text.starts_with("source.page\n  where                   below [[source]]\n"));
  CHECK(has(text, "\n\nsource.page: a page without a feed"));
  CHECK(has(text, "\n\nIn the file: [source.page]\n"));
}

TEST_CASE("a key without its section is every key of that name") {
  const std::string text = help("interval");
  CHECK(text.starts_with("fetch.interval\n"));
  CHECK(has(text, "\n\nsource.interval\n"));
  CHECK(has(text, "\n\nsubscribe.interval\n"));
  CHECK(help("source.interval") ==
        "source.interval\n"
        "  where                   below [[source]]\n"
        "  type                    duration: numbers with ms, s, m, h, d or w, the\n"
        "                          greater units first\n"
        "  default                 fetch.interval\n"
        "  meaning                 how often this one is asked; less than \"10m\" counts as\n"
        "                          \"10m\"\n"
        "  example                 interval = \"6h\"\n"
        "  more                    syndic help source\n");
}

TEST_CASE("a section is known in brackets, too, and lists its keys") {
  CHECK(help("[[source]]") == help("source"));
  CHECK(has(help("fetch"), "In the file: [fetch]\n\nIts keys:\n  concurrency"));
  CHECK(has(help("source"), "\n  groups                  (list, default: [])"));
}

TEST_CASE("all keys are listed below their sections, a line each") {
  const std::string text = help("configuration");
  CHECK(text.starts_with(
      "site: what is published, and by whom\n"
      "  site.title                (text) the title of every feed that has none of its…\n"));
  CHECK(has(text,
            "\n  fetch.timeout             (duration) of a whole transfer, redirects included\n"));
  CHECK(has(text, "\n\nsource: one partner, as [[source]]\n  source.id  "));
  CHECK(has(text, "…\n"));
}

TEST_CASE("a section goes before keys of its name in other sections") {
  CHECK(help("site").starts_with("site: what is published, and by whom\n"));
  CHECK(help("site").ends_with(
            "\nSee also: syndic help source.site, sites-whose-feed-is-looked-for\n") == false);
  CHECK(has(help("site"), "\nSee also: syndic help source.site"));
  CHECK(explained_keys(manual(), "site").empty());
  CHECK(explained_keys(manual(), "[source.page]").size() == 1);
  CHECK(explained_keys(manual(), "interval").size() == 3);
}

TEST_CASE("a chapter is known by words of its heading, several are listed") {
  CHECK(help("rules").starts_with("Rules: which items are wanted\n"));
  CHECK(help("wanted items").starts_with("Rules: which items are wanted\n"));
  CHECK(help("Coming from FreshRSS").starts_with("Coming from Planet Venus, Pluto, FreshRSS"));
  CHECK(help("whose").starts_with("There is help on:\n"));
  CHECK(has(help("whose"), "\n  whose-item-it-is        Whose item it is\n"));
}

TEST_CASE("a key and a chapter of one name are both told") {
  const std::string metrics = help("metrics");
  CHECK(metrics.starts_with("publish.metrics\n  where "));
  CHECK(has(metrics, "\n\nMetrics: what a run did\n"));
  CHECK_FALSE(has(metrics, "See also"));
  CHECK(has(help("events"), "publish.events\n"));
  CHECK(has(help("events"), "\n\nEvents\n"));
  CHECK(has(help("interval"), "See also: syndic help fetch.interval, source.interval"));
}

TEST_CASE("a chapter is known by the beginnings of words, where no word of any is whole") {
  CHECK(help("install").starts_with("Installed from a package\n"));
  CHECK(help("install pack").starts_with("Installed from a package\n"));
  CHECK(help("wanted").starts_with("Rules: which items are wanted\n"));
  CHECK(help("nstalled").empty());
  CHECK(help("in").find("Installed") == std::string::npos);
}

TEST_CASE("every topic that is named has help, of lines that fit") {
  const Manual all = manual();
  for (const std::string& topic : topics_of(all)) {
    INFO(topic);
    const std::string text = help_on(all, topic, 80);
    CHECK_FALSE(text.empty());
    CHECK_FALSE(text.starts_with("There is help on:"));
  }
  for (const char* topic : {"refresh", "configuration", "source", "files", "environment"}) {
    CHECK(widest_line(help(topic)) <= 80);
    CHECK(widest_line(help(topic, 50)) <= 50);
  }
}

TEST_CASE("an unknown topic has no help, but the one that was meant") {
  const Manual all = manual();
  CHECK(help("frobnicate").empty());
  CHECK(help("").empty());
  CHECK(meant_topic(all, "refesh") == "refresh");
  CHECK(meant_topic(all, "intervall") == "interval");
  CHECK(meant_topic(all, "fetch.timout") == "fetch.timeout");
  CHECK(meant_topic(all, "exit-code") == "exit-codes");
  CHECK(meant_topic(all, "frobnicate").empty());
  CHECK(meant_key(all, "source.ttl") == "source.interval");
  CHECK(meant_key(all, "xmlurl") == "source.url");
  CHECK(meant_key(all, "[[sorce]]") == "source");
}

}  // namespace topics_test
