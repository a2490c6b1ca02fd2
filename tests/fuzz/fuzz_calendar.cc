// SPDX-License-Identifier: MIT
//
// Calendars through the parser. The first byte chooses what stands before and after the rest, so
// that it is read inside an event, and the hints. What is accepted must be UTF-8 of XML characters
// throughout, within the limits, and the same a second time; no event may end before it begins.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "base/time_format.h"
#include "base/utf8.h"
#include "parse/feed_parser.h"
#include "tests/support/feed_dump.h"

namespace {

using namespace syndic;

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kAround = {{
    {"BEGIN:VCALENDAR\n", ""},
    {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART;TZID=America/New_York:20260115T090000\nRRULE:",
     "\nEND:VEVENT\nEND:VCALENDAR\n"},
    {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20260115T090000Z\nRRULE:FREQ=DAILY\n",
     "\nEND:VEVENT\nEND:VCALENDAR\n"},
    {"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Z\n",
     "\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:u\nDTSTART;TZID=Z:20260115T090000\nRRULE:FREQ=WEEKLY\n"
     "END:VEVENT\nEND:VCALENDAR\n"},
}};

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto& [before, after] = kAround.at(data[0] % kAround.size());
  std::string document(before);
  document.append(reinterpret_cast<const char*>(data) + 1, size - 1);
  document.append(after);
  parse::Hints hints{.base_url = (data[0] & 8) != 0 ? "https://base.example/c.ics" : "",
                     .time_zone = (data[0] & 16) != 0 ? "Europe/Berlin" : ""};
  if ((data[0] & 32) != 0) hints.fetched = base::parse_rfc3339_utc("2026-03-01T12:00:00Z");
  const parse::Limits limits{.max_items = (data[0] & 64) != 0 ? 20U : 5'000U};
  const auto feed = parse::parse_feed(document, hints, limits);
  const auto again = parse::parse_feed(document, hints, limits);
  require(feed.has_value() == again.has_value());
  if (!feed) {
    require(!feed.error().message.empty() && base::is_xml_text(feed.error().message));
    return 0;
  }
  const std::string dump = test::dump(*feed);
  require(dump == test::dump(*again));
  require(base::is_xml_text(dump));
  require(feed->items.size() <= limits.max_items && feed->deleted.size() <= 1'000);
  // A document that is half UTF-16 is whatever the greater part of it is.
  if (feed->format != model::Format::icalendar20) return 0;
  for (const model::Item& item : feed->items) {
    require(item.event.has_value());
    require(!item.event->end || *item.event->end >= item.event->start);
  }
  return 0;
}
