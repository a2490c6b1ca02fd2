// SPDX-License-Identifier: MIT
#include "pipeline/authored/media_check.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "pipeline/authored/assets.h"

namespace media_check_test {

using namespace syndic::pipeline;
using namespace std::string_view_literals;

namespace {

std::string fault(std::string_view name, std::string_view bytes) {
  const auto error = fault_in_picture(name, bytes);
  return error ? error->message : "";
}

}  // namespace

TEST_CASE("pictures are known by their first bytes, whatever picture their ending names") {
  for (const std::string_view bytes : {"\xFF\xD8\xFF\xE0"sv, "\x89PNG\r\n\x1A\n\0"sv, "GIF87a"sv,
                                       "GIF89a"sv, "RIFF\x1\0\0\0WEBPVP8 "sv,
                                       "\0\0\0\x20"
                                       "ftypmif1\0\0\0\0mif1avif"sv}) {
    CHECK(fault("Photo.JPG", bytes).empty());
    CHECK(fault("photo.avif", bytes).empty());
    CHECK(fault("photo.svg", bytes) == "photo.svg is no picture: only its name is that of one");
  }
  for (const std::string_view bytes :
       {"<html>"sv, "<svg xmlns='http://www.w3.org/2000/svg'/>"sv, "RIFF\x1\0\0\0WAVE"sv, "RIFF"sv,
        "\0\0\0\x20"
        "ftypmp42"sv,
        "%PDF-"sv, "\xFF"sv}) {
    CHECK(fault("photo.jpg", bytes) == "photo.jpg is no picture: only its name is that of one");
  }
}

TEST_CASE("an SVG is known by its root element") {
  CHECK(fault("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>").empty());
  CHECK(fault("a.svg",
              "\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- x --><!DOCTYPE svg PUBLIC 'a' 'b' [<!ENTITY "
              "n 'c'>]>\n<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:g/></s:svg>")
            .empty());
  for (const char* text :
       {"<html><svg/></html>", "svg", "<!-- <svg/> -->", "<svg>", "\x01<svg/>"}) {
    CAPTURE(text);
    CHECK(fault("a.svg", text) == "a.svg is no picture: only its name is that of one");
  }
}

TEST_CASE("sounds, films and documents can be enclosed, pages and scripts cannot") {
  for (const char* name : {"a.MP3", "a.webm", "a.pdf", "a.epub", "a.zip", "a.csv", "a.txt", "a.odt",
                           "a.ods", "a.docx", "a.xlsx", "a.pptx", "a.vtt", "a.srt", "a.ics"}) {
    CAPTURE(name);
    CHECK_FALSE(fault_in_enclosure(name, "x"));
    CHECK(is_publishable_name(name));
  }
  for (const char* name : {"a.html", "a.js", "a.sh", "a", "a.pdf.html", ".pdf", "a.xhtml"}) {
    CAPTURE(name);
    CHECK(fault_in_enclosure(name, "x"));
    CHECK_FALSE(is_publishable_name(name));
  }
  CHECK(fault_in_enclosure("a.pdf", "")->message == "a.pdf is empty");
  CHECK(is_publishable_name("a.SVG"));
  CHECK(fault_in_enclosure("a.png", "x"));
}

}  // namespace media_check_test
