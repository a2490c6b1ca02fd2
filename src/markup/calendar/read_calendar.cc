// SPDX-License-Identifier: MIT
#include "markup/calendar/read_calendar.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/time_zone.h"
#include "base/url.h"
#include "base/utf8.h"
#include "markup/calendar/content_lines.h"
#include "markup/calendar/event.h"
#include "markup/calendar/occurrences.h"
#include "markup/calendar/zones.h"

namespace syndic::markup {
namespace {

using boost::posix_time::hours;
using boost::posix_time::ptime;

constexpr long kDaysBefore = 31;
constexpr long kDaysAfter = 90;
constexpr std::string_view kBegin = "BEGIN:VCALENDAR";

// The next line of `rest`, without blanks around it; empty ones are passed over. Empty at the end.
std::string_view take_line(std::string_view& rest) {
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = base::trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line.empty()) return line;
  }
  return {};
}

// When the calendar says that something was last written, else its last start.
std::optional<ptime> newest_date(std::string_view text) {
  std::optional<ptime> written;
  std::optional<ptime> start;
  while (!text.empty()) {
    const auto line = read_content_line(take_line(text));
    if (!line) continue;
    const bool is_stamp = line->is("DTSTAMP") || line->is("LAST-MODIFIED") || line->is("CREATED");
    if (!is_stamp && !line->is("DTSTART")) continue;
    const auto date = read_written_time(line->value);
    std::optional<ptime>& newest = is_stamp ? written : start;
    if (date && (!newest || *newest < date->time)) newest = date->time;
  }
  return written ? written : start;
}

// What the reader is in.
enum class Inside { nothing, calendar, event, zone };

class CalendarReader {
 public:
  CalendarReader(std::string_view text, const CalendarOptions& options)
      : text_(text), options_(options) {
    const std::optional<ptime> now = options.now ? options.now : newest_date(text);
    if (now) window_ = {*now - hours(24 * kDaysBefore), *now + hours(24 * kDaysAfter)};
  }

  Calendar read() {
    for (std::string_view rest = text_; !rest.empty();) {
      const std::string_view line = take_line(rest);
      if (!line.empty()) read_line(line);
    }
    calendar_.is_cut = inside_ != Inside::nothing;
    calendar_.ends_in_entry = inside_ == Inside::event;
    settle();
    return std::move(calendar_);
  }

 private:
  void read_line(std::string_view text) {
    const auto line = read_content_line(text);
    if (!line) {
      ++no_properties_;
      return;
    }
    if (inside_ == Inside::zone && zone_lines_.size() <= kMostZoneLines)
      zone_lines_.push_back(text);
    if (line->is("BEGIN")) {
      begin(base::trim(line->value));
    } else if (line->is("END")) {
      end(base::trim(line->value));
    } else if (inside_ == Inside::zone) {
      if (line->is("TZID")) zone_name_ = base::trim(line->value);
    } else if (deeper_ == 0 && inside_ == Inside::event) {
      read_event_line(*line, window_, event_);
    } else if (deeper_ == 0 && inside_ == Inside::calendar) {
      read_calendar_line(*line);
    }
  }

  void begin(std::string_view component) {
    using base::equals_ignoring_case;
    if (equals_ignoring_case(component, "VCALENDAR")) {
      leave_unended();
      inside_ = Inside::calendar;
    } else if (inside_ == Inside::nothing) {
      return;
    } else if (equals_ignoring_case(component, "VEVENT")) {
      leave_unended();
      inside_ = Inside::event;
      event_ = {};
    } else if (equals_ignoring_case(component, "VTIMEZONE") && inside_ == Inside::calendar) {
      inside_ = Inside::zone;
      deeper_ = 0;
      zone_lines_.assign(1, "BEGIN:VTIMEZONE");
      zone_name_ = {};
    } else {
      ++deeper_;
    }
  }

  // Of an entry without its end there is still what it says.
  void leave_unended() {
    if (inside_ == Inside::event) {
      ++unended_;
      end_event();
    }
    deeper_ = 0;
  }

  void end(std::string_view component) {
    using base::equals_ignoring_case;
    if (equals_ignoring_case(component, "VCALENDAR")) {
      leave_unended();
      inside_ = Inside::nothing;
    } else if (equals_ignoring_case(component, "VEVENT")) {
      if (inside_ == Inside::event) end_event();
    } else if (equals_ignoring_case(component, "VTIMEZONE") && inside_ == Inside::zone) {
      zones_.define(zone_name_, zone_lines_);
      inside_ = Inside::calendar;
      deeper_ = 0;
    } else if (deeper_ > 0) {
      --deeper_;
    }
  }

  void end_event() {
    inside_ = Inside::calendar;
    deeper_ = 0;
    finish_event(event_);
    if (event_.is_private) {
      ++private_;
    } else if (!event_.start && !event_.is_cancelled && !is_cancelled_) {
      ++startless_;
    } else if (events_.size() == kMostCalendarEntries) {
      ++too_many_;
    } else {
      // A cancellation may name the event alone.
      if (!event_.start)
        event_.start = event_.recurrence_id.value_or(ZonedTime{{window_.from}, {}});
      events_.push_back(std::exchange(event_, {}));
    }
  }

  void read_calendar_line(const ContentLine& line) {
    const auto take = [&](std::string& field) {
      if (field.empty()) field = unescaped_text(line.value);
    };
    if (line.is("X-WR-CALNAME") || line.is("NAME")) {
      take(calendar_.name);
    } else if (line.is("X-WR-CALDESC") || line.is("DESCRIPTION")) {
      take(calendar_.description);
    } else if (line.is("URL")) {
      take(calendar_.url);
    } else if (line.is("IMAGE")) {
      if (base::is_http_url(base::trim(line.value))) take(calendar_.image);
    } else if (line.is("X-WR-TIMEZONE") || line.is("TIMEZONE-ID")) {
      if (calendar_.zone.empty()) calendar_.zone = iana_zone_of(unescaped_text(line.value));
    } else if (line.is("METHOD")) {
      is_cancelled_ = base::equals_ignoring_case(base::trim(line.value), "CANCEL");
    } else if (line.is("LAST-MODIFIED")) {
      if (const auto date = read_written_time(line.value)) calendar_.last_modified = date->time;
    } else if (line.is("REFRESH-INTERVAL") || line.is("X-PUBLISHED-TTL")) {
      if (const auto length = read_written_duration(line.value)) calendar_.refresh = *length;
    }
  }

  void settle() {
    zones_.set_floating(calendar_.zone.empty() ? options_.zone : calendar_.zone);
    if (is_cancelled_) {
      for (WrittenEvent& event : events_) event.is_cancelled = true;
    }
    calendar_.recurs = std::any_of(events_.begin(), events_.end(),
                                   [](const WrittenEvent& each) { return !each.rules.empty(); });
    add_entries(std::move(events_), window_, zones_, calendar_);
    calendar_.lacks_entries = calendar_.lacks_entries || too_many_ > 0;
    warn(no_properties_, "line", "without a property");
    warn(startless_, "event", "without a start that can be read");
    warn(too_many_, "event", "after the first " + std::to_string(kMostCalendarEntries));
    warn(private_, "event", "marked as private");
    if (unended_ > 0) {
      calendar_.warnings.push_back("read " + base::counted(unended_, "event") + " without an end");
    }
  }

  void warn(long long count, std::string_view unit, const std::string& which) {
    if (count == 0) return;
    calendar_.warnings.push_back("left out " + base::counted(count, unit) + " " + which);
  }

  std::string_view text_;
  const CalendarOptions& options_;
  // Without any date nothing recurs within it.
  TimeWindow window_{ptime(boost::gregorian::date(1970, 1, 1)),
                     ptime(boost::gregorian::date(1970, 1, 1))};
  Calendar calendar_;
  CalendarZones zones_;
  std::vector<WrittenEvent> events_;
  Inside inside_ = Inside::nothing;
  std::size_t deeper_ = 0;  // Components within it that are not read.
  WrittenEvent event_;
  std::vector<std::string_view> zone_lines_;
  std::string_view zone_name_;
  bool is_cancelled_ = false;
  long long no_properties_ = 0;
  long long startless_ = 0;
  long long too_many_ = 0;
  long long private_ = 0;
  long long unended_ = 0;
};

}  // namespace

bool is_calendar(std::string_view text) {
  return base::starts_with_ignoring_case(base::trim(base::without_byte_order_mark(text)), kBegin);
}

Calendar read_calendar(std::string_view text, const CalendarOptions& options) {
  const std::string lines = unfolded(base::without_byte_order_mark(text));
  return CalendarReader(lines, options).read();
}

}  // namespace syndic::markup
