// SPDX-License-Identifier: MIT
//
// Every vector of tests/data/normalize/attacks in every field of a feed, through the full door:
// parsed, normalised, written. What is written is read again, and its trees hold nothing active.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/time_format.h"
#include "base/utf8.h"
#include "normalize/html/sanitize.h"
#include "normalize/normalize.h"
#include "parse/feed_parser.h"
#include "tests/normalize/attack_vectors.h"
#include "tests/normalize/feed_judge.h"
#include "tests/normalize/html_judge.h"
#include "write/feed_writer.h"

namespace syndic::attack_test {
namespace {

model::Feed normalized(const std::string& bytes, const char* type) {
  const parse::Hints hints{.base_url = "https://partner.example/feed/", .content_type = type};
  return normalize::normalize(parse::parse_feed(bytes, hints).value(),
                              {.source_url = "https://partner.example/feed/"},
                              *base::parse_rfc3339_utc("2026-01-31T12:00:00Z"))
      .feed;
}

write::Document document_of(model::Feed feed) {
  write::Document document{.title = feed.title.value,
                           .subtitle = feed.subtitle.value,
                           .home_page_url = feed.home_page_url,
                           .language = feed.language,
                           .rights = feed.rights,
                           .icon = feed.icon,
                           .favicon = feed.favicon,
                           .authors = feed.authors,
                           .hubs = feed.hubs};
  for (model::Item& item : feed.items) document.entries.push_back({.item = std::move(item)});
  return document;
}

std::string faults_of_contents(const model::Feed& feed) {
  std::string faults;
  for (const model::Item& item : feed.items) {
    if (item.content.type != model::TextType::html) continue;
    if (test::judge_can_read(item.content.value)) faults += test::faults_of(item.content.value);
  }
  return faults;
}

void require_nothing_active(const std::string& bytes, const char* type) {
  const model::Feed feed = normalized(bytes, type);
  REQUIRE(feed.items.size() == 2);
  CHECK(faults_of_contents(feed) == "");
  const write::Document document = document_of(feed);
  const char* const self = "https://turn.example/feeds/all";
  CHECK(test::faults_of_xml(write::render(document, write::Format::rss, self), true) == "");
  CHECK(test::faults_of_xml(write::render(document, write::Format::atom, self), false) == "");
  CHECK(test::faults_of_json(
            nlohmann::json::parse(write::render(document, write::Format::json, self))) == "");
}

TEST_CASE("No attack of any class leaves anything active in what is published") {
  const std::vector<test::AttackVector> vectors = test::attack_vectors();
  REQUIRE(vectors.size() >= 600);
  for (const test::AttackVector& vector : vectors) {
    INFO(vector.where << ": " << vector.text.substr(0, 400));
    const test::HostileFeeds feeds = test::hostile_feeds(vector.text);
    require_nothing_active(feeds.rss, "application/rss+xml");
    require_nothing_active(feeds.atom, "application/atom+xml");
    require_nothing_active(feeds.json, "application/feed+json");
  }
}

TEST_CASE("What is left of an attack stays as it is, and shows no text that was none") {
  for (const test::AttackVector& vector : test::attack_vectors()) {
    INFO(vector.where << ": " << vector.text.substr(0, 400));
    std::string once;
    normalize::sanitize(vector.text, {"https://example.org/", false}, once);
    std::string twice;
    normalize::sanitize(once, {"https://example.org/", false}, twice);
    CHECK(twice == once);
    const std::string text = base::to_xml_text(vector.text);
    if (test::judge_can_read(text)) CHECK(test::made_up_text(text, once) == "");
  }
}

TEST_CASE("The judges see what is active") {
  CHECK(test::active_in("<img src=x onerror=probe(1)>") != "");
  CHECK(test::active_in("<p style=x>a</p>") != "");
  CHECK(test::active_in("<a href=javascript:probe(1)>a</a>") != "");
  CHECK(test::active_in("a &lt;script&gt; &amp; b") == "");
  CHECK(test::faults_of_xml("<rss><link>javascript:probe(1)</link></rss>", true) != "");
  CHECK(test::faults_of_xml("<rss><title>&lt;svg onload=probe(1)&gt;</title></rss>", true) != "");
  CHECK(test::faults_of_xml("<feed><id> JavaScript:probe(1)</id></feed>", false) != "");
  CHECK(test::faults_of_json({{"items", {{{"url", "data:,probe(1)"}}}}}) != "");
  CHECK(test::made_up_text("<script>a</script>b", "ab") == "a");
}

}  // namespace
}  // namespace syndic::attack_test
