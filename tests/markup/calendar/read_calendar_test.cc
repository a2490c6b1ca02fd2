// SPDX-License-Identifier: MIT
#include "markup/calendar/read_calendar.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "markup/calendar/zones.h"

namespace read_calendar_test {

namespace {

using namespace syndic;
using Strings = std::vector<std::string>;

// As if it came on 2026-03-01 at noon: the window is 2026-01-29 to 2026-05-30.
markup::Calendar read(const std::string& lines, std::string_view zone = "UTC") {
  return markup::read_calendar("BEGIN:VCALENDAR\n" + lines + "END:VCALENDAR\n",
                               {zone, base::parse_rfc3339_utc("2026-03-01T12:00:00Z")});
}

markup::Calendar read_event(const std::string& lines, std::string_view zone = "UTC") {
  return read("BEGIN:VEVENT\nUID:u\n" + lines + "END:VEVENT\n", zone);
}

Strings starts_of(const markup::Calendar& calendar) {
  Strings starts;
  for (const auto& each : calendar.entries) starts.push_back(base::format_rfc3339(each.start));
  return starts;
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out.append(text);
  return out;
}

}  // namespace

TEST_CASE("a weekly event keeps its hour where the clocks change") {
  const auto calendar =
      read_event("DTSTART;TZID=America/New_York:20260303T150000\nRRULE:FREQ=WEEKLY;COUNT=2\n");
  CHECK(starts_of(calendar) == Strings{"2026-03-03T20:00:00Z", "2026-03-10T19:00:00Z"});
  CHECK(calendar.entries.at(0).occurrence == "20260303T200000Z");
}

TEST_CASE("of a rule without an end the occurrences within the window are read") {
  const auto calendar = read_event("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=MONTHLY\n");
  CHECK(starts_of(calendar) == Strings{"2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z",
                                       "2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z"});
  CHECK(calendar.entries.at(0).occurrence == "20260201");
}

TEST_CASE("a single event is an entry whenever it is") {
  CHECK(starts_of(read_event("DTSTART:20100101T100000Z\n")) == Strings{"2010-01-01T10:00:00Z"});
  CHECK(starts_of(read_event("DTSTART:20400101T100000Z\n")) == Strings{"2040-01-01T10:00:00Z"});
}

TEST_CASE("an UNTIL in UTC counts by the clock of the event") {
  const auto calendar = read_event(
      "DTSTART;TZID=Europe/Berlin:20260302T090000\n"
      "RRULE:FREQ=DAILY;UNTIL=20260303T080000Z\n");
  CHECK(starts_of(calendar) == Strings{"2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z"});
}

TEST_CASE("an exception takes its occurrence out and says that it is cancelled") {
  const auto calendar = read_event(
      "DTSTART;TZID=America/New_York:20260303T150000\nRRULE:FREQ=WEEKLY;COUNT=3\n"
      "EXDATE;TZID=America/New_York:20260310T150000\n");
  CHECK(starts_of(calendar) == Strings{"2026-03-03T20:00:00Z", "2026-03-17T19:00:00Z"});
  REQUIRE(calendar.cancelled.size() == 1);
  CHECK(calendar.cancelled.at(0).uid == "u");
  CHECK(calendar.cancelled.at(0).occurrence == "20260310T190000Z");
}

TEST_CASE("an exception that is a day takes out the occurrence of that day") {
  const auto calendar = read_event(
      "DTSTART:20260303T150000Z\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE;VALUE=DATE:20260304\n");
  CHECK(starts_of(calendar) == Strings{"2026-03-03T15:00:00Z"});
}

TEST_CASE("a moved occurrence is known by when it was to be") {
  const auto calendar = read(
      "BEGIN:VEVENT\nUID:u\nDTSTART:20260303T150000Z\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20260304T150000Z\nDTSTART:20260306T090000Z\nEND:"
      "VEVENT\n");
  CHECK(starts_of(calendar) == Strings{"2026-03-03T15:00:00Z", "2026-03-06T09:00:00Z"});
  CHECK(calendar.entries.at(1).occurrence == "20260304T150000Z");
}

TEST_CASE("a change for this and future occurrences moves those after it") {
  const auto calendar = read(
      "BEGIN:VEVENT\nUID:u\nDTSTART:20260303T150000Z\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260304T150000Z\n"
      "DTSTART:20260304T170000Z\nDURATION:PT30M\nSUMMARY:Late\nEND:VEVENT\n");
  REQUIRE(starts_of(calendar) ==
          Strings{"2026-03-03T15:00:00Z", "2026-03-05T17:00:00Z", "2026-03-04T17:00:00Z"});
  CHECK(calendar.entries.at(1).summary == "Late");
  CHECK(calendar.entries.at(1).occurrence == "20260305T150000Z");
  CHECK(base::format_rfc3339(calendar.entries.at(1).end.value()) == "2026-03-05T17:30:00Z");
}

TEST_CASE("the last day of an event of days is the one before its DTEND") {
  const auto calendar = read_event("DTSTART;VALUE=DATE:20260420\nDTEND;VALUE=DATE:20260425\n");
  CHECK(calendar.entries.at(0).all_day);
  CHECK(base::format_rfc3339(calendar.entries.at(0).end.value()) == "2026-04-24T00:00:00Z");
  const auto short_one = read_event("DTSTART;VALUE=DATE:20260420\nDTEND;VALUE=DATE:20260420\n");
  CHECK(base::format_rfc3339(short_one.entries.at(0).end.value()) == "2026-04-20T00:00:00Z");
}

TEST_CASE("an end before the start is none") {
  CHECK_FALSE(read_event("DTSTART:20260303T150000Z\nDTEND:20260303T140000Z\n").entries.at(0).end);
  CHECK_FALSE(read_event("DTSTART:20260303T150000Z\nDURATION:-PT1H\n").entries.at(0).end);
}

TEST_CASE("a time without a zone is in the calendar's, else in the caller's") {
  CHECK(starts_of(read_event("DTSTART:20260115T120000\n", "Europe/Berlin")) ==
        Strings{"2026-01-15T11:00:00Z"});
  const auto named =
      read("X-WR-TIMEZONE:America/New_York\nBEGIN:VEVENT\nDTSTART:20260115T120000\nEND:VEVENT\n",
           "Europe/Berlin");
  CHECK(starts_of(named) == Strings{"2026-01-15T17:00:00Z"});
}

TEST_CASE("zones are known by IANA's name, at the end of a path, by Windows and by Outlook") {
  CHECK(markup::iana_zone_of("Europe/Berlin") == "Europe/Berlin");
  CHECK(markup::iana_zone_of("/freeassociation.sourceforge.net/Europe/Berlin") == "Europe/Berlin");
  CHECK(markup::iana_zone_of("Eastern Standard Time") == "America/New_York");
  CHECK(markup::iana_zone_of("(UTC-05:00) Eastern Time (US & Canada)") == "America/New_York");
  CHECK(markup::iana_zone_of("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna") ==
        "Europe/Berlin");
  CHECK(markup::iana_zone_of("School Time").empty());
}

TEST_CASE("a zone that no one knows is what the calendar says it is") {
  const std::string zone =
      "BEGIN:VTIMEZONE\nTZID:Ours\n"
      "BEGIN:STANDARD\nDTSTART:20001029T030000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\n"
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n"
      "BEGIN:DAYLIGHT\nDTSTART:20000326T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0300\n"
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
  const auto calendar = read(zone +
                             "BEGIN:VEVENT\nUID:u\nDTSTART;TZID=Ours:20260323T120000\n"
                             "RRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\n");
  CHECK(starts_of(calendar) == Strings{"2026-03-23T10:00:00Z", "2026-03-30T09:00:00Z"});
  CHECK(calendar.warnings.empty());
}

TEST_CASE("a zone that nothing explains is told of") {
  const auto calendar = read_event("DTSTART;TZID=Nowhere:20260323T120000\n");
  CHECK(starts_of(calendar) == Strings{"2026-03-23T12:00:00Z"});
  CHECK(calendar.warnings == Strings{"does not say which time zone \"Nowhere\" is"});
}

TEST_CASE("what is cancelled is told of, and METHOD:CANCEL cancels all") {
  const auto one = read_event("DTSTART:20260303T150000Z\nSTATUS:CANCELLED\n");
  CHECK(one.entries.empty());
  CHECK(one.cancelled.at(0).uid == "u");
  const auto all = read("METHOD:CANCEL\nBEGIN:VEVENT\nUID:v\nEND:VEVENT\n");
  CHECK(all.entries.empty());
  CHECK(all.cancelled.at(0).uid == "v");
}

TEST_CASE("the newer version of an event goes before the older") {
  const auto calendar = read(
      "BEGIN:VEVENT\nUID:u\nSEQUENCE:2\nSUMMARY:New\nDTSTART:20260304T150000Z\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:u\nSEQUENCE:1\nSUMMARY:Old\nDTSTART:20260303T150000Z\nEND:VEVENT\n");
  REQUIRE(calendar.entries.size() == 1);
  CHECK(calendar.entries.at(0).summary == "New");
}

TEST_CASE("events that share a UID by mistake are told by their starts") {
  const auto calendar = read(
      "BEGIN:VEVENT\nUID:u\nDTSTART:20260304T150000Z\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:u\nDTSTART:20260305T150000Z\nEND:VEVENT\n");
  REQUIRE(calendar.entries.size() == 2);
  CHECK(calendar.entries.at(0).occurrence == "20260304T150000Z");
  CHECK(calendar.entries.at(1).occurrence == "20260305T150000Z");
}

TEST_CASE("lines may be folded, end in CRLF, LF or CR, and be no properties") {
  const auto calendar = markup::read_calendar(
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:One\r\n  two\\, three\\nfour\rrubbish\n"
      "DTSTART:20260304T150000Z\nEND:VEVENT\nEND:VCALENDAR",
      {});
  CHECK(calendar.entries.at(0).summary == "One two, three\nfour");
  CHECK(calendar.warnings == Strings{"left out 1 line without a property"});
}

TEST_CASE("a mark in quotation marks separates nothing") {
  const auto calendar = read_event(
      "DTSTART:20260304T150000Z\nORGANIZER;X-A=\"a;b:c\";CN=\"Lee; Dana\":mailto:a@b.example\n");
  CHECK(calendar.entries.at(0).organizer == "Lee; Dana");
}

TEST_CASE("rules that are nonsense cost their recurrence and not the event") {
  for (const char* rule :
       {"FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=WEEKLY;BYDAY=XX", "FREQ=NEVER", "=;=;;",
        "FREQ=DAILY;INTERVAL=0", "RSCALE=HEBREW;FREQ=YEARLY", "FREQ=YEARLY;BYDAY=400MO",
        "FREQ=MONTHLY;BYDAY=-9FR"}) {
    INFO(rule);
    const auto calendar = read_event("DTSTART:20260304T150000Z\nRRULE:" + std::string(rule) + "\n");
    CHECK(starts_of(calendar) == Strings{"2026-03-04T15:00:00Z"});
    CHECK(calendar.warnings.size() == 1);
  }
}

TEST_CASE("rules that never hold, or far too often, come to an end") {
  CHECK(
      read_event("DTSTART:16010304T150000Z\nRRULE:FREQ=HOURLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=30\n")
          .entries.size() <= 1);
  CHECK(read_event("DTSTART:16010304T150000Z\nRRULE:FREQ=DAILY;COUNT=2000000000;BYMONTH=2;"
                   "BYMONTHDAY=30\n")
            .entries.empty());
  CHECK(read_event("DTSTART:20260301T150000Z\nRRULE:FREQ=HOURLY\n").entries.size() == 400);
  CHECK(read_event("DTSTART:20260301T150000Z\nRRULE:FREQ=DAILY;UNTIL=20250101T000000Z\n")
            .entries.empty());
  const std::string never =
      "BEGIN:VEVENT\nDTSTART:20260304T150000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n"
      "END:VEVENT\n";
  CHECK(read(repeated(never, 5'000)).entries.size() == 5'000);
}

TEST_CASE("a calendar has no more than a thousand occurrences, and four megabytes of them") {
  const std::string daily =
      "BEGIN:VEVENT\nDTSTART:20260101T150000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n";
  const auto calendar = read(repeated(daily, 20));
  CHECK(calendar.entries.size() == markup::kMostOccurrences);
  CHECK(calendar.warnings == Strings{"left out 1420 occurrences beyond what a calendar may have"});
  const auto large = read_event("DTSTART:20260101T150000Z\nRRULE:FREQ=DAILY\nDESCRIPTION:" +
                                std::string(1'000'000, 'x') + "\n");
  CHECK(large.entries.size() == 4);
}

TEST_CASE("hostile structures are read to their end") {
  CHECK(read(repeated("BEGIN:VEVENT\n", 10'000)).entries.empty());
  CHECK(read(repeated("BEGIN:VTODO\n", 1'000'000) + "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n")
            .entries.size() == 1);
  CHECK(read_event("DTSTART:20260303T150000Z\nRRULE:FREQ=DAILY\n" +
                   repeated("EXDATE:20260304T150000Z\n", 500'000))
            .cancelled.size() == 1);
  const std::string event = "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n";
  CHECK(read(repeated(event, 6'000)).entries.size() == markup::kMostCalendarEntries);
  CHECK(read("BEGIN:VEVENT\n" + repeated("X", 10'000'000) + "\nDTSTART:20260101\nEND:VEVENT\n")
            .entries.size() == 1);
}

TEST_CASE("an entry that the text breaks off in is left out") {
  const auto calendar = markup::read_calendar(
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:2026",
      {});
  CHECK(calendar.entries.size() == 1);
  CHECK(calendar.is_cut);
  CHECK(calendar.ends_in_entry);
}

TEST_CASE("private entries are left out") {
  const auto calendar = read_event("DTSTART:20260303T150000Z\nCLASS:PRIVATE\n");
  CHECK(calendar.entries.empty());
  CHECK(calendar.warnings == Strings{"left out 1 event marked as private"});
}

}  // namespace read_calendar_test
