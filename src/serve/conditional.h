// SPDX-License-Identifier: MIT
//
// Conditional requests (RFC 9110 §13). Pure.
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <optional>
#include <string_view>

namespace syndic::serve {

/// The validators of what would be sent.
struct Validators {
  std::string_view etag;  ///< With its quotes.
  std::optional<boost::posix_time::ptime> last_modified;
};

/// Whether the client has it already, by its If-None-Match and If-Modified-Since field values
/// (empty: not sent). The latter counts only without the former (§13.2.2).
[[nodiscard]] bool is_unchanged(std::string_view if_none_match, std::string_view if_modified_since,
                                const Validators& current);

}  // namespace syndic::serve
