// SPDX-License-Identifier: MIT
#include "pipeline/publish/publish.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "base/gzip.h"
#include "base/hash.h"
#include "base/time_format.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace publish_test {

using namespace syndic;

namespace {

model::Timestamp at(const char* text) { return base::parse_rfc3339_utc(text).value(); }

constexpr const char* kHidden = "https://hidden.example/feed";

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
    store = store::open(test::options_of(dir.path()));
    merge({"2022-05-16T00:00:00Z", "2019-02-04T00:00:00Z"});
  }

  void merge(const std::vector<const char*>& dates, const char* home = "https://a.example/") {
    model::Feed feed;
    feed.title.value = "What A calls itself";
    feed.home_page_url = home;
    for (const char* date : dates) {
      model::Item item;
      item.id = "tag:a.example,2022:" + std::string(date).substr(0, 4);
      item.title.value = date;
      item.published = at(date);
      item.content_hash = date;
      feed.items.push_back(item);
    }
    (void)store->merge("a", feed, {}, at("2026-01-31T12:00:00Z"));
  }

  /// Two items of source a, which names its addresses everywhere; source b had the newer one first.
  void merge_hidden() {
    model::Feed feed;
    feed.feed_url = kHidden;
    feed.home_page_url = "https://hidden.example/";
    feed.icon = "https://hidden.example/icon.png";
    feed.id = "tag:hidden.example,2022:feed";
    for (const char* date : {"2022-05-17T00:00:00Z", "2022-05-16T00:00:00Z"}) {
      model::Item item;
      item.id = "urn:x:" + std::string(date).substr(8, 2);
      item.url = item.canonical_url = "https://open.example/" + std::string(date).substr(9, 1);
      item.title.value = date;
      item.published = at(date);
      item.content_hash = date;
      item.origin = {.title = "Itself", .url = kHidden, .id = feed.id};
      feed.items.push_back(item);
    }
    model::Feed other;
    other.items = {feed.items.front()};
    other.items.front().origin = {};
    (void)store->merge("b", other, {}, at("2026-01-30T12:00:00Z"));
    (void)store->merge("a", feed, {}, at("2026-01-31T12:00:00Z"));
  }

  pipeline::Published publish(const char* now, const pipeline::PublishOptions& options = {}) {
    return pipeline::publish(config, *store, at(now), options);
  }

  /// Whether anything had to be rendered.
  bool renders(const char* now = "2026-01-31T12:00:00Z") { return publish(now).rendered; }

  [[nodiscard]] bool has(const char* name) const {
    return std::filesystem::exists(dir / "public" / name);
  }
  [[nodiscard]] std::vector<std::string> files() const {
    std::vector<std::string> names;
    const std::filesystem::path folder = dir / "public";
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder)) {
      if (each.is_regular_file()) names.push_back(each.path().lexically_relative(folder).string());
    }
    return names;
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
  fixture.config.digest = "a comment was added";
  CHECK_FALSE(fixture.publish("2027-01-31T12:00:00Z").feeds.at(0).written);
  CHECK(fixture.file("all.atom") == before);
  pugi::xml_document atom;
  REQUIRE(atom.load_string(before.c_str()));
  CHECK(atom.child("feed").child_value("updated") == std::string("2022-05-16T00:00:00Z"));
}

TEST_CASE("credit goes to the configured name and, as the feed wants a password, to the site") {
  Fixture fixture;
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  (void)fixture.publish("2026-01-31T12:00:00Z");
  const auto item = nlohmann::json::parse(fixture.file("all.json")).at("items").at(0);
  CHECK(item.at("_syndic").at("source").at("title") == "Partner A");
  CHECK(item.at("_syndic").at("source").at("url") == "https://a.example/");
  for (const char* name : {"all.rss", "all.atom", "all.json"}) {
    CHECK(fixture.file(name).find("secret") == std::string::npos);
  }
}

TEST_CASE("of a private source only the name is published, in no file an address of its own") {
  Fixture fixture;
  fixture.config.sources = {{.id = "a", .name = "Partner A", .fetch = {.url = kHidden}},
                            {.id = "b", .name = "B", .fetch = {.url = "https://b.example/feed"}}};
  fixture.config.feeds.push_back({.name = "all", .title = "All", .items = 3});
  fixture.merge_hidden();
  (void)fixture.publish("2026-01-31T12:00:00Z");
  for (const char* name : {"all.atom", "all.rss", "all.json", "source-a.html", "status.json",
                           "status.html", "sources.opml", "all-archive-1.atom"}) {
    INFO(name);
    CHECK(fixture.file(name).find("hidden.example") != std::string::npos);
  }
  fixture.config.sources.front().terms.is_private = true;
  fixture.config.digest = "private";
  (void)fixture.publish("2026-01-31T12:00:00Z");
  for (const std::string& name : fixture.files()) {
    INFO(name);
    CHECK(fixture.file(name.c_str()).find("hidden.example") == std::string::npos);
  }
  for (const char* name : {"all.atom", "all.json", "index.html", "status.json", "status.html"}) {
    INFO(name);
    CHECK(fixture.file(name).find("Partner A") != std::string::npos);
  }
  CHECK(fixture.file("all.atom").find("https://open.example/6") != std::string::npos);
}

TEST_CASE("sources.opml follows a run without news, and stays as it is where nothing changed") {
  Fixture fixture;
  fixture.config.sources[0].fetch.url = "https://a.example/feed";
  fixture.config.sources.push_back(
      {.id = "b", .name = "B", .groups = {}, .site = "https://b.example/"});
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  REQUIRE(fixture.renders());
  const std::string before = fixture.file("sources.opml");
  CHECK(before.find("xmlUrl=\"https://a.example/feed\"") != std::string::npos);
  CHECK(before.find("https://b.example/") == std::string::npos);
  CHECK(fixture.file("index.html").find("href=\"sources.opml\"") != std::string::npos);
  const auto file = fixture.dir / "public/sources.opml";
  const auto written = std::filesystem::last_write_time(file);
  CHECK_FALSE(fixture.renders("2027-01-31T12:00:00Z"));
  CHECK(std::filesystem::last_write_time(file) == written);

  fixture.store->remember("b", {"https://b.example/", "https://b.example/atom.xml", {}, 0});
  CHECK_FALSE(fixture.renders("2027-01-31T12:00:00Z"));
  CHECK(fixture.file("sources.opml").find("xmlUrl=\"https://b.example/atom.xml\"") !=
        std::string::npos);
}

TEST_CASE("publish.opml = false: there is no list of sources, and no page links to it") {
  Fixture fixture;
  fixture.config.publish.opml = false;
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  REQUIRE(fixture.renders());
  CHECK_FALSE(fixture.renders());
  CHECK_FALSE(fixture.has("sources.opml"));
  CHECK(fixture.file("index.html").find("sources.opml") == std::string::npos);
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

TEST_CASE("JSON names the page that tells what _syndic means, which is published beside it") {
  Fixture fixture;
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  (void)fixture.publish("2026-01-31T12:00:00Z");
  CHECK(nlohmann::json::parse(fixture.file("all.json")).at("_syndic").at("about") ==
        "https://www.example.org/feeds/formats.html");
  CHECK(fixture.has("formats.html"));
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

TEST_CASE("nothing is rendered where nothing has changed that a file is made of") {
  Fixture fixture;
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  REQUIRE(fixture.renders());
  const auto again = fixture.publish("2027-01-31T12:00:00Z");
  CHECK_FALSE(again.rendered);
  REQUIRE(again.feeds.size() == 1);
  CHECK(again.feeds[0].name == "all");
  CHECK(again.feeds[0].items == 2);
  CHECK_FALSE(again.feeds[0].written);

  fixture.merge({"2022-05-17T00:00:00Z"});
  CHECK(fixture.renders());
  CHECK_FALSE(fixture.renders());
  fixture.merge({"2022-05-17T00:00:00Z"}, "https://a.example/moved");
  CHECK(fixture.renders());
  CHECK_FALSE(fixture.renders());
  REQUIRE(fixture.store->ledger().withdraw({.source_id = "a", .id = "tag:a.example,2022:2019"}));
  CHECK(fixture.renders());
  CHECK_FALSE(fixture.renders());
  fixture.config.digest = "another";
  CHECK(fixture.renders());
  CHECK_FALSE(fixture.renders());
  fixture.config.publish.theme = fixture.dir / "theme";
  fixture.dir.write("theme/style.css", "p { color: red }");
  CHECK(fixture.renders());
  CHECK_FALSE(fixture.renders());
}

TEST_CASE("a file that was cut or meddled with is rendered anew") {
  Fixture fixture;
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  REQUIRE(fixture.renders());
  const std::string whole = fixture.file("all.rss");
  for (const std::string& damage : {std::string(), std::string(whole.size(), 'x')}) {
    fixture.dir.write("public/all.rss", damage);
    CHECK(fixture.renders());
    CHECK(fixture.file("all.rss") == whole);
    CHECK_FALSE(fixture.renders());
  }
}

TEST_CASE("what time alone changes is rendered when it does") {
  Fixture fixture;
  fixture.config.feeds.push_back(
      {.name = "young", .title = "Young", .max_age = std::chrono::hours(24 * 365)});
  REQUIRE(fixture.publish("2022-12-31T00:00:00Z").feeds.at(0).items == 1);
  CHECK_FALSE(fixture.renders("2023-05-16T00:00:00Z"));
  const auto later = fixture.publish("2023-05-16T00:00:01Z");
  CHECK(later.rendered);
  CHECK(later.feeds.at(0).items == 0);

  fixture.config.sources[0].terms.embargo = std::chrono::hours(1);
  fixture.config.digest = "with an embargo";
  CHECK(fixture.renders("2023-06-01T00:00:00Z"));
  CHECK(fixture.renders("2023-06-01T00:00:00Z"));
}

TEST_CASE("the files of a feed that left the configuration are named, and go after 30 days") {
  Fixture fixture;
  fixture.config.publish.page = false;
  fixture.config.publish.status = false;
  fixture.config.publish.opml = false;
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  fixture.config.feeds.push_back({.name = "old", .title = "Old"});
  CHECK(fixture.publish("2026-01-01T12:00:00Z").unused_files.empty());
  fixture.dir.write("public/notes.txt", "of somebody");
  fixture.config.feeds.pop_back();
  fixture.config.digest = "without old";

  const auto named = fixture.publish("2026-01-02T12:00:00Z").unused_files;
  REQUIRE(named.size() == 3);
  CHECK(named[0].name == "old.atom");
  CHECK(named[1].name == "old.json");
  CHECK(named[2].name == "old.rss");
  CHECK(base::format_rfc3339(named[0].kept_until) == "2026-02-01T12:00:00Z");
  CHECK_FALSE(named[0].removed);
  CHECK(fixture.publish("2026-02-01T11:59:59Z").unused_files.size() == 3);
  CHECK(fixture.has("old.rss"));

  fixture.dir.write("public/old.json", "written by somebody else meanwhile");
  const auto removed = fixture.publish("2026-02-01T12:00:00Z").unused_files;
  REQUIRE(removed.size() == 2);
  CHECK(removed[0].name == "old.atom");
  CHECK(removed[0].removed);
  CHECK_FALSE(fixture.has("old.atom"));
  CHECK_FALSE(fixture.has("old.rss"));
  CHECK(fixture.file("old.json") == "written by somebody else meanwhile");
  CHECK(fixture.file("notes.txt") == "of somebody");
  CHECK(fixture.has("all.rss"));
  CHECK(fixture.publish("2026-02-02T12:00:00Z").unused_files.empty());
}

TEST_CASE("whatever the store says, no file outside of the folder goes, also not by a link in it") {
  Fixture fixture;
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  (void)fixture.publish("2026-01-01T12:00:00Z");
  const store::FileRecord record{.size = 1, .hash = base::content_hash("x")};
  const std::string absolute = (fixture.dir / "victim.css").string();
  fixture.dir.write("victim.css", "x");
  fixture.dir.write("elsewhere/zz.json", "x");
  const std::filesystem::path why = fixture.dir / "public/why";
  std::filesystem::remove_all(why);
  std::filesystem::create_directory_symlink(fixture.dir / "elsewhere", why);
  fixture.store->ledger().left({{"../victim.css", record},
                                {absolute, record},
                                {"assets/../../victim.css", record},
                                {"why/zz.json", record}});
  fixture.config.publish.page = false;
  for (const char* now : {"2026-01-02T12:00:00Z", "2026-03-02T12:00:00Z", "2026-05-02T12:00:00Z"}) {
    fixture.config.digest = now;
    for (const pipeline::UnusedFile& file : fixture.publish(now).unused_files) {
      CAPTURE(file.name);
      CHECK(file.name.find("victim") == std::string::npos);
      CHECK(file.name.find("zz.json") == std::string::npos);
    }
  }
  CHECK(test::bytes_of(fixture.dir / "victim.css") == "x");
  CHECK(test::bytes_of(fixture.dir / "elsewhere/zz.json") == "x");
  CHECK_FALSE(fixture.renders("2026-05-02T13:00:00Z"));
}

TEST_CASE("pages of another store's, or meddled with, are not ours to remove") {
  Fixture one;
  one.config.feeds.push_back({.name = "all", .title = "All"});
  (void)one.publish("2026-01-01T12:00:00Z");
  REQUIRE(one.has("index.html"));
  REQUIRE(one.has("embed.html"));

  Fixture other;  // It publishes a feed alone into the same folder.
  other.config.publish.directory = one.config.publish.directory;
  other.config.publish.page = other.config.publish.status = false;
  other.config.feeds.push_back({.name = "other", .title = "Other"});
  (void)other.publish("2026-01-01T12:00:00Z");
  CHECK(one.has("index.html"));
  CHECK(one.has("embed.html"));
  CHECK_FALSE(one.renders("2026-01-01T13:00:00Z"));

  one.dir.write("public/source-mine.html", one.file("embed.html"));
  one.config.publish.page = false;
  one.config.digest = "without a page";
  one.dir.write("public/embed.html", one.file("embed.html") + "by hand");
  (void)one.publish("2026-01-02T12:00:00Z");
  CHECK_FALSE(one.has("index.html"));
  CHECK(one.has("embed.html"));
  CHECK(one.has("source-mine.html"));
  CHECK(one.has("other.rss"));
}

TEST_CASE("a page whose source is gone goes at once, where it is as it was left") {
  Fixture fixture;
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  fixture.config.sources.push_back(
      {.id = "b", .name = "Partner B", .fetch = {.id = "b", .url = "https://b.example/feed"}});
  model::Feed feed;
  feed.items.emplace_back();
  feed.items[0].id = "tag:b.example,2022:1";
  feed.items[0].title.value = "Of B";
  feed.items[0].published = at("2022-05-17T00:00:00Z");
  (void)fixture.store->merge("b", feed, {}, at("2026-01-01T12:00:00Z"));
  (void)fixture.publish("2026-01-01T12:00:00Z");
  REQUIRE(fixture.has("source-a.html"));
  fixture.config.sources[0].terms.content = config::Passing::none;
  fixture.config.digest = "nothing of a";
  (void)fixture.publish("2026-01-02T12:00:00Z", {.accept = {""}});
  CHECK_FALSE(fixture.has("source-a.html"));
  CHECK(fixture.has("index.html"));
}

TEST_CASE("an archive that was meddled with, or a file that not all may read, is put right") {
  Fixture fixture;
  fixture.config.feeds.push_back({.name = "all", .title = "All", .items = 1});
  std::vector<std::string> dates;
  for (int day = 10; day < 28; ++day)
    dates.push_back("2021-01-" + std::to_string(day) + "T00:00:00Z");
  std::vector<const char*> texts;
  for (const std::string& date : dates) texts.push_back(date.c_str());
  fixture.merge(texts);
  REQUIRE(fixture.renders());
  REQUIRE(fixture.has("all-archive-1.atom"));
  const std::string whole = fixture.file("all-archive-1.atom");
  fixture.dir.write("public/all-archive-1.atom", std::string(whole.size(), 'x'));
  CHECK(fixture.renders());
  CHECK(fixture.file("all-archive-1.atom") == whole);
  CHECK_FALSE(fixture.renders());

  const auto rss = fixture.dir / "public/all.rss";
  std::filesystem::permissions(rss, std::filesystem::perms::owner_read);
  CHECK(fixture.renders());
  CHECK(std::filesystem::status(rss).permissions() == std::filesystem::perms{0644});
  CHECK_FALSE(fixture.renders());
}

TEST_CASE("a feed that comes back into the configuration keeps its files") {
  Fixture fixture;
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  fixture.config.feeds.push_back({.name = "old", .title = "Old"});
  (void)fixture.publish("2026-01-01T12:00:00Z");
  const config::Feed old = fixture.config.feeds.back();
  fixture.config.feeds.pop_back();
  fixture.config.digest = "without old";
  CHECK(fixture.publish("2026-01-02T12:00:00Z").unused_files.size() == 3);
  fixture.config.feeds.push_back(old);
  fixture.config.digest = "with old";
  CHECK(fixture.publish("2026-01-03T12:00:00Z").unused_files.empty());
  CHECK(fixture.publish("2026-03-03T12:00:00Z").unused_files.empty());
  CHECK(fixture.has("old.rss"));
}

TEST_CASE("FILE.gz is beside each file of text, with its time, and changes only with it") {
  Fixture fixture;
  fixture.config.publish.precompress = {write::Compression::gzip, write::Compression::brotli};
  fixture.config.feeds.push_back({.name = "all", .title = "All"});
  const auto folder = fixture.dir / "public";
  const auto fits = [&](const char* name) {
    const std::string gz = std::string(name) + ".gz";
    return base::gunzip(fixture.file(gz.c_str()), 1'000'000) == fixture.file(name) &&
           std::filesystem::last_write_time(folder / gz) ==
               std::filesystem::last_write_time(folder / name);
  };
  REQUIRE(fixture.renders());
  for (const char* name : {"all.rss", "all.atom", "all.json", "index.html", "status.json"}) {
    CAPTURE(name);
    CHECK(fits(name));
    CHECK(fixture.has((std::string(name) + ".br").c_str()));
  }
  CHECK_FALSE(fixture.renders());

  const auto time = std::filesystem::last_write_time(folder / "all.rss.gz");
  fixture.merge({"2023-01-01T00:00:00Z"});
  REQUIRE(fixture.renders());
  CHECK(fits("all.rss"));
  CHECK(std::filesystem::last_write_time(folder / "all.rss.gz") != time);

  SECTION("one that is missing, cut or meddled with is restored, and its file is not touched") {
    const auto untouched = std::filesystem::last_write_time(folder / "all.rss");
    std::filesystem::remove(folder / "all.rss.gz");
    fixture.dir.write("public/all.atom.gz", "cut");
    std::string other = fixture.file("all.json.gz");
    other.back() ^= 1;
    fixture.dir.write("public/all.json.gz", other);
    CHECK(fixture.renders());
    CHECK(fits("all.rss"));
    CHECK(fits("all.atom"));
    CHECK(fits("all.json"));
    CHECK(std::filesystem::last_write_time(folder / "all.rss") == untouched);
    CHECK_FALSE(fixture.renders());
  }
  SECTION("one of a run that was killed before it was replaced does not outlive the next") {
    const std::string present = fixture.file("all.rss");
    const std::string before = fixture.file("all.rss.gz");
    fixture.merge({"2023-01-02T00:00:00Z"});
    REQUIRE(fixture.renders());
    const std::string whole = fixture.file("all.rss.gz");
    fixture.dir.write("public/all.rss.gz", before);
    CHECK(fixture.renders());
    CHECK(fixture.file("all.rss.gz") == whole);
    CHECK(fixture.file("all.rss") != present);
  }
  SECTION("those that are no longer wanted go at once, also where their file goes") {
    fixture.dir.write("public/notes.html.br", "of somebody");
    fixture.config.publish.precompress = {write::Compression::gzip};
    fixture.config.digest = "without br";
    fixture.merge({"2024-01-01T00:00:00Z"});
    CHECK(fixture.publish("2026-01-31T12:00:00Z").unused_files.empty());
    CHECK_FALSE(fixture.has("all.rss.br"));
    CHECK(fits("all.rss"));
    CHECK(fixture.has("notes.html.br"));
    fixture.config.publish.page = false;
    fixture.config.digest = "without a page";
    CHECK(fixture.publish("2026-01-31T12:00:00Z").unused_files.empty());
    CHECK_FALSE(fixture.has("index.html"));
    CHECK_FALSE(fixture.has("index.html.gz"));
  }
}

}  // namespace publish_test
