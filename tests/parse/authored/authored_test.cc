// SPDX-License-Identifier: MIT
#include "parse/authored/authored.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"

namespace authored_test {

using namespace syndic;

namespace {

parse::AuthoredFile read(std::string_view text, std::string_view name = "item.md") {
  return parse::read_authored(text, name, "America/New_York", [](std::string_view reference) {
    return reference.find(':') == std::string_view::npos
               ? "https://n.example/" + std::string(reference)
               : std::string(reference);
  });
}

// All mistakes, each as "line:column: message".
std::vector<std::string> mistakes(std::string_view text) {
  std::vector<std::string> lines;
  for (const parse::FileMistake& mistake : read(text).mistakes) {
    lines.push_back(std::to_string(mistake.line) + ":" + std::to_string(mistake.column) + ": " +
                    mistake.message);
  }
  return lines;
}
using Lines = std::vector<std::string>;

std::string date_of(std::string_view front, std::string_view name = "item.md") {
  const auto file = read("+++\ntitle = \"T\"\n" + std::string(front) + "\n+++\n", name);
  REQUIRE(file.mistakes.empty());
  return file.item.published ? base::format_rfc3339(*file.item.published) : "-";
}

}  // namespace

TEST_CASE("every line of the front matter is taken, and the body is CommonMark") {
  const auto file = read(R"md(+++
title   = "Essential  Work"
date    = 2022-03-02T10:00:00-05:00
updated = 2022-03-03
expires = 2023-01-01
link    = "https://turn.example/work"
id      = "tag:turn.example,2022:work"
kind    = "listen"
summary = "In short"
author  = ["Ann (ann@turn.example)", "Bob"]
tags    = ["a", "b"]
image   = "work.jpg"
pinned  = true
draft   = true
source  = { title = "Partner", url = "https://partner.example/" }
enclosure = { url = "talk.mp3", type = "audio/mpeg", length = 5, duration = 60 }
+++
Hello *you*, ![see](a.png).
)md");
  REQUIRE(file.mistakes.empty());
  const model::Item& item = file.item;
  CHECK(item.title.value == "Essential Work");
  CHECK(base::format_rfc3339(item.published.value()) == "2022-03-02T15:00:00Z");
  CHECK(base::format_rfc3339(item.updated.value()) == "2022-03-03T05:00:00Z");
  CHECK(base::format_rfc3339(file.expires.value()) == "2023-01-01T05:00:00Z");
  CHECK(item.url == "https://turn.example/work");
  CHECK(item.id == "tag:turn.example,2022:work");
  CHECK(item.given_kind == model::Kind::listen);
  CHECK(item.summary.value == "In short");
  REQUIRE(item.authors.size() == 2);
  CHECK(item.authors[0] == model::Person{"Ann", "ann@turn.example", ""});
  CHECK(item.authors[1].name == "Bob");
  REQUIRE(item.categories.size() == 2);
  CHECK(item.categories[1].term == "b");
  CHECK(item.image == "https://n.example/work.jpg");
  CHECK(item.pinned);
  CHECK(file.draft);
  CHECK(item.origin == model::Origin{"Partner", "https://partner.example/", ""});
  REQUIRE(item.enclosures.size() == 1);
  CHECK(item.enclosures[0] ==
        model::Enclosure{"https://n.example/talk.mp3", "audio/mpeg", "", 5, 60});
  CHECK(item.content.type == model::TextType::html);
  CHECK(item.content.value ==
        "<p>Hello <em>you</em>, <img src=\"https://n.example/a.png\" alt=\"see\" />.</p>\n");
}

TEST_CASE("dates without a zone are in the site's, and may stand in the file's name") {
  CHECK(date_of("date = 2022-07-01") == "2022-07-01T04:00:00Z");
  CHECK(date_of("date = 2022-07-01T09:30:00") == "2022-07-01T13:30:00Z");
  CHECK(date_of("date = 2022-07-01 09:30:00Z") == "2022-07-01T09:30:00Z");
  CHECK(date_of("date = \"May 16, 2022\"") == "2022-05-16T04:00:00Z");
  CHECK(date_of("", "2022-05-16-work.md") == "2022-05-16T04:00:00Z");
  CHECK(date_of("date = 2022-07-01", "2022-05-16-work.md") == "2022-07-01T04:00:00Z");
  CHECK(date_of("", "work.md") == "-");
}

TEST_CASE("each mistake is said with its line and column, all of them at once") {
  CHECK(
      mistakes("+++\ntitle = 5\ndate = \"soon\"\nkind = \"see\"\npinned = \"yes\"\ntitel = \"x\"\n"
               "+++\n") ==
      Lines{
          "2:9: title must be a text in quotes",
          "3:8: date must be a date, such as 2022-05-16, 2022-05-16T09:30:00 or \"May 16, 2022\"",
          "4:8: kind must be \"read\", \"watch\" or \"listen\"",
          "5:10: pinned must be true or false, without quotes",
          "6:1: unknown key \"titel\"; known are title, date, updated, link, id, kind, summary, "
          "author, tags, image, enclosure, source, pinned, draft, expires, start, end and place"});
  CHECK(mistakes("+++\ntitle = \"T\"\nenclosure = { url = \"a\", size = 3 }\n+++\n") ==
        Lines{"3:26: unknown key enclosure.size; known are url, type, title, length and duration"});
}

TEST_CASE("a file that is none is refused with a hint") {
  const Lines hint = {
      "1:1: an item begins with a line +++, then its front matter in TOML, then a line +++; or "
      "with "
      "a line ---, then YAML, then a line ---"};
  CHECK(mistakes("Hello\n") == hint);
  CHECK(mistakes("") == hint);
  CHECK(mistakes(" ---\ntitle: T\n---\n") == hint);
  CHECK(mistakes("---\ntitle: T\n+++\n") ==
        Lines{"1:1: the front matter has no end; put a line --- after it"});
  CHECK(mistakes("+++\ntitle = \"T\"\n") ==
        Lines{"1:1: the front matter has no end; put a line +++ after it"});
  CHECK(mistakes("+++\n+++\n \n") ==
        Lines{"1:1: the item says nothing: it has no title, text, summary or link"});
  CHECK(
      mistakes("+++\ntitle = \"caf\xE9\"\n+++\n") ==
      Lines{
          "2:1: bytes that are no UTF-8 text; save the file as UTF-8 without control characters"});
  const auto syntax = mistakes("+++\ntitle = \"T\ndate = 1\n+++\n");
  REQUIRE(syntax.size() == 1);
  CHECK(syntax[0].starts_with("2:"));
  CHECK(syntax[0].find(": this is no TOML: ") != std::string::npos);
}

TEST_CASE("lines may end in CR LF, and a byte order mark does not matter") {
  const auto file = read("\xEF\xBB\xBF+++\r\ntitle = \"T\"\r\n+++\r\nText\r\n");
  REQUIRE(file.mistakes.empty());
  CHECK(file.item.title.value == "T");
  CHECK(file.item.content.value == "<p>Text</p>\n");
}

TEST_CASE("an event has its times and its place, or days") {
  const auto event = [](std::string_view front) {
    const auto file = read("+++\ntitle = \"T\"\n" + std::string(front) + "\n+++\n");
    REQUIRE(file.mistakes.empty());
    return file.item.event.value();
  };
  const auto timed =
      event("start = 2026-05-16T09:30:00\nend = 2026-05-16T17:00:00-04:00\nplace = \"Town  Hall\"");
  CHECK(base::format_rfc3339(timed.start) == "2026-05-16T13:30:00Z");
  CHECK(base::format_rfc3339(timed.end.value()) == "2026-05-16T21:00:00Z");
  CHECK_FALSE(timed.all_day);
  CHECK(timed.place == "Town Hall");
  const auto days = event("start = 2026-05-16\nend = \"May 17, 2026\"");
  CHECK(base::format_rfc3339(days.start) == "2026-05-16T00:00:00Z");
  CHECK(base::format_rfc3339(days.end.value()) == "2026-05-17T00:00:00Z");
  CHECK(days.all_day);
  CHECK(days.place.empty());
  const auto alone = event("start = 2026-05-16\nend = 2026-05-16");
  CHECK(alone.end == alone.start);
  const auto until_night = event("start = 2026-05-16T09:30:00\nend = 2026-05-16");
  CHECK(base::format_rfc3339(until_night.end.value()) == "2026-05-17T03:59:59Z");
  const auto midnight = event("start = 2026-05-16T00:00:00");
  CHECK(base::format_rfc3339(midnight.start) == "2026-05-16T04:00:00Z");
  CHECK_FALSE(midnight.all_day);
  CHECK(event("start = 2026-05-16\nplace = { name = \"Hall\", address = \"1 Main St\" }").place ==
        "Hall, 1 Main St");
  CHECK_FALSE(read("+++\ntitle = \"T\"\n+++\n").item.event);
}

TEST_CASE("an event that cannot be is a mistake with its place") {
  CHECK(mistakes("+++\nend = 2026-05-16\nplace = \"Hall\"\n+++\nText\n") ==
        Lines{"2:1: end is there without start", "3:1: place is there without start"});
  CHECK(mistakes("+++\nstart = 2026-05-16\nend = 2026-05-15\n+++\nText\n") ==
        Lines{"3:7: end is before start"});
  CHECK(mistakes("+++\nstart = 2026-05-16T10:00:00\nend = 2026-05-16T09:00:00\n+++\nText\n") ==
        Lines{"3:7: end is before start"});
  CHECK(mistakes("+++\nstart = 2026-05-16\nend = 2026-05-16T09:00:00\n+++\nText\n") ==
        Lines{"3:7: end has a time of day, but start has none"});
  CHECK(mistakes("+++\nstart = \"soon\"\n+++\nText\n") ==
        Lines{"2:9: start must be a date, such as 2022-05-16, 2022-05-16T09:30:00 or \"May 16, "
              "2022\""});
  CHECK(mistakes("+++\nstart = 2026-05-16\nplace = { floor = 3 }\n+++\nText\n") ==
        Lines{"3:9: place must be a text in quotes, or a table with name or address"});
}

TEST_CASE("a text that costs too much to read is a mistake with its line") {
  const std::string front = "+++\ntitle = \"T\"\n+++\nFirst\n\n";
  CHECK(mistakes(front + std::string(51, '>') + "a\n") ==
        Lines{"6:1: more than 50 quotes and lists, one in another"});
  CHECK(mistakes(front + std::string(65'536, 'a') + "\n") ==
        Lines{"6:1: a paragraph of more than 64 KiB; put blank lines into it"});
}

}  // namespace authored_test
