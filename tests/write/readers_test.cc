// SPDX-License-Identifier: MIT
//
// What readers show of an item is the same in the three formats.
#include "write/facts.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/write/sample.h"

namespace readers_test {

using namespace syndic;
using nlohmann::json;
using test::Xml;
using write::Format;

namespace {

/// One item of CASEL's that has no more than an id and a text.
write::Document bare() {
  write::Document document = test::document(test::entry("tag:casel.example,2020:1"));
  document.entries[0].source_id = "casel";
  document.entries[0].item.summary = test::plain("A learning series. It begins in October.");
  document.sources["casel"] = test::casel();
  document.authors = {{"TURN", "news@turn.example", ""}};
  return document;
}

struct Rendered {
  explicit Rendered(const write::Document& document)
      : rss(write::render(document, Format::rss, "")),
        atom(write::render(document, Format::atom, "")),
        item(json::parse(write::render(document, Format::json, "")).at("items").at(0)) {}
  Xml rss;
  Xml atom;
  json item;
};

Rendered for_readers(write::Document document) {
  write::fit_for_readers(document);
  return Rendered(document);
}

}  // namespace

TEST_CASE("an item that nobody signed is its source's, not the network's") {
  const Rendered got = for_readers(bare());
  CHECK(got.rss.text("//item/dc:creator") == "CASEL");
  CHECK(got.atom.text("//entry/author/name") == "CASEL");
  CHECK(got.item.at("authors") == json{{{"name", "CASEL"}}});
}

TEST_CASE("an item that somebody signed stays theirs") {
  write::Document document = bare();
  document.entries[0].item.authors = {{"Ann", "", ""}};
  const Rendered got = for_readers(document);
  CHECK(got.rss.text("//item/dc:creator") == "Ann");
  CHECK(got.atom.text("//entry/author/name") == "Ann");
  CHECK(got.item.at("authors") == json{{{"name", "Ann"}}});
}

TEST_CASE("an untitled item has one title in all formats: its first words") {
  const Rendered got = for_readers(bare());
  CHECK(got.rss.text("//item/title") == "A learning series. It begins in October.");
  CHECK(got.atom.text("//entry/title") == "A learning series. It begins in October.");
  CHECK(got.item.at("title") == "A learning series. It begins in October.");
}

TEST_CASE("an event's item begins with when and where that is, in the site's zone and language") {
  write::Document document = bare();
  document.language = "en-US";
  document.time_zone = "America/New_York";
  model::Item& item = document.entries[0].item;
  item.event = {
      .start = test::at("2026-07-01T16:00:00Z"), .end = {}, .all_day = false, .place = "Gym <2>"};
  item.content = test::html("<p>Come.</p>");
  CHECK(test::with_usual_blanks(for_readers(document).item.at("content_html")) ==
        "<p><strong>Wed, Jul 1, 2026, 12:00 PM · Gym &lt;2&gt;</strong></p>\n<p>Come.</p>");
  item.content = test::plain("Come.");
  CHECK(test::with_usual_blanks(for_readers(document).item.at("content_text")) ==
        "Wed, Jul 1, 2026, 12:00 PM · Gym <2>\n\nCome.");
  item.content = {};
  item.summary = test::plain("In short");
  CHECK(test::with_usual_blanks(for_readers(document).item.at("summary")) ==
        "Wed, Jul 1, 2026, 12:00 PM · Gym <2>: In short");
  item.summary = {};
  CHECK(test::with_usual_blanks(for_readers(document).item.at("content_text")) ==
        "Wed, Jul 1, 2026, 12:00 PM · Gym <2>");
}

TEST_CASE("what one does with an item is a category, for readers to show and filter by") {
  write::Document document = bare();
  document.entries[0].item.kind = model::Kind::watch;
  const Rendered got = for_readers(document);
  CHECK(got.rss.text("//item/category[@domain='urn:syndic:kind']") == "Watch");
  CHECK(got.atom.text("//entry/category[@scheme='urn:syndic:kind']/@term") == "watch");
  CHECK(got.atom.text("//entry/category[@scheme='urn:syndic:kind']/@label") == "Watch");
  CHECK(got.item.at("tags") == json{"Watch"});
  document.entries[0].item.kind = model::Kind::listen;
  CHECK(for_readers(document).item.at("tags") == json{"Listen"});
  document.entries[0].item.kind = model::Kind::read;
  CHECK(for_readers(document).item.at("tags") == json{"Read"});
}

TEST_CASE("no link of the source stands where readers look for the item's own") {
  write::Document document = bare();
  document.entries[0].item.url = "https://casel.example/1";
  const Rendered got = for_readers(document);
  CHECK(got.atom.count("//entry/source/link[@rel='alternate']") == 0);
  CHECK(got.atom.text("//entry/source/link[@rel='self']/@href") == "https://casel.example/feed/");
  CHECK(got.atom.text("//entry/link[@rel='alternate']/@href") == "https://casel.example/1");
}

TEST_CASE("an enclosure is told once, a picture to both kinds of readers") {
  const Rendered got = for_readers(test::full_document());
  CHECK(got.rss.text("//item/enclosure/@url") == "https://casel.example/sel.mp3");
  CHECK(got.rss.count("//item/media:content[@url='https://casel.example/sel.mp3']") == 0);
  CHECK(got.rss.text("//item/itunes:duration") == "60");
  CHECK(got.atom.count("//entry/media:content[@type='audio/mpeg']") == 0);
  CHECK(got.atom.count("//entry/link[@href='https://casel.example/sel.mp3']") == 1);
  CHECK(got.atom.text("//entry/itunes:duration") == "60");
  for (const Xml* xml : {&got.rss, &got.atom}) {
    CHECK(xml->text("//media:content[@medium='image']/@url") == "https://casel.example/sel.png");
    CHECK(xml->text("//media:thumbnail/@url") == "https://casel.example/sel.png");
  }
}

}  // namespace readers_test
