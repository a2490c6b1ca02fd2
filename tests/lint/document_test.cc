// SPDX-License-Identifier: MIT
//
// Lines, counts and hostile documents.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "base/utf8.h"
#include "lint/lint.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace document_test {

using namespace syndic;

namespace {

std::vector<lint::Finding> findings_of(std::string_view bytes) {
  return lint::lint_document({.bytes = bytes,
                              .content_type = {},
                              .url = "https://harbour.example/feed",
                              .now = *base::parse_rfc3339_utc("2026-03-01T12:00:00Z")});
}

const lint::Finding* find(const std::vector<lint::Finding>& findings, std::string_view id) {
  const auto found = std::ranges::find_if(
      findings, [&](const lint::Finding& finding) { return finding.rule->id == id; });
  return found == findings.end() ? nullptr : &*found;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("a finding says where it is first, what is there, and how often") {
  const auto findings = findings_of(
      "<rss version='2.0'><channel><title>T</title>\n"
      "<item><link>/a</link></item>\n"
      "<item>\n<link>/b</link></item>\n"
      "</channel></rss>");
  const auto* const relative = find(findings, "item-link-relative");
  REQUIRE(relative != nullptr);
  CHECK(relative->line == 2);
  CHECK(relative->example == "/a");
  CHECK(relative->count == 2);
  const auto* const link = find(findings, "feed-link-missing");
  REQUIRE(link != nullptr);
  CHECK(link->line == 1);
  CHECK(findings.front().rule->severity == lint::Severity::error);
  CHECK(findings.back().rule->severity == lint::Severity::advice);
}

TEST_CASE("ill-formed XML is found where it breaks, and what was repaired is still judged") {
  const auto findings = findings_of(
      "<rss version='2.0'><channel>\n<title>T</title>\n"
      "<item><link>/a</link></itm>\n</channel></rss>");
  const auto* const malformed = find(findings, "xml-malformed");
  REQUIRE(malformed != nullptr);
  CHECK(malformed->line == 3);
  const auto* const relative = find(findings, "item-link-relative");
  REQUIRE(relative != nullptr);
  CHECK(relative->line == 3);
}

TEST_CASE("elements of ill-formed XML have lines where no repair can have lost or made one") {
  const auto findings = findings_of(
      "<rss version='2.0'><channel>\n<title>T</title>\n<!-- <link> -->"
      "<item>\n<link>/a</link><description>\nA & B</description><category/></x>\n"
      "<![CDATA[<category>]]><category/></item><!-- </item> <category/> </itm></channel></rss>");
  const auto* const relative = find(findings, "item-link-relative");
  REQUIRE(relative != nullptr);
  CHECK(relative->line == 4);
  const auto* const ampersand = find(findings, "xml-bare-ampersand");
  REQUIRE(ampersand != nullptr);
  CHECK(ampersand->line == 4);
  CHECK(ampersand->example == "A & B");
  const auto* const category = find(findings, "category-empty");
  REQUIRE(category != nullptr);
  CHECK(category->line == 0);
  CHECK(category->example == "item 1");
}

TEST_CASE("an attribute that is given twice has its line and its name") {
  const auto findings = findings_of(
      "<rss version='2.0'><channel>\n<title>T</title>\n<item a='1' b = \"a='2'\"\na='2'/>"
      "</channel></rss>");
  const auto* const malformed = find(findings, "xml-malformed");
  REQUIRE(malformed != nullptr);
  CHECK(malformed->line == 3);
  CHECK(malformed->example == "an attribute is given twice: a");
  CHECK(malformed->count == 1);
}

TEST_CASE("a document that breaks off is judged without its half item") {
  const std::string whole =
      "<rss version='2.0'><channel><title>T</title><item><link>https://a.example/1</link>\n"
      "<guid isPermaLink='false'>a.example/1</guid></item>\n"
      "<item><link>/b</link><guid isPermaLink='false'>a.example/2</guid><title>A &amp; B";
  const auto findings = findings_of(whole);
  const auto* const cut = find(findings, "document-cut");
  REQUIRE(cut != nullptr);
  CHECK(cut->line == 3);
  CHECK(cut->example == "it ends inside of an item");
  CHECK(find(findings, "item-link-relative") == nullptr);
  CHECK(find(findings, "xml-malformed") == nullptr);
  const auto* const undated = find(findings, "item-date-missing");
  REQUIRE(undated != nullptr);
  CHECK(undated->count == 1);
  const auto torn = findings_of(std::string(whole).insert(whole.find("</item>"), "</b>"));
  CHECK(find(torn, "document-cut") != nullptr);
  CHECK(find(torn, "xml-malformed") != nullptr);
  const auto after = findings_of(whole.substr(0, whole.find("\n<item>")));
  REQUIRE(find(after, "document-cut") != nullptr);
  CHECK(find(after, "document-cut")->example == "it ends after an item");
}

TEST_CASE("examples of JSON begin with the place of the item") {
  const auto findings = findings_of(
      R"({"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "1", "url": "https://a.example/1", "content_text": "A"},
        {"url": "/2", "content_html": "<img src='https://a.example/2.jpg'>"}]})");
  const auto example = [&](std::string_view id) {
    const auto* const found = find(findings, id);
    return found == nullptr ? std::string() : found->example;
  };
  CHECK(example("json-id-missing") == "item 2");
  CHECK(example("item-link-relative") == "item 2: /2");
  CHECK(example("image-without-alt") == "item 2: https://a.example/2.jpg");
  CHECK(example("item-date-missing") == "item 1: 1");
  CHECK(find(findings, "feed-title-missing")->example.empty());
}

TEST_CASE("each reference counts") {
  const auto findings = findings_of(
      "<rss version='2.0'><channel>\n<title>A &nbsp; B &foo; C</title>\n"
      "<description>D & E</description></channel></rss>");
  const auto* const entity = find(findings, "xml-undefined-entity");
  REQUIRE(entity != nullptr);
  CHECK(entity->count == 2);
  CHECK(entity->line == 2);
  CHECK(entity->example == "&nbsp;");
  const auto* const ampersand = find(findings, "xml-bare-ampersand");
  REQUIRE(ampersand != nullptr);
  CHECK(ampersand->line == 3);
}

TEST_CASE("a wrong charset is named as it is declared, with the line of its first byte") {
  const std::string feed =
      "<rss version='2.0'><channel>\n<title>caf\xe9 am See</title></channel></rss>";
  const auto old = findings_of(feed);
  const auto* const none = find(old, "charset-wrong");
  REQUIRE(none != nullptr);
  CHECK(none->example == "no charset declared, read as windows-1252");
  CHECK(none->line == 2);
  const auto named = findings_of(
      "<?xml version='1.0' encoding='latin1'?><rss><channel><title>caf\u00e9 und "
      "\u00fcber</title></channel></rss>");
  const auto* const wrong = find(named, "charset-wrong");
  REQUIRE(wrong != nullptr);
  CHECK(wrong->example == "latin1 declared, read as utf-8");
}

TEST_CASE("UTF-16 and a single-byte charset are judged as what they are") {
  const std::string text = "<rss version='2.0'><channel><title>T\1</title></channel></rss>";
  std::string wide = "\xFF\xFE";
  for (const char c : text) wide += {c, '\0'};
  CHECK(find(findings_of(wide), "charset-not-utf8") != nullptr);
  CHECK(find(findings_of(wide), "charset-wrong") == nullptr);
  CHECK(find(findings_of(wide), "control-character") == nullptr);
  CHECK(find(findings_of(std::string_view(wide).substr(2)), "charset-wrong") == nullptr);
  const auto single = findings_of("<?xml version='1.0' encoding='latin1'?>\n" + text);
  const auto* const control = find(single, "control-character");
  REQUIRE(control != nullptr);
  CHECK(control->line == 2);
  CHECK(control->example == "character 1");
}

TEST_CASE("JSON and calendars have no XML declaration") {
  const std::string json =
      "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"<?xml version='1.0' "
      "encoding='koi8-r'?>\", \"items\": []}";
  CHECK(find(findings_of(json), "charset-wrong") == nullptr);
}

TEST_CASE("pictures by http are a fault below https alone") {
  const std::string feed =
      "<rss version='2.0'><channel><title>T</title><item><description>&lt;img alt='' "
      "src='http://a.example/1.jpg'></description></item></channel></rss>";
  CHECK(find(findings_of(feed), "text-mixed-content") != nullptr);
  const auto insecure = lint::lint_document(
      {.bytes = feed, .content_type = {}, .url = "http://a.example/feed", .now = {}});
  CHECK(find(insecure, "text-mixed-content") == nullptr);
}

TEST_CASE("examples are one printable line of bounded length") {
  const auto findings =
      findings_of("<rss version='2.0'><channel><title>T</title><item><link>/a&#10;" +
                  repeated("\u00e9b", 5'000) + "</link></item></channel></rss>");
  const auto* const invalid = find(findings, "item-link-invalid");
  REQUIRE(invalid != nullptr);
  CHECK(base::count_utf8(invalid->example) <= 161);
  CHECK(invalid->example.find('\n') == std::string::npos);
}

TEST_CASE("a calendar is judged by its charset alone") {
  CHECK(findings_of("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n"
                    "DTSTART:20260301T120000Z\r\nSUMMARY:Tide\r\nEND:VEVENT\r\n"
                    "END:VCALENDAR\r\n")
            .empty());
}

TEST_CASE("a single entry is judged without a feed around it") {
  const auto findings = findings_of(
      "<entry xmlns='http://www.w3.org/2005/Atom'><title>T</title><id>urn:x:1</id>"
      "<author><name>A</name></author><updated>2026-02-03T09:30:00Z</updated>"
      "<link href='https://a.example/1'/><content>Text</content></entry>");
  CHECK(findings.empty());
}

TEST_CASE("what is no feed has one finding") {
  for (const std::string& bytes :
       {std::string(), std::string(" \n"), std::string("\0\1\2\xff", 4),
        std::string("<html></html>"), std::string("{\"a\": 1}"), std::string("GIF89a")}) {
    INFO(bytes);
    const auto findings = findings_of(bytes);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule->id == "no-feed");
    CHECK_FALSE(findings[0].example.empty());
  }
}

TEST_CASE("hostile documents are judged within bounds") {
  const std::string head = "<rss version='2.0'><channel><title>T</title>";
  CHECK_FALSE(findings_of(head + repeated("<item>", 300'000)).empty());
  CHECK_FALSE(findings_of(head + repeated("<a>", 400'000)).empty());
  CHECK_FALSE(findings_of(head + "<item>" + repeated("<b/>", 1'000'000)).empty());
  CHECK_FALSE(findings_of(head + "<description>" + repeated("&x;&", 1'000'000)).empty());
  CHECK_FALSE(findings_of(head + "<a" + repeated(" b='1'", 400'000) + "/>").empty());
  CHECK_FALSE(findings_of(repeated("[", 1'000'000)).empty());
  const auto many = findings_of(head + repeated("<item><title>&lt;b></b></title></item>", 5'001));
  REQUIRE(find(many, "feed-too-large") != nullptr);
}

TEST_CASE("what is left out of a feed of too many elements is no fault of its XML") {
  const auto findings =
      findings_of("<rss version='2.0'><channel><title>T</title><item><title>A</title>" +
                  repeated("<b/>", 600'000) + "</item></channel></rss>");
  CHECK(find(findings, "xml-malformed") == nullptr);
  CHECK(find(findings, "feed-link-missing") != nullptr);
}

TEST_CASE("the bytes of a feed are judged here unless it was served") {
  const std::string feed = "<rss version='2.0'><channel><title>T</title><item><description>" +
                           repeated("Fog. ", 250'000) + "</description></item></channel></rss>";
  REQUIRE(find(findings_of(feed), "feed-too-large") != nullptr);
  const auto served = lint::lint_document({.bytes = feed,
                                           .content_type = "application/rss+xml",
                                           .url = "https://harbour.example/feed",
                                           .now = {}});
  CHECK(find(served, "feed-too-large") == nullptr);
}

TEST_CASE("marks that are out of their place are found on their line") {
  const std::string feed =
      "<rss version='2.0'><channel>\n<title>T ]]> U</title>\n<!-- a -- b --></channel></rss>\n";
  const auto inside = findings_of(feed);
  const auto* const first = find(inside, "xml-malformed");
  REQUIRE(first != nullptr);
  CHECK(first->line == 2);
  CHECK(first->count == 2);
  const auto after = findings_of("<rss version='2.0'><channel/></rss>\n\n<b/> words");
  const auto* const second = find(after, "xml-malformed");
  REQUIRE(second != nullptr);
  CHECK(second->line == 3);
  CHECK(second->count == 2);
}

TEST_CASE("hostile marks are read in linear time") {
  const std::string head = "<rss version='2.0'><channel><title>T</title></channel></rss>";
  for (const std::string_view mark : {"<!--", "<![CDATA[", "<?", "<!", "<a '", "<!DOCTYPE a [",
                                      "]]>", "<?xml ", "<a b=\"<\"/>"}) {
    CHECK_FALSE(findings_of(head + repeated(mark, 200'000)).empty());
  }
}

TEST_CASE("each fixture of the parser is judged soundly") {
  const auto data = test::source_dir() / "tests/data";
  for (const auto& folder : {data / "parse", data / "read"}) {
    for (const auto& path :
         test::files_below(folder, {".xml", ".feed", ".json", ".ics", ".html"})) {
      INFO(path);
      const std::string bytes = test::bytes_of(path);
      for (const lint::Finding& finding : findings_of(bytes)) {
        INFO(finding.rule->id);
        CHECK(lint::find_rule(finding.rule->id) == finding.rule);
        CHECK(finding.count > 0);
        CHECK(finding.line <= bytes.size());
        CHECK(base::is_xml_text(finding.example));
        CHECK(base::count_utf8(finding.example) <= 161);
      }
    }
  }
}

TEST_CASE("a feed of more elements than are read says so, and is not called empty") {
  const auto findings = findings_of(
      "<rss version='2.0'><channel><title>T</title><link>https://harbour.example/</link>"
      "<description>D</description>" +
      repeated("<category>c</category>", 500'000) +
      "<item><title>One</title></item></channel></rss>");
  CHECK(find(findings, "feed-beyond-limit") != nullptr);
  CHECK(find(findings, "feed-empty") == nullptr);
}

TEST_CASE("of a calendar it is judged whether it has events") {
  const std::string begin = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//h//EN\r\n";
  const auto empty = findings_of(begin + "END:VCALENDAR\r\n");
  REQUIRE(empty.size() == 1);
  CHECK(empty[0].rule->id == "feed-empty");
  CHECK(findings_of(begin +
                    "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260201T120000Z\r\n"
                    "DTSTART:20260301T120000Z\r\nSUMMARY:Fair\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
            .empty());
}

}  // namespace document_test
