// SPDX-License-Identifier: MIT
#include "base/gzip.h"

#include <array>
#include <catch2/catch.hpp>
#include <utility>

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

// The same without a frame.
constexpr std::string_view kBareFeed = kZlibFeed.substr(2, kZlibFeed.size() - 6);

}  // namespace

TEST_CASE("gzip makes what gunzip reads, the same of the same bytes") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "line " + std::to_string(i * 7919 % 1000) + "\n";
  for (const std::string& bytes : {std::string(), std::string("feed"), text}) {
    const std::string file = gzip(bytes);
    CHECK(is_gzip(file));
    CHECK(gunzip(file, text.size()) == bytes);
    CHECK(gzip(bytes) == file);
  }
  CHECK(gzip("feed").substr(10) == kFeed.substr(10));
  CHECK(gzip(text).size() < text.size() / 4);
}

TEST_CASE("gunzip gives what the file holds, member after member") {
  CHECK(is_gzip(kFeed));
  CHECK_FALSE(is_gzip("<rss/>"));
  CHECK(gunzip(kFeed, 4).value() == "feed");
  CHECK(gunzip(std::string(kFeed) + std::string(kFeed), 100).value() == "feedfeed");
  CHECK(gunzip(std::string(kFeed) + "junk", 100).value() == "feed");
}

TEST_CASE("gunzip_one_member takes one whole member that fills the room, and nothing else") {
  std::string room(4, '\0');
  CHECK(gunzip_one_member(kFeed, room));
  CHECK(room == "feed");
  std::string less(3, '\0');
  CHECK_FALSE(gunzip_one_member(kFeed, less));
  std::string more(5, '\0');
  CHECK_FALSE(gunzip_one_member(kFeed, more));
  CHECK_FALSE(gunzip_one_member(kFeed.substr(0, kFeed.size() - 1), room));
  CHECK_FALSE(gunzip_one_member(std::string(kFeed) + "junk", room));
  CHECK_FALSE(gunzip_one_member(std::string(kFeed) + std::string(kFeed), room));
  CHECK_FALSE(gunzip_one_member(kZlibFeed, room));
  CHECK_FALSE(gunzip_one_member("", room));
  CHECK_FALSE(gunzip_one_member("\x1f\x8b\x08", room));
  std::string with_header_sum(kFeed);  // It would be wrong.
  with_header_sum[3] = 2;
  with_header_sum.insert(10, "\x12\x34");
  CHECK_FALSE(gunzip_one_member(with_header_sum, room));
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

TEST_CASE("an inflater takes its input and its room a byte at a time") {
  for (const auto& [coding, bytes] :
       {std::pair(Inflater::Coding::gzip, kFeed), std::pair(Inflater::Coding::deflate, kZlibFeed),
        std::pair(Inflater::Coding::deflate, kBareFeed)}) {
    CAPTURE(bytes);
    Inflater inflater(coding);
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      CHECK_FALSE(inflater.complete());
      std::string_view input = bytes.substr(at, 1);
      std::array<char, 1> room{};
      while (inflater.inflate(input, room).value() == 1) out.push_back(room[0]);
      CHECK(input.empty());
    }
    CHECK(inflater.complete());
    CHECK(out == "feed");
  }
}

TEST_CASE("an inflater refuses what is not of its coding") {
  std::string_view input = "<rss version=\"2.0\"/>";
  std::array<char, 64> room{};
  CHECK(Inflater(Inflater::Coding::gzip).inflate(input, room) == std::nullopt);
  input = "<rss version=\"2.0\"/>";
  CHECK(Inflater(Inflater::Coding::deflate).inflate(input, room) == std::nullopt);
}

}  // namespace gzip_test
