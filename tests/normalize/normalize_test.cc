// SPDX-License-Identifier: MIT
//
// normalize(): the policy as a whole; each rule has its own test beside.
#include "normalize/normalize.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"
#include "normalize/item/content_hash.h"

namespace syndic::normalize::normalize_test {
namespace {

const Options kOptions{"https://partner.example/feed", 1'000};

model::Timestamp at(std::string_view text) { return *base::parse_rfc3339_utc(text); }
model::Timestamp noon() { return at("2026-01-31T12:00:00Z"); }

model::Item item(std::string id, std::string_view published = {}) {
  model::Item made;
  made.id = std::move(id);
  made.url = "https://example.org/" + made.id;
  made.published = base::parse_rfc3339_utc(published);
  return made;
}

model::Feed feed_of(std::vector<model::Item> items) {
  model::Feed feed;
  feed.base_url = "https://example.org/";
  feed.items = std::move(items);
  return feed;
}

model::Item normalized_item(model::Item given) {
  return normalize(feed_of({std::move(given)}), kOptions, noon()).feed.items.at(0);
}

TEST_CASE("Items come newest first, then by id") {
  const auto result = normalize(
      feed_of({item("urn:x:b", "2022-01-01T00:00:00Z"), item("urn:x:c", "2023-01-01T00:00:00Z"),
               item("urn:x:a", "2022-01-01T00:00:00Z"), item("urn:x:d")}),
      kOptions, noon());
  std::vector<std::string> ids;
  for (const auto& each : result.feed.items) ids.push_back(each.id);
  CHECK(ids == std::vector<std::string>{"urn:x:d", "urn:x:c", "urn:x:a", "urn:x:b"});
  CHECK(result.left_out == 0);
}

TEST_CASE("What is published in one line has a bound, and only then is it cut") {
  const std::string words(2'048, 'w');
  const std::string long_words = "A title " + std::string(3'000, 'w') + " more";
  model::Item given = item("urn:x:a");
  given.title.value = words;
  given.authors = {{.name = words}, {.name = long_words}};
  given.categories = {{.term = long_words}};
  given.rights = long_words;
  model::Feed feed = feed_of({given});
  feed.title.value = long_words;
  const auto result = normalize(feed, kOptions, noon());
  const model::Item& made = result.feed.items.at(0);
  CHECK(result.feed.title.value == "A title…");
  CHECK(made.title.value == words);
  CHECK(made.authors.at(0).name == words);
  CHECK(made.authors.at(1).name == "A title…");
  CHECK(made.categories.at(0).term == "A title…");
  CHECK(made.rights == "A title…");
  clean(feed);
  CHECK(feed.title.value == long_words);
}

TEST_CASE("An id that is too long becomes a name of itself, always the same") {
  const std::string longest = "urn:x:" + std::string(8'192 - 6, 'a');
  CHECK(normalized_item(item(longest)).id == longest);
  const std::string id = normalized_item(item(longest + "a")).id;
  CHECK(id.size() == std::string_view("urn:uuid:00000000-0000-0000-0000-000000000000").size());
  CHECK(id.starts_with("urn:uuid:"));
  CHECK(normalized_item(item(longest + "a")).id == id);
  CHECK(normalized_item(item(longest + "b")).id != id);
}

TEST_CASE("Undated items stay in the feed's order") {
  const auto result =
      normalize(feed_of({item("urn:x:b"), item("urn:x:c"), item("urn:x:a")}), kOptions, noon());
  std::vector<std::string> ids;
  for (const auto& each : result.feed.items) ids.push_back(each.id);
  CHECK(ids == std::vector<std::string>{"urn:x:b", "urn:x:c", "urn:x:a"});
}

TEST_CASE("An item knows its id as given, its place in the feed and what dates it") {
  const auto items =
      normalize(feed_of({item("urn:x:2", "2021-01-01T00:00:00Z"), item("1")}), kOptions, noon())
          .feed.items;
  REQUIRE(items.size() == 2);
  CHECK(items[0].lineage.given_id == "1");
  CHECK(items[0].lineage.feed_id == items[0].id);
  CHECK(items[0].lineage.identity == model::IdentityRule::made_of_id);
  CHECK(items[0].lineage.position == 1);
  CHECK(items[1].lineage.given_id == "urn:x:2");
  CHECK(items[1].lineage.identity == model::IdentityRule::given);
  CHECK(items[1].lineage.position == 0);
}

TEST_CASE("Items without ids that are all of now keep their ids at the next fetch") {
  const auto ids_at = [](std::string_view now) {
    std::vector<model::Item> items = {item(""), item("")};
    items[0].title.value = "A";
    items[1].title.value = "B";
    for (model::Item& each : items) {
      each.url.clear();
      each.published = at(now);
    }
    const auto result = normalize(feed_of(items), kOptions, at(now)).feed.items;
    return std::vector<std::string>{result.at(0).id, result.at(1).id};
  };
  CHECK(ids_at("2026-01-31T12:00:00Z") == ids_at("2026-02-01T12:00:00Z"));
}

TEST_CASE("Only the newest items are taken, and the others counted") {
  const auto result = normalize(
      feed_of({item("urn:x:1", "2021-01-01T00:00:00Z"), item("urn:x:3", "2023-01-01T00:00:00Z"),
               item("urn:x:2", "2022-01-01T00:00:00Z")}),
      Options{"s", 2}, noon());
  REQUIRE(result.feed.items.size() == 2);
  CHECK(result.feed.items[0].id == "urn:x:3");
  CHECK(result.feed.items[1].id == "urn:x:2");
  CHECK(result.left_out == 1);
}

TEST_CASE("Every item has id, date, canonical URL and hash") {
  model::Item given = item("1");
  given.url = "http://example.org/a/?utm_source=rss#x";
  const model::Item result = normalized_item(given);
  CHECK(result.id.starts_with("urn:uuid:"));
  CHECK(result.published == noon());
  CHECK(result.dated_by_first_sight);
  CHECK(result.canonical_url == "https://example.org/a");
  CHECK(result.content_hash == content_hash(result));
}

TEST_CASE("Tracking parameters leave the item's link and its text, and nothing else changes") {
  model::Item given = item("urn:x:1");
  given.url = "http://Example.org/a?b=%7e&utm_source=rss";
  given.content = {
      "<a href=\"http://a.example/?fbclid=1\">x</a> <a href=\"http://a.example/?b\">y</a>",
      model::TextType::html,
      {}};
  const model::Item result = normalized_item(given);
  CHECK(result.url == "http://Example.org/a?b=%7e");
  CHECK(result.content.value ==
        "<a href=\"http://a.example/\">x</a> <a href=\"http://a.example/?b\">y</a>");
}

TEST_CASE("An item without an image takes the first of its text") {
  model::Item given = item("urn:x:1");
  given.content = {"<img src=pixel.gif width=1 height=1><img src=a.png><img src=b.png>",
                   model::TextType::html,
                   {}};
  CHECK(normalized_item(given).image == "https://example.org/a.png");
  given.image = "own.png";
  CHECK(normalized_item(given).image == "https://example.org/own.png");
}

TEST_CASE("The same feed gives the same items, whatever their order in it and the time") {
  model::Item first = item("1", "2022-01-01T00:00:00Z");
  model::Item second = item("1", "2022-01-02T00:00:00Z");
  first.title.value = "first";
  const auto forwards = normalize(feed_of({first, second}), kOptions, noon()).feed.items;
  const auto backwards =
      normalize(feed_of({second, first}), kOptions, at("2026-02-01T00:00:00Z")).feed.items;
  REQUIRE(forwards.size() == 2);
  REQUIRE(backwards.size() == 2);
  for (std::size_t i = 0; i < forwards.size(); ++i) {
    CHECK(forwards[i].id == backwards[i].id);
    CHECK(forwards[i].content_hash == backwards[i].content_hash);
  }
}

TEST_CASE("Of an item that the feed has twice the first stays") {
  model::Item twin = item("urn:x:1", "2022-01-01T00:00:00Z");
  const auto result = normalize(feed_of({twin, twin}), kOptions, noon());
  REQUIRE(result.feed.items.size() == 1);
  CHECK(result.feed.items[0].id == "urn:x:1");
  CHECK(result.left_out == 0);
}

TEST_CASE("What is normalised already stays as it is") {
  model::Item given = item("guid", "2022-01-01T00:00:00Z");
  given.title = {"A &amp; B <i>c</i>", model::TextType::unknown, {}};
  given.content = {"<p>x<p>y<a href=/z>z", model::TextType::html, {}};
  given.enclosures = {{"a.mp3", "", "", 1, 60}};
  const auto once = normalize(feed_of({given}), kOptions, noon()).feed;
  const auto twice = normalize(once, kOptions, noon()).feed;
  CHECK(once.items[0].id == twice.items[0].id);
  CHECK(once.items[0].content_hash == twice.items[0].content_hash);
}

TEST_CASE("A feed without items stays one") {
  const auto result = normalize(feed_of({}), kOptions, noon());
  CHECK(result.feed.items.empty());
  CHECK(result.left_out == 0);
}

TEST_CASE("An item's texts have at most max_item bytes, and link to the whole") {
  Options options = kOptions;
  options.max_item = 150;
  model::Item html = item("urn:x:h", "2022-01-03T00:00:00Z");
  html.content = {
      "<p>The first of two paragraphs, which stays.</p><p>" + std::string(150, 'x') + "</p>",
      model::TextType::html,
      {}};
  model::Item plain = item("urn:x:p", "2022-01-02T00:00:00Z");
  plain.content = {"One\n\n" + std::string(150, 'y'), model::TextType::plain, {}};
  plain.summary = {"Two " + std::string(150, 'z'), model::TextType::plain, {}};
  model::Item whole = item("urn:x:w", "2022-01-01T00:00:00Z");
  whole.content = {std::string(150, 'w'), model::TextType::plain, {}};
  const auto result = normalize(feed_of({html, plain, whole}), options, noon());
  CHECK(result.cut == 2);
  const auto& items = result.feed.items;
  CHECK(items[0].content.value ==
        "<p>The first of two paragraphs, which stays.</p><p><a "
        "href=\"https://example.org/urn:x:h\">Read the whole item</a></p>");
  CHECK(items[1].content.value == "One…\n\nRead the whole item: https://example.org/urn:x:p");
  CHECK(items[1].summary.value == "Two…");
  CHECK(items[2].content.value == std::string(150, 'w'));
}

TEST_CASE("Half an item is left out") {
  model::Feed feed =
      feed_of({item("urn:x:1", "2022-01-03T00:00:00Z"), item("urn:x:2", "2022-01-02T00:00:00Z")});
  feed.ends_in_item = true;
  feed.last_is_half = true;
  const model::Feed result = normalize(feed, kOptions, noon()).feed;
  REQUIRE(result.items.size() == 1);
  CHECK(result.items[0].id == "urn:x:1");
  CHECK(result.ends_in_item);
}

TEST_CASE("A cut item is of other rules than a whole one, so that max_item changes no date") {
  model::Item given = item("urn:x:1", "2022-01-03T00:00:00Z");
  given.content = {"One " + std::string(100, 'y'), model::TextType::plain, {}};
  const auto hash = [&](std::size_t max_item) {
    Options options = kOptions;
    options.max_item = max_item;
    return normalize(feed_of({given}), options, noon()).feed.items.at(0).content_hash;
  };
  CHECK(hash(200).starts_with("4:"));
  CHECK(hash(100).starts_with("4 cut to 100:"));
}

TEST_CASE("An item without an id is named by its whole text, however much of it stays") {
  model::Item given = item("", "2022-01-03T00:00:00Z");
  given.url.clear();
  given.content = {"One " + std::string(100, 'y'), model::TextType::plain, {}};
  Options options = kOptions;
  options.max_item = 50;
  CHECK(normalize(feed_of({given}), options, noon()).feed.items.at(0).id ==
        normalized_item(given).id);
}

TEST_CASE("Links inside of a network are published only where private addresses are allowed") {
  model::Item given = item("x", "2022-01-01T00:00:00Z");
  given.id.clear();
  given.url = "http://intranet/story";
  given.comments_url = "http://localhost:8080/c";
  given.content = {
      "<p>See <a href=\"http://intranet/x\">this</a>, <a href=\"https://a.example/\">"
      "that</a><img src=\"http://10.0.0.1/p.png\"></p>",
      model::TextType::html, ""};
  given.enclosures = {{"http://nas/a.mp3", "audio/mpeg", "", {}, {}},
                      {"https://a.example/a.mp3", "audio/mpeg", "", {}, {}}};
  const model::Item open = normalized_item(given);
  CHECK(open.id == "http://intranet/story");
  CHECK(open.url.empty());
  CHECK(open.comments_url.empty());
  CHECK(open.content.value == "<p>See this, <a href=\"https://a.example/\">that</a></p>");
  REQUIRE(open.enclosures.size() == 1);
  CHECK(open.enclosures[0].url == "https://a.example/a.mp3");
  Options options = kOptions;
  options.allow_private = true;
  const model::Item inside = normalize(feed_of({given}), options, noon()).feed.items.at(0);
  CHECK(inside.id == open.id);
  CHECK(inside.canonical_url == open.canonical_url);
  CHECK(inside.url == "http://intranet/story");
  CHECK(inside.comments_url == "http://localhost:8080/c");
  CHECK(inside.enclosures.size() == 2);
  CHECK(inside.content.value.find("http://intranet/x") != std::string::npos);
}

}  // namespace
}  // namespace syndic::normalize::normalize_test
