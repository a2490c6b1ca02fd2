// SPDX-License-Identifier: MIT
#include "parse/lists/sitemap.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/gzip.h"
#include "base/time_format.h"

namespace sitemap_test {

using namespace syndic;

namespace {

const parse::Hints kHints{.base_url = "https://region.example/sitemap.xml"};

std::string urlset(const std::string& urls) {
  return "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
         "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9' "
         "xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>" +
         urls + "</urlset>";
}

std::string url(const std::string& path, const std::string& lastmod) {
  return "<url><loc>https://region.example" + path + "</loc><lastmod>" + lastmod +
         "</lastmod></url>";
}

std::string message_of(const std::string& text) {
  const auto read = parse::read_sitemap(text, kHints);
  return read ? "read" : read.error().message;
}

}  // namespace

TEST_CASE("the pages of a sitemap are items, the newest first") {
  const auto read = parse::read_sitemap(
      urlset(url("/about", "2020-01-01") + url("/news/two", "2026-01-05T10:00:00+01:00") +
             url("/news/one", "2026-01-04") + "<url><loc>/contact</loc></url>"),
      kHints);
  REQUIRE(read);
  REQUIRE(read->feed.items.size() == 3);
  CHECK(read->feed.items[0].url == "https://region.example/news/two");
  CHECK(base::format_rfc3339(*read->feed.items[0].updated) == "2026-01-05T09:00:00Z");
  CHECK_FALSE(read->feed.items[0].published);
  CHECK(read->feed.items[1].url == "https://region.example/news/one");
  CHECK(read->feed.items[2].url == "https://region.example/about");
}

TEST_CASE("news have their titles, dates, tags and languages") {
  const auto read = parse::read_sitemap(
      urlset("<url><loc>https://region.example/a?x=1&amp;y=2</loc><news:news><news:publication>"
             "<news:name>Region</news:name><news:language>en</news:language></news:publication>"
             "<news:publication_date>2026-01-05</news:publication_date>"
             "<news:title>Bonds &amp; schools</news:title><news:keywords>bonds, schools"
             "</news:keywords></news:news><image:image><image:loc>/p.jpg</image:loc>"
             "<image:title>Not this</image:title></image:image></url>"),
      kHints);
  REQUIRE(read);
  const model::Item& item = read->feed.items.at(0);
  CHECK(item.url == "https://region.example/a?x=1&y=2");
  CHECK(item.title.value == "Bonds & schools");
  CHECK(base::format_rfc3339(*item.published) == "2026-01-05T00:00:00Z");
  CHECK(item.language == "en");
  CHECK(item.image == "https://region.example/p.jpg");
  REQUIRE(item.categories.size() == 2);
  CHECK(item.categories[1].term == "schools");
}

TEST_CASE("an index names its newest sitemaps") {
  const auto read = parse::read_sitemap(
      "<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
      "<sitemap><loc>/c.xml</loc></sitemap><sitemap><loc>/posts.xml</loc><lastmod>2026-01-05"
      "</lastmod></sitemap><sitemap><loc>/pages.xml</loc><lastmod>2025-01-05</lastmod></sitemap>"
      "<sitemap><loc>javascript:x</loc></sitemap></sitemapindex>",
      kHints);
  REQUIRE(read);
  CHECK(read->sitemaps == std::vector<std::string>{"https://region.example/posts.xml",
                                                   "https://region.example/pages.xml",
                                                   "https://region.example/old.xml"});
  CHECK(read->feed.items.empty());
}

TEST_CASE("a gzip file, and one that breaks off, are read") {
  const auto zipped = parse::read_sitemap(base::gzip(urlset(url("/a", "2026-01-05"))), kHints);
  REQUIRE(zipped);
  CHECK(zipped->feed.items.size() == 1);
  const auto cut = parse::read_sitemap(
      "<urlset>" + url("/a", "2026-01-05") + "<url><loc>https://region.example/b", kHints);
  REQUIRE(cut);
  CHECK(cut->feed.items.size() == 1);
}

TEST_CASE("no more than the newest fifty count") {
  std::string urls;
  for (int i = 10; i < 99; ++i) urls += url("/n" + std::to_string(i), "20" + std::to_string(i));
  for (int i = 0; i < 60; ++i) urls += url("/x" + std::to_string(i), "2026-01-05");
  const auto read = parse::read_sitemap(urlset(urls), kHints);
  REQUIRE(read);
  CHECK(read->feed.items.size() == 50);
}

TEST_CASE("what is no sitemap, or tells no dates, is an error that says so") {
  CHECK(message_of("<html>") == "is no sitemap");
  CHECK(message_of("") == "is no sitemap");
  CHECK(message_of("<rss/>") == "is no sitemap");
  CHECK(message_of("<sitemapindex/>") == "is an index that names no sitemap");
  CHECK(message_of(urlset("<url><loc>/a</loc></url>")) ==
        "is a sitemap without dates (lastmod), so that nothing tells what is new");
}

}  // namespace sitemap_test
