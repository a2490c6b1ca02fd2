// SPDX-License-Identifier: MIT
#include "parse/date/event_time.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/time_zone.h"
#include "base/utf8.h"
#include "parse/date/date.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kLongestEventPlace = 1'000;

// "14:00", "T1400", "2 pm": `has_half_of_day` tells of the last.
bool has_clock(std::string_view text, bool has_half_of_day) {
  if (has_half_of_day || text.find(':') != base::kNotFound) return true;
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    const bool is_mark = base::to_lower(text[at]) == 't';
    if (is_mark && base::is_digit(text[at - 1]) && base::is_digit(text[at + 1])) return true;
  }
  return false;
}

model::Timestamp midnight_before(model::Timestamp time) { return model::Timestamp(time.date()); }

}  // namespace

std::optional<EventTime> read_event_time(std::string_view text, std::string_view zone) {
  text = base::trim(text);
  auto read = read_date(text, zone);
  if (!read) return std::nullopt;
  const bool is_day = !has_clock(text, read->has_half_of_day);
  if (is_day) read = read_date(text, {});
  if (!read) return std::nullopt;
  const model::Timestamp time = settled_alone(*read, zone);
  const auto day = boost::posix_time::hours(24) - boost::posix_time::seconds(1);
  return EventTime{time, is_day, base::local_to_utc(time + day, zone)};
}

std::optional<model::Event> event_of(const std::optional<EventTime>& start,
                                     const std::optional<EventTime>& end, DayOfEnd day_of_end,
                                     std::string_view place) {
  if (!start) return std::nullopt;
  model::Event event{.start = start->time, .all_day = start->is_day};
  event.place = base::utf8_prefix(base::fold_spaces(place), kLongestEventPlace);
  if (!end) return event;
  event.end = end->is_day ? end->last_moment : end->time;
  if (event.all_day) {
    event.end = midnight_before(end->time);
    if (end->is_day && day_of_end == DayOfEnd::after_last) {
      event.end = std::max(*event.end - boost::posix_time::hours(24), event.start);
    }
  }
  if (*event.end < event.start) event.end.reset();
  return event;
}

}  // namespace syndic::parse
