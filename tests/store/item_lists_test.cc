// SPDX-License-Identifier: MIT
#include "store/item_lists.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "base/time_format.h"

namespace item_lists_test {

using namespace syndic;

namespace {

/// An item with something in every member that the lists have.
model::Item full_item() {
  model::Item item;
  item.authors = {{.name = "A", .email = "a@example.org", .url = "https://a.example/"}, {}};
  item.contributors = {{.name = "C", .email = "", .url = ""}};
  item.categories = {{.term = "T", .scheme = "S", .label = "L"},
                     {.term = "U", .scheme = "", .label = ""}};
  item.enclosures = {{.url = "https://a.example/e",
                      .media_type = "audio/mpeg",
                      .title = "E",
                      .length = 0,
                      .duration_seconds = 18'446'744'073'709'551'615U}};
  item.pinned = true;
  model::Event event;
  event.start = *base::from_unix_seconds(1'000);
  event.end = *base::from_unix_seconds(2'000);
  event.all_day = true;
  event.place = "Hall";
  item.event = event;
  item.lineage.calendar_asked = true;
  model::Extras& extras = item.extras;
  extras.license = "CC0";
  extras.comments_feed_url = "https://a.example/c";
  extras.comments = 7;
  extras.in_reply_to = {{.ref = "r", .url = "u", .source = "s"}};
  extras.pictures = {{.url = "p", .width = 1, .height = 2}};
  extras.credits = {{.name = "n", .role = "r", .scheme = "s"}};
  extras.places = {{.shape = model::Shape::line, .coordinates = "1 2 3 4"},
                   {.shape = model::Shape::polygon, .coordinates = "1 2"},
                   {.shape = model::Shape::point, .coordinates = "5 6"}};
  extras.place_name = "Town";
  extras.episode.season = 1;
  extras.episode.number = 2;
  extras.episode.type = "full";
  extras.episode.is_explicit = false;
  extras.episode.chapters_url = "ch";
  extras.episode.chapters_type = "application/json";
  extras.episode.transcripts = {{.url = "t", .media_type = "m", .language = "l", .rel = "r"}};
  extras.episode.voices = {{.name = "v", .role = "r", .group = "g", .image = "i", .url = "u"}};
  item.origin = {.title = "O", .url = "ou", .id = "oi"};
  item.title.base_url = "bt";
  item.summary.base_url = "bs";
  item.content.base_url = "bc";
  return item;
}

}  // namespace

TEST_CASE("an item without lists has an empty text") { CHECK(store::write_lists({}).empty()); }

TEST_CASE("what lists hold is one JSON object with its members in order, and is read again") {
  const std::string text = store::write_lists(full_item());
  CHECK(nlohmann::json::parse(text).dump() == text);
  CHECK(text ==
        R"({"authors":[{"email":"a@example.org","name":"A","url":"https://a.example/"},{}],)"
        R"("bases":{"content":"bc","summary":"bs","title":"bt"},"calendar_asked":true,)"
        R"("categories":[{"label":"L","scheme":"S","term":"T"},{"term":"U"}],)"
        R"("contributors":[{"name":"C"}],"enclosures":[{"duration":18446744073709551615,)"
        R"("length":0,"title":"E","type":"audio/mpeg","url":"https://a.example/e"}],)"
        R"("event":{"all_day":true,"end":2000,"place":"Hall","start":1000},)"
        R"("extras":{"chapters":"ch","chapters_type":"application/json","comments":7,)"
        R"("comments_feed":"https://a.example/c","credits":[{"name":"n","role":"r","scheme":"s"}],)"
        R"("episode":2,"episode_type":"full","explicit":false,)"
        R"("in_reply_to":[{"ref":"r","source":"s","url":"u"}],"license":"CC0",)"
        R"("pictures":[{"height":2,"url":"p","width":1}],"place_name":"Town",)"
        R"("places":[{"coordinates":"1 2 3 4","shape":"line"},)"
        R"({"coordinates":"1 2","shape":"polygon"},{"coordinates":"5 6"}],"season":1,)"
        R"("transcripts":[{"language":"l","rel":"r","type":"m","url":"t"}],)"
        R"("voices":[{"group":"g","image":"i","name":"v","role":"r","url":"u"}]},)"
        R"("origin":{"id":"oi","title":"O","url":"ou"},"pinned":true})");
  model::Item read;
  store::read_lists(text, read);
  CHECK(store::write_lists(read) == text);
}

TEST_CASE("lists hold every text as JSON has it, and what is no UTF-8 as U+FFFD") {
  const auto written = [](const std::string& name) {
    model::Item item;
    item.authors = {{.name = name, .email = "", .url = ""}};
    return store::write_lists(item);
  };
  CHECK(written(R"(say "a\b")") == R"({"authors":[{"name":"say \"a\\b\""}]})");
  CHECK(written("a\nb\x01") == R"({"authors":[{"name":"a\nb\u0001"}]})");
  CHECK(written("\x7f") == "{\"authors\":[{\"name\":\"\x7f\"}]}");
  CHECK(written("Zo\xC3\xAB ~") == "{\"authors\":[{\"name\":\"Zo\xC3\xAB ~\"}]}");
  CHECK(written("\xFFz") == "{\"authors\":[{\"name\":\"\xEF\xBF\xBDz\"}]}");
  CHECK(written(std::string(1, '\0')) == R"({"authors":[{"name":"\u0000"}]})");
}

}  // namespace item_lists_test
