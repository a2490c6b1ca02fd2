// SPDX-License-Identifier: MIT
#include "discover/page.h"

#include <catch2/catch.hpp>

#include "discover/address.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace discover_test {

using namespace syndic;
using discover::FeedLink;

namespace {

constexpr const char* kPage = "https://union.example/news/";

std::string lines_of(const discover::PageFeeds& feeds) {
  std::string lines;
  const auto list = [&](const char* how, const std::vector<FeedLink>& links) {
    for (const FeedLink& link : links) {
      lines.append(how) += "\t" + link.url + "\t" + link.media_type + "\t" + link.title + "\n";
    }
  };
  list("declared", feeds.declared);
  list("linked", feeds.linked);
  for (const std::string& place : feeds.usual) lines += "usual\t" + place + "\n";
  return lines;
}

std::vector<std::string> declared_on(const std::string& page, std::string_view url) {
  std::vector<std::string> urls;
  for (const FeedLink& link : discover::read_page_feeds(page, {.base_url = url}).declared) {
    urls.push_back(link.url);
  }
  return urls;
}

using Urls = std::vector<std::string>;

}  // namespace

TEST_CASE("each page's feeds are those that its fixture expects") {
  for (const auto& file :
       test::files_below(test::source_dir() / "tests/data/discover", {".html"})) {
    auto expected = file;
    expected.replace_extension(".expect");
    CAPTURE(file);
    CHECK(lines_of(discover::read_page_feeds(test::bytes_of(file), {.base_url = kPage})) ==
          test::bytes_of(expected));
  }
}

TEST_CASE("every prefix of a page is a page") {
  for (const auto& file :
       test::files_below(test::source_dir() / "tests/data/discover", {".html"})) {
    const std::string page = test::bytes_of(file);
    for (std::size_t size = 0; size < page.size(); size += 7) {
      const auto feeds = discover::read_page_feeds(page.substr(0, size), {.base_url = kPage});
      CHECK(feeds.declared.size() <= 8);
    }
  }
}

TEST_CASE("a page that no address is known of has that of its canonical link") {
  const std::string link = "<link rel=alternate type=application/rss+xml href=/feed>";
  CHECK(declared_on(link, "").empty());
  CHECK(declared_on("<link rel=canonical href='https://a.example/x'>" + link, "") ==
        Urls{"https://a.example/feed"});
}

TEST_CASE("a feed that a page declares by webcal is at https") {
  CHECK(declared_on("<link rel=alternate type=application/rss+xml href=webcal://b.example/f>",
                    "http://a.example/") == Urls{"https://b.example/f"});
}

TEST_CASE("a YouTube page names its channel's or playlist's feed") {
  const std::string id = "UCabcdefghijklmnopqrstuv";
  const Urls feed = {"https://www.youtube.com/feeds/videos.xml?channel_id=" + id};
  const char* const handle = "https://www.youtube.com/@union";
  CHECK(declared_on("<link rel=canonical href='https://www.youtube.com/channel/" + id + "'>",
                    handle) == feed);
  CHECK(declared_on("<meta itemprop=channelId content=" + id + ">", handle) == feed);
  CHECK(declared_on("", "https://m.youtube.com/channel/" + id + "/videos") == feed);
  CHECK(declared_on("", "https://www.youtube.com/playlist?list=PLx_1") ==
        Urls{"https://www.youtube.com/feeds/videos.xml?playlist_id=PLx_1"});
  CHECK(declared_on("<meta itemprop=channelId content=" + id + ">", "https://youtube.example/")
            .empty());
  CHECK(declared_on("<meta itemprop=channelId content='UC\"><script>'>", handle).empty());
}

TEST_CASE("titles are read in the page's charset, by its header or its meta element") {
  const std::string link = "<link rel=feed href=/f title='Caf\xE9'>";
  const auto title = [](const std::string& page, std::string_view type) {
    return discover::read_page_feeds(page, {.base_url = kPage, .content_type = type})
        .declared.at(0)
        .title;
  };
  CHECK(title("<meta charset=iso-8859-1>" + link, "text/html") == "Café");
  CHECK(title(link, "text/html; charset=windows-1252") == "Café");
}

TEST_CASE("a feed's media type ends at the first blank, so that it is one line") {
  const auto feeds = discover::read_page_feeds(
      "<link rel=alternate type='trss\n a' href=t>"
      "<link rel=alternate type='Application/RSS+XML\tx; charset=utf-8' href=u>",
      {.base_url = kPage});
  REQUIRE(feeds.declared.size() == 2);
  CHECK(feeds.declared[0].media_type == "application/rss+xml");
  CHECK(feeds.declared[1].media_type == "trss");
}

TEST_CASE("what a page can make us keep is bounded") {
  std::string page;
  for (int i = 0; i < 5'000; ++i) {
    const std::string n = std::to_string(i);
    page += "<link rel=feed href=/d" + n + "><a href='/" + n + ".rss'>x</a>";
  }
  const auto feeds = discover::read_page_feeds(page, {.base_url = kPage});
  CHECK(feeds.declared.size() == discover::kMostDeclaredFeeds);
  CHECK(feeds.linked.size() == discover::kMostLinkedFeeds);
  CHECK(declared_on("<link rel=feed href='/" + std::string(3'000, 'a') + "'>", kPage).empty());
}

TEST_CASE("a host or generator that is known has its system's places alone") {
  CHECK(discover::usual_feed_places("https://x.blogspot.com/", "") ==
        Urls{"https://x.blogspot.com/feeds/posts/default"});
  CHECK(discover::usual_feed_places("https://x.example/", "Wix.com Website Builder") ==
        Urls{"https://x.example/blog-feed.xml"});
  CHECK(discover::usual_feed_places("https://x.example/news", "squarespace") ==
        Urls{"https://x.example/news?format=rss"});
  CHECK(discover::usual_feed_places("https://medium.com/@someone?x=1", "") ==
        Urls{"https://medium.com/feed/@someone"});
  CHECK(discover::usual_feed_places("https://notblogspot.com/", "").size() > 5);
  CHECK(discover::usual_feed_places("page.html", "WordPress").empty());
}

}  // namespace discover_test
