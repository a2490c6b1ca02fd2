// SPDX-License-Identifier: MIT
//
// What single lines of an event mean, beside what read_calendar_test.cc shows of whole calendars.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "markup/calendar/read_calendar.h"

namespace event_lines_test {

namespace {

using namespace syndic;
using Texts = std::vector<std::string>;

// As if it came on 2026-03-01 at noon: the window is 2026-01-29 to 2026-05-30.
markup::Calendar read_lines(const std::string& lines) {
  return markup::read_calendar("BEGIN:VCALENDAR\n" + lines + "END:VCALENDAR\n",
                               {"UTC", base::parse_rfc3339_utc("2026-03-01T12:00:00Z")});
}

markup::Calendar read_one(const std::string& lines) {
  return read_lines("BEGIN:VEVENT\nUID:u\n" + lines + "END:VEVENT\n");
}

// Each entry as "start" or "start to end".
Texts times_of(const markup::Calendar& calendar) {
  Texts times;
  for (const auto& each : calendar.entries) {
    const auto shown = [&](boost::posix_time::ptime time) {
      const std::string text = base::format_rfc3339(time);
      return each.all_day ? text.substr(0, 10) : text;
    };
    times.push_back(shown(each.start) + (each.end ? " to " + shown(*each.end) : ""));
  }
  return times;
}

const std::string kStart = "DTSTART:20260304T150000Z\n";

}  // namespace

TEST_CASE("a line break in a text is \\n or \\N, and lines may be folded by a tab") {
  const auto calendar = read_one(kStart + "SUMMARY:One\\NTwo\\nThr\n\tee\n");
  CHECK(calendar.entries.at(0).summary == "One\nTwo\nThree");
}

TEST_CASE("of a text that comes twice the first counts") {
  const auto calendar = read_one(kStart + "SUMMARY:One\nSUMMARY:Two\n");
  CHECK(calendar.entries.at(0).summary == "One");
}

TEST_CASE("a category's comma is escaped, and one that comes twice counts once") {
  const auto calendar = read_one(kStart + "CATEGORIES:a\\, b,c\nCATEGORIES:c,,d\n");
  CHECK(calendar.entries.at(0).categories == Texts{"a, b", "c", "d"});
}

TEST_CASE("nobody is the organizer whom Google or an address names") {
  CHECK(read_one(kStart + "ORGANIZER;CN=Ann:mailto:a@b.example\n").entries.at(0).organizer ==
        "Ann");
  for (const char* line : {"ORGANIZER;CN=Ann:mailto:unknownorganizer@calendar.google.com\n",
                           "ORGANIZER;CN=a@b.example:mailto:a@b.example\n"}) {
    CHECK(read_one(kStart + line).entries.at(0).organizer.empty());
  }
}

TEST_CASE("an event that is private or confidential is left out, in any case of letters") {
  for (const char* word : {"PRIVATE", "CONFIDENTIAL", "confidential"}) {
    const auto calendar = read_one(kStart + "CLASS:" + word + "\n");
    CHECK(calendar.entries.empty());
    CHECK(calendar.warnings == Texts{"left out 1 event marked as private"});
  }
  CHECK(read_one(kStart + "CLASS:PUBLIC\n").entries.size() == 1);
}

TEST_CASE("what is inside of an event's alarm is not the event's") {
  const auto calendar = read_one(
      "BEGIN:VALARM\nDESCRIPTION:Ring\nDURATION:PT5M\nDTSTART:20250101T000000Z\nEND:VALARM\n" +
      kStart + "DTEND:20260304T160000Z\n");
  CHECK(times_of(calendar) == Texts{"2026-03-04T15:00:00Z to 2026-03-04T16:00:00Z"});
  CHECK(calendar.entries.at(0).description.empty());
}

TEST_CASE("a leap second is the second before it") {
  CHECK(times_of(read_one("DTSTART:20260304T235960Z\n")) == Texts{"2026-03-04T23:59:59Z"});
}

TEST_CASE("a day or an hour that does not exist is no start") {
  for (const char* start :
       {"20260231T100000Z", "20261301", "20260304T240000Z", "20260304T10", "2026030", "00000101"}) {
    INFO(start);
    const auto calendar = read_one("DTSTART:" + std::string(start) + "\n");
    CHECK(calendar.entries.empty());
    CHECK(calendar.warnings == Texts{"left out 1 event without a start that can be read"});
  }
}

TEST_CASE("a duration is an end, unless it is negative, endless or none") {
  CHECK(times_of(read_one(kStart + "DURATION:P1DT1H30M\n")) ==
        Texts{"2026-03-04T15:00:00Z to 2026-03-05T16:30:00Z"});
  for (const char* duration : {"-PT1H", "P9999W", "PT99999999H", "P1", "1H", "PT1X"}) {
    INFO(duration);
    CHECK(times_of(read_one(kStart + "DURATION:" + duration + "\n")) ==
          Texts{"2026-03-04T15:00:00Z"});
  }
}

TEST_CASE("days of Outlook are days, though they are written as midnights") {
  const std::string day = "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\n";
  CHECK(times_of(read_one("DTSTART:20260304T000000\nDTEND:20260306T000000\n" + day)) ==
        Texts{"2026-03-04 to 2026-03-05"});
  CHECK(times_of(read_one("DTSTART:20260304T100000\n" + day)) == Texts{"2026-03-04T10:00:00Z"});
}

TEST_CASE("of a period among more dates its beginning counts") {
  CHECK(times_of(read_one(kStart + "RDATE;VALUE=PERIOD:20260310T150000Z/PT1H\n")) ==
        Texts{"2026-03-04T15:00:00Z", "2026-03-10T15:00:00Z"});
}

TEST_CASE("an UNTIL that is a day counts to its end") {
  CHECK(times_of(read_one(kStart + "RRULE:FREQ=DAILY;UNTIL=20260305\n")) ==
        Texts{"2026-03-04T15:00:00Z", "2026-03-05T15:00:00Z"});
}

TEST_CASE("an UNTIL in UTC is exact by the clock of a zone of the calendar's own") {
  // On the day on which summer time begins, 05:00 in UTC is still midnight there.
  const std::string zone =
      "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:DAYLIGHT\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\n"
      "DTSTART:20070311T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nEND:DAYLIGHT\n"
      "BEGIN:STANDARD\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nDTSTART:20071104T020000\n"
      "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nEND:STANDARD\nEND:VTIMEZONE\n";
  const auto until = [&](const std::string& time) {
    return times_of(read_lines(zone +
                               "BEGIN:VEVENT\nUID:u\nDTSTART;TZID=Own:20260307T003000\n"
                               "RRULE:FREQ=DAILY;UNTIL=" +
                               time + "\nEND:VEVENT\n"));
  };
  CHECK(until("20260308T050000Z") == Texts{"2026-03-07T05:30:00Z"});
  CHECK(until("20260308T053000Z") == Texts{"2026-03-07T05:30:00Z", "2026-03-08T05:30:00Z"});
}

TEST_CASE("a rule of long ago keeps its step, and one of now begins with its start") {
  const auto times = [](const std::string& rule) {
    return times_of(read_one("DTSTART:20250101T150000Z\nRRULE:FREQ=" + rule + "\n"));
  };
  CHECK(times("MONTHLY;INTERVAL=5") == Texts{"2026-04-01T15:00:00Z"});
  CHECK(times("WEEKLY;INTERVAL=7") == Texts{"2026-03-18T15:00:00Z", "2026-05-06T15:00:00Z"});
  CHECK(times("DAILY;INTERVAL=50") ==
        Texts{"2026-02-05T15:00:00Z", "2026-03-27T15:00:00Z", "2026-05-16T15:00:00Z"});
  CHECK(times("HOURLY;INTERVAL=1000") ==
        Texts{"2026-02-22T07:00:00Z", "2026-04-04T23:00:00Z", "2026-05-16T15:00:00Z"});
  CHECK(times("YEARLY;INTERVAL=2") == Texts());
  CHECK(times_of(read_one("DTSTART:20260528T150000Z\nRRULE:FREQ=DAILY\n")) ==
        Texts{"2026-05-28T15:00:00Z", "2026-05-29T15:00:00Z"});
}

TEST_CASE("an older version that comes later changes nothing") {
  CHECK(times_of(read_lines("BEGIN:VEVENT\nUID:u\nSEQUENCE:2\n" + kStart +
                            "END:VEVENT\nBEGIN:VEVENT\nUID:u\nSEQUENCE:1\n"
                            "DTSTART:20260404T150000Z\nEND:VEVENT\n")) ==
        Texts{"2026-03-04T15:00:00Z"});
}

TEST_CASE("a calendar's picture is a link, and nothing else is") {
  CHECK(read_lines("IMAGE;VALUE=URI:https://p.example/i.png\n").image == "https://p.example/i.png");
  CHECK(read_lines("IMAGE;ENCODING=BASE64;VALUE=BINARY:AAAA\n").image.empty());
}

}  // namespace event_lines_test
