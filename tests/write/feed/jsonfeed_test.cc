// SPDX-License-Identifier: MIT
//
// "JSON Feed" is version 1.1, https://www.jsonfeed.org/version/1.1/.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/write/sample.h"

namespace jsonfeed_test {

using namespace syndic;
using nlohmann::json;
using test::document;
using test::entry;
using test::html;
using test::plain;

namespace {

json json_of(const write::Document& document, const char* self = "") {
  return json::parse(write::render(document, write::Format::json, self));
}

json item_of(write::Entry one) { return json_of(document(std::move(one))).at("items").at(0); }

}  // namespace

TEST_CASE("JSON: a whole document") {
  CHECK(write::render(test::full_document(), write::Format::json,
                      "https://turn.example/feeds/all.json") == R"({
  "version": "https://jsonfeed.org/version/1.1",
  "title": "News",
  "home_page_url": "https://turn.example/",
  "feed_url": "https://turn.example/feeds/all.json",
  "description": "From the network",
  "icon": "https://turn.example/logo.png",
  "favicon": "https://turn.example/icon.png",
  "language": "en-US",
  "authors": [
    {
      "name": "TURN"
    }
  ],
  "hubs": [
    {
      "type": "WebSub",
      "url": "https://hub.example/"
    }
  ],
  "items": [
    {
      "id": "https://casel.example/sel",
      "url": "https://casel.example/sel",
      "title": "Ten years of SEL & more",
      "content_html": "<p>Ten <em>years</em></p>",
      "summary": "What was learned",
      "image": "https://casel.example/sel.png",
      "date_published": "2022-01-21T09:30:00Z",
      "date_modified": "2022-01-22T10:00:00Z",
      "authors": [
        {
          "name": "Ann",
          "url": "https://casel.example/ann"
        }
      ],
      "tags": [
        "Social learning"
      ],
      "language": "en-GB",
      "attachments": [
        {
          "url": "https://casel.example/sel.pdf",
          "mime_type": "application/pdf",
          "size_in_bytes": 100
        },
        {
          "url": "https://casel.example/sel.mp3",
          "mime_type": "audio/mpeg",
          "title": "Talk",
          "size_in_bytes": 200,
          "duration_in_seconds": 60
        }
      ],
      "_syndic": {
        "kind": "listen",
        "source": {
          "title": "CASEL",
          "url": "https://casel.example/feed/",
          "id": "casel"
        },
        "rights": "CC BY",
        "author_emails": [
          "ann@casel.example"
        ],
        "guid_is_permalink": true,
        "also_in": [
          "nlmp"
        ],
        "comments_url": "https://casel.example/sel#comments",
        "authors": [
          {
            "name": "Ann",
            "email": "ann@casel.example",
            "url": "https://casel.example/ann"
          }
        ],
        "contributors": [
          {
            "name": "Bob"
          }
        ],
        "categories": [
          {
            "term": "sel",
            "scheme": "https://casel.example/tags",
            "label": "Social learning"
          }
        ]
      }
    }
  ]
}
)");
}

TEST_CASE("JSON: a document of nothing has all that is required (JSON Feed, Top-level)") {
  CHECK(json_of({}) == json::parse(R"({"version": "https://jsonfeed.org/version/1.1", "title": "",
                                       "items": []})"));
}

TEST_CASE("JSON: an item of nothing but an id has an empty text (JSON Feed, Items)") {
  CHECK(item_of(entry("1")) ==
        json::parse(R"({"id": "1", "content_text": "", "_syndic": {"kind": "read"}})"));
}

TEST_CASE("JSON: an item without an id is known by its link, else by what it says") {
  auto one = entry("");
  one.item.title = plain("A title");
  const std::string made = item_of(one).at("id");
  CHECK(made.starts_with("urn:uuid:"));
  CHECK(item_of(one).at("id") == made);
  one.item.url = "https://a.example/1";
  CHECK(item_of(one).at("id") == "https://a.example/1");
}

TEST_CASE("JSON: a body is text or HTML, as it is") {
  auto one = entry("1");
  one.item.content = plain("5 < 6");
  CHECK(item_of(one).at("content_text") == "5 < 6");
  CHECK_FALSE(item_of(one).contains("content_html"));
  one.item.content = html("5 &lt; 6");
  CHECK(item_of(one).at("content_html") == "5 &lt; 6");
  CHECK_FALSE(item_of(one).contains("content_text"));
}

TEST_CASE("JSON: tags are labels, each once") {
  auto one = entry("1");
  one.item.categories = {{"a", "", "Label"}, {"b", "", ""}, {"Label", "x:y", ""}, {"", "", ""}};
  CHECK(item_of(one).at("tags") == json::array({"Label", "b"}));
}

// The square of this many takes minutes.
TEST_CASE("JSON: a hundred thousand tags are written in linear time") {
  auto one = entry("1");
  for (int i = 0; i < 100'000; ++i) one.item.categories.push_back({std::to_string(i), "", ""});
  CHECK(item_of(one).at("tags").size() == 100'000);
}

TEST_CASE("JSON: an attachment has a type (JSON Feed, Attachments)") {
  auto one = entry("1");
  one.item.enclosures = {{"https://a.example/1", "", "", {}, {}}};
  CHECK(
      item_of(one).at("attachments") ==
      json::parse(R"([{"url": "https://a.example/1", "mime_type": "application/octet-stream"}])"));
}

TEST_CASE("JSON: an author is called by something, and an address is said apart") {
  auto one = entry("1");
  one.item.authors = {{"", "", ""}, {"", "a@a.example", ""}, {"", "", "https://a.example/"}};
  CHECK(item_of(one).at("authors") ==
        json::parse(R"([{"name": "a@a.example"}, {"url": "https://a.example/"}])"));
  CHECK(item_of(one).at("_syndic").at("author_emails") == json::array({"a@a.example"}));
}

TEST_CASE("JSON: what parse found out stands before the items") {
  auto one = entry("1");
  one.item.origin = {"Radio", "https://radio.example/feed", "urn:radio"};
  auto feed = document(one);
  feed.provenance = {"rss2.0", "windows-1252", {}};
  CHECK(json_of(feed).at("_syndic") ==
        json::parse(R"({"format": "rss2.0", "encoding": "windows-1252"})"));
  CHECK(
      json_of(feed).at("items").at(0).at("_syndic").at("source") ==
      json::parse(R"({"title": "Radio", "url": "https://radio.example/feed", "id": "urn:radio"})"));
  feed.provenance->warnings = {"one", "two"};
  CHECK(json_of(feed).at("_syndic").at("warnings") == json::array({"one", "two"}));
  const std::string bytes = write::render(feed, write::Format::json, "");
  CHECK(bytes.find("\"encoding\"") < bytes.find("\"items\""));
}

TEST_CASE("JSON: a published item that has a summary alone has that as its text") {
  auto feed = test::document(test::entry("tag:a.example,2022:1"));
  feed.entries[0].item.summary = test::plain("In short");
  CHECK(json_of(feed).at("items").at(0).at("content_text") == "");
  feed.is_published = true;
  CHECK(json_of(feed).at("items").at(0).at("content_text") == "In short");
  CHECK(json_of(feed).at("items").at(0).at("summary") == "In short");
  feed.entries[0].item.content = test::html("<p>At length</p>");
  CHECK_FALSE(json_of(feed).at("items").at(0).contains("content_text"));
}

TEST_CASE("JSON: what _syndic means is told where there is a page about it") {
  auto feed = test::document(test::entry("tag:a.example,2022:1"));
  CHECK_FALSE(json_of(feed).contains("_syndic"));
  feed.about_url = "https://turn.example/feeds/formats.html";
  CHECK(json_of(feed).at("_syndic") == json{{"about", "https://turn.example/feeds/formats.html"}});
}

TEST_CASE("JSON: a line is the same document on one line") {
  auto feed = test::full_document();
  feed.entries[0].item.content.value = "two\nlines\r\n";
  const std::string line = write::render_json_line(feed, "");
  CHECK(std::count(line.begin(), line.end(), '\n') == 1);
  CHECK(line.back() == '\n');
  CHECK(json::parse(line) == json_of(feed));
}

TEST_CASE("Every format that parse tells apart has a name") {
  using model::Format;
  CHECK(write::format_name(Format::rss090) == "rss0.90");
  CHECK(write::format_name(Format::rss091) == "rss0.91");
  CHECK(write::format_name(Format::rss092) == "rss0.92");
  CHECK(write::format_name(Format::rss10) == "rss1.0");
  CHECK(write::format_name(Format::rss20) == "rss2.0");
  CHECK(write::format_name(Format::atom03) == "atom0.3");
  CHECK(write::format_name(Format::atom10) == "atom1.0");
  CHECK(write::format_name(Format::jsonfeed10) == "jsonfeed1.0");
  CHECK(write::format_name(Format::jsonfeed11) == "jsonfeed1.1");
}

TEST_CASE("Every published format has its file name's ending") {
  CHECK(write::extension(write::Format::rss) == "rss");
  CHECK(write::extension(write::Format::atom) == "atom");
  CHECK(write::extension(write::Format::json) == "json");
}

}  // namespace jsonfeed_test
