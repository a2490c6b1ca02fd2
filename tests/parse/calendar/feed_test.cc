// SPDX-License-Identifier: MIT
//
// Calendars as feeds, beside the fixtures of tests/data/parse/calendar.
#include <catch2/catch.hpp>
#include <string>

#include "base/time_format.h"
#include "parse/feed_parser.h"

namespace calendar_feed_test {

namespace {

using namespace syndic;

std::string calendar(const std::string& lines) {
  return "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:u\nDTSTART:20260303T150000Z\n" + lines +
         "END:VEVENT\nEND:VCALENDAR\n";
}

model::Item item_of(const std::string& document, const parse::Hints& hints = {}) {
  const auto feed = parse::parse_feed(document, hints);
  REQUIRE(feed);
  REQUIRE(feed->items.size() == 1);
  return feed->items.front();
}

}  // namespace

TEST_CASE("what begins as a calendar is one, after a mark of byte order, blanks, in any case") {
  const auto feed = parse::parse_feed(
      "\xEF\xBB\xBF \r\nbegin:vcalendar\r\nbegin:vevent\r\ndtstart:20260303\r\n"
      "end:vevent\r\nend:vcalendar\r\n",
      {});
  REQUIRE(feed);
  CHECK(feed->format == model::Format::icalendar20);
  CHECK(feed->items.size() == 1);
  CHECK(feed->items.front().event->all_day);
}

TEST_CASE("an event of the caller's zone is at its moment") {
  const std::string document =
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260303T150000\nEND:VEVENT\nEND:VCALENDAR\n";
  const model::Item item = item_of(document, {.time_zone = "America/New_York"});
  CHECK(base::format_rfc3339(item.event->start) == "2026-03-03T20:00:00Z");
}

TEST_CASE("the time of export is no date of the item, and neither is the year 1900") {
  const model::Item item =
      item_of(calendar("DTSTAMP:20260301T000000Z\nCREATED:19000101T120000Z\n"));
  CHECK_FALSE(item.published);
  CHECK_FALSE(item.updated);
  CHECK(item.lineage.date_element.empty());
  CHECK(item_of(calendar("CREATED:20260101T120000Z\n")).lineage.date_element == "CREATED");
}

TEST_CASE("an item's date is when it was made, else when it was changed, and it tells which") {
  const model::Item changed = item_of(calendar("LAST-MODIFIED:20260301T120000Z\n"));
  CHECK_FALSE(changed.published);
  CHECK(base::format_rfc3339(changed.updated.value()) == "2026-03-01T12:00:00Z");
  CHECK(changed.lineage.date_element == "LAST-MODIFIED");
  const model::Item made =
      item_of(calendar("CREATED:20260228T120000Z\nLAST-MODIFIED:20260301T120000Z\n"));
  CHECK(base::format_rfc3339(made.published.value()) == "2026-02-28T12:00:00Z");
  CHECK(made.lineage.date_element == "CREATED");
}

TEST_CASE("an address of several lines is one of one line") {
  CHECK(item_of(calendar("LOCATION:Main Hall\\,\\n12 Elm Street \\,\\, \\n\\nBoston\n"))
            .event->place == "Main Hall, 12 Elm Street, Boston");
}

TEST_CASE("a calendar is asked no more often than it wants, and once a month at least") {
  const auto interval = [](const std::string& line) {
    const auto feed = parse::parse_feed(
        "BEGIN:VCALENDAR\n" + line + "BEGIN:VEVENT\nDTSTART:20260303\nEND:VEVENT\nEND:VCALENDAR\n",
        {});
    REQUIRE(feed);
    return feed->minimum_interval;
  };
  CHECK(interval("REFRESH-INTERVAL;VALUE=DURATION:PT12H\n") == boost::posix_time::hours(12));
  CHECK(interval("X-PUBLISHED-TTL:P10W\n") == boost::posix_time::hours(31 * 24));
  CHECK_FALSE(interval("X-PUBLISHED-TTL:-PT12H\n"));
}

TEST_CASE("a description is HTML where it is written so") {
  CHECK(item_of(calendar("DESCRIPTION:a < b\\nc\n")).content ==
        model::Text{"a < b\nc", model::TextType::plain, ""});
  CHECK(item_of(calendar("DESCRIPTION:a<br>b\n")).content ==
        model::Text{"a<br>b", model::TextType::html, ""});
  const std::string both = "DESCRIPTION:plain\nX-ALT-DESC;FMTTYPE=text/html:";
  CHECK(item_of(calendar(both + "<p>rich</p>\n")).content ==
        model::Text{"<p>rich</p>", model::TextType::html, ""});
  CHECK(item_of(calendar(both + "<html><body></body></html>\n")).content.value == "plain");
}

TEST_CASE("a character that a fold cuts in two is whole, and so is one of Latin-1") {
  CHECK(item_of(calendar("SUMMARY:Caf\xC3\n \xA9 \xE2\x82\n \xAC\n")).title.value == "Café €");
  CHECK(item_of(calendar("SUMMARY:Caf\xE9\n")).title.value == "Café");
  const auto mended = parse::parse_feed(calendar("SUMMARY:Caf\xC3\n \xA9\n"), {});
  REQUIRE(mended);
  CHECK(mended->encoding == "utf-8");
  CHECK(mended->warnings.empty());
}

TEST_CASE("links are resolved, and files that are no links left out") {
  const model::Item item =
      item_of(calendar("URL:/event/1\nATTACH;FMTTYPE=application/pdf:https://files.example/a.pdf\n"
                       "ATTACH;VALUE=BINARY;ENCODING=BASE64:AAAA\nATTACH:CID:x@y\n"),
              {.base_url = "https://base.example/calendar.ics"});
  CHECK(item.url == "https://base.example/event/1");
  REQUIRE(item.enclosures.size() == 1);
  CHECK(item.enclosures.front() ==
        model::Enclosure{.url = "https://files.example/a.pdf", .media_type = "application/pdf"});
}

TEST_CASE("what is cancelled is deleted") {
  const auto feed =
      parse::parse_feed(calendar("STATUS:CANCELLED\nLAST-MODIFIED:20260301T000000Z\n"), {});
  REQUIRE(feed);
  CHECK(feed->items.empty());
  CHECK(feed->deleted ==
        std::vector<model::Tombstone>{{"u", base::parse_rfc3339_utc("2026-03-01T00:00:00Z"), ""}});
}

TEST_CASE("a calendar without events is a feed, and one that breaks off at once is none") {
  CHECK(parse::parse_feed("BEGIN:VCALENDAR\nEND:VCALENDAR\n", {}));
  const auto cut = parse::parse_feed("BEGIN:VCALENDAR\nVERS", {});
  REQUIRE_FALSE(cut);
  CHECK(cut.error().code == Errc::malformed);
  CHECK(cut.error().message == "the calendar breaks off before it says anything");
}

TEST_CASE("no more items are read of a calendar than a feed may have") {
  const auto feed = parse::parse_feed(
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260303\nRRULE:FREQ=DAILY;COUNT=9\n"
      "END:VEVENT\nEND:VCALENDAR\n",
      {}, {.max_items = 4});
  REQUIRE(feed);
  CHECK(feed->items.size() == 4);
  CHECK(feed->warnings == std::vector<std::string>{"left out 5 items after the first 4"});
}

}  // namespace calendar_feed_test
