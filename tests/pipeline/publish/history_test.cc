// SPDX-License-Identifier: MIT
//
// A published feed over time: archives, what is taken back, and what is not published at all.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "base/time_format.h"
#include "pipeline/publish/history.h"
#include "pipeline/publish/publish.h"
#include "store/ledger.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace history_test {

using namespace syndic;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

model::Timestamp at(const char* text) { return base::parse_rfc3339_utc(text).value(); }
const model::Timestamp kNow = at("2026-01-31T12:00:00Z");
const std::string kFeeds = "https://www.example.org/feeds/";

struct Fixture {
  test::TempDir dir;
  config::Config config;
  std::unique_ptr<store::Store> store;

  Fixture() {
    config.site = {.title = "All", .url = "https://www.example.org/", .feeds_url = kFeeds};
    config.publish.directory = dir / "public";
    config.publish.page = false;
    config.sources.push_back({.id = "a", .name = "A", .fetch = {.id = "a"}});
    config.sources.push_back({.id = "b", .name = "B", .fetch = {.id = "b"}});
    config.feeds.push_back({.name = "all", .title = "All", .items = 5});
    store = store::open(test::options_of(dir.path()));
  }

  // Items of a source, numbered, an hour apart.
  void merge(const std::string& source, int first, int last, const std::string& words = "Words") {
    model::Feed feed;
    for (int i = last; i >= first; --i) {
      model::Item item;
      item.id = "urn:x:" + source + std::to_string(i);
      item.url = "https://" + source + ".example/" + std::to_string(i);
      item.canonical_url = item.url;
      item.title.value = "Item " + std::to_string(i);
      item.content.value = words;
      item.content_hash = words + std::to_string(i);
      item.published = at("2022-01-01T00:00:00Z") + boost::posix_time::hours(i);
      feed.items.push_back(item);
    }
    (void)store->merge(source, feed, {}, kNow);
  }

  pipeline::Published publish(const pipeline::PublishOptions& options = {}) {
    return pipeline::publish(config, *store, kNow, options);
  }

  [[nodiscard]] std::string file(const std::string& name) const {
    return test::bytes_of(dir / "public" / name);
  }
  [[nodiscard]] nlohmann::json json(const std::string& name) const {
    return nlohmann::json::parse(file(name));
  }

  // Makes every file old; afterwards, the names of those that are not.
  void make_old() const {
    const auto old = fs::file_time_type::clock::now() - std::chrono::hours(48);
    for (const auto& entry : fs::directory_iterator(dir / "public")) {
      fs::last_write_time(entry, old);
    }
  }
  /// Which of the feeds' files; their compressed ones have the same time.
  [[nodiscard]] std::vector<std::string> written() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(dir / "public")) {
      const std::string name = entry.path().stem();
      if (name.starts_with("status")) continue;  // Says when the run was.
      if (entry.path().extension() == ".gz") {
        CHECK(fs::last_write_time(entry) == fs::last_write_time(dir / "public" / name));
        continue;
      }
      if (fs::last_write_time(entry) > fs::file_time_type::clock::now() - std::chrono::hours(24)) {
        names.push_back(entry.path().filename());
      }
    }
    std::sort(names.begin(), names.end());
    return names;
  }
};

using Names = std::vector<std::string>;

std::string link(const pugi::xml_node& feed, const char* rel) {
  return feed.find_child_by_attribute("link", "rel", rel).attribute("href").value();
}

}  // namespace

TEST_CASE("older items are in archives that lead to one another (RFC 5005)") {
  Fixture f;
  f.merge("a", 1, 230);
  CHECK(f.publish().withheld.empty());
  pugi::xml_document all;
  REQUIRE(all.load_string(f.file("all.atom").c_str()));
  CHECK(link(all.child("feed"), "prev-archive") == kFeeds + "all-archive-3.atom");
  CHECK(link(all.child("feed"), "current").empty());
  CHECK_FALSE(all.child("feed").child("fh:archive"));
  pugi::xml_document second;
  REQUIRE(second.load_string(f.file("all-archive-2.atom").c_str()));
  const pugi::xml_node feed = second.child("feed");
  CHECK(link(feed, "self") == kFeeds + "all-archive-2.atom");
  CHECK(link(feed, "current") == kFeeds + "all.atom");
  CHECK(link(feed, "prev-archive") == kFeeds + "all-archive-1.atom");
  CHECK(link(feed, "next-archive") == kFeeds + "all-archive-3.atom");
  CHECK(feed.child("fh:archive"));
  CHECK(feed.child_value("id") == std::string(all.child("feed").child_value("id")));
  const auto entries = feed.children("entry");
  CHECK(std::distance(entries.begin(), entries.end()) == 100);
  CHECK(feed.child("entry").child_value("title") == std::string("Item 200"));
  CHECK(f.json("all.json").at("next_url") == kFeeds + "all-archive-3.json");
  CHECK(f.json("all-archive-3.json").at("items").size() == 25);
  CHECK(f.json("all-archive-3.json").at("next_url") == kFeeds + "all-archive-2.json");
  CHECK_FALSE(f.json("all-archive-1.json").contains("next_url"));
}

TEST_CASE("a run without news writes nothing, and one new item only the files that hold it") {
  Fixture f;
  f.config.feeds.push_back({.name = "b", .title = "B", .sources = {"b"}});
  f.merge("a", 1, 130);
  f.merge("b", 1, 1);
  (void)f.publish();
  f.make_old();
  (void)f.publish();
  CHECK(f.written().empty());
  f.merge("a", 131, 131);
  (void)f.publish();
  CHECK(f.written() ==
        Names{"all-archive-2.atom", "all-archive-2.json", "all.atom", "all.json", "all.rss"});
}

TEST_CASE("an archive that is missing or cut is restored, and no other is written") {
  Fixture f;
  f.merge("a", 1, 230);
  (void)f.publish();
  const std::string second = f.file("all-archive-2.atom");
  f.make_old();
  fs::remove(f.dir / "public/all-archive-2.atom");
  fs::resize_file(f.dir / "public/all-archive-1.json", 10);
  fs::remove(f.dir / "public/all-archive-3.json.gz");
  (void)f.publish();
  CHECK(fs::exists(f.dir / "public/all-archive-3.json.gz"));
  CHECK(f.file("all-archive-2.atom") == second);
  CHECK(f.written() == Names{"all-archive-1.json", "all-archive-2.atom"});
}

TEST_CASE("files of archives of a format that is not written any more go after 30 days") {
  Fixture f;
  f.merge("a", 1, 130);
  (void)f.publish();
  f.config.publish.formats = {write::Format::atom};
  f.config.digest = "without json";
  std::vector<std::string> names;
  for (const auto& file : f.publish().unused_files) names.push_back(file.name);
  CHECK(names == Names{"all-archive-1.json", "all-archive-2.json", "all.json", "all.rss"});
  f.merge("a", 131, 131);
  CHECK(f.publish().unused_files.size() == 4);
  f.config.publish.formats.push_back(write::Format::json);
  f.config.digest = "with json";
  names.clear();
  for (const auto& file : f.publish().unused_files) names.push_back(file.name);
  CHECK(names == Names{"all.rss"});
}

TEST_CASE("a run looks at all archives, or at twenty of them in a row") {
  using pipeline::archives_to_look_at;
  using Chosen = std::map<std::string, std::vector<int>>;
  CHECK(archives_to_look_at({}, kNow) == Chosen{});
  CHECK(archives_to_look_at({{"a", 2}, {"b", 1}}, kNow) == Chosen{{"a", {1, 2}}, {"b", {1}}});
  std::set<std::pair<std::string, int>> seen;
  for (int run = 0; run < 100; ++run) {
    const auto chosen =
        archives_to_look_at({{"a", 40}, {"b", 25}}, kNow + boost::posix_time::minutes(15 * run));
    std::size_t count = 0;
    for (const auto& [feed, numbers] : chosen) {
      count += numbers.size();
      for (const int number : numbers) seen.emplace(feed, number);
    }
    CHECK(count == 20);
  }
  CHECK(seen.size() == 65);
  CHECK(seen.contains({"a", 1}));
  CHECK(seen.contains({"b", 25}));
}

TEST_CASE("of many archives each run looks at others, until all were looked at") {
  Fixture f;
  f.config.publish.formats = {write::Format::json};
  f.config.publish.precompress = {};
  f.merge("a", 1, 5'550);
  (void)f.publish();
  const std::string archive = "all-archive-30.json";
  const std::string whole = f.file(archive);
  fs::remove(f.dir / "public" / archive);
  model::Timestamp now = kNow;
  int runs = 0;
  while (!fs::exists(f.dir / "public" / archive) && runs < 200) {
    now += boost::posix_time::minutes(15);
    (void)pipeline::publish(f.config, *f.store, now, {});
    ++runs;
  }
  CHECK(f.file(archive) == whole);
}

TEST_CASE("a subscription document stays below 1 MiB by cutting the longest texts") {
  Fixture f;
  f.config.feeds.front().items = 30;
  const std::string words = [] {
    std::string text;
    while (text.size() < 250'000) text += "word ";
    return text;
  }();
  f.merge("a", 1, 10, words);
  f.merge("b", 11, 30, "short");
  (void)f.publish();
  std::size_t largest = 0;
  for (const char* name : {"all.rss", "all.atom", "all.json"}) {
    CHECK(f.file(name).size() <= 1024 * 1024);
    largest = std::max(largest, f.file(name).size());
  }
  CHECK(largest > 900'000);
  const auto items = f.json("all.json").at("items");
  REQUIRE(items.size() == 30);
  for (const auto& item : items) {
    const std::string content = item.value("content_html", item.value("content_text", ""));
    const bool is_long = item.at("id").get<std::string>().starts_with("urn:x:a");
    CHECK((content == "short") == !is_long);
    if (is_long) CHECK(content.size() > 80'000);
  }
}

TEST_CASE("items of the greatest length are all there, whole in archives of 4 MiB") {
  Fixture f;
  f.config.feeds.front().items = 10;
  f.merge("a", 1, 40, std::string(262'144, 'x'));
  (void)f.publish();
  for (const char* name : {"all.rss", "all.atom", "all.json"}) {
    CHECK(f.file(name).size() <= 1024 * 1024);
  }
  CHECK(f.json("all.json").at("items").size() == 10);
  CHECK(f.json("all-archive-1.json").at("items").size() == 15);
  CHECK(f.json("all-archive-2.json").at("items").size() == 15);
  CHECK(f.file("all-archive-1.atom").size() > 3'900'000);
  CHECK(f.file("all-archive-1.atom").size() < 4'200'000);
}

TEST_CASE("what is too much even with short texts is archived") {
  Fixture f;
  f.config.feeds.front().items = 400;
  f.merge("a", 1, 400, std::string(4'000, 'x'));
  (void)f.publish();
  CHECK(f.file("all.rss").size() <= 1024 * 1024);
  const auto shown = f.json("all.json").at("items").size();
  CHECK(shown >= 200);
  CHECK(shown < 400);
  CHECK(shown + f.json("all-archive-1.json").at("items").size() +
            (shown < 300 ? f.json("all-archive-2.json").at("items").size() : 0) ==
        400);
}

TEST_CASE("what is withdrawn leaves every file, and a tombstone says so (RFC 6721)") {
  Fixture f;
  f.merge("a", 1, 110);
  (void)f.publish();
  REQUIRE(f.store->ledger().withdraw({"a", "urn:x:a7", kNow, "It was wrong"}));
  REQUIRE(f.store->ledger().withdraw({"a", "urn:x:a110", kNow, ""}));
  (void)f.publish();
  for (const auto& entry : fs::recursive_directory_iterator(f.dir / "public")) {
    if (entry.is_directory()) continue;
    CHECK_THAT(test::bytes_of(entry), !Contains("Item 7<") && !Contains("\"Item 7\""));
  }
  pugi::xml_document all;
  REQUIRE(all.load_string(f.file("all.atom").c_str()));
  const pugi::xml_node tombstone =
      all.child("feed").find_child_by_attribute("at:deleted-entry", "ref", "urn:x:a7");
  CHECK(tombstone.attribute("when").value() == std::string("2026-01-31T12:00:00Z"));
  CHECK(tombstone.child_value("at:comment") == std::string("It was wrong"));
  CHECK(all.child("feed").child_value("updated") == std::string("2026-01-31T12:00:00Z"));
  const auto deleted = f.json("all.json").at("_syndic").at("deleted");
  REQUIRE(deleted.size() == 2);
  CHECK(deleted.at(1).at("id") == "urn:x:a7");
  CHECK(deleted.at(1).at("comment") == "It was wrong");
  CHECK(f.json("all-archive-1.json").at("items").size() == 99);
  REQUIRE(f.store->ledger().restore("a", "urn:x:a7"));
  (void)f.publish();
  CHECK(f.json("all-archive-1.json").at("items").size() == 100);
}

TEST_CASE("where more than half of a feed would vanish at once, every file stays") {
  Fixture f;
  f.merge("a", 1, 4);
  f.merge("b", 5, 5);
  (void)f.publish();
  const std::string before = f.file("all.atom");
  f.config.sources.erase(f.config.sources.begin());
  auto published = f.publish();
  REQUIRE(published.withheld.size() == 1);
  CHECK_THAT(published.withheld.front(),
             Contains("the feed all would lose 4 of its 5 items at once") && Contains("--accept"));
  CHECK(f.file("all.atom") == before);
  f.config.publish.max_vanish = 0.8;
  CHECK(f.publish({.dry_run = true}).withheld.empty());
  f.config.publish.max_vanish = 0.5;
  CHECK(f.publish({.accept = {""}}).withheld.empty());
  CHECK(f.json("all.json").at("items").size() == 1);
}

TEST_CASE("a store that was lost counts as much as a source, and archived items do not") {
  Fixture f;
  f.merge("a", 1, 5);
  (void)f.publish();
  f.merge("a", 6, 10);
  CHECK(f.publish().withheld.empty());  // The first five are in an archive.
  f.store = store::open(test::options_of(f.dir / "other", "other.db"));
  f.merge("b", 1, 2);
  CHECK(f.publish().withheld.size() == 1);
  CHECK(f.json("all.json").at("items").size() == 5);
}

TEST_CASE("what we withdraw ourselves may be all there is, and so may three items") {
  Fixture f;
  f.merge("a", 1, 4);
  (void)f.publish();
  for (const char* id : {"urn:x:a1", "urn:x:a2", "urn:x:a3", "urn:x:a4"}) {
    REQUIRE(f.store->ledger().withdraw({"a", id, kNow, ""}));
  }
  CHECK(f.publish().withheld.empty());
  Fixture g;
  g.merge("a", 1, 3);
  (void)g.publish();
  g.config.sources.clear();
  CHECK(g.publish().withheld.empty());
}

TEST_CASE("where nothing came, only what is missing or cut is written") {
  Fixture f;
  f.merge("a", 1, 5);
  (void)f.publish();
  const std::string before = f.file("all.rss");
  f.config.site.title = f.config.feeds.front().title = "Another title";
  f.make_old();
  fs::resize_file(f.dir / "public/all.atom", 20);
  fs::remove(f.dir / "public/all.json");
  (void)f.publish({.restore = true});
  CHECK(f.written() == Names{"all.atom", "all.json"});
  CHECK(f.file("all.rss") == before);
}

TEST_CASE("no file is touched where one cannot be written aside") {
  if (::geteuid() == 0) SUCCEED("Permissions do not bind root.");
  Fixture f;
  f.merge("a", 1, 5);
  (void)f.publish();
  const std::string before = f.file("all.rss");
  f.merge("a", 6, 6);
  if (::geteuid() != 0) {
    fs::permissions(f.dir / "public", fs::perms::owner_read | fs::perms::owner_exec);
    CHECK_THROWS_AS(f.publish(), FileFailure);
    fs::permissions(f.dir / "public", fs::perms::owner_all);
    CHECK(f.file("all.rss") == before);
  }
  CHECK(f.publish().withheld.empty());
  CHECK(f.file("all.rss") != before);
}

}  // namespace history_test
