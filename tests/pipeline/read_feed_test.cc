// SPDX-License-Identifier: MIT
#include "pipeline/read_feed.h"

#include <catch2/catch.hpp>

#include "tests/support/fault_server.h"

namespace read_feed_test {

using namespace syndic;

namespace {

constexpr const char* kFeed =
    "<rss version=\"2.0\"><channel><title>T</title><item><title>A</title></item></channel></rss>";

}  // namespace

TEST_CASE("a gzip file that no header announced is inflated first") {
  CHECK(pipeline::read_feed(test::gzip(kFeed), {}, {}).value().items.size() == 1);
  CHECK(pipeline::read_feed(kFeed, {}, {}).value().items.size() == 1);
}

TEST_CASE("a gzip file that inflates beyond the ceiling, or is cut, is an error") {
  CHECK(pipeline::read_feed(test::gzip(std::string(100'000, ' ')), {}, {.max_bytes = 99'999})
            .error()
            .code == Errc::too_large);
  CHECK(pipeline::read_feed(test::gzip(kFeed).substr(0, 40), {}, {}).error().code ==
        Errc::malformed);
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
        "is an HTML page, not a feed; give the address of its feed");
  CHECK(pipeline::read_feed_at("https://site.example/page", kFeed, {}, {}).value().items.size() ==
        1);
}

}  // namespace read_feed_test
