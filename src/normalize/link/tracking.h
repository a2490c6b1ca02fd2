// SPDX-License-Identifier: MIT
//
// Parameters of links that say how a reader came, not where to.
#pragma once

#include <string_view>

namespace syndic::normalize {

/// Whether the parameter ("name", "name=value") only tells a site who sent its reader: those of
/// advertisers, mailers and statistics whose names mean nothing else. A name that any site may use
/// for its own ends ("ref", "source", "campaign", "cid", "s_cid", "spm") is none of them, as it may
/// select the page.
[[nodiscard]] bool is_tracking(std::string_view parameter);

}  // namespace syndic::normalize
