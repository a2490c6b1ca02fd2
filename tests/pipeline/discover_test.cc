// SPDX-License-Identifier: MIT
#include "pipeline/discover.h"

#include <catch2/catch.hpp>

#include "tests/pipeline/site_network.h"
#include "tests/support/fault_server.h"

namespace discover_test {

using namespace syndic;
using namespace syndic::test;

TEST_CASE("guesses end with the first feed, and with a weary host") {
  SiteNetwork network;
  const auto find = [&] {
    return pipeline::discover(kSite, discover::Wanted::list, network.config.fetch,
                              network.transport, kNever);
  };
  network.transport.answer(kSite, "<p>x<a href=/a.rss>a</a><a href=/b.rss>b</a>");
  network.transport.answer(kSite + "a.rss", status(404));
  network.transport.answer(kSite + "b.rss", kFeed);
  CHECK(find().value().feeds ==
        std::vector<discover::FeedLink>{{kSite + "b.rss", "application/rss+xml", "The site"}});
  CHECK(network.asked() == Urls{kSite, kRobots, kSite + "a.rss", kSite + "b.rss"});

  network.transport.answer(kSite + "a.rss", status(429));
  CHECK_FALSE(find());
  CHECK(network.asked() == Urls{kSite, kRobots, kSite + "a.rss"});
}

TEST_CASE("a web page at a source's address names the feed that it declares") {
  const std::string page =
      "<!DOCTYPE html><html><head>"
      "<link rel=alternate type=application/rss+xml href='/page'>"
      "<link rel=alternate type=application/rss+xml href='/feed?token=s3cret'></head></html>";
  const auto message_of = [](const std::string& body) {
    return pipeline::read_feed_at("https://me:pw@site.example/page", body,
                                  {.base_url = "https://site.example/page"}, {})
        .error()
        .message;
  };
  const std::string line =
      "is an HTML page, not a feed; give the address of its feed, which it names as "
      "https://site.example/feed, or use site in place of url";
  CHECK(message_of(page) == line);
  CHECK(message_of(test::gzip(page)) == line);
  CHECK(message_of("<!DOCTYPE html><html></html>") ==
        "is an HTML page, not a feed; give the address of its feed, or read it as a page: syndic "
        "page https://site.example/page --write, in place of this source");
  CHECK(message_of("some text") ==
        "is plain text, not a feed; give the address of an RSS, Atom or JSON feed");
  CHECK(pipeline::read_feed_at("https://site.example/page", kFeed, {}, {}).value().items.size() ==
        1);
}

}  // namespace discover_test
