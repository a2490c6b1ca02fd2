// SPDX-License-Identifier: MIT
//
// Feeds of some items only, and what stands in a feed besides its newest items.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/time_format.h"
#include "pipeline/publish/publish.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace facets_test {

using namespace syndic;
using Titles = std::vector<std::string>;

namespace {

model::Timestamp at(const std::string& text) { return base::parse_rfc3339_utc(text).value(); }

model::Item item(const std::string& title, const std::string& published) {
  model::Item item;
  item.id = "tag:a.example,2026:" + title;
  item.title.value = title;
  item.published = at(published);
  item.content_hash = title;
  return item;
}

struct Fixture {
  test::TempDir dir;
  config::Config config;
  std::unique_ptr<store::Store> store;
  model::Timestamp now = at("2026-01-31T12:00:00Z");

  Fixture() {
    config.site = {.title = "All", .url = "https://www.example.org/", .language = "en"};
    config.publish.directory = dir / "public";
    config.publish.page = false;
    for (const char* id : {"a", "b"}) {
      config.sources.push_back({.id = id, .fetch = {.id = id, .url = "https://x.example/"}});
    }
    store = store::open(test::options_of(dir.path()));
  }

  void merge(const char* source, std::vector<model::Item> items) {
    model::Feed feed;
    feed.items = std::move(items);
    for (model::Item& each : feed.items) each.id += std::string(":") + source;
    (void)store->merge(source, feed, {}, now);
  }

  config::Feed& feed(const char* name) {
    config.feeds.push_back({.name = name, .title = name});
    return config.feeds.back();
  }

  bool publish() { return pipeline::publish(config, *store, now, {}).rendered; }

  [[nodiscard]] Titles titles(const std::string& file) const {
    Titles titles;
    const auto json = nlohmann::json::parse(test::bytes_of(dir / "public" / file));
    for (const auto& each : json.at("items")) {
      titles.push_back(each.at("title"));
    }
    return titles;
  }
};

}  // namespace

TEST_CASE("a feed has the items of its tags, kinds, languages and rules alone") {
  Fixture f;
  model::Item tagged = item("Tagged", "2026-01-05T00:00:00Z");
  tagged.categories = {{.term = "x", .label = "Éducation"}};
  model::Item film = item("Film", "2026-01-04T00:00:00Z");
  film.kind = model::Kind::watch;
  film.language = "fr-CA";
  model::Item talk = item("Talk", "2026-01-03T00:00:00Z");
  talk.kind = model::Kind::listen;
  f.merge("a", {tagged, film, talk, item("Labor news", "2026-01-02T00:00:00Z"),
                item("Labor advertisement", "2026-01-01T00:00:00Z")});
  f.feed("tags").tags = {"éDUCATION"};
  f.feed("kinds").kinds = {model::Kind::watch, model::Kind::listen};
  f.feed("french").languages = {"fr"};
  f.feed("english").languages = {"en-US", "en"};
  config::Feed& words = f.feed("words");
  words.rules.include = {normalize::Rule::read("labor").value()};
  words.rules.exclude = {normalize::Rule::read("advertisement").value()};
  f.publish();
  CHECK(f.titles("tags.json") == Titles{"Tagged"});
  CHECK(f.titles("kinds.json") == Titles{"Film", "Talk"});
  CHECK(f.titles("french.json") == Titles{"Film"});
  CHECK(f.titles("english.json") == Titles{"Tagged", "Talk", "Labor news", "Labor advertisement"});
  CHECK(f.titles("words.json") == Titles{"Labor news"});

  SECTION("an item that changes comes and goes with its tags") {
    tagged.categories.clear();
    tagged.content_hash = "another";
    talk.categories = {{.term = "éducation"}};
    talk.content_hash = "another";
    f.merge("a", {tagged, talk});
    f.publish();
    CHECK(f.titles("tags.json") == Titles{"Talk"});
  }
  SECTION("a feed that filters otherwise is sorted anew, and one that left and is back") {
    const config::Feed kinds = f.config.feeds[1];
    f.config.feeds.erase(f.config.feeds.begin() + 1);
    f.config.feeds[0].tags = {"x"};
    f.config.digest = "another";
    model::Item second = item("Second film", "2026-01-06T00:00:00Z");
    second.kind = model::Kind::watch;
    f.merge("a", {second});
    f.publish();
    CHECK(f.titles("tags.json") == Titles{"Tagged"});
    f.config.feeds.push_back(kinds);
    f.publish();
    CHECK(f.titles("kinds.json") == Titles{"Second film", "Film", "Talk"});
  }
}

TEST_CASE("archives of a feed that filters have its items alone") {
  Fixture f;
  std::vector<model::Item> items;
  for (int day = 10; day < 30; ++day) {
    items.push_back(
        item("Item " + std::to_string(day), "2025-12-" + std::to_string(day) + "T00:00:00Z"));
    if (day % 5 == 0) items.back().kind = model::Kind::watch;
  }
  f.merge("a", items);
  config::Feed& films = f.feed("films");
  films.kinds = {model::Kind::watch};
  films.items = 1;
  f.publish();
  CHECK(f.titles("films.json") == Titles{"Item 25"});
  CHECK(f.titles("films-archive-1.json") == Titles{"Item 20", "Item 15", "Item 10"});
}

TEST_CASE("of one source a feed has at most max_per_source, and archives the rest") {
  Fixture f;
  f.merge("a", {item("A4", "2026-01-09T00:00:00Z"), item("A3", "2026-01-08T00:00:00Z"),
                item("A2", "2026-01-07T00:00:00Z"), item("A1", "2026-01-06T00:00:00Z")});
  f.merge("b", {item("B1", "2026-01-01T00:00:00Z")});
  config::Feed& all = f.feed("all");
  all.max_per_source = 2;
  all.items = 4;
  f.publish();
  CHECK(f.titles("all.json") == Titles{"A4", "A3", "B1"});
  CHECK(f.titles("all-archive-1.json") == Titles{"A2", "A1"});
}

TEST_CASE("a source that fills the feed is shown with its copies of what is too old of others") {
  Fixture f;
  model::Item shared = item("Shared", "2026-01-05T00:00:00Z");
  shared.url = shared.canonical_url = "https://b.example/shared";
  f.merge("b", {shared});
  f.now += boost::posix_time::hours(1);
  shared.published = at("2026-01-10T00:00:00Z");
  f.merge("a", {shared, item("A9", "2026-01-09T00:00:00Z"), item("A8", "2026-01-08T00:00:00Z")});
  f.feed("all").items = 2;
  f.publish();
  CHECK(f.titles("all.json") == Titles{"Shared", "A9"});
}

TEST_CASE("no copy stands in for what is one too many of its source") {
  Fixture f;
  std::vector<model::Item> own;
  for (int day = 1; day < 5; ++day) {
    own.push_back(
        item("Own " + std::to_string(day), "2026-01-0" + std::to_string(day) + "T00:00:00Z"));
    own.back().url = own.back().canonical_url = "https://a.example/" + std::to_string(day);
  }
  f.merge("a", own);
  f.now += boost::posix_time::hours(1);
  f.merge("b", own);
  f.feed("all").max_per_source = 2;
  f.publish();
  CHECK(f.titles("all.json") == Titles{"Own 4", "Own 3"});
}

TEST_CASE("what was first seen long after its date is in the feed for 48 hours") {
  Fixture f;
  std::vector<model::Item> daily;
  for (int day = 10; day < 30; ++day) {
    daily.push_back(
        item("Day " + std::to_string(day), "2026-01-" + std::to_string(day) + "T00:00:00Z"));
  }
  f.merge("a", daily);
  f.merge("b", {item("Old of a new source", "2025-11-01T00:00:00Z")});
  config::Feed& all = f.feed("all");
  all.items = 10;
  f.publish();
  CHECK(f.titles("all.json").back() == "Day 20");

  f.merge("b", {item("Late 1", "2025-12-01T00:00:00Z"), item("Late 2", "2025-12-02T00:00:00Z"),
                item("Late 3", "2025-12-03T00:00:00Z")});
  REQUIRE(f.publish());
  Titles titles = f.titles("all.json");
  REQUIRE(titles.size() == 10);
  CHECK(titles[7] == "Day 22");
  CHECK(titles[8] == "Late 3");
  CHECK(titles[9] == "Late 2");
  CHECK_FALSE(f.publish());

  // It also stays where what is newer spans more time.
  f.merge("a", {item("Day 31", "2026-01-31T00:00:00Z")});
  REQUIRE(f.publish());
  titles = f.titles("all.json");
  CHECK(titles.front() == "Day 31");
  CHECK(titles.back() == "Late 2");

  f.now = at("2026-02-02T11:59:59Z");
  CHECK_FALSE(f.publish());
  f.now = at("2026-02-02T12:00:00Z");
  CHECK(f.publish());
  CHECK(f.titles("all.json").back() == "Day 21");
  CHECK(f.titles("all-archive-1.json").back() == "Old of a new source");
}

TEST_CASE("what moved on in time is not late, however many came after it") {
  Fixture f;
  f.merge("a", {item("First", "2026-01-01T00:00:00Z")});
  config::Feed& all = f.feed("all");
  all.items = 5;
  for (int hour = 10; hour < 20; ++hour) {
    const std::string time = "2026-01-31T" + std::to_string(hour) + ":00:00Z";
    f.now = at(time) + boost::posix_time::minutes(5);
    f.merge("a", {item("Hour " + std::to_string(hour), time)});
  }
  f.publish();
  CHECK(f.titles("all.json") == Titles{"Hour 19", "Hour 18", "Hour 17", "Hour 16", "Hour 15"});

  const std::string two_hours_ago = "2026-01-31T17:30:00Z";
  f.merge("a", {item("Within what is shown", two_hours_ago)});
  f.publish();
  CHECK(f.titles("all.json") ==
        Titles{"Hour 19", "Hour 18", "Within what is shown", "Hour 17", "Hour 16"});
}

}  // namespace facets_test
