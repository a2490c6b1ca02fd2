// SPDX-License-Identifier: MIT
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <optional>
#include <string_view>

namespace syndic::http {

/// Reads a date of a header field in the three forms of RFC 9110 §5.6.7 and all others that
/// libcurl reads. Nullopt if `text` is no date, as "0" and "-1" are, or longer than any date.
[[nodiscard]] std::optional<boost::posix_time::ptime> parse_http_date(std::string_view text);

}  // namespace syndic::http
