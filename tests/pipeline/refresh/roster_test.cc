// SPDX-License-Identifier: MIT
#include "pipeline/refresh/roster.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/time_format.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace roster_test {

using namespace syndic;
using pipeline::news_of_sources;
using Names = std::map<std::string, std::string>;
using Lines = std::vector<std::string>;

namespace {

struct Fixture {
  test::TempDir dir;
  config::Config config;
  std::unique_ptr<store::Store> store = store::open(test::options_of(dir.path()));

  void configure(const std::string& id, const std::string& url) {
    config.sources.push_back({.id = id, .name = id, .fetch = {.id = id, .url = url}});
  }
  void stored(const std::string& id, const std::string& url, std::size_t items = 0) const {
    model::FetchState state;
    state.fetched_url = url;
    model::Feed feed;
    for (std::size_t i = 0; i < items; ++i) {
      feed.items.push_back({.id = "urn:" + id + std::to_string(i),
                            .published = base::parse_rfc3339_utc("2026-01-30T12:00:00Z")});
    }
    store->merge(id, feed, state, base::parse_rfc3339_utc("2026-01-31T12:00:00Z").value());
  }
  Names follow_renamed() const {
    auto states = store->fetch_states();
    auto renamed = pipeline::follow_renamed(config, states, *store);
    const auto now = store->fetch_states();
    CHECK(std::ranges::equal(
        states, now, {}, [](const auto& each) { return each.first; },
        [](const auto& each) { return each.first; }));
    return renamed;
  }
};

}  // namespace

TEST_CASE("a source that has another id under the same url keeps what is stored of it") {
  Fixture fixture;
  fixture.stored("casel", "https://casel.example/feed", 2);
  fixture.configure("casel-news", "https://user:secret@casel.example/feed");
  CHECK(fixture.follow_renamed() == Names{{"casel-news", "casel"}});
  CHECK(fixture.store->sources().at("casel-news").items == 2);
  CHECK(fixture.store->sources().size() == 1);
  CHECK(fixture.follow_renamed().empty());
}

TEST_CASE("an id that another source has, or another url, is no new name") {
  Fixture fixture;
  fixture.stored("casel", "https://casel.example/feed", 2);
  fixture.configure("casel-news", "https://casel.example/feed");
  fixture.configure("casel", "https://casel.example/other");
  CHECK(fixture.follow_renamed().empty());
  fixture.config.sources.clear();
  fixture.configure("cec", "https://cec.example/feed");
  CHECK(fixture.follow_renamed().empty());
}

TEST_CASE("two sources that swap their names swap nothing else") {
  Fixture fixture;
  fixture.stored("a", "https://one.example/feed", 1);
  fixture.stored("b", "https://two.example/feed", 2);
  fixture.configure("b", "https://one.example/feed");
  fixture.configure("a", "https://two.example/feed");
  CHECK(fixture.follow_renamed().empty());
}

TEST_CASE("sites and files are known by theirs") {
  Fixture fixture;
  fixture.stored("site", "https://casel.example/blog/feed", 1);
  fixture.store->remember("site", model::SiteFeed{.site = "https://casel.example/",
                                                  .feed_url = "https://casel.example/blog/feed"});
  fixture.stored("news", "/srv/feeds/news", 1);
  fixture.config.sources.push_back({.id = "casel", .site = "https://casel.example/"});
  fixture.config.sources.push_back(
      {.id = "own", .fetch = {.id = "own", .path = "/srv/feeds/news"}});
  CHECK(fixture.follow_renamed() == Names{{"casel", "site"}, {"own", "news"}});
}

TEST_CASE("a source that left the configuration is told once, and again after it was back") {
  Fixture fixture;
  fixture.stored("casel", "https://casel.example/feed", 2);
  fixture.stored("cec", "https://cec.example/feed", 1);
  fixture.stored("new", "https://new.example/feed");
  const Lines all = {
      "source casel is in the configuration no more: its 2 items stay in the store and out of the "
      "feeds, until it is back",
      "source cec is in the configuration no more: its item stays in the store and out of the "
      "feeds, until it is back",
      "source new is in the configuration no more: it had no items"};
  CHECK(news_of_sources(fixture.config, *fixture.store) == all);
  CHECK(news_of_sources(fixture.config, *fixture.store).empty());
  fixture.configure("casel", "https://casel.example/feed");
  CHECK(news_of_sources(fixture.config, *fixture.store).empty());
  fixture.config.sources.clear();
  CHECK(news_of_sources(fixture.config, *fixture.store) == Lines{all[0]});
}

TEST_CASE("files of no feed are told when they are found and when they are removed") {
  const auto until = *base::parse_rfc3339_utc("2026-03-02T12:00:00Z");
  CHECK(pipeline::news_of_files({{.name = "old.atom", .kept_until = until, .is_new = true},
                                 {.name = "old.json", .kept_until = until, .is_new = true},
                                 {.name = "old.rss", .kept_until = until, .is_new = true}}) ==
        Lines{"old.atom, old.json and old.rss are files of no feed any more; they are removed "
              "after 2026-03-02T12:00:00Z"});
  CHECK(pipeline::news_of_files({{.name = "old.atom", .kept_until = until}}).empty());
  CHECK(pipeline::news_of_files({{.name = "old.atom", .kept_until = until, .removed = true}}) ==
        Lines{"removed old.atom, which no feed has had for 30 days"});
}

}  // namespace roster_test
