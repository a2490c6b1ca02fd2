// SPDX-License-Identifier: MIT
//
// clean(): what `parse` shows.
#include <catch2/catch.hpp>

#include "base/time_format.h"
#include "base/utf8.h"
#include "normalize/normalize.h"

namespace syndic::normalize::clean_test {
namespace {

using model::Text;
using model::TextType;

model::Feed cleaned(model::Feed feed) {
  clean(feed);
  return feed;
}

model::Item cleaned_item(model::Item item, model::Format format = model::Format::rss20) {
  model::Feed feed;
  feed.format = format;
  feed.base_url = "https://example.org/blog/";
  feed.items.push_back(std::move(item));
  return cleaned(std::move(feed)).items.at(0);
}

TEST_CASE("The feed's own texts become plain lines") {
  model::Feed feed;
  feed.title = {"AT&amp;T <b>News</b>", TextType::unknown, {}};
  feed.subtitle = {"<script>alert(1)</script>\nwords", TextType::html, {}};
  feed.rights = "&copy; 2022 <b>us</b>";
  feed.id = " urn:x:y\n";
  feed = cleaned(feed);
  CHECK(feed.title == Text{"AT&T News", TextType::plain, {}});
  CHECK(feed.subtitle == Text{"words", TextType::plain, {}});
  CHECK(feed.rights == "\u00A9 2022 us");
  CHECK(feed.id == "urn:x:y");
}

TEST_CASE("Every URL field is absolute and of a known scheme, or empty") {
  model::Feed feed;
  feed.base_url = "https://example.org/blog/";
  feed.home_page_url = "javascript:alert(1)";
  feed.feed_url = "/feed";
  feed.icon = "data:image/png;base64,x";
  feed.favicon = "fav ico.png";
  feed.hubs = {"https://hub.example/", "nonsense:x", "https://hub.example/", ""};
  model::Item item;
  item.url = "../a";
  item.external_url = "file:///etc/passwd";
  item.comments_url = "https://example.org/a#comments";
  item.image = "i.png";
  item.banner_image = "blob:x";
  item.origin.url = "vbscript:x";
  feed.items.push_back(item);
  feed = cleaned(feed);
  CHECK(feed.home_page_url == "");
  CHECK(feed.feed_url == "https://example.org/feed");
  CHECK(feed.icon == "");
  CHECK(feed.favicon == "https://example.org/blog/fav%20ico.png");
  CHECK(feed.hubs == std::vector<std::string>{"https://hub.example/"});
  CHECK(feed.items[0].url == "https://example.org/a");
  CHECK(feed.items[0].external_url == "");
  CHECK(feed.items[0].comments_url == "https://example.org/a#comments");
  CHECK(feed.items[0].image == "https://example.org/blog/i.png");
  CHECK(feed.items[0].banner_image == "");
  CHECK(feed.items[0].origin.empty());
}

TEST_CASE("Without any base a relative URL field is absent") {
  model::Feed feed;
  feed.items.resize(1);
  feed.items[0].url = "/a";
  CHECK(cleaned(feed).items[0].url == "");
}

TEST_CASE("References resolve against the feed's link where nothing better is known") {
  model::Feed feed;
  feed.home_page_url = "https://example.org/";
  feed.items.resize(1);
  feed.items[0].url = "/a";
  feed.items[0].content = {"<a href=b>x</a>", TextType::html, {}};
  feed = cleaned(feed);
  CHECK(feed.items[0].url == "https://example.org/a");
  CHECK(feed.items[0].content.value == "<a href=\"https://example.org/b\">x</a>");
}

TEST_CASE("A body is sanitised HTML, or plain where it is plainly plain") {
  model::Item item;
  item.content = {"<p onclick=x>a</p>", TextType::unknown, {}};
  CHECK(cleaned_item(item).content == Text{"<p>a</p>", TextType::html, {}});
  item.content = {"a < b\r\n& c", TextType::unknown, {}};
  CHECK(cleaned_item(item).content == Text{"a < b\n& c", TextType::plain, {}});
  item.content = {"<p>literal</p>", TextType::plain, {}};
  CHECK(cleaned_item(item).content == Text{"<p>literal</p>", TextType::plain, {}});
  item.content = {"words alone", TextType::html, {}};
  CHECK(cleaned_item(item).content == Text{"words alone", TextType::html, {}});
}

TEST_CASE("A body's own base comes before the feed's") {
  model::Item item;
  item.content = {"<img src=i.png>", TextType::html, "https://cdn.example/x/"};
  CHECK(cleaned_item(item).content.value == "<img src=\"https://cdn.example/x/i.png\">");
  item.content.base_url = "sub/";
  CHECK(cleaned_item(item).content.value == "<img src=\"https://example.org/blog/sub/i.png\">");
  item.content.base_url = "javascript:x";
  CHECK(cleaned_item(item).content.value == "<img src=\"https://example.org/blog/i.png\">");
}

TEST_CASE("A summary is plain text, and never cut") {
  model::Item item;
  std::string words;
  for (int i = 0; i < 1'000; ++i) words += "word ";
  item.summary = {"<p>" + words + "</p>", TextType::html, {}};
  CHECK(cleaned_item(item).summary.value.size() == words.size() - 1);
}

TEST_CASE("Names and categories are plain text; RSS may write them as HTML, Atom may not") {
  model::Item item;
  item.authors = {{"<script>alert(1)</script>A &amp; B", "", ""}};
  item.categories = {{"Q &amp; A", "", ""}};
  CHECK(cleaned_item(item).authors.at(0).name == "A & B");
  CHECK(cleaned_item(item).categories.at(0).term == "Q & A");
  item.authors = {{" A &amp;\nB ", "", ""}};
  CHECK(cleaned_item(item, model::Format::atom10).authors.at(0).name == "A &amp; B");
  CHECK(cleaned_item(item, model::Format::atom10).categories.at(0).term == "Q &amp; A");
}

TEST_CASE("A person's address is one, or absent; a person of nothing is none") {
  model::Item item;
  item.authors = {{"A", "mailto:a@b.example?subject=x", "mailto:a@b.example"},
                  {"B", "a@b.example\" onclick=x", "javascript:x"},
                  {"C", "a@b@c", "/people/c"},
                  {"D", "a@b:c", "tel:1"},
                  {" ", "<b>", ""}};
  const auto authors = cleaned_item(item).authors;
  REQUIRE(authors.size() == 4);
  CHECK(authors[0] == model::Person{"A", "a@b.example", "mailto:a@b.example"});
  CHECK(authors[1] == model::Person{"B", "", ""});
  CHECK(authors[2] == model::Person{"C", "", "https://example.org/people/c"});
  CHECK(authors[3] == model::Person{"D", "", ""});
}

TEST_CASE("Each category comes once, in order, and its scheme is no link that acts") {
  model::Item item;
  item.categories = {{"b", "https://example.org/s", ""},
                     {"a", "javascript:x", "A"},
                     {"b", "https://example.org/s", "b"},
                     {"", "", "only label"},
                     {"", "s", ""}};
  const auto all = cleaned_item(item).categories;
  REQUIRE(all.size() == 3);
  CHECK(all[0] == model::Category{"b", "https://example.org/s", ""});
  CHECK(all[1] == model::Category{"a", "", "A"});
  CHECK(all[2] == model::Category{"only label", "", "only label"});
}

TEST_CASE("Categories of one term stay apart by scheme and label, of one label by term") {
  const std::vector<model::Category> all = {{"b", "https://example.org/s", ""},
                                            {"b", "https://example.org/t", ""},
                                            {"b", "", ""},
                                            {"b", "", "B"},
                                            {"other", "", "B"}};
  model::Item item;
  item.categories = all;
  CHECK(cleaned_item(item).categories == all);
}

TEST_CASE("Languages have the shape of BCP 47, or are absent") {
  model::Item item;
  item.language = "en_US";
  CHECK(cleaned_item(item).language == "en-US");
  item.language = "<script>";
  CHECK(cleaned_item(item).language == "");
}

TEST_CASE("Ids stay as given, even where they are no IRIs") {
  model::Item item;
  item.id = " guid 1 ";
  item.url = "https://example.org/a";
  CHECK(cleaned_item(item).id == "guid 1");
}

TEST_CASE("Whom an item was taken from keeps an id of any scheme of names, and of no other") {
  for (const std::string id :
       {"doi:10.1000/182", "urn:x:feed", "tag:a.example,2022:b", "10.1000/1"}) {
    model::Item item;
    item.origin.id = id;
    CHECK(cleaned_item(item).origin.id == id);
  }
  model::Item item;
  item.origin.id = "vbscript:x";
  CHECK(cleaned_item(item).origin.id.empty());
}

TEST_CASE("An item without an id gets its link, else a name of title, date and body") {
  model::Item item;
  item.url = "a";
  CHECK(cleaned_item(item).id == "https://example.org/blog/a");
  item.url = "";
  item.title.value = "T";
  const std::string id = cleaned_item(item).id;
  CHECK(id.starts_with("urn:uuid:"));
  CHECK(cleaned_item(item).id == id);
  item.content.value = "body";
  CHECK(cleaned_item(item).id != id);
  item.published = base::parse_rfc3339_utc("2022-05-16T00:00:00Z");
  CHECK(cleaned_item(item).id != id);
}

TEST_CASE("Nothing is dropped, merged, dated or moved, and tracking parameters stay") {
  model::Feed feed;
  model::Item item;
  item.id = "1";
  item.url = "https://example.org/?utm_source=rss";
  item.content = {"<a href=\"https://example.org/?utm_source=rss\">x</a>", TextType::html, {}};
  feed.items = {item, item};
  const model::Feed result = cleaned(feed);
  REQUIRE(result.items.size() == 2);
  CHECK(result.items[0].url == "https://example.org/?utm_source=rss");
  CHECK(result.items[0].content.value == item.content.value);
  CHECK_FALSE(result.items[0].published.has_value());
  CHECK_FALSE(result.items[0].dated_by_first_sight);
  CHECK(result.items[0].canonical_url == "");
}

TEST_CASE("An item's image is its own or an attached one, never one of its text") {
  model::Item item;
  item.content = {"<img src=i.png>", TextType::html, {}};
  CHECK(cleaned_item(item).image == "");
  item.enclosures = {{"a.mp3", "audio/mpeg", "", {}, {}}, {"b.png", "", "", {}, {}}};
  CHECK(cleaned_item(item).image == "https://example.org/blog/b.png");
  item.image = "own.png";
  CHECK(cleaned_item(item).image == "https://example.org/blog/own.png");
}

TEST_CASE("Bytes that are no text come out as text") {
  model::Item item;
  const std::string bytes = "a\xff\x01\xed\xa0\x80z";
  item.id = item.rights = bytes;
  item.title = item.content = item.summary = {bytes, TextType::unknown, {}};
  item.authors = {{bytes, bytes, bytes}};
  item.categories = {{bytes, bytes, bytes}};
  item.enclosures = {{"a.mp3", bytes, bytes, {}, {}}};
  item.origin = {bytes, bytes, bytes};
  const model::Item result = cleaned_item(item);
  for (const std::string* text :
       {&result.id, &result.rights, &result.title.value, &result.content.value,
        &result.summary.value, &result.authors.at(0).name, &result.authors.at(0).email,
        &result.authors.at(0).url, &result.categories.at(0).term, &result.categories.at(0).scheme,
        &result.enclosures.at(0).media_type, &result.enclosures.at(0).title, &result.origin.title,
        &result.origin.id, &result.origin.url}) {
    CHECK(base::is_xml_text(*text));
  }
}

}  // namespace
}  // namespace syndic::normalize::clean_test
