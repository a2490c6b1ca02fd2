// SPDX-License-Identifier: MIT
//
// The contract's order of precedence, held pair by pair: of any two elements that give one field,
// the higher one wins, whichever stands first. src/README.md tells the same order to people.
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time_format.h"
#include "parse/feed_parser.h"

namespace precedence_test {

namespace {

using namespace syndic;

using Elements = std::vector<std::string>;  // Highest first; each gives its place's number.
using Field = std::function<std::string(const model::Feed&)>;

constexpr std::string_view kNamespaces =
    R"( xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/")"
    R"( xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/")"
    R"( xmlns:media="http://search.yahoo.com/mrss/" xmlns:xhtml="http://www.w3.org/1999/xhtml")"
    R"( xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd")"
    R"( xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0")"
    R"( xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#")";

model::Feed read(const std::string& in_channel) {
  const std::string document = "<rss version=\"2.0\"" + std::string(kNamespaces) + "><channel>" +
                               in_channel + "</channel></rss>";
  return parse::parse_feed(document, {}).value();
}

std::string in_item(const std::string& elements) { return "<item>" + elements + "</item>"; }

void check_order(const Elements& elements, const Field& field,
                 const std::function<std::string(const std::string&)>& placed) {
  for (std::size_t high = 0; high < elements.size(); ++high) {
    const std::string alone = field(read(placed(elements[high])));
    INFO(elements[high]);
    CHECK_FALSE(alone.empty());
    for (std::size_t low = high + 1; low < elements.size(); ++low) {
      INFO(elements[low]);
      CHECK(field(read(placed(elements[high] + elements[low]))) == alone);
      CHECK(field(read(placed(elements[low] + elements[high]))) == alone);
    }
  }
}

void check_item_order(const Elements& elements,
                      const std::function<std::string(const model::Item&)>& field) {
  check_order(
      elements, [&](const model::Feed& feed) { return field(feed.items.at(0)); }, in_item);
}

void check_feed_order(const Elements& elements, const Field& field) {
  check_order(elements, field, [](const std::string& inside) { return inside; });
}

std::string shown(const std::optional<model::Timestamp>& date) {
  return date ? base::format_rfc3339(*date) : std::string();
}

}  // namespace

TEST_CASE("an item's title is title, dc:title, media:title") {
  check_item_order({"<title>a</title>", "<dc:title>b</dc:title>", "<media:title>c</media:title>"},
                   [](const model::Item& item) { return item.title.value; });
}

TEST_CASE("an item's url is origLink, the alternate that is HTML, any alternate, link, permalink") {
  check_item_order({"<feedburner:origLink>https://a.example/</feedburner:origLink>",
                    "<atom:link type=\"text/html\" href=\"https://b.example/\"/>",
                    "<atom:link type=\"application/pdf\" href=\"https://c.example/\"/>",
                    "<link>https://d.example/</link>", "<guid>https://e.example/</guid>"},
                   [](const model::Item& item) { return item.url; });
}

TEST_CASE("an item's id is guid, atom:id, rdf:about") {
  const auto id = [](const model::Feed& feed) { return feed.items.at(0).id; };
  check_item_order({"<guid>a</guid>", "<atom:id>b</atom:id>"},
                   [](const model::Item& item) { return item.id; });
  CHECK(id(read("<item rdf:about=\"c\"><atom:id>b</atom:id></item>")) == "b");
  CHECK(id(read("<item rdf:about=\"c\"/>")) == "c");
}

TEST_CASE("a body is the first of eight elements, and never the longest") {
  check_item_order(
      {"<content:encoded>a</content:encoded>", "<atom:content>b, longer</atom:content>",
       "<xhtml:body>c, longer still</xhtml:body>", "<description>d, and longer</description>",
       "<dc:description>e, and much longer</dc:description>",
       "<atom:summary>f, and much, much longer</atom:summary>",
       "<media:description>g, without an end to it</media:description>",
       "<itunes:summary>h, and so on and on and on and on</itunes:summary>"},
      [](const model::Item& item) { return item.content.value; });
}

TEST_CASE("a summary is the first of description's kin that is not the body") {
  check_order(
      {"<description>d</description>", "<dc:description>e</dc:description>",
       "<atom:summary>f</atom:summary>", "<itunes:summary>h</itunes:summary>"},
      [](const model::Feed& feed) { return feed.items.at(0).summary.value; },
      [](const std::string& elements) {
        return in_item(elements + "<content:encoded>a</content:encoded>");
      });
}

TEST_CASE("an item is published by the first of seven dates") {
  check_item_order(
      {"<pubDate>1 Jan 2021</pubDate>", "<atom:published>2022-01-01</atom:published>",
       "<atom:issued>2023-01-01</atom:issued>", "<dcterms:issued>2014-01-01</dcterms:issued>",
       "<dc:date>2015-01-01</dc:date>", "<atom:created>2016-01-01</atom:created>",
       "<dcterms:created>2017-01-01</dcterms:created>"},
      [](const model::Item& item) { return shown(item.published); });
}

TEST_CASE("an item names the element that dates it") {
  const auto element_of = [](const std::string& elements) {
    return read(in_item("<title>A</title>" + elements)).items.at(0).lineage.date_element;
  };
  CHECK(element_of("<pubDate>1 Jan 2021</pubDate>") == "pubDate");
  CHECK(element_of("<atom:published>2022-01-01</atom:published>") == "published");
  CHECK(element_of("<atom:issued>2022-01-01</atom:issued>") == "issued");
  CHECK(element_of("<dcterms:issued>2022-01-01</dcterms:issued>") == "dcterms:issued");
  CHECK(element_of("<dc:date>2022-01-01</dc:date>") == "dc:date");
  CHECK(element_of("<atom:created>2022-01-01</atom:created>") == "created");
  CHECK(element_of("<dcterms:created>2022-01-01</dcterms:created>") == "dcterms:created");
  CHECK(element_of("<atom:updated>2022-01-01</atom:updated>") == "updated");
  CHECK(element_of("<atom:modified>2022-01-01</atom:modified>") == "modified");
  CHECK(element_of("<dcterms:modified>2022-01-01</dcterms:modified>") == "dcterms:modified");
  CHECK(element_of("<pubDate>soon</pubDate><dc:date>2022-01-01</dc:date>") == "dc:date");
  CHECK(element_of("<atom:updated>2022-01-01</atom:updated><dc:date>2022-01-01</dc:date>") ==
        "dc:date");
  CHECK(element_of("<pubDate>soon</pubDate>").empty());
  const auto json = [](const std::string& member) {
    return parse::parse_feed(
               R"({"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1",)" + member +
                   "}]}",
               {})
        .value()
        .items.at(0)
        .lineage.date_element;
  };
  CHECK(json(R"("date_published":"2022-01-01T00:00:00Z")") == "date_published");
  CHECK(json(R"("date_modified":"2022-01-01T00:00:00Z")") == "date_modified");
}

TEST_CASE("an item is updated by updated, modified, dcterms:modified") {
  check_item_order(
      {"<atom:updated>2021-01-01</atom:updated>", "<atom:modified>2022-01-01</atom:modified>",
       "<dcterms:modified>2023-01-01</dcterms:modified>"},
      [](const model::Item& item) { return shown(item.updated); });
}

TEST_CASE("an item's authors are author, dc:creator, itunes:author") {
  check_item_order(
      {"<author>a</author>", "<dc:creator>b</dc:creator>", "<itunes:author>c</itunes:author>"},
      [](const model::Item& item) {
        std::string names;
        for (const model::Person& author : item.authors) names += author.name;
        return names;
      });
}

TEST_CASE("an item's image is itunes:image, the thumbnail, a picture among its files") {
  const auto image = [](const model::Item& item) { return item.image; };
  check_item_order({"<itunes:image href=\"https://a.example/\"/>",
                    "<media:thumbnail url=\"https://b.example/\"/>",
                    "<media:content url=\"https://c.example/c.png\"/>"},
                   image);
  check_item_order({"<media:thumbnail url=\"https://b.example/\"/>",
                    "<enclosure url=\"https://d.example/\" type=\"image/png\"/>"},
                   image);
}

TEST_CASE("an item's language is its own, its body's, dc:language") {
  const auto language = [](const std::string& item) { return read(item).items.at(0).language; };
  const std::string body = "<description xml:lang=\"es\">d</description>";
  const std::string dc = "<dc:language>fr</dc:language>";
  CHECK(language("<item xml:lang=\"de\">" + dc + body + "</item>") == "de");
  CHECK(language("<item>" + dc + body + "</item>") == "es");
  CHECK(language("<item>" + body + dc + "</item>") == "es");
  CHECK(language("<item>" + dc + "</item>") == "fr");
}

TEST_CASE("a feed's fields keep their order too") {
  check_feed_order({"<title>a</title>", "<dc:title>b</dc:title>", "<media:title>c</media:title>"},
                   [](const model::Feed& feed) { return feed.title.value; });
  check_feed_order({"<description>a</description>", "<dc:description>b</dc:description>",
                    "<media:description>c</media:description>",
                    "<itunes:summary>d</itunes:summary>", "<itunes:subtitle>e</itunes:subtitle>"},
                   [](const model::Feed& feed) { return feed.subtitle.value; });
  check_feed_order({"<link>https://a.example/</link>",
                    "<atom:link type=\"text/html\" href=\"https://b.example/\"/>",
                    "<atom:link href=\"https://c.example/\"/>",
                    "<atom:link type=\"application/atom+xml\" href=\"https://d.example/\"/>"},
                   [](const model::Feed& feed) { return feed.home_page_url; });
  check_feed_order(
      {"<image><url>https://a.example/</url></image>", "<atom:logo>https://b.example/</atom:logo>",
       "<itunes:image href=\"https://c.example/\"/>"},
      [](const model::Feed& feed) { return feed.icon; });
  check_feed_order({"<language>de</language>", "<dc:language>es</dc:language>"},
                   [](const model::Feed& feed) { return feed.language; });
  check_feed_order({"<managingEditor>a</managingEditor>", "<dc:creator>b</dc:creator>",
                    "<itunes:author>c</itunes:author>"},
                   [](const model::Feed& feed) { return feed.authors.at(0).name; });
}

TEST_CASE("of equals the first counts, and what is blank or cannot be read does not") {
  const auto first = [](const std::string& elements) {
    return read(in_item(elements)).items.at(0);
  };
  CHECK(first("<title>a</title><title>b</title>").title.value == "a");
  CHECK(first("<title> </title><title>b</title>").title.value == "b");
  CHECK(first("<title/><media:title>c</media:title>").title.value == "c");
  CHECK(first("<link/><guid>https://e.example/</guid>").url == "https://e.example/");
  CHECK(shown(first("<pubDate>soon</pubDate><dc:date>2022-05-16</dc:date>").published) ==
        "2022-05-16T00:00:00Z");
  CHECK(first("<author> </author><dc:creator>b</dc:creator>").authors.at(0).name == "b");
}

}  // namespace precedence_test
