// SPDX-License-Identifier: MIT
#include "base/gzip.h"

#include <catch2/catch.hpp>

namespace gzip_test {

using namespace syndic;
using namespace syndic::base;
using namespace std::literals;

namespace {

// "feed" as gzip -n writes it.
constexpr std::string_view kFeed =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4b\x4d\x4d\x01\x00\xab\x44\x40\x23\x04\x00\x00\x00"sv;

// The same as zlib writes it.
constexpr std::string_view kZlibFeed = "\x78\x9c\x4b\x4b\x4d\x4d\x01\x00\x03\xf9\x01\x95"sv;

}  // namespace

TEST_CASE("gunzip gives what the file holds, member after member") {
  CHECK(is_gzip(kFeed));
  CHECK_FALSE(is_gzip("<rss/>"));
  CHECK(gunzip(kFeed, 4).value() == "feed");
  CHECK(gunzip(std::string(kFeed) + std::string(kFeed), 100).value() == "feedfeed");
  CHECK(gunzip(std::string(kFeed) + "junk", 100).value() == "feed");
}

TEST_CASE("gunzip reads zlib's frame too, and text is not taken for one") {
  CHECK(is_zlib(kZlibFeed));
  CHECK_FALSE(is_gzip(kZlibFeed));
  CHECK(gunzip(kZlibFeed, 4).value() == "feed");
  CHECK_FALSE(is_zlib("<rss/>"));
  CHECK_FALSE(is_zlib("xml is not compressed"));
  CHECK_FALSE(is_zlib("x words"));  // Its second byte fits, but asks for a dictionary.
  CHECK_FALSE(is_zlib("x"));
}

TEST_CASE("gunzip stops at its ceiling and at damage") {
  CHECK(gunzip(kFeed, 3).error().code == Errc::too_large);
  for (std::size_t size = 0; size < kFeed.size(); ++size) {
    CAPTURE(size);
    CHECK(gunzip(kFeed.substr(0, size), 100).error().code == Errc::malformed);
  }
  std::string damaged(kFeed);
  damaged[17] = 'x';  // In the checksum.
  CHECK(gunzip(damaged, 100).error().code == Errc::malformed);
}

}  // namespace gzip_test
