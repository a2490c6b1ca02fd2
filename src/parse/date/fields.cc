// SPDX-License-Identifier: MIT
#include "parse/date/fields.h"

#include <algorithm>
#include <chrono>

#include "base/time_format.h"
#include "base/time_zone.h"

namespace syndic::parse {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kFirstYear = 1401;  // Boost's calendar begins in 1400, and zones shift a day.
constexpr int kLastYear = 9999;
constexpr long long kSecondsPerDay = 86'400;

bool is_in_calendar(int year) { return year >= kFirstYear && year <= kLastYear; }

void set_day(sys_days day, DateFields& fields) {
  const year_month_day date{day};
  fields.year = static_cast<int>(date.year());
  fields.month = static_cast<int>(static_cast<unsigned>(date.month()));
  fields.day = static_cast<int>(static_cast<unsigned>(date.day()));
}

// The clock in 24 hours, with what is not written as zero; false for one that no clock shows.
bool settle_clock(DateFields& fields) {
  fields.hour = std::max(fields.hour, 0);
  fields.minute = std::max(fields.minute, 0);
  fields.second = std::max(fields.second, 0);
  if (fields.half_of_day != '\0' && fields.hour <= 12) {
    if (fields.hour == 0 && fields.half_of_day == 'p') return false;
    fields.hour = fields.hour % 12 + (fields.half_of_day == 'p' ? 12 : 0);
  } else if (fields.half_of_day == 'a') {
    return false;
  }
  const bool end_of_day = fields.hour == 24 && fields.minute == 0 && fields.second == 0;
  return (fields.hour < 24 || end_of_day) && fields.minute < 60 && fields.second <= 60;
}

// "May 2022" is a month, "May 2022 09:30" is no moment of it.
bool is_precise_enough(const DateFields& fields) {
  const bool has_clock =
      fields.hour != kUnset || fields.half_of_day != '\0' || fields.offset || !fields.place.empty();
  if (fields.month == kUnset && fields.day != kUnset) return false;
  return !has_clock || fields.has_date();
}

}  // namespace

int full_year(int two_digits) { return two_digits + (two_digits < 50 ? 2000 : 1900); }

bool set_day_of_year(int day_of_year, DateFields& fields) {
  using namespace std::chrono;
  if (day_of_year < 1 || !is_in_calendar(fields.year)) return false;
  const int of_year = fields.year;
  set_day(sys_days{year{of_year} / January / 1} + days{day_of_year - 1}, fields);
  return fields.year == of_year;
}

bool set_week(int week, int day_of_week, DateFields& fields) {
  using namespace std::chrono;
  if (!is_in_calendar(fields.year)) return false;
  // The first week is the one with the year's fourth of January in it.
  const auto first_monday = [](int of_year) {
    const sys_days fourth{year{of_year} / January / 4};
    return fourth - (weekday{fourth} - Monday);
  };
  const sys_days monday = first_monday(fields.year) + weeks{week - 1};
  if (week < 1 || monday >= first_monday(fields.year + 1)) return false;
  if (day_of_week < 1 || day_of_week > 7) return false;
  set_day(monday + days{day_of_week - 1}, fields);
  return true;
}

std::optional<model::Timestamp> to_timestamp(DateFields fields, std::string_view zone) {
  using namespace std::chrono;
  if (!is_in_calendar(fields.year) || !is_precise_enough(fields)) return std::nullopt;
  const auto or_first = [](int field) {
    return static_cast<unsigned>(field == kUnset ? 1 : field);
  };
  const year_month_day date{year{fields.year}, month{or_first(fields.month)},
                            day{or_first(fields.day)}};
  if (!date.ok() || !settle_clock(fields)) return std::nullopt;
  const long long local = sys_days{date}.time_since_epoch().count() * kSecondsPerDay +
                          fields.hour * 3600LL + fields.minute * 60LL + fields.second;
  if (fields.offset) return base::from_unix_seconds(local - *fields.offset * 60LL);
  const auto time = base::from_unix_seconds(local);
  const std::string_view place = fields.place.empty() ? zone : fields.place;
  // The calendar's last year ends with it in every zone.
  if (!time || place.empty() || fields.year == kLastYear) return time;
  return base::local_to_utc(*time, place);
}

}  // namespace syndic::parse
