// SPDX-License-Identifier: MIT
//
// A story keeps its id in a feed, whoever shows it.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/time_format.h"
#include "pipeline/publish/publish.h"
#include "store/ledger.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace lasting_ids_test {

using namespace syndic;

namespace {

model::Timestamp at(const char* text) { return base::parse_rfc3339_utc(text).value(); }

// A story of its owner, and of an aggregator under another id.
struct Fixture {
  test::TempDir dir;
  config::Config config;
  std::unique_ptr<store::Store> store;

  Fixture() {
    config.site = {.title = "All", .url = "https://www.example.org/"};
    config.publish.directory = dir / "public";
    config.publish.page = false;
    config.publish.max_vanish = 1;
    config.sources = {{.id = "owner", .fetch = {.url = "https://owner.example/feed"}},
                      {.id = "copier", .fetch = {.url = "https://copier.example/feed"}}};
    config.feeds.push_back({.name = "all", .title = "All"});
    store = store::open(test::options_of(dir.path()));
  }

  void merge(const char* source, const char* now) {
    model::Feed feed;
    model::Item& item = feed.items.emplace_back();
    item.id = "tag:" + std::string(source) + ".example,2026:1";
    item.url = item.canonical_url = "https://owner.example/1";
    item.title.value = "A story";
    item.published = at("2026-01-31T10:00:00Z");
    (void)store->merge(source, feed, {}, at(now));
  }

  // The source and id of each item that is shown.
  std::string shown(const char* now) {
    (void)pipeline::publish(config, *store, at(now), {});
    const auto json = nlohmann::json::parse(test::bytes_of(dir / "public/all.json"));
    std::string shown;
    for (const auto& item : json.at("items")) {
      shown += item.at("_syndic").at("source").at("id").get<std::string>() + " " +
               item.at("id").get<std::string>() + "\n";
    }
    return shown;
  }

  void change(const char* what) { config.digest = what; }
};

}  // namespace

TEST_CASE("what a copier showed during an embargo keeps its id when the owner shows it") {
  Fixture f;
  f.config.sources[0].terms.embargo = std::chrono::hours(48);
  f.merge("owner", "2026-01-31T11:00:00Z");
  f.merge("copier", "2026-01-31T12:00:00Z");
  CHECK(f.shown("2026-01-31T12:00:00Z") == "copier tag:copier.example,2026:1\n");
  CHECK(f.shown("2026-02-02T12:00:00Z") == "owner tag:copier.example,2026:1\n");
  CHECK(f.shown("2026-02-03T12:00:00Z") == "owner tag:copier.example,2026:1\n");
}

TEST_CASE("what an owner showed keeps its id when only a copier is left") {
  Fixture f;
  f.merge("owner", "2026-01-31T11:00:00Z");
  f.merge("copier", "2026-01-31T12:00:00Z");
  CHECK(f.shown("2026-01-31T12:00:00Z") == "owner tag:owner.example,2026:1\n");
  SECTION("as the owner left the configuration") {
    const config::Source owner = f.config.sources[0];
    f.config.sources.erase(f.config.sources.begin());
    f.change("no owner");
    CHECK(f.shown("2026-01-31T13:00:00Z") == "copier tag:owner.example,2026:1\n");
    f.config.sources.insert(f.config.sources.begin(), owner);
    f.change("an owner again");
    CHECK(f.shown("2026-01-31T14:00:00Z") == "owner tag:owner.example,2026:1\n");
  }
  SECTION("as nothing of the owner may be passed on") {
    f.config.sources[0].terms.content = config::Passing::none;
    f.change("none of the owner");
    CHECK(f.shown("2026-01-31T13:00:00Z") == "copier tag:owner.example,2026:1\n");
  }
  SECTION("and its tombstone names that id") {
    f.config.sources.erase(f.config.sources.begin());
    f.change("no owner");
    (void)f.shown("2026-01-31T13:00:00Z");
    CHECK(f.store->ledger().withdraw({.source_id = "copier",
                                      .id = "tag:copier.example,2026:1",
                                      .at = at("2026-01-31T14:00:00Z")}));
    CHECK(f.shown("2026-01-31T14:00:00Z").empty());
    const auto json = nlohmann::json::parse(test::bytes_of(f.dir / "public/all.json"));
    CHECK(json.at("_syndic").at("deleted").at(0).at("id") == "tag:owner.example,2026:1");
  }
}

TEST_CASE("an id that another item has is its own") {
  Fixture f;
  f.merge("owner", "2026-01-31T11:00:00Z");
  f.merge("copier", "2026-01-31T12:00:00Z");
  (void)f.shown("2026-01-31T12:00:00Z");
  // They are two stories from now on.
  model::Feed feed;
  model::Item& item = feed.items.emplace_back();
  item.id = "tag:copier.example,2026:1";
  item.url = item.canonical_url = "https://copier.example/another";
  item.title.value = "Quite another one";
  item.published = at("2026-01-31T09:00:00Z");
  item.content_hash = "another";
  (void)f.store->merge("copier", feed, {}, at("2026-01-31T13:00:00Z"));
  CHECK(f.shown("2026-01-31T13:00:00Z") ==
        "copier tag:copier.example,2026:1\nowner tag:owner.example,2026:1\n");
}

}  // namespace lasting_ids_test
