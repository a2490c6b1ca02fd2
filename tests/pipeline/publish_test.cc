// SPDX-License-Identifier: MIT
#include "pipeline/publish.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "base/time_format.h"
#include "tests/support/temp_dir.h"

using namespace syndic;

namespace {

model::Timestamp at(const char* text) { return base::parse_rfc3339_utc(text).value(); }

struct Fixture {
  test::TempDir dir;
  config::Config config;
  std::unique_ptr<store::Store> store;

  Fixture() {
    config.site = {.title = "All",
                   .subtitle = "Of everyone",
                   .url = "https://www.example.org/",
                   .feeds_url = "https://www.example.org/feeds/",
                   .language = "en-US",
                   .owner = {.name = "TURN", .email = "news@example.org"}};
    config.publish.directory = dir / "public";
    config.sources.push_back({.id = "a",
                              .name = "Partner A",
                              .groups = {"partners"},
                              .fetch = {.id = "a", .url = "https://user:secret@a.example/feed"}});
    store = store::open_sqlite({.sqlite_file = dir / "syndic.db"});
    model::Feed feed;
    feed.title.value = "What A calls itself";
    feed.home_page_url = "https://a.example/";
    for (const char* date : {"2022-05-16T00:00:00Z", "2019-02-04T00:00:00Z"}) {
      model::Item item;
      item.id = "tag:a.example,2022:" + std::string(date).substr(0, 4);
      item.title.value = date;
      item.published = at(date);
      item.content_hash = date;
      feed.items.push_back(item);
    }
    (void)store->merge("a", feed, {}, at("2026-01-31T12:00:00Z"));
  }

  pipeline::Published publish(const char* now, const pipeline::PublishOptions& options = {}) {
    return pipeline::publish(config, *store, at(now), options);
  }

  [[nodiscard]] std::string file(const char* name) const {
    return test::bytes_of(dir / "public" / name);
  }
};

}  // namespace

TEST_CASE("the same store gives the same bytes, whenever it is written") {
  Fixture fixture;
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  CHECK(fixture.publish("2026-01-31T12:00:00Z").feeds.at(0).written);
  const std::string before = fixture.file("all.atom");
  CHECK_FALSE(fixture.publish("2027-01-31T12:00:00Z").feeds.at(0).written);
  CHECK(fixture.file("all.atom") == before);
  pugi::xml_document atom;
  REQUIRE(atom.load_string(before.c_str()));
  CHECK(atom.child("feed").child_value("updated") == std::string("2022-05-16T00:00:00Z"));
}

TEST_CASE("credit goes to the configured name and the public address, never to a password") {
  Fixture fixture;
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  (void)fixture.publish("2026-01-31T12:00:00Z");
  const auto item = nlohmann::json::parse(fixture.file("all.json")).at("items").at(0);
  CHECK(item.at("_syndic").at("source").at("title") == "Partner A");
  CHECK(item.at("_syndic").at("source").at("url") == "https://a.example/feed");
  for (const char* name : {"all.rss", "all.atom", "all.json"}) {
    CHECK(fixture.file(name).find("secret") == std::string::npos);
  }
}

TEST_CASE("max_age and items bound what a feed holds") {
  Fixture fixture;
  fixture.config.feeds.push_back(
      {.name = "young", .title = "Young", .max_age = std::chrono::hours(24 * 365 * 5)});
  fixture.config.feeds.push_back({.name = "one", .title = "One", .items = 1});
  fixture.config.feeds.push_back({.name = "none", .title = "None", .groups = {"turn"}});
  const auto reports = fixture.publish("2026-01-31T12:00:00Z").feeds;
  CHECK(reports.at(0).items == 1);
  CHECK(reports.at(1).items == 1);
  CHECK(reports.at(2).items == 0);
  pugi::xml_document empty;
  CHECK(empty.load_string(fixture.file("none.rss").c_str()));
}

TEST_CASE("only the configured formats are written, and a rehearsal writes none") {
  Fixture fixture;
  fixture.config.publish.formats = {write::Format::atom};
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  CHECK(fixture.publish("2026-01-31T12:00:00Z", {.dry_run = true}).feeds.at(0).written);
  CHECK_FALSE(std::filesystem::exists(fixture.dir / "public"));
  (void)fixture.publish("2026-01-31T12:00:00Z");
  CHECK(std::filesystem::exists(fixture.dir / "public/all.atom"));
  CHECK_FALSE(std::filesystem::exists(fixture.dir / "public/all.rss"));
}
