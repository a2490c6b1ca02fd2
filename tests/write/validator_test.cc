// SPDX-License-Identifier: MIT
//
// The judge finds what it is there to find: of a valid document, one thing made wrong at a time.
#include "tests/write/extras_sample.h"
#include "tests/write/validator/feed_validator.h"

namespace validator_test {

using namespace syndic;
using write::Format;

namespace {

struct Fault {
  const char* right;
  const char* wrong;
  const char* rule;  ///< Begins what is found.
};

std::string with(std::string bytes, const Fault& fault) {
  const std::size_t place = bytes.find(fault.right);
  INFO(fault.right);
  REQUIRE(place != std::string::npos);
  return bytes.replace(place, std::string(fault.right).size(), fault.wrong);
}

// Whether any finding begins so; else all of them.
std::string found(const test::Findings& findings, const std::string& rule) {
  std::string all;
  for (const std::string& finding : findings) {
    if (finding.starts_with(rule)) return rule;
    all += finding + "\n";
  }
  return all.empty() ? "nothing" : all;
}

}  // namespace

TEST_CASE("The judge of RSS finds each fault") {
  const std::string url = "https://turn.example/all.rss";
  const std::string valid = write::render(test::rich_document(), Format::rss, url);
  REQUIRE(test::validate_rss(valid, url) == test::Findings{});
  for (const Fault& fault : {
           Fault{"<ev:startdate>2022-06-15T", "<ev:startdate>15.6.2022 ", "W3C InvalidISO8601Date"},
           Fault{"Fri, 21 Jan 2022", "Mon, 21 Jan 2022", "Spec, pubDate"},
           Fault{"21 Jan 2022 09", "21 Jan 22 09", "Spec, pubDate"},
           Fault{"<guid isPermaLink=\"true\">https://casel.example/sel",
                 "<guid isPermaLink=\"true\">urn:x:1", "Spec, guid: a permalink"},
           Fault{"<guid isPermaLink=\"true\">https://casel.example/sel",
                 "<guid isPermaLink=\"false\">1", "W3C NotSufficientlyUnique"},
           Fault{"<guid isPermaLink=\"true\">", "<guid isPermaLink=\"yes\">", "Spec, guid: isP"},
           Fault{"<dc:creator>Ann</dc:creator>", "<author>Ann</author>",
                 "Spec and Profile, author"},
           Fault{"<dc:creator>Ann", "<author>ann@casel.example</author><dc:creator>Ann",
                 "W3C DuplicateItemSemantics"},
           Fault{"length=\"200\" type=\"audio/mpeg\" />", "type=\"audio/mpeg\" />",
                 "Spec, enclosure: length"},
           Fault{"<enclosure ", "<enclosure/><enclosure ", "Profile, enclosure: one"},
           Fault{"<comments>https://casel.example", "<comments>", "Spec, item: an absolute URL"},
           Fault{"<description>What was learned</description>", "",
                 "Profile, content:encoded: behind"},
           Fault{"rel=\"self\"", "rel=\"via\"", "Profile, atom:link: self"},
           Fault{"<title>News</title>", "<title/>", "Spec, required channel elements"},
           Fault{"url=\"https://casel.example/feed/\"", "", "Spec, source: url is required"},
           Fault{"http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss",
                 "W3C UnknownNamespace"},
           Fault{"<lastBuildDate>Sat, 22 Jan 2022 10:00:00 +0000</lastBuildDate>", "",
                 "Profile, slash:comments"},
           Fault{"<itunes:explicit>false", "<itunes:explicit>no", "W3C InvalidTrueFalse"},
           Fault{"<georss:point>45.256 ", "<georss:point>95.256 ", "W3C InvalidCoord"},
           Fault{"role=\"photographer\"", "role=\"Photographer\"", "W3C InvalidCreditRole"},
           Fault{"<itunes:category text=\"News\" />", "", "W3C MissingItunesElement"},
           Fault{"<itunes:owner>", "<itunes:owners>", "XML 1.0: well-formed"},
           Fault{"&lt;p&gt;Ten", "&lt;p&gt;&lt;script &gt;", "W3C SecurityRisk"},
           Fault{"&lt;p&gt;Ten", "&lt;a href=\"/x\"&gt;Ten", "W3C ContainsRelRef"},
       }) {
    CAPTURE(fault.wrong);
    CHECK(found(test::validate_rss(with(valid, fault), url), fault.rule) == fault.rule);
  }
}

TEST_CASE("The judge of RSS knows a podcast, and finds its faults") {
  const std::string url = "https://turn.example/talks.rss";
  write::Document document = test::rich_document();
  document.podcast = {.category = "Education > How To"};
  const std::string valid = write::render(document, Format::rss, url);
  CHECK(test::validate_rss(valid, url) == test::Findings{});
  for (const Fault& fault :
       {Fault{"<itunes:type>episodic", "<itunes:type>daily", "Apple, itunes:type"},
        Fault{"<podcast:guid>", "<podcast:guid>x", "Podcasting 2.0, guid"}}) {
    CAPTURE(fault.wrong);
    CHECK(found(test::validate_rss(with(valid, fault), url), fault.rule) == fault.rule);
  }
}

TEST_CASE("The judge of Atom finds each fault") {
  const std::string url = "https://turn.example/all.atom";
  const std::string valid = write::render(test::rich_document(), Format::atom, url);
  REQUIRE(test::validate_atom(valid, url) == test::Findings{});
  for (const Fault& fault : {
           Fault{"<id>https://casel.example/sel</id>", "<id>sel</id>", "§4.2.6"},
           Fault{"<title type=\"text\">Ten", "<title type=\"plain\">Ten", "§3.1.1"},
           Fault{"<title type=\"text\">Ten years of SEL &amp; more</title>", "<title/>",
                 "§4.1.1, §4.1.2: a title"},
           Fault{"2022-01-21T09:30:00Z", "2022-01-21", "§3.3"},
           Fault{"<updated>2022-01-22T10:00:00Z</updated>", "", "§4.1.1: updated"},
           Fault{"rel=\"self\"", "rel=\"related\"", "§4.1.1: a link to itself"},
           Fault{"rel=\"via\"", "rel=\"also\"", "§4.2.7.2"},
           Fault{"<link rel=\"enclosure\"",
                 "<link rel=\"alternate\" type=\"text/html\" href=\"https://a.example/\"/>"
                 "<link rel=\"enclosure\"",
                 "§4.1.1, §4.1.2: one alternate"},
           Fault{"<name>Ann</name>", "<name/>", "§3.2.1"},
           Fault{"term=\"sel\"", "", "§4.2.2.1"},
           Fault{"scheme=\"https://casel.example/tags\"", "scheme=\"tags\"", "§4.2.2.2"},
           Fault{"</source>", "</source><x/>", "the source stands last"},
           Fault{"ref=\"tag:nlmp.example,2022:1\"", "", "RFC 4685 §3"},
       }) {
    CAPTURE(fault.wrong);
    CHECK(found(test::validate_atom(with(valid, fault), url), fault.rule) == fault.rule);
  }
}

TEST_CASE("The judge of JSON Feed finds each fault") {
  const std::string url = "https://turn.example/all.json";
  const std::string valid = write::render(test::rich_document(), Format::json, url);
  REQUIRE(test::validate_json(valid, url) == test::Findings{});
  for (const Fault& fault : {
           Fault{"version/1.1", "version/2", "Top-level: version"},
           Fault{"\"feed_url\": \"https://turn.example/all.json\"",
                 "\"feed_url\": \"https://a.example/\"", "Top-level: feed_url"},
           Fault{"\"id\": \"https://casel.example/sel\"", "\"id\": 7", "Items: id is required"},
           Fault{"\"content_html\"", "\"_content\"", "Extensions"},
           Fault{"2022-01-21T09:30:00Z", "21 Jan 2022", "Items: dates"},
           Fault{"\"mime_type\": \"application/pdf\"", "\"title\": \"x\"",
                 "attachments: mime_type"},
           Fault{"\"url\": \"https://casel.example/sel.pdf\"", "\"url\": \"/sel.pdf\"",
                 "an absolute URL"},
           Fault{"\"kind\": \"listen\"", "\"kind\": \"listen", "RFC 8259"},
           Fault{"\"summary\": \"What was learned\"", "\"summary\": null", "a member says"},
       }) {
    CAPTURE(fault.wrong);
    CHECK(found(test::validate_json(with(valid, fault), url), fault.rule) == fault.rule);
  }
}

}  // namespace validator_test
