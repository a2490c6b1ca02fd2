// SPDX-License-Identifier: MIT
//
// Every vector of tests/data/normalize/attacks in every field of a feed, through the full door:
// parsed, normalised, written. What is written is read again, and its trees hold nothing active.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>

#include "base/ascii.h"
#include "base/time_format.h"
#include "base/utf8.h"
#include "normalize/html/sanitize.h"
#include "normalize/normalize.h"
#include "parse/feed_parser.h"
#include "tests/normalize/attack_vectors.h"
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

// What a URL may start with wherever a reader could follow or fetch it.
bool is_harmless_url(std::string_view url) {
  return url.empty() || url.starts_with("https://") || url.starts_with("http://") ||
         url.starts_with("mailto:") || url.starts_with("tel:") || url.starts_with("ftp://");
}

// An id is no link, but some readers make one of it.
bool is_harmless_id(std::string_view id) {
  for (const char* const scheme : {"javascript:", "data:", "vbscript:", "file:", "blob:"}) {
    if (base::starts_with_ignoring_case(base::trim(id), scheme)) return false;
  }
  return true;
}

const std::set<std::string> kUrlNames = {
    "href",     "src",   "url",           "uri",      "link",        "comments",
    "icon",     "logo",  "docs",          "avatar",   "favicon",     "external_url",
    "feed_url", "image", "home_page_url", "next_url", "banner_image"};
const std::set<std::string> kHtmlNames = {"title",   "description",  "content:encoded", "content",
                                          "summary", "content_html", "subtitle"};

std::string local_name(const char* name) {
  const std::string_view whole = name;
  return std::string(whole.substr(whole.find(':') == whole.npos ? 0 : whole.find(':') + 1));
}

std::string fault_of_value(const std::string& name, const std::string& value, bool html) {
  if (kUrlNames.count(name) > 0 && !is_harmless_url(value)) return name + ": " + value + "\n";
  if ((name == "id" || name == "guid") && !is_harmless_id(value)) return name + ": " + value + "\n";
  if (!html || !test::judge_can_read(value)) return {};
  const std::string active = test::active_in(value);
  return active.empty() ? active : name + " with " + active;
}

// In RSS all texts may be taken for HTML; Atom says by `type`.
bool reads_as_html(const pugi::xml_node& node, bool rss) {
  if (kHtmlNames.count(node.name()) == 0) return false;
  return rss || std::string_view(node.attribute("type").value()) == "html";
}

struct XmlJudge : pugi::xml_tree_walker {
  bool rss = false;
  std::string faults;

  bool for_each(pugi::xml_node& node) override {
    if (node.type() != pugi::node_element && node.type() != pugi::node_pcdata) {
      faults += "a node that is neither element nor text\n";
    }
    if (node.type() != pugi::node_element) return true;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      if (std::string_view(attribute.name()).starts_with("xmlns")) continue;
      faults += fault_of_value(local_name(attribute.name()), attribute.value(), false);
    }
    if (node.child("url") || node.child("atom:name") || node.child("name")) return true;
    faults += fault_of_value(local_name(node.name()), node.child_value(), reads_as_html(node, rss));
    return true;
  }
};

std::string faults_of_xml(const std::string& bytes, bool rss) {
  pugi::xml_document document;
  const auto result = document.load_buffer(
      bytes.data(), bytes.size(),
      pugi::parse_default | pugi::parse_pi | pugi::parse_comments | pugi::parse_doctype);
  if (!result) return result.description();
  XmlJudge judge;
  judge.rss = rss;
  document.document_element().traverse(judge);
  return judge.faults;
}

std::string faults_of_json(const nlohmann::json& value) {
  std::string faults;
  for (const auto& [key, each] : value.items()) {
    if (each.is_structured()) {
      faults += faults_of_json(each);
    } else if (each.is_string()) {
      faults += fault_of_value(key, each.get<std::string>(), key == "content_html");
    }
  }
  return faults;
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
  CHECK(faults_of_xml(write::render(document, write::Format::rss, self), true) == "");
  CHECK(faults_of_xml(write::render(document, write::Format::atom, self), false) == "");
  CHECK(faults_of_json(nlohmann::json::parse(write::render(document, write::Format::json, self))) ==
        "");
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
  CHECK(faults_of_xml("<rss><link>javascript:probe(1)</link></rss>", true) != "");
  CHECK(faults_of_xml("<rss><title>&lt;svg onload=probe(1)&gt;</title></rss>", true) != "");
  CHECK(faults_of_xml("<feed><id> JavaScript:probe(1)</id></feed>", false) != "");
  CHECK(faults_of_json({{"items", {{{"url", "data:,probe(1)"}}}}}) != "");
  CHECK(test::made_up_text("<script>a</script>b", "ab") == "a");
}

}  // namespace
}  // namespace syndic::attack_test
