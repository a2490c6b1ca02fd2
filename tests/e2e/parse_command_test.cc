// SPDX-License-Identifier: MIT
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "tests/e2e/network.h"

namespace parse_command_test {

using namespace syndic::test;
using nlohmann::json;

namespace {

constexpr const char* kFeed =
    R"xml(<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>T</title>
<link>https://site.example/</link><description>D</description>
<item><title>One &amp;amp; two</title><guid>42</guid><pubDate>Mon, 16 May 2022 09:00 EDT</pubDate>
<description>&lt;p onclick="x()"&gt;Hi &lt;a href="/a?utm_source=rss"&gt;there&lt;/a&gt;&lt;/p&gt;</description></item>
</channel></rss>)xml";

}  // namespace

TEST_CASE("parse prints what a feed says as JSON Feed") {
  const Finished run = run_syndic({"parse", "-"}, {}, kFeed);
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  const json feed = json::parse(run.out);
  CHECK(feed.at("version") == "https://jsonfeed.org/version/1.1");
  CHECK(feed.at("title") == "T");
  CHECK(feed.at("home_page_url") == "https://site.example/");
  CHECK(feed.at("description") == "D");
  CHECK(feed.at("_syndic").at("format") == "rss2.0");
  CHECK(feed.at("_syndic").at("encoding") == "windows-1252");
  const json& item = feed.at("items").at(0);
  CHECK(item.at("id") == "42");
  CHECK(item.at("title") == "One & two");
  CHECK(item.at("date_published") == "2022-05-16T13:00:00Z");
  CHECK(item.at("content_html") ==
        "<p>Hi <a href=\"https://site.example/a?utm_source=rss\">there</a></p>");
  CHECK_FALSE(item.contains("url"));
}

TEST_CASE("parse reads dates of numbers so that they are not of after now") {
  const Finished run =
      run_syndic({"parse", "-"}, {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}},
                 "<rss version='2.0'><channel><title>T</title><item><title>One</title>"
                 "<pubDate>1/5/2026</pubDate></item></channel></rss>");
  CHECK(json::parse(run.out).at("items").at(0).at("date_published") == "2026-01-05T00:00:00Z");
}

TEST_CASE("parse of several inputs prints one document a line, and goes on after a bad one") {
  const TempDir dir;
  const auto good = dir.write("good.xml", kFeed);
  const auto bad = dir.write("bad.xml", "no feed");
  const Finished run = run_syndic({"parse", good.string(), bad.string(), good.string()});
  CHECK(run.exit_code == 65);
  CHECK(std::count(run.out.begin(), run.out.end(), '\n') == 2);
  const Finished quiet = run_syndic({"parse", "--quiet", good.string(), bad.string()});
  CHECK(quiet.exit_code == 65);
  CHECK(quiet.out.empty());
  CHECK(quiet.err.find("bad.xml") != std::string::npos);
}

TEST_CASE("parse --as rss and atom write the same items") {
  for (const char* format : {"rss", "atom"}) {
    const Finished run = run_syndic(
        {"parse", "-", "--as", format, "--base", "https://site.example/feed"}, {}, kFeed);
    CAPTURE(format, run.err);
    REQUIRE(run.exit_code == 0);
    pugi::xml_document document;
    REQUIRE(document.load_string(run.out.c_str()));
    CHECK(document.select_nodes("//item | //entry").size() == 1);
    CHECK(run.out.find("https://site.example/feed\"") != std::string::npos);
    const Finished again = run_syndic({"parse", "-"}, {}, run.out);
    CHECK(json::parse(again.out).at("items").at(0).at("title") == "One & two");
  }
}

// (hard input 60)
TEST_CASE("a raw gzip file or zlib stream is inflated first") {
  const TempDir dir;
  for (const std::string& bytes : {gzip(kFeed), zlib_deflate(kFeed)}) {
    const Finished run = run_syndic({"parse", dir.write("feed.xml.gz", bytes).string()});
    CHECK(run.exit_code == 0);
    CHECK(json::parse(run.out).at("items").size() == 1);
  }
}

TEST_CASE("parse takes a host's name for its https address, unless a file is called so") {
  // Nothing is asked: the address that it makes is a private one.
  const Finished host = run_syndic({"parse", "127.0.0.1/feed"});
  CHECK(host.exit_code == 1);
  CHECK(host.err ==
        "error: https://127.0.0.1/feed: 127.0.0.1 is a private address; give --allow-private to "
        "allow it\n");
  const TempDir dir;
  CHECK(run_syndic({"parse", dir.write("site.example", kFeed).string()}).exit_code == 0);
}

}  // namespace parse_command_test
