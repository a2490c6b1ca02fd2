// SPDX-License-Identifier: MIT
//
// A site of which only a sitemap tells what is new.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"

namespace sitemap_source_test {

using namespace syndic;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

using Lines = std::vector<std::string>;

struct Site : test::Network {
  Site() {
    configure("[[source]]\nid = \"region\"\nsitemap = \"" + server().url("/sitemap.xml") +
              "\"\ninclude = ['link: /\\/news\\//']\ninterval = \"10m\"\n");
    server().reply("/robots.txt", {.body = "User-agent: *\nDisallow: /news/hidden\n"});
    article("bond", "Bond passes", "2026-01-05T08:00:00Z");
    article("pay", "Pay talks begin", "");
    article("hidden", "Hidden", "");
  }

  void article(const std::string& name, const std::string& title, const std::string& date) {
    const std::string published =
        date.empty() ? "" : "<meta property='article:published_time' content='" + date + "'>";
    server().reply("/news/" + name,
                   {.body = "<title>" + title + "</title>" + published + "<article><h1>" + title +
                            "</h1><p>What the board decided on Tuesday, and what it means for the "
                            "schools of the region.</p></article>"});
  }

  std::string url(const std::string& path, const std::string& lastmod) {
    return "<url><loc>" + server().url(path) + "</loc><lastmod>" + lastmod + "</lastmod></url>";
  }

  void sitemap(const std::string& path, const std::string& urls) {
    server().reply(path, {.body = "<urlset>" + urls + "</urlset>"});
  }

  /// "date title" of each item that is published.
  Lines seen() const {
    Lines lines;
    const json feed = json::parse(test::bytes_of(published("all.json")));
    for (const json& item : feed.at("items")) {
      lines.push_back(item.at("date_published").get<std::string>() + " " +
                      item.value("title", "-"));
    }
    return lines;
  }
};

}  // namespace

TEST_CASE("the news of a sitemap are published with what their own pages say") {
  Site site;
  site.sitemap("/sitemap.xml", site.url("/about", "2026-01-20") +
                                   site.url("/news/bond", "2026-01-06") +
                                   site.url("/news/pay", "2026-01-09T10:00:00Z") +
                                   site.url("/news/hidden", "2026-01-08"));
  const auto first = site.refresh();
  REQUIRE(first.exit_code == 0);
  CHECK(site.seen() ==
        Lines{"2026-01-09T10:00:00Z Pay talks begin", "2026-01-05T08:00:00Z Bond passes"});
  CHECK_THAT(test::bytes_of(site.published("all.rss")), Contains("What the board decided"));
  CHECK(site.server().requests("/news/bond").size() == 1);
  CHECK(site.server().requests("/about").size() == 0);
  CHECK(site.server().requests("/news/hidden").size() == 0);

  // Another day: one new page, one edited. Only the new one is asked for.
  site.article("vote", "The vote", "");
  site.sitemap("/sitemap.xml", site.url("/news/bond", "2026-02-01") +
                                   site.url("/news/pay", "2026-01-09T10:00:00Z") +
                                   site.url("/news/vote", "2026-02-01T09:00:00Z"));
  REQUIRE(site.refresh({}, "2026-02-01T12:00:00Z").exit_code == 0);
  CHECK(site.seen() == Lines{"2026-02-01T09:00:00Z The vote",
                             "2026-01-09T10:00:00Z Pay talks begin",
                             "2026-01-05T08:00:00Z Bond passes"});
  CHECK(site.server().requests("/news/bond").size() == 1);
  CHECK(site.server().requests("/news/vote").size() == 1);
}

TEST_CASE("the sitemaps of an index are read, and one that is broken does not hide the others") {
  Site site;
  site.server().reply("/sitemap.xml",
                      {.body = "<sitemapindex><sitemap><loc>" + site.server().url("/a.xml") +
                               "</loc><lastmod>2026-01-09</lastmod></sitemap><sitemap><loc>" +
                               site.server().url("/b.xml") +
                               "</loc><lastmod>2026-01-08</lastmod></sitemap><sitemap><loc>" +
                               "https://elsewhere.example/c.xml</loc></sitemap></sitemapindex>"});
  site.server().reply("/a.xml", {.body = "<html>gone</html>"});
  site.sitemap("/b.xml", site.url("/news/bond", "2026-01-06"));
  REQUIRE(site.refresh().exit_code == 0);
  CHECK(site.seen() == Lines{"2026-01-05T08:00:00Z Bond passes"});
}

TEST_CASE("the sitemaps of an index are asked again though the index is as it was") {
  Site site;
  const std::string index = "<sitemapindex><sitemap><loc>" + site.server().url("/a.xml") +
                            "</loc></sitemap></sitemapindex>";
  site.server().reply("/sitemap.xml", {.body = index, .etag = "\"1\""});
  site.sitemap("/a.xml", site.url("/news/bond", "2026-01-06"));
  REQUIRE(site.refresh().exit_code == 0);
  for (const char* day : {"2026-02-01T12:00:00Z", "2026-02-02T12:00:00Z"}) {
    REQUIRE(site.refresh({}, day).exit_code == 0);
    CHECK(site.seen() == Lines{"2026-01-05T08:00:00Z Bond passes"});
  }
  site.sitemap("/a.xml",
               site.url("/news/bond", "2026-01-06") + site.url("/news/pay", "2026-02-03"));
  REQUIRE(site.refresh({}, "2026-02-03T12:00:00Z").exit_code == 0);
  CHECK(site.seen() ==
        Lines{"2026-02-03T00:00:00Z Pay talks begin", "2026-01-05T08:00:00Z Bond passes"});
  CHECK(site.server().requests("/news/bond").size() == 1);
}

TEST_CASE("a sitemap that is gone stops none of the others, and is told") {
  Site site;
  std::string index = "<sitemapindex>";
  for (const char* path : {"/gone.xml", "/a.xml"}) {
    index += "<sitemap><loc>" + site.server().url(path) + "</loc></sitemap>";
  }
  site.server().reply("/sitemap.xml", {.body = index + "</sitemapindex>"});
  site.server().reply("/gone.xml", {.status = 404, .body = "no"});
  site.sitemap("/a.xml", site.url("/news/bond", "2026-01-06"));
  const auto run = site.refresh();
  REQUIRE(run.exit_code == 0);
  CHECK(site.seen() == Lines{"2026-01-05T08:00:00Z Bond passes"});
  CHECK_THAT(run.out, Contains("/gone.xml: is no sitemap"));
}

TEST_CASE("a sitemap of pages that cannot be read says so") {
  Site site;
  site.sitemap("/sitemap.xml", site.url("/news/none", "2026-01-06"));
  site.server().reply("/news/none", {.status = 404, .body = "no"});
  REQUIRE(site.refresh().exit_code == 0);
  CHECK(site.seen().empty());
  site.sitemap("/sitemap.xml", site.url("/news/none", "2026-01-07"));
  const auto run = site.refresh({}, "2026-02-01T12:00:00Z");
  CHECK_THAT(run.out, Contains("none of its 1 pages can be read or says anything"));
}

TEST_CASE("a sitemap that is none is a failure, and what was published stays") {
  Site site;
  site.sitemap("/sitemap.xml", site.url("/news/bond", "2026-01-06"));
  REQUIRE(site.refresh().exit_code == 0);
  site.server().reply("/sitemap.xml", {.body = "<html><body>Sorry</body></html>"});
  const auto failed = site.refresh({}, "2026-02-01T12:00:00Z");
  CHECK_THAT(failed.out, Contains("is no sitemap"));
  CHECK(site.seen() == Lines{"2026-01-05T08:00:00Z Bond passes"});
}

}  // namespace sitemap_source_test
