// SPDX-License-Identifier: MIT
//
// Sources of lists ([[subscribe]]) in a configuration.
#include "config/listed.h"

#include <catch2/catch.hpp>

#include "tests/config/load.h"

namespace listed_test {

using namespace syndic;
using config::test::mistakes_in;

namespace {

const std::string kSite =
    "[site]\ntitle = \"News\"\nurl = \"https://news.example/\"\n"
    "[[subscribe]]\nopml = \"https://union.example/list.opml\"\n";

model::ListMember member(const std::string& id, const model::ListedSource& source) {
  return {.list = "https://union.example/list.opml",
          .address = config::listed_address(source),
          .id = id,
          .table = config::listed_table(source).value_or(""),
          .joined = {},
          .unlisted_since = {}};
}

model::ListMember member(const std::string& id, const std::string& url,
                         const std::vector<std::string>& groups = {}) {
  return member(id, {.name = id, .url = url, .site = {}, .groups = groups, .settings = {}});
}

config::Config read(const std::string& bytes, const std::vector<model::ListMember>& listed) {
  auto config = config::read(bytes, "/srv/syndic.toml", config::Purpose::use, listed);
  if (!config) FAIL(config.error().front());
  return *std::move(config);
}

using Strings = std::vector<std::string>;

Strings ids(const config::Config& config) {
  Strings ids;
  for (const config::Source& source : config.sources) ids.push_back(source.id);
  return ids;
}

}  // namespace

TEST_CASE("[[subscribe]] is a list at a URL or in a file") {
  const config::Config config = read(
      "[site]\ntitle = \"News\"\nurl = \"https://news.example/\"\n"
      "[[subscribe]]\nopml = \"https://me:secret@union.example/list.opml\"\ninterval = \"6h\"\n"
      "groups = [\"Union\"]\n[[subscribe]]\nopml = \"lists/own.opml\"\nenabled = false\n",
      {});
  REQUIRE(config.lists.size() == 2);
  CHECK(config.lists[0].place() == "https://union.example/list.opml");
  CHECK(config.lists[0].interval == std::chrono::hours(6));
  CHECK(config.lists[0].groups == Strings{"Union"});
  CHECK(config.lists[0].enabled);
  CHECK(config.lists[1].place() == "/srv/lists/own.opml");
  CHECK_FALSE(config.lists[1].enabled);
  CHECK(config.notes.empty());
}

TEST_CASE("What is wrong with a list is told") {
  CHECK(
      mistakes_in("[site]\ntitle = \"x\"\nurl = \"https://x.example/\"\n[[subscribe]]\n"
                  "groups = [\"a\"]\n") ==
      "syndic.toml:4:1: this needs opml, the URL or file of a list of sources, as opml = \"…\"\n");
  CHECK(mistakes_in(kSite + "[[subscribe]]\nopml = \"https://union.example/list.opml\"\n") ==
        "syndic.toml:7:8: this list is already followed in line 5; keep one of them\n");
  CHECK(mistakes_in("[site]\ntitle = \"x\"\nurl = \"https://x.example/\"\n[[subscribe]]\n"
                    "opml = \"ftp://x.example/list.opml\"\n") ==
        "syndic.toml:5:8: subscribe.opml must be an http or https URL, such as "
        "\"https://example.org/\"\n");
}

TEST_CASE("The sources of a list are sources, after the file's own") {
  std::vector<model::ListMember> listed = {
      member("one", "https://one.example/feed", {"Partners", "North"}),
      member("two", "https://two.example/feed")};
  listed[1].joined = model::Timestamp(boost::gregorian::date(2026, 1, 2));
  const config::Config config =
      read(kSite +
               "groups = [\"Union\"]\n[[source]]\nid = \"own\"\nurl = \"https://own.example/\"\n"
               "[[feed]]\nname = \"union\"\ngroups = [\"Union\"]\n[[feed]]\nname = \"some\"\n"
               "sources = [\"two\", \"not-yet\"]\n",
           listed);
  CHECK(ids(config) == Strings{"own", "one", "two"});
  CHECK(config.sources[1].name == "one");
  CHECK(config.sources[1].fetch.url == "https://one.example/feed");
  CHECK(config.sources[1].fetch.id == "one");
  CHECK(config.sources[1].groups == Strings{"Union", "Partners", "North"});
  CHECK(config.sources[1].list == "https://union.example/list.opml");
  CHECK_FALSE(config.sources[1].joined);
  CHECK(config.sources[2].joined == listed[1].joined);
  CHECK(config.sources[0].list.empty());
  // An id may be of a source that the list does not have yet, or no more.
  CHECK(config.notes ==
        Strings{"/srv/syndic.toml:15:19: feed.sources: no source has the id \"not-yet\""});
}

TEST_CASE("The file's own sources go before those of lists") {
  const std::vector<model::ListMember> listed = {
      member("one", "http://www.own.example/feed/"),  // The same address.
      member("own", "https://other.example/feed"),    // The same id.
      member("two", "https://two.example/feed"), member("again", "https://two.example/feed")};
  const config::Config config =
      read(kSite + "[[source]]\nid = \"own\"\nurl = \"https://own.example/feed\"\n", listed);
  CHECK(ids(config) == Strings{"own", "own-2", "two"});
  CHECK(config.notes.empty());
}

TEST_CASE("Another list is another configuration to what is published") {
  const std::vector<model::ListMember> one = {member("one", "https://one.example/feed")};
  const std::vector<model::ListMember> moved = {member("one", "https://one.example/feed", {"A"})};
  CHECK(read(kSite, one).digest == read(kSite, one).digest);
  CHECK(read(kSite, one).digest != read(kSite, moved).digest);
  CHECK(read(kSite, one).digest != read(kSite, {}).digest);
  CHECK(read(kSite, one).file_digest == read(kSite, {}).digest);
}

TEST_CASE("A source that has left, or whose list is not there, is none") {
  std::vector<model::ListMember> listed = {member("one", "https://one.example/feed"),
                                           member("two", "https://two.example/feed")};
  listed[0].has_left = true;
  listed[1].list = "https://else.example/list.opml";
  CHECK(read(kSite, listed).sources.empty());
}

TEST_CASE("A list that is not enabled has its sources rest") {
  const config::Config config =
      read(kSite + "enabled = false\n", {member("one", "https://one.example/feed")});
  REQUIRE(config.sources.size() == 1);
  CHECK_FALSE(config.sources[0].enabled);
}

TEST_CASE("A source may ask for a longer interval than its list has, but for no shorter one") {
  const auto interval = [](const std::string& own, const std::string& of_list) {
    const model::ListedSource source = {.name = "one",
                                        .url = "https://one.example/feed",
                                        .site = {},
                                        .groups = {},
                                        .settings = {{"interval", own}}};
    return read(kSite + of_list, {member("one", source)}).sources.at(0).fetch.interval->count();
  };
  CHECK(interval("12h", "interval = \"6h\"\n") == 43200);
  CHECK(interval("1h", "interval = \"6h\"\n") == 21600);
  CHECK(interval("10m", "") == 3600);
  CHECK(interval("soon", "") == 3600);
  CHECK(interval("10m", "[fetch]\ninterval = \"2h\"\n") == 7200);
}

TEST_CASE("A list sets what harms nobody, and nothing else") {
  const model::ListedSource hostile = {
      .name = "One\nid = \"x\"",
      .url = "https://one.example/feed",
      .site = {},
      .groups = {"A\"]\npath = \"/etc/passwd\"", ""},
      .settings = {{"path", "/etc/passwd"},
                   {"token", "env:HOME"},
                   {"user", "env:USER"},
                   {"password_file", "/etc/passwd"},
                   {"headers", "{ Cookie = \"env:HOME\" }"},
                   {"proxy", "env:HOME"},
                   {"ca_file", "/etc/passwd"},
                   {"content", "none"},
                   {"private", "true"},
                   {"max_new_per_day", "1"},
                   {"enabled", "false"},
                   {"id", "other"},
                   {"include", "[\"title: a\"]\npath = \"/etc/passwd\""},
                   {"exclude", "[] , token = \"x\""},
                   {"max_items", "3 # path"},
                   {"timezone", "Europe/Berlin\"\npath=\"/etc/passwd"}}};
  CHECK(config::listed_table(hostile) ==
        "[[source]]\nid     = \"\"\nname   = \"One id = \\\"x\\\"\"\n"
        "url    = \"https://one.example/feed\"\n"
        "groups = [\"A\\\"] path = \\\"/etc/passwd\\\"\"]\nmax_items = 3 # path\n");
  const config::Config config = read(kSite, {member("one", hostile)});
  REQUIRE(config.sources.size() == 1);
  CHECK(config.sources[0].id == "one");
  CHECK(config.sources[0].fetch.path.empty());
  CHECK(config.sources[0].fetch.access.token.empty());
  CHECK(config.sources[0].normalize.max_items == 3);
}

TEST_CASE("A source is at an http address, or it is left out of its list") {
  const auto table = [](const std::string& url, const std::string& site) {
    return config::listed_table(
        {.name = "x", .url = url, .site = {}, .groups = {}, .settings = {{"site", site}}});
  };
  CHECK_FALSE(table("", ""));
  CHECK_FALSE(table("", "file:///etc/passwd"));
  CHECK_FALSE(table("", "env:HOME"));
  CHECK_FALSE(table("javascript:alert(1)", ""));
  CHECK(table("", "https://x.example/") ==
        "[[source]]\nid     = \"\"\nname   = \"x\"\nsite   = \"https://x.example/\"\n");
}

TEST_CASE("What is stored of a list is not trusted either") {
  model::ListMember stored = member("one", "https://one.example/feed");
  stored.table = "[[source]]\nname = \"one\"\npath = \"/etc/passwd\"\n";
  model::ListMember broken = member("two", "https://two.example/feed");
  broken.table =
      "[[source]]\nname = \"two\"\nurl = \"https://two.example/feed\"\ntimezone = \"x\"\n";
  const config::Config config =
      read(kSite, {stored, broken, member("three", "https://three.example/feed")});
  CHECK(ids(config) == Strings{"three"});
  REQUIRE(config.notes.size() == 2);
  CHECK(config.notes[0] ==
        "list https://union.example/list.opml: the source one is left out: it has a key that no "
        "list may set");
  CHECK(config.notes[1] ==
        "list https://union.example/list.opml: the source two is left out: /srv/syndic.toml:4:1: "
        "source.timezone must be an IANA time zone, such as \"America/New_York\", not \"x\"");
}

TEST_CASE("What a list gets wrong by itself is told without a place") {
  model::ListMember broken = member("two", "https://two.example/feed");
  broken.table =
      "[[source]]\nname = \"two\"\nurl = \"https://two.example/feed\"\ntimezone = \"x\"\n";
  CHECK(
      read(kSite, {broken}).left_out ==
      std::vector<config::LeftOut>{
          {"https://union.example/list.opml", "two",
           "source.timezone must be an IANA time zone, such as \"America/New_York\", not \"x\""}});
  const auto page = [](const std::string& item) {
    return config::mistake_in_listed(
        {.name = "p",
         .url = "",
         .site = {},
         .groups = {},
         .settings = {{"page.url", "https://p.example/"}, {"page.item", item}}});
  };
  CHECK(page("//article").empty());
  CHECK(page("//article[").find("source.page.item is no XPath 1.0") != std::string::npos);
}

TEST_CASE("A group that only a list can bring is awaited, not missed") {
  const std::string north = "[[feed]]\nname = \"north\"\ngroups = [\"north-sea\"]\n";
  CHECK(read(kSite + north, {}).notes ==
        Strings{"/srv/syndic.toml:8:11: feed.groups: no source is in the group \"north-sea\" yet"});
}

TEST_CASE("A list brings a hundred groups at most") {
  std::vector<model::ListMember> listed;
  for (int i = 0; i < 60; ++i) {
    const std::string name = "s" + std::to_string(i);
    listed.push_back(member(name, "https://" + name + ".example/", {name + "-a", name + "-b"}));
  }
  listed.push_back(member("last", "https://last.example/", {"s0-a", "new"}));
  const config::Config config =
      read(kSite + "groups = [\"all\"]\n[[feed]]\nname = \"by\"\neach = \"group\"\n", listed);
  CHECK(config.sources.size() == 61);
  CHECK(config.sources[49].groups == Strings{"all", "s49-a", "s49-b"});
  CHECK(config.sources[50].groups == Strings{"all"});
  CHECK(config.sources[60].groups == Strings{"all", "s0-a"});
  CHECK(config.feeds.size() == 102);  // With "all" of everything and that of the group "all".
  CHECK(config.notes == Strings{"list https://union.example/list.opml has more than 100 groups; "
                                "its sources are in the first ones only"});
}

TEST_CASE("No list makes the configuration wrong") {
  // Of each group a feed is made; one has the name of another feed, others make one name.
  const std::string each =
      "[[source]]\nid = \"own\"\nurl = \"https://own.example/\"\ngroups = [\"North Sea\"]\n"
      "[[feed]]\nname = \"by\"\neach = \"group\"\n[[feed]]\nname = \"by-taken\"\n";
  const config::Config config =
      read(kSite + each, {member("one", "https://one.example/feed", {"Taken"}),
                          member("two", "https://two.example/feed", {"North-Sea!"}),
                          member("three", "https://three.example/feed", {"South"})});
  CHECK(ids(config) == Strings{"own", "two", "three"});
  CHECK(config.sources[1].groups == Strings{"North Sea"});
  REQUIRE(config.notes.size() == 1);
  CHECK(config.notes[0].find("the source one is left out: /srv/syndic.toml:") != std::string::npos);
}

}  // namespace listed_test
