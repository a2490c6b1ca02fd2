// SPDX-License-Identifier: MIT
#include "config/config.h"

#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "base/version.h"
#include "tests/config/load.h"
#include "tests/support/paths.h"

namespace config_test {

namespace {

using namespace std::chrono_literals;
using namespace syndic;
using namespace syndic::config;
using config::test::ConfigFile;
using Lines = std::vector<std::string>;

const std::filesystem::path kRoot = syndic::test::source_dir();

Config everything() {
  auto loaded = load(kRoot / "tests/data/config/everything.toml");
  INFO((loaded ? "" : loaded.error().front()));
  REQUIRE(loaded);
  return *std::move(loaded);
}

Config loaded_from(const ConfigFile& file) {
  auto loaded = load(file.path());
  INFO((loaded ? "" : loaded.error().front()));
  REQUIRE(loaded);
  return *std::move(loaded);
}

TEST_CASE("Every key of [site] arrives") {
  const Site site = everything().site;
  CHECK(site.title == "Collaborating For Student Success");
  CHECK(site.subtitle == "News of the TURN regions and their partners");
  CHECK(site.url == "https://www.turnweb.org/");
  CHECK(site.feeds_url == "https://www.turnweb.org/feeds/");
  CHECK(site.language == "en-US");
  CHECK(site.time_zone == "America/New_York");
  CHECK(site.owner.name == "TURN");
  CHECK(site.owner.email == "news@example.org");
  CHECK(site.rights == "CC BY 4.0");
  CHECK(site.icon == "https://www.turnweb.org/icon.png");
  CHECK(site.logo == "https://www.turnweb.org/logo.png");
}

TEST_CASE("Every key of [fetch] arrives") {
  const fetch::Options fetch = everything().fetch;
  CHECK(fetch.interval == 2h);
  CHECK(fetch.transport.concurrency == 16);
  CHECK(fetch.transport.per_host == 2);
  CHECK(fetch.transport.host_delay == 1500ms);
  CHECK(fetch.transport.timeout == 3min);
  CHECK(fetch.transport.connect_timeout == 11s);
  CHECK(fetch.transport.stall_timeout == 31s);
  CHECK(fetch.transport.max_body == 8'388'608);
  CHECK(fetch.transport.max_redirects == 7);
  CHECK(fetch.transport.user_agent == "turn-bot/1.0");
  CHECK(fetch.transport.allow_private);
}

TEST_CASE("Every key of [store] and [publish] arrives, paths from the file's folder") {
  const Config config = everything();
  CHECK(config.store.sqlite_file == kRoot / "tests/data/config/data/turn.db");
  CHECK(config.publish.directory == "/srv/www/feeds");
  CHECK(config.publish.formats == std::vector{write::Format::json, write::Format::rss});
  CHECK_FALSE(config.publish.page);
  CHECK(config.publish.theme == kRoot / "tests/data/config/theme");
  CHECK_FALSE(config.publish.images);
  CHECK_FALSE(config.publish.indexed);
  CHECK_FALSE(config.publish.opml);
  CHECK(config.publish.precompress ==
        std::vector{write::Compression::gzip, write::Compression::brotli});
  CHECK(config.notify.hubs == Lines{"https://hub.example.org/"});
  CHECK(config.notify.command == Lines{kRoot / "tests/data/config/bin/deploy", "-a", "-a", ""});
  CHECK(config.notify.command_timeout == 90s);
  CHECK(config.notify.metrics == kRoot / "tests/data/config/var/syndic.prom");
}

TEST_CASE("Every key of [[source]] arrives") {
  const Config config = everything();
  REQUIRE(config.sources.size() == 4);
  const Source& source = config.sources[0];
  CHECK(source.id == "casel");
  CHECK(source.name == "CASEL");
  CHECK(source.groups == Lines{"partners", "sel"});
  CHECK_FALSE(source.enabled);
  CHECK(source.fetch.id == "casel");
  CHECK(source.fetch.url == "https://reader:secret@casel.org/feed/");
  CHECK(source.fetch.path.empty());
  CHECK(source.fetch.interval == 6h);
  CHECK(source.normalize.max_items == 50);
  CHECK(source.normalize.max_item == 65'536);
  CHECK(source.max_new_per_day == 200);
  const normalize::Rules& rules = source.normalize.rules;
  REQUIRE(rules.include.size() == 1);
  CHECK(rules.include[0].text() == "/labor|management/");
  REQUIRE(rules.exclude.size() == 1);
  CHECK(rules.exclude[0].text() == "sponsored");
  CHECK(source.time_zone == "America/Chicago");
}

TEST_CASE("A source is a feed, a site, a path or a page") {
  const Config config = everything();
  REQUIRE(config.sources.size() == 4);
  CHECK(config.sources[1].site == "https://www.turnweb.org");
  CHECK(config.sources[1].fetch.url.empty());
  CHECK(config.sources[2].fetch.path == kRoot / "tests/data/config/news.xml");
  const auto& page = config.sources[3].page;
  REQUIRE(page);
  CHECK(page->url == "https://turnweb.org/national");
  CHECK(page->rules.item == "//article");
  CHECK(page->rules.title == ".//h2");
  CHECK(page->rules.link == ".//a/@href");
  CHECK(page->rules.date == ".//time/@datetime");
  CHECK(page->rules.summary == ".//p");
  CHECK(page->rules.image == ".//img/@src");
}

TEST_CASE("What ids are made from is the configured origin, without credentials") {
  const Config config = everything();
  REQUIRE(config.sources.size() == 4);
  CHECK(config.sources[0].normalize.source_url == "https://casel.org/feed/");
  CHECK(config.sources[1].normalize.source_url == "https://www.turnweb.org");
  CHECK(config.sources[2].normalize.source_url == "news.xml");
  CHECK(config.sources[3].normalize.source_url == "https://turnweb.org/national");
}

TEST_CASE("A source without an id gets one from its name") {
  const Config config = everything();
  REQUIRE(config.sources.size() == 4);
  CHECK(config.sources[1].id == "great-lakes-turn");
  CHECK(config.sources[1].fetch.id == "great-lakes-turn");
  CHECK(config.sources[3].id == "national");
  CHECK(config.sources[3].name.empty());
}

TEST_CASE("Every key of [[feed]] arrives") {
  const Config config = everything();
  REQUIRE(config.feeds.size() == 2);
  CHECK(config.feeds[0].name == "turn");
  CHECK(config.feeds[0].title == "The regions");
  CHECK(config.feeds[0].groups == Lines{"turn"});
  CHECK(config.feeds[0].items == 20);
  CHECK(config.feeds[0].max_age == 24h * 365);
  CHECK(config.feeds[1].title == "Collaborating For Student Success");
  CHECK(config.feeds[1].sources == Lines{"casel"});
  CHECK(config.feeds[1].items == 50);
  CHECK_FALSE(config.feeds[1].max_age);
}

TEST_CASE("The least that a file must say leaves all else at its default") {
  const ConfigFile file("[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n");
  const Config config = loaded_from(file);
  CHECK(config.file == file.path());
  CHECK(config.site.time_zone == "UTC");
  CHECK(config.site.feeds_url.empty());
  CHECK(config.fetch.interval == 1h);
  CHECK(config.fetch.transport.concurrency == 32);
  CHECK(config.fetch.transport.per_host == 1);
  CHECK(config.fetch.transport.host_delay == 1s);
  CHECK(config.fetch.transport.timeout == 2min);
  CHECK(config.fetch.transport.connect_timeout == 10s);
  CHECK(config.fetch.transport.stall_timeout == 30s);
  CHECK(config.fetch.transport.max_body == 16'777'216);
  CHECK(config.fetch.transport.max_redirects == 5);
  CHECK_FALSE(config.fetch.transport.allow_private);
  CHECK(config.store.sqlite_file == file.folder() / "var/syndic.db");
  CHECK(config.publish.directory == file.folder() / "public");
  CHECK(config.publish.formats ==
        std::vector{write::Format::rss, write::Format::atom, write::Format::json});
  CHECK(config.sources.empty());
  REQUIRE(config.feeds.size() == 1);
  CHECK(config.feeds[0].name == "all");
  CHECK(config.feeds[0].title == "T");
  CHECK(config.feeds[0].items == 50);
  CHECK(config.notes ==
        Lines{file.path().string() + ":1:1: there is no source yet; add one with syndic add URL"});
}

TEST_CASE("A source that says the least is enabled and keeps a thousand items") {
  const Config config =
      loaded_from(ConfigFile("[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nid "
                             "= \"a\"\nurl = \"https://a.org/\"\n"));
  REQUIRE(config.sources.size() == 1);
  CHECK(config.sources[0].enabled);
  CHECK(config.sources[0].normalize.max_items == 1'000);
  CHECK(config.sources[0].normalize.max_item == 262'144);
  CHECK_FALSE(config.sources[0].max_new_per_day);
  CHECK_FALSE(config.sources[0].fetch.interval);
  CHECK(config.sources[0].time_zone.empty());
}

TEST_CASE("The user agent names the version and the site, never its password") {
  CHECK(loaded_from(ConfigFile("[site]\ntitle = \"T\"\n[publish]\nformats = [\"atom\"]\n"))
            .fetch.transport.user_agent == "syndic/" + std::string(base::kVersion));
  CHECK(loaded_from(ConfigFile("[site]\ntitle = \"T\"\nurl = \"https://u:p@example.org/\"\n"))
            .fetch.transport.user_agent ==
        "syndic/" + std::string(base::kVersion) + " (+https://example.org/)");
}

TEST_CASE("An interval below ten minutes counts as ten minutes") {
  const Config config = loaded_from(
      ConfigFile("[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[fetch]\ninterval = "
                 "\"1m\"\n[[source]]\nid = \"a\"\n"
                 "url = \"https://a.org/\"\ninterval = \"0s\"\n"));
  CHECK(config.fetch.interval == 10min);
  CHECK(config.sources[0].fetch.interval == 10min);
}

TEST_CASE("URLs are percent-encoded as they are read") {
  CHECK(loaded_from(ConfigFile("[site]\ntitle = \"T\"\nurl = \" https://example.org/a/é \"\n"))
            .site.url == "https://example.org/a/%C3%A9");
}

TEST_CASE("Hubs without the address of the feeds are noted") {
  const ConfigFile file(
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[publish]\n"
      "hubs = [\"https://hub.example.org/\"]\n[[source]]\nid = \"a\"\npath = \"a.xml\"\n");
  CHECK(loaded_from(file).notes ==
        Lines{file.path().string() +
              ":5:8: publish.hubs does nothing without site.feeds_url, as hubs are told the "
              "addresses of the feeds; write feeds_url = \"https://…\" in [site]"});
}

TEST_CASE("A feed of a group that no source is in is noted, not refused") {
  const ConfigFile file(
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nid = \"a\"\nurl = "
      "\"https://a.org/\"\n"
      "groups = [\"partners\"]\n[[feed]]\nname = \"x\"\ngroups = [\"partners\", \"partner\", "
      "\"nope\"]\n");
  CHECK(loaded_from(file).notes ==
        Lines{file.path().string() +
                  ":10:23: feed.groups: no source is in the group \"partner\"; did you mean "
                  "\"partners\"?",
              file.path().string() + ":10:34: feed.groups: no source is in the group \"nope\""});
}

TEST_CASE("A page beside a feed's address is left alone") {
  const Config config =
      loaded_from(ConfigFile("[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nid "
                             "= \"a\"\nurl = \"https://a.org/feed\"\n"
                             "[source.page]\nurl = \"https://a.org/\"\nitem = \"//article\"\n"));
  CHECK(config.sources.at(0).fetch.url == "https://a.org/feed");
}

TEST_CASE("A file in the working folder has paths relative to it") {
  const ConfigFile file(
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[store]\nurl = \"sqlite:../x.db\"\n");
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(file.folder());
  const auto loaded = load("syndic.toml");
  std::filesystem::current_path(before);
  REQUIRE(loaded);
  CHECK(loaded->store.sqlite_file == "../x.db");
  CHECK(loaded->publish.directory == "public");
}

TEST_CASE("The shipped configurations are right") {
  for (const char* name : {"config/syndic.toml", "config/demo.toml"}) {
    const auto loaded = load(kRoot / name);
    INFO(name << ": " << (loaded ? "" : loaded.error().front()));
    CHECK(loaded);
  }
}

TEST_CASE("The shipped configuration asks the network's own sites and makes up no feed") {
  const auto loaded = load(kRoot / "config/syndic.toml");
  REQUIRE(loaded);
  Lines sites;
  for (const Source& source : loaded->sources) {
    sites.push_back(source.site);
    CHECK(source.fetch.url.empty());
  }
  CHECK(sites == Lines{"https://turnweb.org", "https://casel.org", "https://www.cecweb.org"});
  CHECK_FALSE(loaded->fetch.transport.allow_private);
}

TEST_CASE("The demonstration reads every sample feed there is") {
  const auto loaded = load(kRoot / "config/demo.toml");
  REQUIRE(loaded);
  CHECK(loaded->notes.empty());
  std::set<std::string> asked;
  for (const Source& source : loaded->sources) {
    const std::filesystem::path path =
        source.fetch.url.empty() ? source.fetch.path : std::filesystem::path(source.fetch.url);
    asked.insert(path.filename().string());
  }
  const std::regex address("xmlUrl=\"([^\"]*)\"");
  for (const ListSubscription& followed : loaded->lists) {
    const std::string name = std::filesystem::path(followed.url).filename().string();
    asked.insert(name);
    const std::string list = syndic::test::bytes_of(kRoot / "feeds/partners" / name);
    for (std::sregex_iterator found(list.begin(), list.end(), address), end; found != end;
         ++found) {
      asked.insert(std::filesystem::path((*found)[1].str()).filename().string());
    }
  }
  std::set<std::string> there;
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "feeds/partners")) {
    if (entry.is_directory()) continue;  // Own pages of a page's items.
    there.insert(entry.path().filename().string());
  }
  CHECK_FALSE(there.empty());
  there.insert("news");  // The network's own items, a folder.
  CHECK(asked == there);
}

}  // namespace

TEST_CASE("a configuration below /etc keeps nothing there that is written") {
  const auto config = config::read("[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n",
                                   "/etc/syndic/syndic.toml");
  REQUIRE(config);
  CHECK(config->store.sqlite_file == "/var/lib/syndic/syndic.db");
  CHECK(config->publish.directory == "/var/lib/syndic/public");
  const auto chosen = config::read(
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[store]\nurl = "
      "\"sqlite:/srv/s.db\"\n[publish]\n"
      "directory = \"/srv/feeds\"\n",
      "/etc/syndic.toml");
  REQUIRE(chosen);
  CHECK(chosen->store.sqlite_file == "/srv/s.db");
  CHECK(chosen->publish.directory == "/srv/feeds");
  const auto other = config::read("[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n",
                                  "/etcetera/syndic.toml");
  REQUIRE(other);
  CHECK(other->store.sqlite_file == "/etcetera/var/syndic.db");
}

}  // namespace config_test
