// SPDX-License-Identifier: MIT
#include "serve/media_type.h"

#include <catch2/catch.hpp>

namespace media_type_test {

namespace {

using syndic::serve::media_type;

TEST_CASE("Feeds have the media types that readers look for") {
  CHECK(media_type("all.rss") == "application/rss+xml");
  CHECK(media_type("all.atom") == "application/atom+xml");
  CHECK(media_type("all.json") == "application/feed+json");
  CHECK(media_type("casel.xml") == "application/xml");
  CHECK(media_type("sources.opml") == "text/x-opml");
}

TEST_CASE("Pages and what is on them have theirs") {
  CHECK(media_type("index.html") == "text/html; charset=utf-8");
  CHECK(media_type("page.css") == "text/css; charset=utf-8");
  CHECK(media_type("events.ics") == "text/calendar; charset=utf-8");
  CHECK(media_type("icon.svg") == "image/svg+xml");
  CHECK(media_type("icon.png") == "image/png");
  CHECK(media_type("photo.JPG") == "image/jpeg");
  CHECK(media_type("episode.mp3") == "audio/mpeg");
}

TEST_CASE("The status file is JSON but no feed") {
  CHECK(media_type("public/status.json") == "application/json");
}

TEST_CASE("An unknown ending says nothing about the bytes") {
  CHECK(media_type("README") == "application/octet-stream");
  CHECK(media_type("x.unknown") == "application/octet-stream");
  CHECK(media_type("all.rss.gz") == "application/gzip");
}

}  // namespace

}  // namespace media_type_test
