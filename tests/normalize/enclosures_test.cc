// SPDX-License-Identifier: MIT
#include "normalize/enclosures.h"

#include <catch2/catch.hpp>
#include <string>

namespace syndic::normalize {
namespace {

std::vector<model::Enclosure> cleaned(std::vector<model::Enclosure> all) {
  clean_enclosures(all, "https://example.org/feed");
  return all;
}

std::string type_of(std::string url, std::string media_type) {
  return cleaned({{std::move(url), std::move(media_type), "", {}, {}}}).at(0).media_type;
}

TEST_CASE("A file that says its media type keeps it") {
  CHECK(type_of("a.mp3", "audio/mpeg") == "audio/mpeg");
  CHECK(type_of("a.mp3", " Audio/X-M4A; codecs=1 ") == "audio/x-m4a");
  CHECK(type_of("a.xyz", "application/octet-stream") == "application/octet-stream");
}

TEST_CASE("A media type that is missing, wrong or empty of meaning is taken from the extension") {
  CHECK(type_of("https://a.example/x/ep.MP3?token=a.b#t", "") == "audio/mpeg");
  CHECK(type_of("film.mp4", "video") == "video/mp4");
  CHECK(type_of("film.m4v", "application/octet-stream") == "video/mp4");
  CHECK(type_of("i.jpg", "binary/octet-stream") == "image/jpeg");
  CHECK(type_of("report.pdf", "/pdf") == "application/pdf");
  CHECK(type_of("ep.m4a", "<b>/x y") == "audio/mp4");
  CHECK(type_of("file", "") == "");
  CHECK(type_of("file.xyz", "nonsense") == "");
  CHECK(type_of("https://a.example/mp3", "") == "");
}

TEST_CASE("Each file comes once, in the order of the feed, and only where it can be fetched") {
  const auto all = cleaned({{"a.mp3", "", "", 1, {}},
                            {"", "audio/mpeg", "", {}, {}},
                            {"javascript:x", "audio/mpeg", "", {}, {}},
                            {"b.mp3", "", "", {}, {}},
                            {"https://example.org/a.mp3", "video/mp4", "", 2, {}}});
  REQUIRE(all.size() == 2);
  CHECK(all[0].url == "https://example.org/a.mp3");
  CHECK(all[0].media_type == "audio/mpeg");
  CHECK(all[0].length == 1);
  CHECK(all[1].url == "https://example.org/b.mp3");
}

TEST_CASE("A file's title is plain text") {
  const auto all = cleaned({{"a.mp3", "", " <b>Part</b>\n1 ", {}, {}}});
  CHECK(all.at(0).title == "Part 1");
}

}  // namespace
}  // namespace syndic::normalize
