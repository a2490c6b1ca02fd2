// SPDX-License-Identifier: MIT
#include "pipeline/refresh/calendar_links.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"

namespace calendar_links_test {

using namespace syndic;

namespace {

const model::Timestamp kNow = base::parse_rfc3339_utc("2026-01-31T12:00:00Z").value();

std::string link_of(const std::vector<model::Enclosure>& enclosures, const std::string& url = {}) {
  model::Item item;
  item.enclosures = enclosures;
  item.url = url;
  return pipeline::calendar_link_of(item);
}

/// When the event of a calendar with these events begins; empty if it has none.
std::string start_in(const std::string& events, const std::string& zone = "UTC") {
  config::Source source;
  source.time_zone = zone;
  const auto event = pipeline::event_in(
      {.body = "BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n"}, source, kNow);
  return event ? base::format_rfc3339(event->start) : std::string();
}

std::string event(const std::string& lines) {
  return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n";
}

}  // namespace

TEST_CASE("a calendar file is told by its type, else by its name, else by that of the link") {
  const model::Enclosure typed{.url = "https://a.example/1", .media_type = "text/calendar"};
  const model::Enclosure named{.url = "https://a.example/B.ICS?x=1", .media_type = "text/plain"};
  const model::Enclosure sound{.url = "https://a.example/c?.ics", .media_type = "audio/mpeg"};
  CHECK(link_of({sound, named, typed}, "https://a.example/d.ics") == typed.url);
  CHECK(link_of({sound, named}, "https://a.example/d.ics") == named.url);
  CHECK(link_of({sound}, "https://a.example/d.ics") == "https://a.example/d.ics");
  CHECK(link_of({sound}, "https://a.example/d.html") == "");
  CHECK(link_of({{.url = "ftp://a.example/1", .media_type = "text/calendar"}},
                "ftp://a.example/d.ics") == "");
}

TEST_CASE("one event counts whenever it is, its times in the source's zone if they name none") {
  CHECK(start_in(event("UID:a\r\nDTSTART:20200601T120000\r\n"), "America/New_York") ==
        "2020-06-01T16:00:00Z");
  CHECK(start_in(event("DTSTART;VALUE=DATE:20260601\r\n")) == "2026-06-01T00:00:00Z");
}

TEST_CASE("of a series the occurrence counts that is not over yet") {
  const std::string daily =
      "UID:a\r\nRRULE:FREQ=DAILY\r\nDTSTART:20260101T110000Z\r\nDTEND:20260101T";
  CHECK(start_in(event(daily + "110500Z\r\n")) == "2026-02-01T11:00:00Z");
  CHECK(start_in(event(daily + "130000Z\r\n")) == "2026-01-31T11:00:00Z");
  const std::string moved =
      event("UID:a\r\nRECURRENCE-ID:20260205T110000Z\r\nDTSTART:20260131T180000Z\r\n");
  CHECK(start_in(event(daily + "110500Z\r\n") + moved) == "2026-01-31T18:00:00Z");
  CHECK(start_in(event("UID:a\r\nRRULE:FREQ=DAILY\r\nDTSTART;VALUE=DATE:20260105\r\n")) ==
        "2026-01-31T00:00:00Z");
  CHECK(start_in(event("UID:a\r\nRRULE:FREQ=DAILY;COUNT=9\r\nDTSTART:20260110T110000Z\r\n")) == "");
}

TEST_CASE("two events, two series or both are none") {
  const std::string one = event("UID:1\r\nDTSTART:20260301T120000Z\r\n");
  const std::string other = event("UID:2\r\nDTSTART:20260301T120000Z\r\n");
  const std::string series = event("UID:s\r\nRRULE:FREQ=WEEKLY\r\nDTSTART:20260101T120000Z\r\n");
  const std::string another = event("UID:t\r\nRRULE:FREQ=WEEKLY\r\nDTSTART:20260101T120000Z\r\n");
  CHECK(start_in(one) != "");
  CHECK(start_in(one + other) == "");
  CHECK(start_in(series) != "");
  CHECK(start_in(series + one) == "");
  CHECK(start_in(one + series) == "");
  CHECK(start_in(series + another) == "");
}

}  // namespace calendar_links_test
