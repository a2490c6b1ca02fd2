// SPDX-License-Identifier: MIT
//
// One VEVENT as it is written, before its times are moments and its rules occurrences.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "markup/calendar/content_lines.h"
#include "markup/calendar/moment.h"
#include "markup/calendar/read_calendar.h"
#include "markup/calendar/recurrence.h"

namespace syndic::markup {

/// A time with the name of its zone; empty: none is named.
struct ZonedTime {
  WrittenTime written;
  std::string tzid;
};

/// The time of a property, or of one of its values.
[[nodiscard]] std::optional<ZonedTime> read_zoned_time(const ContentLine& line,
                                                       std::string_view value);

struct WrittenEvent {
  CalendarEntry entry;  ///< All but `occurrence`, `start`, `end` and `all_day`.
  std::optional<ZonedTime> start;
  std::optional<ZonedTime> end;
  std::optional<boost::posix_time::time_duration> duration;
  std::optional<ZonedTime> recurrence_id;
  bool this_and_future = false;         ///< Of `recurrence_id`.
  std::vector<std::string_view> rules;  ///< RRULE: pieces of the text.
  std::vector<ZonedTime> more;          ///< RDATE
  std::vector<ZonedTime> except;        ///< EXDATE
  bool is_cancelled = false;
  bool is_private = false;
  bool is_day_in_outlook = false;  ///< X-MICROSOFT-CDO-ALLDAYEVENT
  long sequence = 0;

  [[nodiscard]] bool recurs() const { return !rules.empty() || !more.empty(); }
};

/// Adds what one property of the event says. Of RDATE and EXDATE the days in or next to `window`
/// count, and of all lists a bounded number.
void read_event_line(const ContentLine& line, const TimeWindow& window, WrittenEvent& event);

/// Settles what only the whole event shows.
void finish_event(WrittenEvent& event);

}  // namespace syndic::markup
