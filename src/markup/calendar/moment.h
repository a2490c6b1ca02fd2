// SPDX-License-Identifier: MIT
//
// Dates, times and durations as calendars write them (RFC 5545 §3.3.4 to §3.3.6).
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace syndic::markup {

/// A date or a time as it is written, in whatever zone.
struct WrittenTime {
  boost::posix_time::ptime time;  ///< What is written; of a date its midnight.
  bool is_day = false;            ///< A date alone.
  bool is_utc = false;            ///< It ends in Z.
};

/// "20260115", "20260115T140000", "20260115T140000Z"; also with hyphens and colons, and without the
/// seconds. Nothing for any other text, a day or an hour that does not exist, or a year before 1601
/// or after 9998.
[[nodiscard]] std::optional<WrittenTime> read_written_time(std::string_view text);

/// "P1DT2H30M", "-PT15M", "P2W". Nothing for any other text, or one of more than ten years.
[[nodiscard]] std::optional<boost::posix_time::time_duration> read_written_duration(
    std::string_view text);

/// "20260115T140000".
[[nodiscard]] std::string basic_time(boost::posix_time::ptime time);

/// "20260115".
[[nodiscard]] std::string basic_day(boost::posix_time::ptime time);

}  // namespace syndic::markup
