// SPDX-License-Identifier: MIT
#include "pipeline/authored/post_text.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"

namespace post_text_test {

using namespace syndic;

namespace {

constexpr const char* kZone = "America/New_York";

model::Timestamp at(std::string_view text) { return base::parse_rfc3339_utc(text).value(); }

Result<std::string> written(const pipeline::Post& post) {
  return pipeline::text_of(post, kZone, at("2026-01-31T12:00:00Z"));
}

}  // namespace

TEST_CASE("an event's times and place are lines of the post, before whom it is taken from") {
  CHECK(written({.title = "Talk",
                 .date = "2026-01-30",
                 .start = "2026-03-09 09:00",
                 .end = "2026-03-09 10:30",
                 .place = "Room \"1\"",
                 .source = "CASEL"})
            .value() ==
        "+++\ntitle = \"Talk\"\ndate = 2026-01-30\nstart = 2026-03-09T13:00:00Z\n"
        "end = 2026-03-09T14:30:00Z\nplace = \"Room \\\"1\\\"\"\nsource = \"CASEL\"\n+++\n");
}

TEST_CASE("an event without a start, or one that is no date, is refused") {
  CHECK(written({.title = "A", .place = "Here"}).error().message ==
        "an event has a start; give --start");
  CHECK(written({.title = "A", .start = "soon"}).error().message ==
        "\"soon\" cannot be read as a date; write it as 2022-05-16");
}

TEST_CASE("with_event takes over days as days, and nothing where a start was given") {
  const model::Event days{.start = at("2026-03-09T00:00:00Z"),
                          .end = at("2026-03-10T00:00:00Z"),
                          .all_day = true,
                          .place = "Here"};
  const pipeline::Post post = pipeline::with_event({}, days);
  CHECK(post.start == "2026-03-09");
  CHECK(post.end == "2026-03-10");
  CHECK(post.place == "Here");
  const pipeline::Post timed =
      pipeline::with_event({.place = "There"}, model::Event{.start = at("2026-03-09T13:00:00Z")});
  CHECK(timed.start == "2026-03-09T13:00:00Z");
  CHECK(timed.place == "There");
  CHECK(pipeline::with_event({.start = "2026-01-01"}, days).place.empty());
}

TEST_CASE("pictures are paragraphs of their own where they stood in the text") {
  using pipeline::with_pictures;
  CHECK(with_pictures("One\n\nTwo\n", {{"a.png", 4}, {"b.png", 4}, {"c.png", 9}}) ==
        "One\n\n![](a.png)\n\n![](b.png)\n\nTwo\n\n![](c.png)\n");
  CHECK(with_pictures("One\n", {{"a.png", 0}}) == "\n![](a.png)\n\nOne\n");
  CHECK(with_pictures("One", {{.name = "a.png"}}) == "One\n\n![](a.png)\n");
  CHECK(with_pictures("One", {}) == "One");
}

TEST_CASE("a file becomes a draft by a line of its front matter") {
  using pipeline::as_draft;
  CHECK(as_draft("+++\ntitle = \"A\"\n+++\ndraft = true\n") ==
        "+++\ndraft = true\ntitle = \"A\"\n+++\ndraft = true\n");
  CHECK(as_draft("+++\ndraft = false\ntitle = \"A\"\n+++\n") ==
        "+++\ndraft = true\ntitle = \"A\"\n+++\n");
  CHECK(as_draft("---\r\ntitle: A\r\n---\r\n") == "---\r\ndraft: true\ntitle: A\r\n---\r\n");
  CHECK(as_draft("+++\ndraft = true\n+++\n") == "+++\ndraft = true\n+++\n");
  CHECK(as_draft("+++\ndraft = false") == "+++\ndraft = true\n");
  for (const char* text : {"", "+++", "Words\n"}) CHECK(as_draft(text) == text);
}

}  // namespace post_text_test
