// SPDX-License-Identifier: MIT
//
// When to ask again, by an answer's header fields. Dates count from the server's own: from Date
// (RFC 9110 §6.6.1) and the Age that a cache adds, so that a clock that differs from ours does no
// harm. Only without a readable Date they count from `now`, the current time in UTC. No time is
// longer than 2^31 seconds.
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <chrono>
#include <optional>

#include "http/transport.h"

namespace syndic::http {

/// How long from `now` the answer stays fresh: Cache-Control's max-age less Age, or, without a
/// max-age, Expires less Date and Age (RFC 9111 §4.2.1, §5.3). Zero if it is stale, must be asked
/// again (no-cache, no-store) or has no readable field.
[[nodiscard]] std::chrono::seconds fresh_for(const Headers& headers, boost::posix_time::ptime now);

/// Whether the answer has any field about it. After a 304 that has none, those of the answer that
/// it confirms stay valid (RFC 9111 §4.3.4).
[[nodiscard]] bool has_freshness(const Headers& headers);

/// How long from `now` Retry-After asks to wait, as seconds or as a date (RFC 9110 §10.2.3); zero
/// for a date in the past. Nullopt if the field is absent or neither.
[[nodiscard]] std::optional<std::chrono::seconds> retry_after(const Headers& headers,
                                                              boost::posix_time::ptime now);

}  // namespace syndic::http
