// SPDX-License-Identifier: MIT
//
// What an answer's header fields say about when to ask again. `now` is the caller's time of day.
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <chrono>
#include <optional>

#include "http/transport.h"

namespace syndic::http {

/// How long from `now` the answer stays fresh: Cache-Control's max-age less Age, or, without a
/// max-age, Expires (RFC 9111 §4.2.1, §5.3). Zero where it is stale, must be asked again (no-cache,
/// no-store) or says nothing readable.
[[nodiscard]] std::chrono::seconds fresh_for(const Headers& headers, boost::posix_time::ptime now);

/// Whether the answer says anything of that at all. A 304 that does not leaves standing what the
/// answer said that it confirms (RFC 9111 §4.3.4).
[[nodiscard]] bool says_freshness(const Headers& headers);

/// How long from `now` Retry-After asks for silence, as seconds or as a date (RFC 9110 §10.2.3);
/// zero for a date that has passed. Nothing where the field is absent or neither.
[[nodiscard]] std::optional<std::chrono::seconds> retry_after(const Headers& headers,
                                                              boost::posix_time::ptime now);

}  // namespace syndic::http
