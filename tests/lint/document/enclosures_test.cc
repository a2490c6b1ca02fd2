// SPDX-License-Identifier: MIT
#include "lint/document/enclosures.h"

#include <catch2/catch.hpp>

namespace enclosures_test {

using namespace syndic;

TEST_CASE("addresses of files") {
  CHECK(lint::broken_by_file("https://a.example/1.mp3?utm_source=feed").empty());
  CHECK(lint::broken_by_file("") == "enclosure-url-missing");
  CHECK(lint::broken_by_file("/1.mp3") == "enclosure-url-relative");
  CHECK(lint::broken_by_file("audio/fog horn.mp3") == "enclosure-url-relative");
  CHECK(lint::broken_by_file("//a.example/1.mp3") == "enclosure-url-relative");
  CHECK(lint::broken_by_file("https://a.example/fog horn.mp3") == "enclosure-url-invalid");
  CHECK(lint::broken_by_file("https:///1.mp3") == "enclosure-url-invalid");
  CHECK(lint::broken_by_file("ftp://a.example/1.mp3") == "enclosure-url-scheme");
  CHECK(lint::broken_by_file("http://localhost:8080/1.mp3") == "enclosure-url-private");
  CHECK(lint::broken_by_file("http://192.168.1.2/1.mp3") == "enclosure-url-private");
}

TEST_CASE("media types of files") {
  CHECK(lint::broken_by_type("audio/mpeg").empty());
  CHECK(lint::broken_by_type("audio/ogg; codecs=opus").empty());
  CHECK(lint::broken_by_type("") == "enclosure-type-missing");
  for (const std::string_view wrong : {"mp3", "audio/", "/mpeg", "a/b/c", "audio / mpeg"}) {
    INFO(wrong);
    CHECK(lint::broken_by_type(wrong) == "enclosure-type-invalid");
  }
}

}  // namespace enclosures_test
