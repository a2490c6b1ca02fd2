// SPDX-License-Identifier: MIT
//
// What a source lets us pass on ([[source]] credit, rights, content, embargo), and how it is named.
#include "pipeline/publish/credits.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <memory>

#include "base/time_format.h"
#include "pipeline/publish/documents.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace credits_test {

using namespace syndic;
using config::Passing;

namespace {

model::Timestamp at(const char* text) { return base::parse_rfc3339_utc(text).value(); }

model::Item full_item() {
  model::Item item;
  item.id = "tag:a.example,2022:1";
  item.url = "https://a.example/1?a=1&b=2";
  item.title = {"A title", model::TextType::plain, ""};
  item.content = {"<p>All <b>of</b> it</p>", model::TextType::html, ""};
  item.published = at("2022-05-16T00:00:00Z");
  item.authors = {{"Ann", "", ""}};
  item.enclosures = {{"https://a.example/1.mp3", "audio/mpeg", "", 1, {}}};
  item.image = "https://a.example/1.png";
  item.extras.license = "https://a.example/license";
  item.kind = model::Kind::listen;
  return item;
}

model::Item passed_on(config::Terms terms, model::Item item = full_item()) {
  config::Config config;
  config.sources.push_back({.id = "a", .terms = std::move(terms)});
  std::vector<write::Entry> entries = {{.item = std::move(item), .source_id = "a", .also_in = {}}};
  pipeline::pass_on(pipeline::sources_by_id(config), entries);
  return entries.at(0).item;
}

model::Source credited(config::Source source, const model::Feed& feed = {}) {
  const test::TempDir dir;
  const auto store = store::open(test::options_of(dir.path()));
  config::Config config;
  source.id = "a";
  config.sources.push_back(std::move(source));
  (void)store->merge("a", feed, {}, at("2022-05-16T00:00:00Z"));
  return pipeline::credits(config, *store).at("a");
}

std::string ids(store::Store& store, const config::Config& config, const char* now) {
  std::string ids;
  for (const auto& stored :
       store.select(pipeline::selection_of(config, {.name = "all"}, at(now)))) {
    ids += stored.source_id + "/" + stored.item.id + " ";
  }
  return ids;
}

std::string mistakes(const std::string& keys) {
  const test::TempDir folder;
  const auto file = folder / "syndic.toml";
  std::ofstream(file)
      << "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nid = \"a\"\n"
         "url = \"https://a.example/\"\n"
      << keys << "\n";
  const auto loaded = config::load(file);
  if (loaded) return {};
  std::string lines;
  for (const std::string& line : loaded.error()) {
    lines += line.substr(folder.path().string().size() + 1);
  }
  return lines;
}

}  // namespace

TEST_CASE("Without terms an item is passed on whole") {
  const model::Item item = passed_on({});
  CHECK(item.content.value == "<p>All <b>of</b> it</p>");
  CHECK(item.enclosures.size() == 1);
  CHECK(item.rights == "");
}

TEST_CASE("content = summary leaves no text but a summary, cut") {
  model::Item item = full_item();
  item.content.value = "<p>" + std::string(400, 'x') + "</p>";
  item = passed_on({.content = Passing::summary}, item);
  CHECK(item.content.value == "");
  CHECK(item.summary.value == std::string(279, 'x') + "…");
  CHECK(item.enclosures.size() == 1);
  CHECK(item.image == "https://a.example/1.png");
}

TEST_CASE("content = link leaves title, link, date and authors alone") {
  const model::Item item = passed_on({.content = Passing::link});
  CHECK(item.id == "tag:a.example,2022:1");
  CHECK(item.url == "https://a.example/1?a=1&b=2");
  CHECK(item.title.value == "A title");
  CHECK(item.published == at("2022-05-16T00:00:00Z"));
  CHECK(item.authors.size() == 1);
  CHECK(item.kind == model::Kind::listen);
  CHECK(item.content.value == "");
  CHECK(item.summary.value == "");
  CHECK(item.image == "");
  CHECK(item.enclosures.empty());
  CHECK(item.extras == model::Extras{});
}

TEST_CASE("credit stands at the end of the text, as words, and leads to the item's page") {
  const config::Terms terms{.credit = "By <A> & friends"};
  CHECK(passed_on(terms).content.value ==
        "<p>All <b>of</b> it</p><p><a href=\"https://a.example/1?a=1&amp;b=2\">"
        "By &lt;A&gt; &amp; friends</a></p>");
  model::Item item = full_item();
  item.url.clear();
  CHECK(passed_on(terms, item).content.value ==
        "<p>All <b>of</b> it</p><p>By &lt;A&gt; &amp; friends</p>");
  item = full_item();
  item.content = {"All of it", model::TextType::plain, ""};
  CHECK(passed_on(terms, item).content.value ==
        "All of it\n\nBy <A> & friends https://a.example/1?a=1&b=2");
  CHECK(passed_on({.credit = "By A", .content = Passing::summary}).summary.value ==
        "All of it By A");
  CHECK(passed_on({.credit = "By A", .content = Passing::link}).content.value == "");
}

TEST_CASE("rights are those of items that do not say theirs, and of the source") {
  CHECK(passed_on({.rights = "© A"}).rights == "© A");
  model::Item item = full_item();
  item.rights = "CC BY";
  CHECK(passed_on({.rights = "© A"}, item).rights == "CC BY");
  model::Feed feed;
  feed.rights = "© the feed";
  CHECK(credited({}, feed).rights == "© the feed");
  CHECK(credited({.terms = {.rights = "© A"}}, feed).rights == "© A");
}

TEST_CASE("content = none publishes nothing, and another source that has the item is credited") {
  const test::TempDir dir;
  const auto store = store::open(test::options_of(dir.path()));
  model::Feed feed;
  feed.items.push_back(full_item());
  (void)store->merge("a", feed, {}, at("2022-05-16T00:00:00Z"));
  (void)store->merge("b", feed, {}, at("2022-05-17T00:00:00Z"));
  config::Config config;
  config.sources = {{.id = "a"}, {.id = "b"}};
  CHECK(ids(*store, config, "2022-06-01T00:00:00Z") == "a/tag:a.example,2022:1 ");
  config.sources[0].terms.content = Passing::none;
  CHECK(ids(*store, config, "2022-06-01T00:00:00Z") == "b/tag:a.example,2022:1 ");
}

TEST_CASE("An item under embargo is as if it were not there, until its time has come") {
  const test::TempDir dir;
  const auto store = store::open(test::options_of(dir.path()));
  model::Feed feed;
  feed.items.push_back(full_item());
  (void)store->merge("a", feed, {}, at("2022-05-16T00:00:00Z"));
  config::Config config;
  config.sources = {{.id = "a", .terms = {.embargo = std::chrono::hours(48)}}, {.id = "b"}};
  CHECK(ids(*store, config, "2022-05-17T23:59:59Z") == "");
  CHECK(ids(*store, config, "2022-05-18T00:00:00Z") == "a/tag:a.example,2022:1 ");
  // Who carries it without one shows it meanwhile.
  (void)store->merge("b", feed, {}, at("2022-05-17T00:00:00Z"));
  CHECK(ids(*store, config, "2022-05-17T23:59:59Z") == "b/tag:a.example,2022:1 ");
  CHECK(ids(*store, config, "2022-05-18T00:00:00Z") == "a/tag:a.example,2022:1 ");
}

TEST_CASE("No secret stands in a credit, and no address of a feed that asks who we are") {
  model::Feed feed;
  feed.feed_url = "https://a.example/self?token=secret";
  feed.id = "https://user:secret@a.example/id";
  feed.home_page_url = "https://user:secret@a.example/";
  const model::Source open = credited({.fetch = {.url = "https://a.example/feed"}}, feed);
  CHECK(open.feed_url == "https://a.example/feed");
  CHECK(open.home_page_url == "https://a.example/");
  CHECK(open.atom_id == "https://a.example/id");
  CHECK(credited({}, feed).feed_url == "https://a.example/self");
  config::Source source{.fetch = {.url = "https://a.example/private/feed"}};
  source.fetch.access.token = "env:TOKEN";
  const model::Source closed = credited(source, feed);
  CHECK(closed.feed_url == "");
  CHECK(closed.atom_id == "");
  CHECK(closed.home_page_url == "https://a.example/");
}

TEST_CASE("Of a private source nothing is left but its name, and of its items' origin the title") {
  model::Feed feed;
  feed.title.value = "A";
  feed.feed_url = "https://a.example/self";
  feed.id = "tag:a.example,2022:feed";
  feed.home_page_url = "https://a.example/";
  feed.icon = "https://a.example/icon.png";
  const model::Source about =
      credited({.fetch = {.url = "https://a.example/feed"}, .terms = {.is_private = true}}, feed);
  CHECK(about.name == "A");
  for (const std::string& text : {about.feed_url, about.atom_id, about.home_page_url, about.icon}) {
    CHECK(text == "");
  }
  model::Item item = full_item();
  item.origin = {.title = "A", .url = "https://a.example/self", .id = "tag:a.example,2022:feed"};
  CHECK(passed_on({.is_private = true}, item).origin == model::Origin{.title = "A"});
  CHECK(passed_on({.is_private = true}, item).url == "https://a.example/1?a=1&b=2");
  CHECK(passed_on({}, item).origin == item.origin);

  config::Config login;
  login.sources.push_back({.id = "a"});
  login.sources[0].fetch.access.token = "env:TOKEN";
  std::vector<write::Entry> entries(1);
  entries[0] = {.item = item, .source_id = "a", .also_in = {}};
  pipeline::pass_on(pipeline::sources_by_id(login), entries);
  CHECK(entries[0].item.origin == model::Origin{.title = "A"});
}

TEST_CASE("What is wrong with the terms is said where it stands") {
  CHECK(mistakes("content = \"summary\"\ncredit = \"By A\"\nrights = \"A\"\nembargo = \"2d\"\n"
                 "private = true") == "");
  CHECK(mistakes("content = \"sumary\"") ==
        "syndic.toml:7:11: source.content knows \"full\", \"summary\", \"link\" and \"none\", not "
        "\"sumary\"; did you mean \"summary\"?");
  CHECK(mistakes("embargo = 2") ==
        "syndic.toml:7:11: source.embargo must be a duration in quotes, such as \"90s\", \"10m\", "
        "\"6h\", \"7d\" or \"1h30m\", not an integer");
  CHECK(mistakes("credit = \" \"") ==
        "syndic.toml:7:10: source.credit must not be empty; write it out or leave the key away");
}

}  // namespace credits_test
