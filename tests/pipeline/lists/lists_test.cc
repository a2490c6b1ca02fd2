// SPDX-License-Identifier: MIT
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "config/config.h"
#include "config/listed.h"
#include "config/schema.h"
#include "config/source_settings.h"
#include "parse/lists/list.h"
#include "pipeline/append.h"
#include "pipeline/lists/export.h"
#include "pipeline/lists/import.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

namespace source_lists_test {

using namespace syndic;

namespace {

using Texts = std::vector<std::string>;

const std::string kSite = "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n";

/// Every key of a [[source]] at least once.
const std::string kEverything = kSite + R"(
[[source]]
id = "a"
name = "A & <b>  \"c\" 'd' é"
url = "https://a.example/feed?x=1&y=%20"
groups = ["One", "Two & more"]
contact = "Ann <ann@a.example>"
interval = "6h"
max_items = 20
max_item = "1MiB"
max_new_per_day = 7
include = ["title: /a\\b \"q\"|'r'/", "words"]
exclude = []
timezone = "Europe/Berlin"
enabled = false
credit = "From A"
rights = "All of them"
content = "summary"
embargo = "2h"
private = true
user = "me"
password = "env:A_PASSWORD"
headers = { X-Key = "env:A_KEY", "Accept-Language" = "env:A_LANGUAGE" }
proxy = "socks5h://127.0.0.1:1080"
ca_file = "ca.pem"

[[source]]
id = "m"
name = "M"
sitemap = "https://m.example/sitemap.xml"

[[source]]
id = "b"
name = "B"
site = "https://b.example/"
groups = ["Two & more"]
token = "env:B_TOKEN"

[[source]]
id = "c"
name = "C"
path = "feeds/c.xml"

[[source]]
id = "d"
name = "D"
url = "https://d.example/feed"
user = "d"
password_file = "secrets/d"

[[source]]
id = "e"
name = "E"
url = "https://e.example/feed"
token_file = "secrets/e"

[[source]]
id = "nameless"
url = "https://n.example/feed"

[[source]]
id = "same"
name = "same"
url = "https://same.example/feed"

[[source]]
id = "p"
name = "P"

[source.page]
url = "https://p.example/news"
item = "//article[@class='a' and \"b\" < 'c']"
title = ".//h2"
link = ".//a/@href"
date = ".//time"
summary = ".//p"
image = ".//img/@src"
author = ".//b"
tags = ".//i"
id = "@id"
enclosure = ".//audio/@src"
next = "//a[@rel='next']"
date_format = "%d.%m.%Y"
detail = true
)";

struct Place {
  test::TempDir dir;
  std::filesystem::path file;

  explicit Place(const std::string& text) : file(dir.write("syndic.toml", text)) {}

  [[nodiscard]] config::Config config() const {
    auto config = config::load(file, config::Purpose::use);
    REQUIRE(config);
    return *std::move(config);
  }
};

/// Id and settings of every source of a configuration.
std::vector<std::vector<std::pair<std::string, std::string>>> settings_in(const Place& place) {
  const auto document = config::read_toml(test::bytes_of(place.file));
  REQUIRE(document);
  std::vector<std::vector<std::pair<std::string, std::string>>> all;
  for (const auto& source : *config::as<config::List>(config::find(*document, "source"))) {
    auto& settings = all.emplace_back();
    for (const auto& each : config::settings_of(*config::as<config::Table>(&source))) {
      settings.emplace_back(each.key, each.text);
    }
  }
  return all;
}

pipeline::ImportPlan import_of(const std::string& list, const Place& place,
                               const Texts& groups = {}) {
  const auto read = parse::read_list(list, "list");
  REQUIRE(read);
  return pipeline::plan_import(*read, place.config(), groups);
}

std::string exported(const Place& place, bool with_secrets = true) {
  const auto list = pipeline::export_sources(place.config(), with_secrets);
  REQUIRE(list);
  return list->opml;
}

}  // namespace

TEST_CASE("the test of the round trip has every key of a source") {
  std::set<std::string> keys;
  for (const auto& source : settings_in(Place(kEverything))) {
    for (const auto& [key, text] : source) keys.insert(key);
  }
  for (const config::KeyInfo& info : config::all_keys()) {
    CAPTURE(info.section, info.key);
    const std::string key(info.key);
    if (info.section == "source" && key != "page") CHECK(keys.contains(key));
    if (info.section == "source.page") CHECK(keys.contains("page." + key));
  }
}

TEST_CASE("what is exported and imported again is the same, every key of it") {
  const Place from(kEverything);
  const Place to(kSite);
  const auto plan = import_of(exported(from), to);
  // A stranger's list may want secrets of this machine for a server of its own.
  const std::string words = ": takes files or variables of this machine by ";
  const std::string ask = "; see that this is meant";
  CHECK(plan.notes == Texts{"A & <b> \"c\" 'd' é" + words + "password, headers" + ask,
                            "B" + words + "token" + ask, "C" + words + "path" + ask,
                            "D" + words + "password_file" + ask, "E" + words + "token_file" + ask});
  REQUIRE(pipeline::append_sources(to.file, plan.sources));
  CHECK(settings_in(to) == settings_in(from));
  CHECK(exported(to) == exported(from));
  CHECK(to.config().sources.at(0).name == from.config().sources.at(0).name);
  const auto again = import_of(exported(from), to);
  CHECK(again.sources.empty());
  CHECK(again.already == 9);
  CHECK(again.notes == Texts{"there already: A & <b> \"c\" 'd' é (a), M (m), B (b), C (c), D (d), "
                             "E (e), nameless, same, "
                             "P (p)"});
}

TEST_CASE("the sources of a list that is followed are not part of an export") {
  const Place place(kSite +
                    "[[subscribe]]\nopml = \"union.opml\"\n"
                    "[[source]]\nid = \"a\"\nurl = \"https://a.example/feed\"\n");
  const model::ListedSource other{
      .name = "O", .url = "https://o.example/", .site = {}, .groups = {}, .settings = {}};
  const auto config = config::load(place.file, config::Purpose::use,
                                   {{.list = (place.dir / "union.opml").string(),
                                     .address = config::listed_address(other),
                                     .id = "o",
                                     .table = config::listed_table(other).value_or(""),
                                     .joined = {},
                                     .unlisted_since = {}}});
  REQUIRE(config);
  REQUIRE(config->sources.size() == 2);
  const auto list = pipeline::export_sources(*config, true);
  REQUIRE(list);
  CHECK(list->opml.find("https://a.example/feed") != std::string::npos);
  CHECK(list->opml.find("o.example") == std::string::npos);
  CHECK(list->notes == Texts{"the sources of the lists that are followed ([[subscribe]]) are not "
                             "part of it"});
}

TEST_CASE("a file without a title is called by its name, and a note says the line") {
  const auto plan = import_of("file:///home/u/feed.xml local\n", Place(kSite));
  REQUIRE(plan.sources.size() == 1);
  CHECK(plan.sources[0].name == "feed");
  CHECK(plan.sources[0].id == "feed");
  CHECK(plan.sources[0].groups == Texts{"local"});
  CHECK(plan.notes.at(0) ==
        "list:1: feed: takes files or variables of this machine by path; see that this is meant");
}

TEST_CASE("a source without a name whose id is taken is called by that id") {
  const Place place(kSite + "[[source]]\nid = \"a\"\nurl = \"https://a.example/feed\"\n");
  const auto plan = import_of(
      "<opml xmlns:s='urn:syndic:source'><body><outline text='a' xmlUrl='https://b.example/' "
      "s:id='a'/></body></opml>",
      place);
  REQUIRE(plan.sources.size() == 1);
  CHECK(plan.sources[0].id == "a-2");
  CHECK(plan.sources[0].name.empty());
  CHECK(plan.notes == Texts{"a: the id a is taken; it has a-2"});
}

TEST_CASE("secrets are left out of an export unless they are asked for") {
  const Place place(kSite + R"(
[[source]]
id = "a"
url = "https://me:pass1@a.example/feed?token=pass2&page=1"
password = "pass3"
user = "me"
headers = { X-Key = "pass4", X-Other = "env:OTHER" }
proxy = "http://me:pass5@proxy.example:3128"
[[source]]
id = "b"
url = "https://b.example/"
token = "pass6"
)");
  const auto list = pipeline::export_sources(place.config(), false);
  REQUIRE(list);
  CHECK(list->opml.find("pass") == std::string::npos);
  CHECK(list->opml.find("syndic:headers=\"{ &quot;X-Other&quot; = &quot;env:OTHER&quot; }\"") !=
        std::string::npos);
  const std::string why = " is left out or without its secrets; --with-secrets puts them in";
  CHECK(list->notes == Texts{"a: url" + why, "a: password" + why, "a: headers" + why,
                             "a: proxy" + why, "b: token" + why});
  const std::string whole = exported(place);
  for (const char* secret : {"pass1", "pass2", "pass3", "pass4", "pass5", "pass6"}) {
    CAPTURE(secret);
    CHECK(whole.find(secret) != std::string::npos);
  }
}

TEST_CASE("a source is not imported twice, by whatever spelling of its address") {
  const Place place(kSite + "[[source]]\nid = \"a\"\nurl = \"https://a.example/feed\"\n");
  const auto plan =
      import_of("https://A.example:443/feed\nhttps://b.example/ \"~A\"\nhttps://u:p@b.example/\n",
                place, {"new"});
  REQUIRE(plan.sources.size() == 1);
  CHECK(plan.sources[0].id == "a-2");
  CHECK(plan.sources[0].groups == Texts{"new"});
  CHECK(plan.already == 2);
  CHECK(plan.notes == Texts{"there already: a.example (a), b.example (a-2)"});
  CHECK(plan.left_out == 0);
}

TEST_CASE("what is wrong is left out with its reason, of rules the rule alone") {
  const Place place(kSite + "[[source]]\nid = \"a\"\nurl = \"https://a.example/feed\"\n");
  const auto plan = import_of(
      R"(<opml xmlns:s="urn:syndic:source"><body>
<outline text="Rules" xmlUrl="https://r.example/" s:id="a" s:include="[&quot;/(?=x)/&quot;, &quot;good&quot;]" s:shape="round"/>
<outline text="Bad id" xmlUrl="https://i.example/" s:id="A B"/>
<outline text="Bad path" s:page.url="https://p.example/" s:page.item="//["/>
<outline text="Sly" xmlUrl="https://s.example/" s:max_items="1&#10;[site]&#10;title='x'" s:groups="[] # c"/>
<outline text="Nowhere" s:interval="6h"/>
</body></opml>)",
      place);
  REQUIRE(plan.sources.size() == 2);
  CHECK(plan.sources[0].id == "rules");
  REQUIRE(plan.sources[0].settings.size() == 1);
  CHECK(plan.sources[0].settings[0].text == "[\"good\"]");
  CHECK(plan.sources[1].name == "Sly");
  CHECK(plan.sources[1].settings.empty());
  CHECK(plan.left_out == 3);
  REQUIRE(plan.notes.size() == 7);
  CHECK(plan.notes[0].starts_with("Rules: include \"/(?=x)/\" is left out: it is no regular"));
  CHECK(plan.notes[1] == "Rules: there is no key shape");
  CHECK(plan.notes[2] == "Rules: the id a is taken; it has rules");
  CHECK(plan.notes[3].starts_with("Bad id: is left out: source.id"));
  CHECK(plan.notes[4].starts_with("Bad path: is left out: source.page.item"));
  CHECK(plan.notes[5] == "Sly: max_items is left out, as it is no value of TOML");
  CHECK(plan.notes[6] == "Nowhere: is left out: does not say where its items come from");
}

}  // namespace source_lists_test
