// SPDX-License-Identifier: MIT
//
// Parameters of links that only tell a site where its readers are from.
#pragma once

#include <span>
#include <string_view>

namespace syndic::normalize {

/// Whether the parameter ("name", "name=value") only tells a site who sent its reader: one of
/// advertisers, mailers and statistics whose name means nothing else. Names that sites use for
/// themselves ("ref", "source", "campaign", "cid", "s_cid", "spm") are not among them, as they may
/// select the page.
[[nodiscard]] bool is_tracking(std::string_view parameter);

/// What is_tracking() goes by, in lower case: the names, sorted, and what other such names begin
/// with. The value of "ref_src", which it looks at too, is in neither.
struct TrackingNames {
  std::span<const std::string_view> names;
  std::span<const std::string_view> prefixes;
};
[[nodiscard]] TrackingNames tracking_names();

}  // namespace syndic::normalize
