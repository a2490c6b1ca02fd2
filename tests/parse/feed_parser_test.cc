// SPDX-License-Identifier: MIT
#include "parse/feed_parser.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "tests/support/fault_server.h"

namespace feed_parser_test {

namespace {

using namespace syndic;

constexpr std::string_view kItem =
    "<rss version='2.0'><channel><title>T</title><link>https://feed.example/</link>"
    "<item><title>A</title><link>a</link><pubDate>1 Jul 2022 "
    "10:00</pubDate></item></channel></rss>";

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  out.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) out.append(text);
  return out;
}

Errc error_of(std::string_view document) {
  const auto feed = parse::parse_feed(document, {});
  REQUIRE_FALSE(feed);
  return feed.error().code;
}

}  // namespace

TEST_CASE("the address of the document goes before the feed's link as base") {
  const auto feed = parse::parse_feed(kItem, {.base_url = "https://base.example/dir/feed"});
  REQUIRE(feed);
  CHECK(feed->items.at(0).url == "https://base.example/dir/a");
  CHECK(feed->base_url == "https://base.example/dir/feed");
}

TEST_CASE("a date without a zone is in the zone that the caller names") {
  const auto feed = parse::parse_feed(kItem, {.time_zone = "America/New_York"});
  REQUIRE(feed);
  CHECK(base::format_rfc3339(feed->items.at(0).published.value()) == "2022-07-01T14:00:00Z");
}

TEST_CASE(
    "categories of equal terms are kept where their schemes differ, and repeated ones are not") {
  const auto feed = parse::parse_feed(
      "<rss version='2.0'><channel><item><title>A</title><category domain='a'>x</category>"
      "<category domain='b'>x</category><category domain='a'>x</category></item></channel></rss>",
      {});
  REQUIRE(feed);
  CHECK(feed->items.at(0).categories ==
        std::vector<model::Category>{{"x", "a", ""}, {"x", "b", ""}});
}

TEST_CASE("the charset of the Content-Type is what the bytes are read in") {
  const std::string document =
      "<rss version='2.0'><channel><title>\xCF\xF0\xE8\xE2\xE5\xF2</title></channel></rss>";
  const auto feed =
      parse::parse_feed(document, {.content_type = "text/xml; charset=\"windows-1251\""});
  REQUIRE(feed);
  CHECK(feed->title.value == "Привет");
  CHECK(feed->encoding == "windows-1251");
}

TEST_CASE("what follows the last element that has room is left out, with a warning") {
  const std::string items = repeated("<item><title>A</title><link>a</link></item>", 10);
  const std::string document = "<rss><channel><title>T</title>" + items + "</channel></rss>";
  const auto feed = parse::parse_feed(document, {}, {.max_nodes = 3 + 3 * 4});
  REQUIRE(feed);
  CHECK(feed->items.size() == 4);
  CHECK(feed->warnings.at(0) == "left out what follows the first 15 elements and attributes");
  CHECK(feed->is_too_long);
  CHECK_FALSE(feed->is_cut);
  const auto whole = parse::parse_feed(document, {}, {.max_nodes = 33});
  CHECK(whole->items.size() == 10);
  CHECK_FALSE(whole->is_too_long);
}

TEST_CASE(
    "the memory that a document takes grows with its length and its tags, within the limits") {
  const parse::Limits limits{.max_items = 10, .max_nodes = 1'000};
  const std::size_t empty = parse::memory_to_parse("", limits);
  CHECK(empty == 0);
  const std::size_t text = parse::memory_to_parse(std::string(100'000, 'x'), limits);
  CHECK(text == 300'000 + 10 * sizeof(model::Item));
  CHECK(parse::memory_to_parse(repeated("<a>", 100), limits) ==
        900 + 100 * 64 + 10 * sizeof(model::Item));
  CHECK(parse::memory_to_parse(repeated("<a>", 10'000), limits) ==
        90'000 + 1'000 * 64 + 10 * sizeof(model::Item));
  CHECK(parse::memory_to_parse(std::string(10'001, '<'), {.max_items = 10, .max_nodes = 20'000}) ==
        30'003 + 10'001 * 64 + 10 * sizeof(model::Item));
}

// With what encoding_test.cc says of charsets (hard input 20).
TEST_CASE("a feed is known by its content, and text/xml without a charset is no ASCII") {
  for (const std::string_view media_type :
       {"text/xml", "text/plain", "text/html; charset=utf-8", "application/octet-stream",
        "application/rss+xml; charset=", "image/png", "nonsense"}) {
    INFO(media_type);
    const auto feed = parse::parse_feed(
        "<rss version='2.0'><channel><title>Été</title></channel>"
        "</rss>",
        {.content_type = media_type});
    CHECK(feed);
    if (!feed) continue;
    CHECK(feed->title.value == "Été");
    CHECK(feed->encoding == "utf-8");
    CHECK(feed->warnings.empty());
  }
}

TEST_CASE("the first items are kept where there are more than the limit, with a warning") {
  const std::string document = "<rss version='2.0'><channel><title>T</title>" +
                               repeated("<item><title>I</title></item>", 7) + "</channel></rss>";
  const auto feed = parse::parse_feed(document, {}, {.max_items = 5});
  REQUIRE(feed);
  CHECK(feed->items.size() == 5);
  CHECK(feed->warnings == std::vector<std::string>{"left out 2 items after the first 5"});
}

// (hard input 60)
TEST_CASE("a feed that breaks off after an item is cut, and has all its whole items") {
  const std::string whole =
      "<rss version='2.0'><channel><title>T</title><item><guid>1</guid></item>"
      "<item><guid>2</guid></item></channel></rss>";
  const auto read = [&](std::string_view end) {
    return parse::parse_feed(whole.substr(0, whole.rfind(end) + end.size()), {}).value();
  };
  for (const char* const end : {"2</guid></it", "2</guid></", "2</guid></item>", "</channel>", "</",
                                "</r", "</rss", "</chan"}) {
    CAPTURE(end);
    const model::Feed feed = read(end);
    CHECK(feed.is_cut);
    CHECK_FALSE(feed.ends_in_item);
    CHECK_FALSE(feed.last_is_half);
    CHECK(feed.items.size() == 2);
    CHECK_THAT(feed.warnings.back(), Catch::Contains("where the document breaks off") ||
                                         Catch::Contains("the document breaks off before"));
  }
  CHECK(read("1</guid></item>").items.size() == 1);
  CHECK(read("1</guid></item>").is_cut);
  CHECK(read("2</guid>").is_cut);
  CHECK(read("2</guid>").ends_in_item);
  CHECK_FALSE(parse::parse_feed(whole, {})->is_cut);
  CHECK_FALSE(parse::parse_feed(whole + "</", {})->is_cut);
  CHECK_FALSE(parse::parse_feed(whole + "<div><p>", {})->is_cut);
  CHECK_FALSE(
      parse::parse_feed("<rss version='2.0'><channel><title>A & <b</title></rss>", {})->is_cut);
  // What is left out for its bound never comes.
  CHECK_FALSE(parse::parse_feed(whole, {}, {.max_nodes = 6})->is_cut);
}

TEST_CASE("a document beyond the limit of bytes is too large") {
  const auto feed = parse::parse_feed(kItem, {}, {.max_bytes = 10});
  REQUIRE_FALSE(feed);
  CHECK(feed.error().code == Errc::too_large);
}

// (hard input 56)
TEST_CASE("elements nested a hundred thousand deep cost their tags, not the feed, and no time") {
  const std::string deep = "<rss version='2.0'><channel><item><guid>1</guid><description>" +
                           repeated("<div>", 100'000) + "words" + repeated("</div>", 100'000) +
                           "</description></item><item><guid>2</guid></item></channel></rss>";
  const auto feed = parse::parse_feed(deep, {});
  REQUIRE(feed);
  REQUIRE(feed->items.size() == 2);
  CHECK_THAT(feed->items[0].content.value, Catch::Contains("words"));
  CHECK(feed->items[1].id == "2");
  CHECK(feed->warnings ==
        std::vector<std::string>{"99904 elements nest too deep: their tags were dropped, their "
                                 "text kept (the first: div)"});
}

TEST_CASE("a document of nothing but elements nested too deep says so") {
  for (const std::string& end : {repeated("</a>", 1'000) + "</channel></rss>", std::string()}) {
    const auto feed = parse::parse_feed("<rss><channel>" + repeated("<a>", 1'000) + end, {});
    REQUIRE_FALSE(feed);
    CHECK(feed.error().code == Errc::too_large);
    CHECK(feed.error().message ==
          "the XML is nested too deep (elements nest deeper than 100 levels) and says nothing");
  }
}

TEST_CASE("a hundred thousand items that never end are items all the same, up to the limit") {
  const auto feed = parse::parse_feed("<rss>" + repeated("<item><guid>1", 100'000), {});
  REQUIRE(feed);
  CHECK(feed->items.size() == parse::Limits{}.max_items);
}

// (hard input 56)
TEST_CASE("a body of a megabyte and an attribute of a hundred thousand bytes are read whole") {
  const std::string body = repeated("&lt;p>words &amp;amp; more&lt;/p>", 40'000);
  const std::string query = repeated("a=1&amp;", 12'500);
  const std::string document =
      "<rss version='2.0'><channel><item><guid>1</guid><description>" + body +
      "</description><enclosure url='https://e.example/?" + query +
      "' type='audio/mpeg'/></item><item><guid>2</guid></item></channel></rss>";
  const auto feed = parse::parse_feed(document, {});
  REQUIRE(feed);
  REQUIRE(feed->items.size() == 2);
  CHECK(feed->items[0].content.value == repeated("<p>words &amp; more</p>", 40'000));
  CHECK(feed->items[0].enclosures.at(0).url.size() == 19 + 12'500 * 4);
}

// (hard input 60)
TEST_CASE("a feed says the same with line feeds, carriage returns and both") {
  const std::string unix =
      "<?xml version='1.0'?>\n<rss version='2.0'>\n<channel>\n<title>A\nB</title>\n<item>\n"
      "<guid>1</guid>\n<description>One\n\nTwo</description>\n"
      "<pubDate>\nMon, 16 May 2022\n09:30:00 GMT</pubDate>\n</item>\n</channel>\n</rss>\n";
  for (const std::string_view line_end : {"\n", "\r\n", "\r"}) {
    std::string document;
    for (const char c : unix) {
      if (c == '\n') {
        document += line_end;
      } else {
        document += c;
      }
    }
    const auto feed = parse::parse_feed(document, {});
    CHECK(feed);
    if (!feed) continue;
    CHECK(feed->warnings.empty());
    CHECK(feed->items.size() == 1);
    if (feed->items.empty()) continue;
    CHECK(feed->items[0].content.value == "One\n\nTwo");
    CHECK(feed->items[0].published);
    if (!feed->items[0].published) continue;
    CHECK(base::format_rfc3339(*feed->items[0].published) == "2022-05-16T09:30:00Z");
  }
}

TEST_CASE("entities that grow without bound are too large, at once") {
  std::string document = "<!DOCTYPE rss [<!ENTITY a0 \"0123456789\">";
  for (int i = 1; i < 12; ++i) {
    document += "<!ENTITY a" + std::to_string(i) + " \"" +
                repeated("&a" + std::to_string(i - 1) + ";", 10) + "\">";
  }
  document += "]><rss version='2.0'><channel><title>&a11;</title></channel></rss>";
  CHECK(error_of(document) == Errc::too_large);
}

TEST_CASE("a hundred thousand categories, enclosures or attributes take no long time") {
  std::string categories;
  std::string enclosures;
  std::string attributes;
  for (int i = 0; i < 100'000; ++i) {
    categories += "<category>c" + std::to_string(i) + "</category>";
    enclosures += "<enclosure url='https://e.example/" + std::to_string(i) + "'/>";
    attributes += " a" + std::to_string(i) + "=''";
  }
  const std::string document = "<rss version='2.0'><channel><item" + attributes + ">" + categories +
                               enclosures + "</item></channel></rss>";
  const auto feed = parse::parse_feed(document, {});
  REQUIRE(feed);
}

TEST_CASE("an item keeps a thousand of each of its lists, with one warning for all") {
  const std::string some =
      repeated("<dc:creator>A</dc:creator><dc:contributor>C</dc:contributor>", 1'001);
  std::string others;
  for (int i = 0; i < 1'001; ++i) {
    others += "<category>c" + std::to_string(i) + "</category><enclosure url='https://e.example/" +
              std::to_string(i) + "'/>";
  }
  const auto feed = parse::parse_feed(
      "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title>"
      "<item><guid>1</guid>" +
          some + others + "</item></channel></rss>",
      {});
  REQUIRE(feed);
  CHECK(feed->items.at(0).authors.size() == 1'000);
  CHECK(feed->items.at(0).contributors.size() == 1'000);
  CHECK(feed->items.at(0).categories.size() == 1'000);
  CHECK(feed->items.at(0).enclosures.size() == 1'000);
  CHECK(feed->warnings ==
        std::vector<std::string>{"left out authors, contributors, categories or "
                                 "enclosures after the first 1000 of a kind in 1 item"});
}

TEST_CASE("what a hostile item lists without end is not kept while it is read") {
  std::string words;
  std::string people;
  for (int i = 0; i < 100'000; ++i) {
    words += "k" + std::to_string(i) + ",";
    people += "a@b,";
  }
  const auto feed = parse::parse_feed(
      "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>"
      "<title>T</title><managingEditor>" +
          people + "</managingEditor><item><guid>1</guid><itunes:keywords>" + words +
          "</itunes:keywords><author>" + people + "</author></item></channel></rss>",
      {});
  REQUIRE(feed);
  CHECK(feed->authors.size() == 1'000);
  CHECK(feed->items.at(0).categories.size() == 1'000);
  CHECK(feed->items.at(0).categories.capacity() < 2'500);
  CHECK(feed->items.at(0).authors.size() == 1'000);
  CHECK(feed->items.at(0).authors.capacity() < 2'500);
}

TEST_CASE("short references below a long base make no gigabytes of a document") {
  constexpr std::size_t kMost = 20 * 1024 * 1024;
  const std::string base = "http://lake.example/" + std::string(2'000, 'x') + "/";
  const auto bytes_of = [](const std::string& document) {
    const auto feed = parse::parse_feed(document, {});
    CHECK(feed);
    std::size_t bytes = feed ? 0 : kMost;
    if (!feed) return bytes;
    for (const model::Item& item : feed->items) {
      bytes += item.content.value.size();
      for (const model::Enclosure& file : item.enclosures) bytes += file.url.size();
    }
    return bytes;
  };
  std::string files;
  for (int i = 0; i < 900; ++i) files += "<enclosure url='" + std::to_string(i) + "'/>";
  CHECK(bytes_of("<rss version='2.0' xml:base='" + base + "'><channel><title>T</title>" +
                 repeated("<item><guid>1</guid>" + files + "</item>", 20) + "</channel></rss>") <
        kMost);
  const std::string links = repeated("<a href='x'/>", 18'000);
  CHECK(bytes_of("<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>1</id>"
                 "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p xml:base='" +
                 base + "'>" + links + "</p></div></content></entry></feed>") < kMost);
  std::string attachments;
  for (int i = 0; i < 900; ++i)
    attachments += (i == 0 ? "{\"url\":\"x" : ",{\"url\":\"x") + std::to_string(i) + "\"}";
  CHECK(bytes_of(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"feed_url\":\"" +
            base + "\",\"items\":[{\"id\":\"0\"}" +
            repeated(",{\"id\":\"1\",\"attachments\":[" + attachments + "]}", 20) + "]}") < kMost);
}

TEST_CASE("a reference that would be longer than any server takes stays as it is given") {
  const std::string path(7'000, 'x');
  const auto url_of = [&](const std::string& base) {
    const auto feed = parse::parse_feed(
        "<rss version='2.0'><channel><item><link>" + path + "</link></item></channel></rss>",
        {.base_url = base});
    CHECK(feed);
    return feed ? feed->items.at(0).url : "no feed";
  };
  const std::string near = "https://b.example/";
  CHECK(url_of(near) == near + path);
  CHECK(url_of(near + std::string(1'900, 'y') + "/") == path);
}

TEST_CASE("nothing, blanks, binary data and archives are no feeds, and are called what they are") {
  const auto message = [](std::string_view document) {
    const auto feed = parse::parse_feed(document, {});
    CHECK_FALSE(feed);
    if (feed) return std::string("a feed");
    CHECK(feed.error().code == Errc::unknown_format);
    return feed.error().message;
  };
  using namespace std::literals;
  CHECK_THAT(message(""), Catch::StartsWith("is empty"));
  CHECK_THAT(message("\x1F\x8B\x08\0\0"sv), Catch::Contains("gzip"));
  CHECK_THAT(message("\x89PNG\r\n\x1A\n"), Catch::Contains("PNG"));
  CHECK_THAT(message("\x7F"
                     "ELF\x02\x01\x01\0\0\0"sv),
             Catch::Contains("binary"));
}

TEST_CASE("every string of a feed is UTF-8 of characters that XML allows, whatever the bytes") {
  const std::string document =
      "<rss version='2.0'><channel><title>\xC3\xA9"
      "a\x01\xEF\xBF\xBF"
      "b&#1;&#xFFFF;&#xD800;c\xC3</title>"
      "</channel></rss>";
  const auto feed = parse::parse_feed(document, {});
  REQUIRE(feed);
  CHECK(feed->title.value == "éab\uFFFDc\uFFFD");
  CHECK_FALSE(feed->warnings.empty());
}

TEST_CASE("a gzip file that no header announced is inflated first") {
  std::string body = test::gzip(kItem);
  CHECK(parse::read_feed(body, {}).value().items.size() == 1);
  CHECK(body == kItem);
  CHECK(parse::read_feed(body, {}).value().items.size() == 1);
}

TEST_CASE("a gzip file that inflates beyond the ceiling, or is cut, is an error") {
  std::string large = test::gzip(std::string(100'000, ' '));
  CHECK(parse::read_feed(large, {}, {.max_bytes = 99'999}).error().code == Errc::too_large);
  std::string cut = test::gzip(kItem).substr(0, 40);
  CHECK(parse::read_feed(cut, {}).error().code == Errc::malformed);
}

}  // namespace feed_parser_test
