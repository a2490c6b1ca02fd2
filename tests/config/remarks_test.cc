// SPDX-License-Identifier: MIT
//
// What syndic check says of a file that is right, but hardly meant so.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "config/config.h"

namespace remarks_test {

using Lines = std::vector<std::string>;

namespace {

constexpr const char* kSite =
    "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\nfeeds_url = "
    "\"https://www.example.org/feeds/\"\n";

Lines remarks_on(const std::string& rest) {
  const auto config = syndic::config::read(kSite + rest, "x.toml");
  INFO((config ? "" : config.error().front()));
  REQUIRE(config);
  return config->notes;
}

std::string source(const std::string& id, const std::string& url) {
  return "[[source]]\nid = \"" + id + "\"\nurl = \"" + url + "\"\n";
}

}  // namespace

TEST_CASE("a configuration without a source says how to add one") {
  CHECK(remarks_on("") == Lines{"x.toml:1:1: there is no source yet; add one with syndic add URL"});
}

TEST_CASE("a set of feeds has a name for others that share the store, which no file is") {
  const std::string one = source("a", "https://a.example/");
  CHECK(remarks_on(one + "[store]\nurl = \"postgresql://h/d\"\nset = \"x\"\n") == Lines{});
  CHECK(remarks_on(one + "[store]\nset = \"x\"\n") ==
        Lines{"x.toml:9:7: store.set changes nothing: a store in a file has one set of feeds"});
}

TEST_CASE("two sources at one address are named, however it is spelt") {
  CHECK(remarks_on(source("a", "https://a.example/feed/") + source("b", "http://a.example/feed")) ==
        Lines{"x.toml:10:7: this is also the address of the source in line 7, whose items would "
              "come twice; keep one of them"});
  CHECK(
      remarks_on(source("a", "https://www.a.example/feed") + source("b", "https://A.example/feed"))
          .size() == 1);
  CHECK(remarks_on(source("a", "https://a.example/feed?tag=x") +
                   source("b", "https://a.example/feed?tag=y"))
            .empty());
  CHECK(remarks_on(source("a", "https://a.example/feed") + source("b", "https://a.example/news"))
            .empty());
}

TEST_CASE("a feed that syndic publishes itself is no source") {
  CHECK(remarks_on(source("own", "https://www.example.org/feeds/all.rss")) ==
        Lines{"x.toml:7:7: this is a feed that syndic publishes itself, below site.feeds_url; it "
              "brings nothing new"});
  CHECK(remarks_on(source("other", "https://www.example.org/feedsies/all.rss")).empty());
}

TEST_CASE("an interval that is too short to be kept is named") {
  CHECK(remarks_on("[fetch]\ninterval = \"5m\"\n" + source("a", "https://a.example/feed") +
                   "interval = \"599s\"\n") ==
        Lines{"x.toml:6:12: fetch.interval is less than ten minutes and counts as \"10m\": no "
              "server is asked more often",
              "x.toml:10:12: source.interval is less than ten minutes and counts as \"10m\": no "
              "server is asked more often"});
  CHECK(
      remarks_on("[fetch]\ninterval = \"10m\"\n" + source("a", "https://a.example/feed")).empty());
}

}  // namespace remarks_test
