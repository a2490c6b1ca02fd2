// SPDX-License-Identifier: MIT
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <optional>
#include <string_view>

namespace syndic::http {

/// Reads a date of a header field in the three forms of RFC 9110 §5.6.7: IMF-fixdate
/// ("Sun, 06 Nov 1994 08:49:37 GMT"), RFC 850 ("Sunday, 06-Nov-94 08:49:37 GMT", its century the
/// one that puts it at most 50 years after `now`) and asctime ("Sun Nov  6 08:49:37 1994"). Names
/// in any case; the weekday need not fit. Anything else is nothing.
[[nodiscard]] std::optional<boost::posix_time::ptime> parse_http_date(std::string_view text,
                                                                      boost::posix_time::ptime now);

}  // namespace syndic::http
