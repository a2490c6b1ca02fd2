// SPDX-License-Identifier: MIT
//
// Which items are on which page, and which pages a new item changes.
#include "pipeline/publish/site_pages.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "base/time_format.h"
#include "pipeline/publish/publish.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace site_pages_test {

using namespace syndic;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

model::Timestamp at(const char* text) { return base::parse_rfc3339_utc(text).value(); }

constexpr const char* kNow = "2026-01-31T12:00:00Z";

// Sources casel and cec of the group partners, and northeast of the group turn.
struct Site {
  test::TempDir dir;
  config::Config config;
  std::unique_ptr<store::Store> store;
  int made = 0;

  Site() {
    config.site = {.title = "All",
                   .url = "https://www.example.org/",
                   .feeds_url = "https://www.example.org/feeds/",
                   .language = "en-US"};
    config.publish.directory = dir / "public";
    config.publish.precompress = {};
    config.publish.max_vanish = 1;
    config.sources = {source("casel", "CASEL", "Partners"), source("cec", "CEC", "Partners"),
                      source("northeast", "Northeast TURN", "turn")};
    config.feeds = {{.name = "all", .title = "All", .items = 2}};
    store = store::open(test::options_of(dir.path()));
  }

  static config::Source source(const std::string& id, const std::string& name,
                               const std::string& group) {
    return {.id = id,
            .name = name,
            .groups = {group},
            .fetch = {.id = id, .url = "https://" + id + ".example/feed"}};
  }

  // An item of a day later than all before.
  model::Item next() {
    model::Item item;
    ++made;
    item.id = "urn:x:" + std::to_string(made);
    item.title.value = "Item " + std::to_string(made);
    item.url = item.canonical_url = "https://partner.example/" + std::to_string(made);
    item.published = at("2022-01-01T12:00:00Z") + boost::gregorian::days(made);
    item.content_hash = "1:" + item.id + ":a:" + item.id;
    return item;
  }

  // Seen soon after its date, so that it is not late.
  void add(const char* source, const model::Item& item, const char* now = nullptr) {
    model::Feed feed;
    feed.items = {item};
    const auto soon = *item.published + boost::posix_time::hours(1);
    (void)store->merge(source, feed, {}, now == nullptr ? soon : at(now));
  }
  void add(const char* source, int count = 1) {
    for (int i = 0; i < count; ++i) add(source, next());
  }

  void publish(const char* now = kNow) { (void)pipeline::publish(config, *store, at(now), {}); }

  [[nodiscard]] std::string file(const std::string& name) const {
    return test::bytes_of(dir / "public" / name);
  }
  [[nodiscard]] bool has(const std::string& name) const {
    return fs::exists(dir / "public" / name);
  }

  // The numbers of the items on a page, in their order there.
  [[nodiscard]] std::string items_on(const std::string& page) const {
    std::string numbers;
    const std::string bytes = file(page);
    const std::string mark = ">Item ";
    for (std::size_t from = bytes.find(mark); from != std::string::npos;
         from = bytes.find(mark, from + 1)) {
      const std::size_t begin = from + mark.size();
      numbers += (numbers.empty() ? "" : " ") + bytes.substr(begin, bytes.find('<', begin) - begin);
    }
    return numbers;
  }

  [[nodiscard]] std::string heading_of(const std::string& page) const {
    const std::string bytes = file(page);
    const std::string mark = "<h1 dir=\"auto\">";
    const std::size_t begin = bytes.find(mark) + mark.size();
    return bytes.substr(begin, bytes.find('<', begin) - begin);
  }

  // All pages, and none of the files that are not pages.
  [[nodiscard]] std::map<std::string, std::string> pages() const {
    std::map<std::string, std::string> pages;
    for (const auto& each : fs::directory_iterator(dir / "public")) {
      const std::string name = each.path().filename().string();
      if (name.ends_with(".html") && name != "status.html") pages[name] = file(name);
    }
    return pages;
  }

  // The names of the pages that differ from those of before.
  [[nodiscard]] std::string changed_since(const std::map<std::string, std::string>& before) const {
    std::string names;
    for (const auto& [name, bytes] : pages()) {
      const auto found = before.find(name);
      if (found == before.end() || found->second != bytes) names += name + " ";
    }
    return names;
  }
};

}  // namespace

TEST_CASE("older items are on numbered pages, the oldest on the first") {
  Site site;
  site.add("casel", 7);
  site.publish();
  CHECK(site.items_on("index.html") == "7 6");
  CHECK(site.items_on("page-3.html") == "5");
  CHECK(site.items_on("page-2.html") == "4 3");
  CHECK(site.items_on("page-1.html") == "2 1");
  CHECK_FALSE(site.has("page-4.html"));
  CHECK_THAT(site.file("index.html"), Contains("rel=\"next\" href=\"page-3.html\""));
  CHECK_THAT(site.file("page-3.html"), Contains("rel=\"prev\" href=\"index.html\""));
  CHECK_THAT(site.file("page-2.html"), Contains("rel=\"prev\" href=\"page-3.html\""));
}

TEST_CASE("a new item changes only the pages that hold it, and those where items move") {
  Site site;
  site.add("casel", 5);
  site.add("cec", 1);
  site.add("northeast", 1);
  site.publish();
  auto before = site.pages();
  site.add("northeast");
  site.publish();
  CHECK(site.items_on("index.html") == "8 7");
  CHECK(site.items_on("page-3.html") == "6 5");
  CHECK(site.changed_since(before) ==
        "embed-group-turn.html embed-source-northeast.html embed.html group-turn.html index.html "
        "page-3.html source-northeast.html sources.html ");
  // The next one begins a page, to which the one before leads from now on.
  before = site.pages();
  site.add("northeast");
  site.publish();
  CHECK(site.items_on("page-4.html") == "7");
  CHECK_THAT(site.file("page-3.html"), Contains("rel=\"prev\" href=\"page-4.html\""));
  CHECK(site.changed_since(before) ==
        "embed-group-turn.html embed-source-northeast.html embed.html group-turn.html "
        "group-turn.page-1.html index.html page-3.html page-4.html source-northeast.html "
        "source-northeast.page-1.html sources.html ");
}

TEST_CASE("a changed or withdrawn item of the history changes its pages alone") {
  Site site;
  site.add("casel", 7);
  site.publish();
  const auto before = site.pages();
  model::Item second = Site().next();
  second.id = "urn:x:2";
  second.url = second.canonical_url = "https://partner.example/2";
  second.title.value = "Item 2, corrected";
  second.published = at("2022-01-03T12:00:00Z");
  second.content_hash = "1:other:a:other";
  site.add("casel", second, "2026-02-01T12:00:00Z");
  site.publish();
  CHECK(site.items_on("page-1.html") == "2, corrected 1");
  CHECK_THAT(site.file("page-1.html"), Contains("corrected February 1, 2026"));
  CHECK(site.changed_since(before) ==
        "group-partners.page-1.html page-1.html source-casel.page-1.html ");
  REQUIRE(site.store->ledger().withdraw({.source_id = "casel", .id = "urn:x:1", .at = at(kNow)}));
  site.publish();
  CHECK(site.items_on("page-1.html") == "3 2, corrected");
}

TEST_CASE("a page that lost its last item goes") {
  Site site;
  site.add("casel", 5);
  site.publish();
  REQUIRE(site.items_on("page-2.html") == "3");
  REQUIRE(site.store->ledger().withdraw({.source_id = "casel", .id = "urn:x:3", .at = at(kNow)}));
  site.publish();
  CHECK_FALSE(site.has("page-2.html"));
  CHECK_THAT(site.file("index.html"), Contains("rel=\"next\" href=\"page-1.html\""));
  CHECK_THAT(site.file("page-1.html"), Contains("rel=\"prev\" href=\"index.html\""));
}

TEST_CASE("a hundred items on, pages stay as they are") {
  Site site;
  site.config.feeds[0].items = 50;
  site.add("casel", 160);
  site.publish();
  CHECK(site.has("page-3.html"));
  const std::string first = site.file("page-1.html");
  const std::string second = site.file("page-2.html");
  site.add("cec", 200);
  site.publish();
  CHECK(site.file("page-1.html") == first);
  CHECK(site.has("page-7.html"));
  CHECK_FALSE(site.has("page-8.html"));
  CHECK_THAT(site.file("index.html"), Contains("href=\"page-7.html\""));
  CHECK(site.items_on("page-7.html").substr(0, 8) == "310 309 ");
}

TEST_CASE("each kind, group and source has a page of its own newest items, however old") {
  Site site;
  model::Item video = site.next();
  video.kind = model::Kind::watch;
  site.add("northeast", video);
  site.add("casel", 4);
  site.add("cec", 4);
  site.publish();
  CHECK(site.items_on("kind-watch.html") == "1");
  CHECK(site.items_on("kind-read.html") == "9 8");
  CHECK_FALSE(site.has("kind-listen.html"));
  CHECK(site.items_on("group-partners.html") == "9 8");
  CHECK(site.items_on("group-turn.html") == "1");
  CHECK(site.items_on("source-casel.html") == "5 4");
  CHECK_THAT(site.file("group-partners.html"), Contains("<h1 dir=\"auto\">Partners</h1>"));
  CHECK_THAT(site.file("source-northeast.html"), Contains("<h1 dir=\"auto\">Northeast TURN</h1>"));
  CHECK_THAT(site.file("index.html"), Contains("<a href=\"source-northeast.html\">"));
  CHECK_THAT(site.file("embed-kind-watch.html"), Contains("href=\"kind-watch.html\""));
}

TEST_CASE("older items of a list are on further pages, which stay") {
  Site site;
  site.add("casel", 7);
  site.add("cec", 1);
  site.publish();
  CHECK(site.items_on("source-casel.html") == "7 6");
  CHECK(site.items_on("source-casel.page-3.html") == "5");
  CHECK(site.items_on("source-casel.page-2.html") == "4 3");
  CHECK(site.items_on("source-casel.page-1.html") == "2 1");
  CHECK(site.items_on("group-partners.page-1.html") == "2 1");
  CHECK_FALSE(site.has("source-cec.page-1.html"));
  CHECK_THAT(site.file("source-casel.html"),
             Contains("rel=\"next\" href=\"source-casel.page-3.html\""));
  CHECK_THAT(site.file("source-casel.page-3.html"),
             Contains("rel=\"prev\" href=\"source-casel.html\"") &&
                 Contains("<h1 dir=\"auto\">CASEL</h1>") && !Contains("class=\"filter\""));
  const auto before = site.pages();
  site.add("cec");
  site.publish();
  CHECK(site.changed_since(before) ==
        "embed-group-partners.html embed-source-cec.html embed.html group-partners.html "
        "group-partners.page-3.html group-partners.page-4.html index.html page-3.html page-4.html "
        "source-cec.html sources.html ");
  fs::remove(site.dir / "public/source-casel.page-2.html");
  site.publish();
  CHECK(site.items_on("source-casel.page-2.html") == "4 3");
  REQUIRE(site.store->ledger().withdraw({.source_id = "casel", .id = "urn:x:4", .at = at(kNow)}));
  site.publish();
  CHECK(site.items_on("source-casel.page-2.html") == "3");
}

TEST_CASE("a tag that three of the items have has a page") {
  Site site;
  for (const char* tag : {"SEL", "sel", "Equity", "SEL", "Équité & droit"}) {
    model::Item item = site.next();
    item.categories = {{.term = tag}};
    site.add("casel", item);
  }
  site.publish();
  CHECK(site.items_on("tag-sel.html") == "4 2");
  CHECK_THAT(site.file("tag-sel.html"), Contains("<h1 dir=\"auto\">SEL</h1>"));
  CHECK_FALSE(site.has("tag-equity.html"));
  CHECK_THAT(site.file("index.html"), Contains("<a href=\"tag-sel.html\"><bdi>SEL</bdi></a>"));
}

TEST_CASE("tags that differ in signs alone have a page each") {
  Site site;
  site.config.feeds[0].items = 6;
  for (const char* tag : {"C#", "C++", "C#", "C++", "C#", "C++"}) {
    model::Item item = site.next();
    item.categories = {{.term = tag}};
    site.add("casel", item);
  }
  site.publish();
  std::map<std::string, std::string> items;
  for (const auto& [name, bytes] : site.pages()) {
    if (name.starts_with("tag-")) items[site.heading_of(name)] = site.items_on(name);
  }
  CHECK(items == std::map<std::string, std::string>{{"C#", "5 3 1"}, {"C++", "6 4 2"}});
}

TEST_CASE("a list's page offers the feeds that have its items") {
  Site site;
  site.config.feeds.push_back({.name = "turn", .title = "TURN", .groups = {"turn"}});
  site.config.feeds.push_back({.name = "videos", .title = "Videos", .kinds = {model::Kind::watch}});
  model::Item video = site.next();
  video.kind = model::Kind::watch;
  site.add("northeast", video);
  site.add("casel", 2);
  site.publish();
  const auto first_feed = [&](const char* page) {
    const std::string bytes = site.file(page);
    const std::size_t at = bytes.find(".rss\" aria-labelledby");
    const std::size_t begin = bytes.rfind('"', at) + 1;
    return bytes.substr(begin, at - begin);
  };
  CHECK(first_feed("group-turn.html") == "turn");
  CHECK(first_feed("source-northeast.html") == "turn");
  CHECK(first_feed("kind-watch.html") == "videos");
  CHECK(first_feed("source-casel.html") == "all");
}

TEST_CASE("pinned items stand on top, and once") {
  Site site;
  model::Item held = site.next();
  held.pinned = true;
  site.add("northeast", held);
  site.add("casel", 4);
  site.publish();
  CHECK(site.items_on("index.html") == "1 5 4");
  CHECK(site.items_on("page-1.html") == "2 1");
}

TEST_CASE("search engines are given all pages, or none") {
  Site site;
  site.add("casel", 5);
  site.publish();
  const std::string map = site.file("sitemap.xml");
  CHECK_THAT(map, Contains("<loc>https://www.example.org/feeds/</loc>"));
  CHECK_THAT(map, Contains("/page-1.html</loc>") && Contains("/page-2.html</loc>") &&
                      Contains("/source-casel.html</loc>"));
  site.config.publish.indexed = false;
  site.config.digest = "other";
  site.publish("2026-02-01T12:00:00Z");
  CHECK_THAT(site.file("index.html"), Contains("content=\"noindex\""));
  CHECK_THAT(site.file("page-1.html"), Contains("content=\"noindex\""));
  site.publish("2026-03-31T12:00:00Z");
  CHECK_FALSE(site.has("sitemap.xml"));
}

TEST_CASE("a feed that leaves a source out can be embedded") {
  Site site;
  site.config.feeds.push_back({.name = "without-casel",
                               .title = "All but CASEL",
                               .except = {"casel"},
                               .each = config::Each::all_but});
  site.add("casel");
  site.add("cec");
  site.publish();
  CHECK_THAT(site.file("embed-without-casel.html"), Contains(">Item 2</a>") && !Contains("Item 1"));
}

TEST_CASE("pages that are damaged are written again, those of the history too") {
  Site site;
  site.add("casel", 7);
  site.publish();
  const auto before = site.pages();
  for (const char* name : {"page-1.html", "source-casel.html", "index.html"}) {
    fs::remove(site.dir / "public" / name);
  }
  site.publish();
  CHECK(site.pages() == before);
}

TEST_CASE("without the page all of its files go") {
  Site site;
  site.add("casel", 7);
  site.publish();
  site.config.publish.page = false;
  site.config.digest = "other";
  site.publish();
  CHECK(site.pages().empty());
  for (const char* name : {"search.json", "sitemap.xml", "formats.html", "assets/site.js"}) {
    CAPTURE(name);
    CHECK_FALSE(site.has(name));
  }
  // What status.html is shown with stays with it.
  CHECK_THAT(site.file("status.html"), Contains("href=\"assets/style.css?v="));
  CHECK_THAT(site.file("status.html"),
             Contains("href=\"https://www.example.org/\"") && !Contains("href=\"index.html\""));
  CHECK(site.has("assets/style.css"));
  CHECK(site.has("assets/icon.svg"));

  site.config.publish.status = false;
  site.config.digest = "neither";
  site.publish();
  CHECK_FALSE(site.has("assets/style.css"));
  CHECK_FALSE(site.has("assets/icon.svg"));
}

TEST_CASE("what is wrong with the theme is known without a store or an item") {
  config::Config config;
  CHECK(pipeline::fault_in_theme(config) == std::nullopt);
  const test::TempDir dir;
  config.publish.theme = dir / "theme";
  CHECK_THAT(pipeline::fault_in_theme(config).value_or(""),
             Contains("cannot read the theme's folder"));
  const std::string file =
      dir.write("theme/item.mustache", "{{#late}}{{^late}}\n{{nmae}}{{/late}}{{/late}}").string();
  CHECK(pipeline::fault_in_theme(config) ==
        "the template " + file +
            " is broken: line 2: it asks for {{nmae}}, which is not known there; did you mean "
            "{{name}}?");
  dir.write("theme/item.mustache", "{{^href}}\n{{name}}{{/href}}");
  CHECK(pipeline::fault_in_theme(config) == std::nullopt);
  dir.write("theme/item.mustache", "{{#href}}");
  config.publish.page = false;
  CHECK(pipeline::fault_in_theme(config) != std::nullopt);  // status.html is made of it.
  config.publish.status = false;
  CHECK(pipeline::fault_in_theme(config) == std::nullopt);
}

}  // namespace site_pages_test
