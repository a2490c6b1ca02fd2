// SPDX-License-Identifier: MIT
//
// IANA time zones, from ICU's own copy of the database.
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::base {

/// Whether `name` is a zone of the IANA database ("America/New_York", "UTC"), case and all.
[[nodiscard]] bool is_time_zone(std::string_view name);

/// All names that is_time_zone() knows, sorted; empty if ICU has no data.
[[nodiscard]] std::vector<std::string> time_zones();

/// The UTC moment at which clocks of `zone` show `local`. A time that daylight saving skips or
/// repeats is read with the offset in force before the change. An unknown zone counts as UTC.
[[nodiscard]] boost::posix_time::ptime local_to_utc(boost::posix_time::ptime local,
                                                    std::string_view zone);

/// What clocks of `zone` show at the UTC moment `time`. An unknown zone counts as UTC.
[[nodiscard]] boost::posix_time::ptime utc_to_local(boost::posix_time::ptime time,
                                                    std::string_view zone);

/// "2026-01-31 07:42": what clocks of `zone` show at the UTC moment `time`.
[[nodiscard]] std::string local_time(boost::posix_time::ptime time, std::string_view zone);

}  // namespace syndic::base
