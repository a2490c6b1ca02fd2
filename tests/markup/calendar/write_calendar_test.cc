// SPDX-License-Identifier: MIT
#include "markup/calendar/write_calendar.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"

namespace write_calendar_test {

using namespace syndic;

namespace {

boost::posix_time::ptime at(std::string_view text) { return base::parse_rfc3339_utc(text).value(); }

markup::PublishedCalendar calendar(std::vector<markup::PublishedEvent> events,
                                   const std::string& zone = "America/New_York") {
  return {.product = "syndic 0.1.0",
          .name = "News; dates",
          .description = "Of all",
          .url = "https://t.example/",
          .source = "https://t.example/events.ics",
          .zone = zone,
          .events = std::move(events)};
}

// The lines of the calendar between the first that begins so, after `from`, and the next END, that
// included.
std::string part(const std::string& text, const std::string& begin, const std::string& from = {}) {
  const std::size_t at = text.find(begin, text.find(from));
  REQUIRE(at != std::string::npos);
  const std::size_t end = text.find("\r\n", text.find("\r\nEND:", at) + 2);
  std::string found = text.substr(at, end - at);
  std::erase(found, '\r');
  return found;
}

}  // namespace

TEST_CASE("a calendar says what it is, and has the zone's rules") {
  const std::string text = write_calendar(calendar({{.uid = "urn:x:1",
                                                     .start = at("2026-03-01T15:00:00Z"),
                                                     .changed = at("2026-01-01T00:00:00Z")}}));
  CHECK(text.starts_with(
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//syndic 0.1.0//EN\r\nCALSCALE:GREGORIAN\r\n"
      "NAME:News\\; dates\r\nDESCRIPTION:Of all\r\nURL:https://t.example/\r\n"
      "SOURCE;VALUE=URI:https://t.example/events.ics\r\n"
      "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-WR-CALNAME:News; dates\r\n"
      "X-WR-CALDESC:Of all\r\nX-WR-TIMEZONE:America/New_York\r\nX-PUBLISHED-TTL:PT1H\r\n"
      "BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\n"));
  CHECK(text.ends_with("END:VCALENDAR\r\n"));
  CHECK(part(text, "BEGIN:DAYLIGHT") ==
        "BEGIN:DAYLIGHT\nTZOFFSETTO:-0400\nTZOFFSETFROM:-0500\nDTSTART:20200308T020000\n"
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT");
}

TEST_CASE("an event has its local time, across the change to summer time") {
  const std::string text = write_calendar(calendar({{.uid = "urn:x:winter",
                                                     .summary = "Winter, \\ \"big\"",
                                                     .description = "Two\nlines; one, two",
                                                     .url = "https://t.example/w",
                                                     .location = "Hall 2",
                                                     .categories = {"a, b", "c"},
                                                     .start = at("2026-03-07T15:00:00Z"),
                                                     .end = at("2026-03-08T15:00:00Z"),
                                                     .created = at("2026-01-01T00:00:00Z"),
                                                     .changed = at("2026-01-02T00:00:00Z")}}));
  CHECK(part(text, "BEGIN:VEVENT") ==
        "BEGIN:VEVENT\nUID:urn:x:winter\nDTSTAMP:20260102T000000Z\n"
        "DTSTART;TZID=America/New_York:20260307T100000\n"
        "DTEND;TZID=America/New_York:20260308T110000\nSUMMARY:Winter\\, \\\\ \"big\"\n"
        "DESCRIPTION:Two\\nlines\\; one\\, two\nLOCATION:Hall 2\nURL:https://t.example/w\n"
        "CATEGORIES:a b\nCATEGORIES:c\nCREATED:20260101T000000Z\n"
        "LAST-MODIFIED:20260102T000000Z\nEND:VEVENT");
}

TEST_CASE("days have no zone, and end before the day after the last") {
  const std::string text = write_calendar(calendar({{.uid = "urn:x:1",
                                                     .start = at("2026-06-15T00:00:00Z"),
                                                     .end = at("2026-06-17T00:00:00Z"),
                                                     .all_day = true,
                                                     .changed = at("2026-01-01T00:00:00Z")}}));
  CHECK(part(text, "DTSTART;VALUE") ==
        "DTSTART;VALUE=DATE:20260615\nDTEND;VALUE=DATE:20260618\n"
        "LAST-MODIFIED:20260101T000000Z\nEND:VEVENT");
}

TEST_CASE("in UTC, or a zone that nobody knows, times are in UTC") {
  for (const char* zone : {"UTC", "Mars/Olympus"}) {
    const std::string text = write_calendar(calendar({{.uid = "urn:x:1",
                                                       .start = at("2026-06-15T10:00:00Z"),
                                                       .changed = at("2026-01-01T00:00:00Z")}},
                                                     zone));
    CHECK(text.find("DTSTART:20260615T100000Z\r\n") != std::string::npos);
    CHECK(text.find("DTEND") == std::string::npos);
  }
}

TEST_CASE("an event at an hour that clocks show twice is written in UTC") {
  const auto times = [](std::string_view start, std::string_view end) {
    const std::string text = write_calendar(calendar({{.uid = "urn:x:1",
                                                       .start = at(start),
                                                       .end = at(end),
                                                       .changed = at("2026-01-01T00:00:00Z")}}));
    std::string lines = part(text, "DTSTART", "BEGIN:VEVENT");
    return lines.substr(0, lines.find("LAST-MODIFIED"));
  };
  CHECK(times("2026-11-01T04:30:00Z", "2026-11-01T07:00:00Z") ==
        "DTSTART;TZID=America/New_York:20261101T003000\n"
        "DTEND;TZID=America/New_York:20261101T020000\n");
  CHECK(times("2026-11-01T05:30:00Z", "2026-11-01T08:30:00Z") ==
        "DTSTART:20261101T053000Z\nDTEND:20261101T083000Z\n");
  CHECK(times("2026-11-01T06:59:59Z", "2026-11-01T08:30:00Z") ==
        "DTSTART:20261101T065959Z\nDTEND:20261101T083000Z\n");
  CHECK(times("2026-11-01T04:30:00Z", "2026-11-01T06:00:00Z") ==
        "DTSTART:20261101T043000Z\nDTEND:20261101T060000Z\n");
  // The hour that they leave out is no time at all.
  CHECK(times("2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z") ==
        "DTSTART;TZID=America/New_York:20260308T015959\n"
        "DTEND;TZID=America/New_York:20260308T030000\n");
}

TEST_CASE("an end that is not after the start is left out") {
  for (const char* end : {"2026-06-15T10:00:00Z", "2026-06-15T09:00:00Z"}) {
    const std::string text = write_calendar(calendar({{.uid = "urn:x:1",
                                                       .start = at("2026-06-15T10:00:00Z"),
                                                       .end = at(end),
                                                       .changed = at("2026-01-01T00:00:00Z")}}));
    CHECK(text.find("DTSTART;TZID=America/New_York:20260615T060000\r\n") != std::string::npos);
    CHECK(text.find("DTEND") == std::string::npos);
  }
}

TEST_CASE("the zone's rules begin with the year of the first event, if that is long ago") {
  // When summer time began in April.
  const std::string text = write_calendar(calendar({{.uid = "urn:x:1",
                                                     .start = at("2005-04-01T10:00:00Z"),
                                                     .changed = at("2026-01-01T00:00:00Z")}}));
  CHECK(text.find("DTSTART;TZID=America/New_York:20050401T050000\r\n") != std::string::npos);
  CHECK(text.find("DTSTART:20050403T020000\r\n") != std::string::npos);
}

TEST_CASE("no line is longer than 75 bytes, and no character is cut in two") {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "Überprüfung 校 ";
  const std::string text = write_calendar(calendar({{.uid = "urn:x:1",
                                                     .description = words + "\x01",
                                                     .start = at("2026-06-15T10:00:00Z"),
                                                     .changed = at("2026-01-01T00:00:00Z")}}));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    REQUIRE(end != std::string::npos);
    CHECK(end - at <= 75);
    CHECK((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
    at = end + 2;
  }
  CHECK(text.find('\x01') == std::string::npos);
}

}  // namespace write_calendar_test
