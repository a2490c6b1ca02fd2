// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "model/timestamp.h"

namespace syndic::parse {

/// No place is further from UTC than this and 59 minutes.
constexpr int kMostZoneHours = 14;

/// A field that the text did not name so far.
inline constexpr int kUnset = -1;

/// What a date's text named so far. Numbers are as written until to_timestamp() judges them.
struct DateFields {
  int year = kUnset;
  int month = kUnset;
  int day = kUnset;
  int hour = kUnset;
  int minute = kUnset;
  int second = kUnset;
  char half_of_day = '\0';    ///< 'a' or 'p', of twelve hours each.
  std::optional<int> offset;  ///< Minutes east of UTC.
  std::string_view place;     ///< IANA zone, where there is no offset.

  [[nodiscard]] bool has_date() const { return year != kUnset && month != kUnset && day != kUnset; }
};

/// "22" as the year 2022, "97" as 1997 (RFC 2822 §4.3).
[[nodiscard]] int full_year(int two_digits);

/// Sets month and day from a day of `fields.year` (ISO 8601 §5.2.2), 1 to 366; false where the year
/// has no such day.
[[nodiscard]] bool set_day_of_year(int day_of_year, DateFields& fields);

/// Sets year, month and day from a week of `fields.year` (ISO 8601 §5.2.3) and its day, 1 being
/// Monday; false where there is none.
[[nodiscard]] bool set_week(int week, int day_of_week, DateFields& fields);

/// The moment that the fields name; in `zone` (IANA; empty: UTC) where they name none. A missing
/// day or month is the first, where no clock stands beside it. Nothing for a day or hour that does
/// not exist, or a year outside 1401 to 9999. 24:00 is the next midnight; so is second 60 the next.
[[nodiscard]] std::optional<model::Timestamp> to_timestamp(DateFields fields,
                                                           std::string_view zone);

}  // namespace syndic::parse
