// SPDX-License-Identifier: MIT
#include "write/page/search_index.h"

#include <nlohmann/json.hpp>

#include "tests/write/page/page_sample.h"

namespace search_index_test {

using namespace syndic;
using namespace syndic::test;
using Json = nlohmann::json;

namespace {

constexpr const char* kZone = "America/New_York";

Json index_of(std::vector<write::Entry> entries) {
  return Json::parse(write::render_search_index(page_document(std::move(entries)), kZone));
}

}  // namespace

TEST_CASE("The search index holds each item as the script of the page reads it") {
  write::Entry one = page_entry("Labor & Management", "2022-05-17T02:00:00Z");
  one.item.canonical_url = "https://casel.example/item";
  one.item.authors = {{"Ann Lee", "", ""}};
  one.item.categories = {{"sel", "", "Social Learning"}};
  one.item.content = html("<p>What LABOR learned</p>");
  write::Entry other = page_entry("Straße", "2022-03-02T15:00:00Z", "nlmp");
  other.item.url.clear();
  CHECK(write::render_search_index(page_document({one, other, one}), kZone) ==
        R"({"sources":["CASEL","NLMP"],"items":[)"
        R"(["Labor & Management","https://casel.example/item",0,"2022-05-16",)"
        R"("labor & management casel ann lee social learning what learned","faadf2029d459cb0"],)"
        R"(["Straße","",1,"2022-03-02","strasse nlmp",""],)"
        R"(["Labor & Management","https://casel.example/item",0,"2022-05-16",)"
        R"("labor & management casel ann lee social learning what learned","faadf2029d459cb0"]]})");
  CHECK(write::render_search_index(page_document({}), kZone) == R"({"sources":[],"items":[]})");
}

TEST_CASE("The search index ends after a thousand items") {
  std::vector<write::Entry> many(1'001, page_entry("Item", "2022-05-16T12:00:00Z"));
  many[999].item.title = plain("The last one");
  many[1'000].item.title = plain("One too many");
  const Json items = index_of(std::move(many))["items"];
  REQUIRE(items.size() == 1'000);
  CHECK(items[999][0] == "The last one");
}

TEST_CASE("The search index has no long text and no link that is none") {
  write::Entry hostile = page_entry(std::string(5'000, 'x'), "2022-05-16T12:00:00Z");
  hostile.source_id.clear();
  hostile.item.url = "javascript:alert(1)";
  hostile.item.published.reset();
  for (int i = 0; i < 5'000; ++i) {
    hostile.item.authors.push_back({"Author" + std::to_string(i), "", ""});
    hostile.item.categories.push_back({"tag" + std::to_string(i), "", ""});
    hostile.item.summary.value += "word" + std::to_string(i) + " ";
  }
  hostile.item.categories[0].term =
      "a\xFF"
      "b";
  const Json index = index_of({hostile});
  CHECK(index["sources"] == Json::array({""}));
  CHECK(index["items"][0][1] == "");
  CHECK(index["items"][0][3] == "");
  CHECK(index.dump().size() < 1'500);
}

TEST_CASE("An item that only has a file leads to it") {
  write::Entry podcast = page_entry("Episode", "2022-05-16T12:00:00Z");
  podcast.item.url.clear();
  podcast.item.enclosures = {{"https://casel.example/9.mp3", "audio/mpeg", "", {}, {}}};
  CHECK(index_of({podcast})["items"][0][1] == "https://casel.example/9.mp3");
}

TEST_CASE("A link's key is that of its page, whatever place of the page it names") {
  CHECK(write::page_key("") == "");
  CHECK(write::page_key("https://casel.example/item") == "faadf2029d459cb0");
  CHECK(write::page_key("https://casel.example/item#two") == "faadf2029d459cb0");
  CHECK(write::page_key("https://casel.example/item#!two") != "faadf2029d459cb0");
  CHECK(write::page_key("https://casel.example/item#/two") != "faadf2029d459cb0");
}

}  // namespace search_index_test
