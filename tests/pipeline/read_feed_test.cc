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

}  // namespace read_feed_test
