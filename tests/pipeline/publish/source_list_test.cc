// SPDX-License-Identifier: MIT
#include "pipeline/publish/source_list.h"

#include <catch2/catch.hpp>

#include "pipeline/publish/credits.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace source_list_test {

using namespace syndic;

namespace {

constexpr const char* kFeed = "https://a.example/feed";
constexpr const char* kSite = "https://a.example/";

// The URL of source "a" in the list; "" if it is left out.
std::string listed(config::Source source, const model::SiteFeed& found = {}) {
  const test::TempDir dir;
  const auto store = store::open(test::options_of(dir.path()));
  config::Config config;
  source.id = "a";
  config.sources.push_back(std::move(source));
  model::Feed feed;
  feed.feed_url = "https://a.example/self";
  (void)store->merge("a", feed, {}, {});
  if (!found.site.empty()) store->remember("a", found);
  const auto list = pipeline::source_list(config, pipeline::credits(config, *store), *store);
  return list.sources.empty() ? "" : list.sources.at(0).feed_url;
}

config::Source with_access(fetch::Access access) {
  return {.fetch = {.url = kFeed, .access = std::move(access)}};
}

}  // namespace

TEST_CASE("The list names an enabled source's feed, and none that is not for everybody") {
  CHECK(listed({.fetch = {.url = kFeed}}) == kFeed);
  CHECK(listed({.enabled = false, .fetch = {.url = kFeed}}) == "");
  CHECK(listed({.fetch = {.url = kFeed}, .terms = {.is_private = true}}) == "");
  CHECK(listed({.fetch = {.url = kFeed}, .terms = {.content = config::Passing::none}}) == "");
  CHECK(listed({.fetch = {.url = kFeed}, .terms = {.content = config::Passing::link}}) == kFeed);
  CHECK(listed({.fetch = {.url = "https://user:secret@a.example/feed"}}) == "");
  CHECK(listed({.fetch = {.url = "https://a.example/feed?token=secret"}}) == "");
  CHECK(listed(with_access({.user = "ann"})) == "");
  CHECK(listed(with_access({.token = "env:TOKEN"})) == "");
  CHECK(listed(with_access({.headers = {{"X-Key", "secret"}}})) == "");
}

TEST_CASE("The list names no file and no page, but the feed beside a page") {
  CHECK(listed({.fetch = {.path = "/srv/feed.xml"}}) == "");
  CHECK(listed({.fetch = {.url = kSite}, .page = config::SourcePage{.url = kSite}}) == "");
  CHECK(listed({.fetch = {.url = kFeed}, .page = config::SourcePage{.url = kSite}}) == kFeed);
}

TEST_CASE("The list names the feed that was found at a site, of this site and without a secret") {
  CHECK(listed({.site = kSite}) == "");
  CHECK(listed({.site = kSite}, {.site = kSite}) == "");
  CHECK(listed({.site = kSite}, {.site = kSite, .feed_url = kFeed}) == kFeed);
  CHECK(listed({.site = "https://b.example/"}, {.site = kSite, .feed_url = kFeed}) == "");
  CHECK(listed({.site = kSite}, {.site = kSite, .feed_url = "https://a.example/?token=x"}) == "");
  // The login of the site is sent to the feed as well.
  CHECK(listed({.site = "https://u:secret@a.example/"}, {.site = kSite, .feed_url = kFeed}) == "");
}

TEST_CASE("The list has the configuration's order, names and groups, title and owner") {
  const test::TempDir dir;
  const auto store = store::open(test::options_of(dir.path()));
  config::Config config;
  config.site.title = "All";
  config.site.owner = {"TURN", "news@turn.example", ""};
  config.sources = {
      {.id = "z", .name = "Partner Z", .groups = {"turn"}, .fetch = {.url = kFeed}},
      {.id = "a", .fetch = {.url = "https://b.example/feed"}},
  };
  const auto list = pipeline::source_list(config, pipeline::credits(config, *store), *store);
  CHECK(list.title == "All");
  CHECK(list.owner.name == "TURN");
  REQUIRE(list.sources.size() == 2);
  CHECK(list.sources[0].name == "Partner Z");
  CHECK(list.sources[0].groups == std::vector<std::string>{"turn"});
  CHECK(list.sources[1].name == "a");
}

}  // namespace source_list_test
