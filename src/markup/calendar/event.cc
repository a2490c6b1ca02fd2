// SPDX-License-Identifier: MIT
#include "markup/calendar/event.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "base/url.h"

namespace syndic::markup {
namespace {

using boost::posix_time::ptime;

constexpr std::size_t kMostRules = 5;
constexpr std::size_t kMostDates = 2'000;
constexpr std::size_t kMostCategories = 100;
constexpr std::size_t kMostFiles = 50;
constexpr std::size_t kLongestUid = 1'000;
// Google writes the year 1900 where it does not know.
constexpr int kFirstYearOfCalendars = 1980;

struct TextField {
  std::string_view name;
  std::string CalendarEntry::*field;
};
constexpr std::array kTextFields = {
    TextField{"UID", &CalendarEntry::uid},
    TextField{"SUMMARY", &CalendarEntry::summary},
    TextField{"DESCRIPTION", &CalendarEntry::description},
    TextField{"LOCATION", &CalendarEntry::location},
};

bool read_text(const ContentLine& line, CalendarEntry& entry) {
  for (const TextField& each : kTextFields) {
    if (!line.is(each.name)) continue;
    std::string& field = entry.*each.field;
    if (field.empty()) field = unescaped_text(line.value);
    return true;
  }
  return false;
}

// A URL is no text, but some programs escape it as one.
std::string url_of(const ContentLine& line) {
  const std::string_view value = base::trim(line.value);
  return value.find('\\') == base::kNotFound ? std::string(value) : unescaped_text(value);
}

void read_dates(const ContentLine& line, const TimeWindow& window, std::vector<ZonedTime>& dates) {
  const auto day = boost::posix_time::hours(24);
  for (std::string_view rest = line.value; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view value = rest.substr(0, comma);
    const auto date = read_zoned_time(line, value.substr(0, value.find('/')));  // Of a period.
    const bool counts =
        date && window.from - day <= date->written.time && date->written.time <= window.to + day;
    if (counts && dates.size() < kMostDates) dates.push_back(*date);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
}

std::optional<ptime> stamp_of(const ContentLine& line) {
  const auto written = read_written_time(line.value);
  if (!written || written->time.date().year() < kFirstYearOfCalendars) return std::nullopt;
  return written->time;
}

void read_file(const ContentLine& line, CalendarEntry& entry) {
  std::string url = url_of(line);
  if (!base::is_http_url(url)) return;
  if (line.is("IMAGE")) {
    if (entry.image.empty()) entry.image = std::move(url);
  } else if (entry.files.size() < kMostFiles) {
    entry.files.push_back({std::move(url), base::lower(line.parameter("FMTTYPE"))});
  }
}

void read_organizer(const ContentLine& line, CalendarEntry& entry) {
  if (line.value.find("unknownorganizer@") != base::kNotFound) return;  // Google's for nobody.
  std::string name = line.parameter("CN");
  const bool is_address = name.find('@') != std::string::npos;
  if (entry.organizer.empty() && !is_address) entry.organizer = std::move(name);
}

void read_categories(const ContentLine& line, CalendarEntry& entry) {
  for (std::string_view rest = line.value; !rest.empty();) {
    std::string category = take_listed_text(rest);
    if (category.empty() || entry.categories.size() == kMostCategories) continue;
    const auto& known = entry.categories;
    if (std::find(known.begin(), known.end(), category) == known.end()) {
      entry.categories.push_back(std::move(category));
    }
  }
}

bool read_entry_line(const ContentLine& line, CalendarEntry& entry) {
  if (read_text(line, entry)) return true;
  if (line.is("X-ALT-DESC")) {
    const bool is_html = base::equals_ignoring_case(line.parameter("FMTTYPE"), "text/html");
    if (is_html && entry.html.empty()) entry.html = unescaped_text(line.value);
  } else if (line.is("URL")) {
    if (entry.url.empty()) entry.url = url_of(line);
  } else if (line.is("ATTACH") || line.is("IMAGE")) {
    read_file(line, entry);
  } else if (line.is("ORGANIZER")) {
    read_organizer(line, entry);
  } else if (line.is("CATEGORIES")) {
    read_categories(line, entry);
  } else if (line.is("CREATED")) {
    entry.created = stamp_of(line);
  } else if (line.is("LAST-MODIFIED")) {
    entry.last_modified = stamp_of(line);
  } else {
    return false;
  }
  return true;
}

bool is_midnight(const ZonedTime& time) {
  return !time.written.is_utc && time.written.time.time_of_day().total_seconds() == 0;
}

}  // namespace

std::optional<ZonedTime> read_zoned_time(const ContentLine& line, std::string_view value) {
  const auto written = read_written_time(value);
  if (!written) return std::nullopt;
  return ZonedTime{*written, line.parameters.empty() ? std::string() : line.parameter("TZID")};
}

void read_event_line(const ContentLine& line, const TimeWindow& window, WrittenEvent& event) {
  if (read_entry_line(line, event.entry)) return;
  const std::string_view value = base::trim(line.value);
  if (line.is("DTSTART")) {
    if (!event.start) event.start = read_zoned_time(line, value);
  } else if (line.is("DTEND")) {
    if (!event.end) event.end = read_zoned_time(line, value);
  } else if (line.is("DURATION")) {
    event.duration = read_written_duration(value);
  } else if (line.is("RRULE")) {
    if (!value.empty() && event.rules.size() < kMostRules) event.rules.push_back(value);
  } else if (line.is("RDATE")) {
    read_dates(line, window, event.more);
  } else if (line.is("EXDATE")) {
    read_dates(line, window, event.except);
  } else if (line.is("RECURRENCE-ID")) {
    event.recurrence_id = read_zoned_time(line, value);
    event.this_and_future = base::equals_ignoring_case(line.parameter("RANGE"), "THISANDFUTURE");
  } else if (line.is("STATUS")) {
    event.is_cancelled = base::equals_ignoring_case(value, "CANCELLED");
  } else if (line.is("CLASS")) {
    event.is_private = base::equals_ignoring_case(value, "PRIVATE") ||
                       base::equals_ignoring_case(value, "CONFIDENTIAL");
  } else if (line.is("SEQUENCE")) {
    std::from_chars(value.data(), value.data() + value.size(), event.sequence);
  } else if (line.is("X-MICROSOFT-CDO-ALLDAYEVENT")) {
    event.is_day_in_outlook = base::equals_ignoring_case(value, "TRUE");
  }
}

void finish_event(WrittenEvent& event) {
  if (event.entry.uid.size() > kLongestUid) event.entry.uid.resize(kLongestUid);
  if (event.is_day_in_outlook && event.start && is_midnight(*event.start)) {
    event.start->written.is_day = true;  // Which makes the end a day, too.
  }
}

}  // namespace syndic::markup
