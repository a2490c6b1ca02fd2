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

}  // namespace
}  // namespace syndic::normalize::kind_test
