// SPDX-License-Identifier: MIT
//
// An item that has one of everything that any format has a place for.
#pragma once

#include "tests/write/sample.h"

namespace syndic::test {

inline model::Extras full_extras() {
  model::Extras extras;
  extras.license = "https://creativecommons.org/licenses/by/4.0/";
  extras.comments_feed_url = "https://casel.example/sel/comments.rss";
  extras.comments = 7;
  extras.in_reply_to = {
      {"tag:nlmp.example,2022:1", "https://nlmp.example/1", "https://nlmp.example/feed"}};
  extras.pictures = {{"https://casel.example/small.png", 75, 50},
                     {"https://casel.example/large.png", 1200, 800}};
  extras.credits = {{"Cy Photo", "photographer", ""}, {"AP", "", ""}};
  extras.places = {{model::Shape::point, "45.256 -71.92"},
                   {model::Shape::polygon, "45 -110 46 -109 43 -108 45 -110"}};
  extras.place_name = "Podunk";
  extras.episode.season = 2;
  extras.episode.number = 14;
  extras.episode.is_explicit = false;
  extras.episode.type = "bonus";
  extras.episode.chapters_url = "https://casel.example/sel.json";
  extras.episode.chapters_type = "application/json+chapters";
  extras.episode.transcripts = {{"https://casel.example/sel.vtt", "text/vtt", "es", "captions"}};
  extras.episode.voices = {
      {"Ann", "host", "cast", "https://casel.example/ann.jpg", "https://casel.example/ann"}};
  return extras;
}

/// The full document of sample.h, its one item with all of that.
inline write::Document rich_document() {
  write::Document made = full_document();
  model::Item& item = made.entries[0].item;
  item.extras = full_extras();
  item.event = {at("2022-06-15T13:00:00Z"), at("2022-06-15T14:30:00Z"), false, "Gym 2"};
  item.external_url = "https://elsewhere.example/";
  item.contributors = {{"Bob", "bob@casel.example", "https://casel.example/bob"}, {"Di", "", ""}};
  item.enclosures.push_back({"https://casel.example/slides.png", "image/png", "Slides", 300, {}});
  return made;
}

}  // namespace syndic::test
