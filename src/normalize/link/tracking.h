// SPDX-License-Identifier: MIT
//
// Parameters of links that only tell a site where its readers are from.
#pragma once

#include <string_view>

namespace syndic::normalize {

/// Whether the parameter ("name", "name=value") only tells a site who sent its reader: one of
/// advertisers, mailers and statistics whose name means nothing else. Names that sites use for
/// themselves ("ref", "source", "campaign", "cid", "s_cid", "spm") are not among them, as they may
/// select the page.
[[nodiscard]] bool is_tracking(std::string_view parameter);

}  // namespace syndic::normalize
