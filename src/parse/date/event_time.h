// SPDX-License-Identifier: MIT
//
// When an event is, from the words of feeds and pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/event.h"
#include "model/timestamp.h"

namespace syndic::parse {

struct EventTime {
  model::Timestamp time;  ///< Of a day its midnight, as if that were UTC.
  bool is_day = false;
  model::Timestamp last_moment;  ///< Of a day in its zone, to the second.
};

/// What the date of an event's end means where it has no clock.
enum class DayOfEnd {
  last,        ///< The last day of the event: ev:enddate, schema.org's endDate.
  after_last,  ///< The day after it, as calendars have it (RFC 5545 §3.6.1).
};

/// A date as read_date() reads it, settled alone; a day if it has no clock. `zone` (IANA; empty:
/// UTC) is that of a clock without one.
[[nodiscard]] std::optional<EventTime> read_event_time(std::string_view text,
                                                       std::string_view zone);

/// The event of these; empty without a start. An end before the start does not count. `place` in
/// one line, of at most 1,000 bytes.
[[nodiscard]] std::optional<model::Event> event_of(const std::optional<EventTime>& start,
                                                   const std::optional<EventTime>& end,
                                                   DayOfEnd day_of_end, std::string_view place);

}  // namespace syndic::parse
