// SPDX-License-Identifier: MIT
//
// Dates as the standards write them. Reading dates in the wild is parse/date's work; here only the
// strict form that we write ourselves is read back.
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace syndic::base {

/// "2022-05-16T09:30:00Z" (RFC 3339 §5.6). `time` is a real moment; Boost's calendar
/// has those of the years 1400 to 9999.
[[nodiscard]] std::string format_rfc3339(boost::posix_time::ptime time);

/// "2022-05-16" of a day since 1970-01-01 (RFC 3339 §5.6, full-date); empty beyond the years 1400
/// to 9999.
[[nodiscard]] std::string format_day(long long day);

/// "Mon, 16 May 2022 09:30:00 +0000" (RFC 822 §5 with the four-digit year of RFC 1123 §5.2.14).
[[nodiscard]] std::string format_rfc822(boost::posix_time::ptime time);

/// "Mon, 16 May 2022 09:30:00 GMT" (RFC 9110 §5.6.7).
[[nodiscard]] std::string format_http_date(boost::posix_time::ptime time);

/// Reads exactly what format_rfc3339 writes; anything else is nothing.
[[nodiscard]] std::optional<boost::posix_time::ptime> parse_rfc3339_utc(std::string_view text);

/// Seconds since 1970-01-01T00:00:00Z, negative before.
[[nodiscard]] long long to_unix_seconds(boost::posix_time::ptime time);

/// The moment so many seconds after 1970-01-01T00:00:00Z; nothing outside the years 1400 to
/// 9999, which are all that Boost's calendar has.
[[nodiscard]] std::optional<boost::posix_time::ptime> from_unix_seconds(long long seconds);

}  // namespace syndic::base
