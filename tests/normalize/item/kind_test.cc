// SPDX-License-Identifier: MIT
#include "normalize/item/kind.h"

#include <catch2/catch.hpp>

namespace syndic::normalize::kind_test {
namespace {

using model::Kind;

model::Item with_enclosures(std::initializer_list<const char*> types) {
  model::Item item;
  for (const char* const type : types) {
    item.enclosures.push_back({"https://a.example/file", type, "", {}, {}});
  }
  return item;
}

model::Item with_url(std::string url) {
  model::Item item;
  item.url = std::move(url);
  return item;
}

TEST_CASE("A film that is attached is watched, a recording listened to") {
  CHECK(kind_of(with_enclosures({"video/mp4"}), {}) == Kind::watch);
  CHECK(kind_of(with_enclosures({"audio/mpeg"}), {}) == Kind::listen);
  CHECK(kind_of(with_enclosures({"image/png", "Audio/MPEG"}), {}) == Kind::listen);
  CHECK(kind_of(with_enclosures({"audio/mpeg", "video/mp4"}), {}) == Kind::watch);
  CHECK(kind_of(with_enclosures({"image/png", "application/pdf"}), {}) == Kind::read);
}

TEST_CASE("An item that leads to a player is of its kind") {
  CHECK(kind_of(with_url("https://www.youtube.com/watch?v=abc"), {}) == Kind::watch);
  CHECK(kind_of(with_url("https://vimeo.com/123"), {}) == Kind::watch);
  CHECK(kind_of(with_url("https://soundcloud.com/cec/nick-wahl"), {}) == Kind::listen);
  CHECK(kind_of(with_url("https://casel.org/report"), {}) == Kind::read);
  model::Item external = with_url("https://casel.org/report");
  external.external_url = "https://youtu.be/abc";
  CHECK(kind_of(external, {}) == Kind::watch);
}

TEST_CASE("What the text holds counts after what is attached and where the item leads") {
  CHECK(kind_of({}, {"", true, false}) == Kind::watch);
  CHECK(kind_of({}, {"", false, true}) == Kind::listen);
  CHECK(kind_of({}, {"", true, true}) == Kind::watch);
  CHECK(kind_of(with_enclosures({"audio/mpeg"}), {"", true, false}) == Kind::listen);
  CHECK(kind_of({}, {}) == Kind::read);
}

TEST_CASE("A stream is a film") {
  CHECK(kind_of(with_enclosures({"application/vnd.apple.mpegurl"}), {}) == Kind::watch);
  CHECK(kind_of(with_enclosures({"application/dash+xml"}), {}) == Kind::watch);
}

TEST_CASE("The medium of a file without a type counts as attached") {
  CHECK(kind_of({}, {}, Kind::watch) == Kind::watch);
  CHECK(kind_of(with_enclosures({"audio/mpeg"}), {}, Kind::watch) == Kind::watch);
  CHECK(kind_of(with_enclosures({"video/mp4"}), {}, Kind::listen) == Kind::watch);
  CHECK(kind_of(with_url("https://youtu.be/abc"), {}, Kind::listen) == Kind::listen);
}

TEST_CASE("An attached player is of its kind") {
  model::Item item;
  item.enclosures.push_back(
      {"https://www.youtube.com/v/abc", "application/x-shockwave-flash", "", {}, {}});
  CHECK(kind_of(item, {}) == Kind::watch);
}

void check_player(std::string_view of, std::string_view url, Kind kind) {
  CAPTURE(of);
  const auto player = find_player(of);
  CHECK(player.has_value());
  if (!player) return;
  CHECK(player->url == url);
  CHECK(player->kind == kind);
}

TEST_CASE("A player leads to the page of what it plays") {
  constexpr std::string_view kFilm = "https://www.youtube.com/watch?v=a-B_1";
  check_player("https://www.youtube.com/embed/a-B_1?autoplay=1", kFilm, Kind::watch);
  check_player("http://youtube-nocookie.com/embed/a-B_1", kFilm, Kind::watch);
  check_player("https://m.youtube.com/watch?list=x&v=a-B_1#t=1", kFilm, Kind::watch);
  check_player("https://youtu.be/a-B_1?t=3", kFilm, Kind::watch);
  check_player("https://www.youtube.com/shorts/a-B_1", kFilm, Kind::watch);
  check_player("https://www.youtube.com/live/a-B_1", kFilm, Kind::watch);
  check_player("https://www.youtube.com/playlist?list=PL1",
               "https://www.youtube.com/playlist?list=PL1", Kind::watch);
  check_player("https://player.vimeo.com/video/12?h=x", "https://vimeo.com/12", Kind::watch);
  check_player("https://vimeo.com/12", "https://vimeo.com/12", Kind::watch);
  check_player("https://soundcloud.com/cec/episode-11", "https://soundcloud.com/cec/episode-11",
               Kind::listen);
  check_player("https://open.spotify.com/embed-podcast/episode/1",
               "https://open.spotify.com/episode/1", Kind::listen);
  check_player("https://nea.wistia.com/medias/x", "https://nea.wistia.com/medias/x", Kind::watch);
}

TEST_CASE("A recording that a player names at its own place is linked to") {
  check_player("https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1",
               "https://api.soundcloud.com/tracks/1", Kind::listen);
}

TEST_CASE("A recording that a player names elsewhere is not linked to") {
  check_player("https://w.soundcloud.com/player/?url=https%3A%2F%2Fevil.example%2F",
               "https://w.soundcloud.com/player/?url=https%3A%2F%2Fevil.example%2F", Kind::listen);
  check_player("https://w.soundcloud.com/player/?url=https%3A%2F%2Fevilsoundcloud.com%2Fa",
               "https://w.soundcloud.com/player/?url=https%3A%2F%2Fevilsoundcloud.com%2Fa",
               Kind::listen);
  check_player("https://w.soundcloud.com/player/?url=javascript%3Aalert(1)",
               "https://w.soundcloud.com/player/?url=javascript%3Aalert(1)", Kind::listen);
}

TEST_CASE("Other hosts, and other pages of those hosts, are no players") {
  for (const char* const url :
       {"", "youtube.com/embed/a", "https://example.org/embed/a", "https://www.youtube.com/",
        "https://www.youtube.com/@channel", "https://www.youtube.com/watch?v=%22",
        "https://youtube.com.example/embed/a", "https://vimeo.com/about", "https://vimeo.com/",
        "https://soundcloud.com/", "https://open.spotify.com/user/x", "https://wistia.com/blog",
        "https://evilwistia.com/medias/x", "https://evilsoundcloud.com/a",
        "javascript:https://youtu.be/a"}) {
    CAPTURE(url);
    CHECK_FALSE(find_player(url).has_value());
  }
}

}  // namespace
}  // namespace syndic::normalize::kind_test
