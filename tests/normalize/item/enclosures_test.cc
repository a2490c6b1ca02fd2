// SPDX-License-Identifier: MIT
#include "normalize/item/enclosures.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <optional>

#include "base/ascii.h"
#include "normalize/item/kind.h"
#include "tests/normalize/table.h"

namespace syndic::normalize::enclosures_test {
namespace {

std::vector<model::Enclosure> cleaned(std::vector<model::Enclosure> all) {
  clean_enclosures(all, "https://example.org/feed", MediaFacts::settled);
  return all;
}

TEST_CASE("Each file comes once, in the order of the feed, and only where it can be fetched") {
  const auto all = cleaned({{"a.mp3", "", "", 1, {}},
                            {"", "audio/mpeg", "", {}, {}},
                            {" ", "audio/mpeg", "", {}, {}},
                            {"javascript:x", "audio/mpeg", "", {}, {}},
                            {"b.mp3", "", "", {}, {}},
                            {"https://example.org/a.mp3", "video/mp4", "", 2, {}}});
  REQUIRE(all.size() == 2);
  CHECK(all[0].url == "https://example.org/a.mp3");
  CHECK(all[0].media_type == "audio/mpeg");
  CHECK(all[0].length == 1);
  CHECK(all[1].url == "https://example.org/b.mp3");
}

TEST_CASE("What a feed says of one file in two places is joined") {
  const auto all = cleaned({{"https://example.org/get", "", "", {}, 60},
                            {"/get", "audio/mp3", "Part 1", 0, 61},
                            {"get", "video/mp4", "Part 2", 5, {}}});
  REQUIRE(all.size() == 1);
  CHECK(all[0] ==
        model::Enclosure{"https://example.org/get", "audio/mpeg", "Part 1", 5, std::uint64_t{60}});
}

TEST_CASE("Lengths and durations that no file has are absent") {
  const auto length_of = [](std::uint64_t given) {
    return cleaned({{"a.mp3", "", "", given, {}}}).at(0).length;
  };
  CHECK(length_of(0) == std::nullopt);
  CHECK(length_of(1'099'511'627'776) == std::uint64_t{1'099'511'627'776});
  CHECK(length_of(1'099'511'627'777) == std::nullopt);
  CHECK(length_of(~std::uint64_t{0}) == std::nullopt);
  const auto duration_of = [](std::uint64_t given) {
    return cleaned({{"a.mp3", "", "", {}, given}}).at(0).duration_seconds;
  };
  CHECK(duration_of(0) == std::nullopt);
  CHECK(duration_of(3'600'000) == std::uint64_t{3'600'000});
  CHECK(duration_of(3'600'001) == std::nullopt);
}

TEST_CASE("A file without a type that is said to be film or sound is known as such") {
  const auto medium_of = [](std::vector<model::Enclosure> all) {
    return clean_enclosures(all, "https://example.org/feed", MediaFacts::settled);
  };
  CHECK(medium_of({{"get", "video", "", {}, {}}}) == model::Kind::watch);
  CHECK(medium_of({{"get", " Audio ", "", {}, {}}}) == model::Kind::listen);
  CHECK(medium_of({{"get", "audio/*", "", {}, {}}}) == model::Kind::listen);
  CHECK(medium_of({{"a", "video", "", {}, {}}, {"b", "audio", "", {}, {}}}) == model::Kind::watch);
  CHECK(medium_of({{"get", "document", "", {}, {}}}) == std::nullopt);
  CHECK(medium_of({{"a.mp3", "video", "", {}, {}}}) == std::nullopt);
}

TEST_CASE("As given, a file is what the feed says of it") {
  std::vector<model::Enclosure> all = {{"a.mp3", "audio/mp3", "", 0, 0},
                                       {"b.mp3", "application/octet-stream", "", {}, {}},
                                       {"c.mp3", "text/html", "", {}, {}}};
  clean_enclosures(all, "https://example.org/feed", MediaFacts::as_given);
  CHECK(all.at(0).media_type == "audio/mp3");
  CHECK(all.at(0).length == std::uint64_t{0});
  CHECK(all.at(0).duration_seconds == std::uint64_t{0});
  CHECK(all.at(1).media_type == "audio/mpeg");
  CHECK(all.at(2).media_type == "text/html");
}

TEST_CASE("A file's title is plain text") {
  const auto all = cleaned({{"a.mp3", "", " <b>Part</b>\n1 ", {}, {}}});
  CHECK(all.at(0).title == "Part 1");
}

std::string_view name_of(model::Kind kind) {
  return kind == model::Kind::watch ? "watch" : kind == model::Kind::listen ? "listen" : "read";
}

TEST_CASE("Files have the media types, and pages the kinds, that the tables say") {
  std::size_t types = 0;
  std::size_t pages = 0;
  for (const test::TableCase& each : test::table_cases("media")) {
    CAPTURE(each.where, each.in);
    const std::size_t bar = each.in.find('|');
    if (bar == std::string::npos) {
      model::Item item;
      item.url = each.in;
      CHECK(name_of(kind_of(item, {})) == each.out);
      ++pages;
      continue;
    }
    const std::string_view url = base::trim(std::string_view(each.in).substr(bar + 1));
    const std::string type = settled_media_type(each.in.substr(0, bar), url);
    CHECK(type == each.out);
    CHECK(settled_media_type(type, url) == type);
    ++types;
  }
  CHECK(types > 35);
  CHECK(pages > 25);
}

}  // namespace
}  // namespace syndic::normalize::enclosures_test
