// SPDX-License-Identifier: MIT
#include "normalize/item/players.h"

#include <catch2/catch.hpp>

namespace syndic::normalize::players_test {
namespace {

using model::Kind;

void require_player(std::string_view of, std::string_view url, Kind kind) {
  CAPTURE(of);
  const auto player = find_player(of);
  REQUIRE(player.has_value());
  REQUIRE(player->url == url);
  REQUIRE(player->kind == kind);
}

TEST_CASE("A player leads to the page of what it plays") {
  constexpr std::string_view kFilm = "https://www.youtube.com/watch?v=a-B_1";
  require_player("https://www.youtube.com/embed/a-B_1?autoplay=1", kFilm, Kind::watch);
  require_player("http://youtube-nocookie.com/embed/a-B_1", kFilm, Kind::watch);
  require_player("https://m.youtube.com/watch?list=x&v=a-B_1#t=1", kFilm, Kind::watch);
  require_player("https://youtu.be/a-B_1?t=3", kFilm, Kind::watch);
  require_player("https://www.youtube.com/shorts/a-B_1", kFilm, Kind::watch);
  require_player("https://www.youtube.com/live/a-B_1", kFilm, Kind::watch);
  require_player("https://www.youtube.com/playlist?list=PL1",
                 "https://www.youtube.com/playlist?list=PL1", Kind::watch);
  require_player("https://player.vimeo.com/video/12?h=x", "https://vimeo.com/12", Kind::watch);
  require_player("https://vimeo.com/12", "https://vimeo.com/12", Kind::watch);
  require_player("https://soundcloud.com/cec/episode-11", "https://soundcloud.com/cec/episode-11",
                 Kind::listen);
  require_player("https://open.spotify.com/embed-podcast/episode/1",
                 "https://open.spotify.com/episode/1", Kind::listen);
  require_player("https://nea.wistia.com/medias/x", "https://nea.wistia.com/medias/x", Kind::watch);
}

TEST_CASE("A recording that a player names at its own place is linked to") {
  require_player("https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1",
                 "https://api.soundcloud.com/tracks/1", Kind::listen);
}

TEST_CASE("A recording that a player names elsewhere is not linked to") {
  require_player("https://w.soundcloud.com/player/?url=https%3A%2F%2Fevil.example%2F",
                 "https://w.soundcloud.com/player/?url=https%3A%2F%2Fevil.example%2F",
                 Kind::listen);
  require_player("https://w.soundcloud.com/player/?url=https%3A%2F%2Fevilsoundcloud.com%2Fa",
                 "https://w.soundcloud.com/player/?url=https%3A%2F%2Fevilsoundcloud.com%2Fa",
                 Kind::listen);
  require_player("https://w.soundcloud.com/player/?url=javascript%3Aalert(1)",
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
    REQUIRE_FALSE(find_player(url).has_value());
  }
}

}  // namespace
}  // namespace syndic::normalize::players_test
