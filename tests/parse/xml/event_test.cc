// SPDX-License-Identifier: MIT
//
// Events in RSS and Atom, beside the fixture tests/data/parse/extras/events.xml.
#include <catch2/catch.hpp>
#include <string>

#include "base/time_format.h"
#include "parse/feed_parser.h"

namespace xml_event_test {

namespace {

using namespace syndic;

// "start to end at place" of an item with these elements; "-" if it has no event.
std::string event_of_item(const std::string& elements) {
  const auto feed = parse::parse_feed(
      "<rss version='2.0' xmlns:ev='http://purl.org/rss/1.0/modules/event/' "
      "xmlns:gd='http://schemas.google.com/g/2005' xmlns:xcal='urn:ietf:params:xml:ns:xcal'>"
      "<channel><title>T</title><item><title>A</title>" +
          elements + "</item></channel></rss>",
      {.time_zone = "America/New_York"});
  REQUIRE(feed);
  const auto& event = feed->items.at(0).event;
  if (!event) return "-";
  const auto shown = [&](model::Timestamp time) {
    return base::format_rfc3339(time).substr(0, event->all_day ? 10 : 20);
  };
  return shown(event->start) + (event->end ? " to " + shown(*event->end) : "") +
         (event->place.empty() ? "" : " at " + event->place);
}

}  // namespace

TEST_CASE("of a start, an end or a place that comes twice the first counts") {
  CHECK(event_of_item("<ev:startdate>2026-03-05T18:00:00</ev:startdate>"
                      "<ev:startdate>2026-04-05T18:00:00</ev:startdate>"
                      "<ev:enddate>2026-03-05T19:00:00</ev:enddate>"
                      "<ev:enddate>2026-04-05T19:00:00</ev:enddate>"
                      "<ev:location>Gym</ev:location><ev:location>Hall</ev:location>") ==
        "2026-03-05T23:00:00Z to 2026-03-06T00:00:00Z at Gym");
  CHECK(event_of_item("<ev:startdate>soon</ev:startdate>"
                      "<ev:startdate>2026-04-05T18:00:00Z</ev:startdate>") ==
        "2026-04-05T18:00:00Z");
}

TEST_CASE("of an event that recurs the first time counts, with its own end or none") {
  CHECK(event_of_item("<gd:when startTime='2026-03-05T18:00:00Z'/>"
                      "<gd:when startTime='2026-03-12T18:00:00Z' endTime='2026-03-12T19:00:00Z'/>"
                      "<gd:where valueString='Gym'/>") == "2026-03-05T18:00:00Z at Gym");
}

TEST_CASE("the last of days is the last, or with xCal and Google the day before") {
  CHECK(event_of_item("<ev:startdate>2026-03-05</ev:startdate><ev:enddate>2026-03-07"
                      "</ev:enddate>") == "2026-03-05 to 2026-03-07");
  CHECK(event_of_item("<xcal:dtstart>20260305</xcal:dtstart><xcal:dtend>20260307</xcal:dtend>") ==
        "2026-03-05 to 2026-03-06");
  CHECK(event_of_item("<ev:location>Gym</ev:location>") == "-");
}

}  // namespace xml_event_test
