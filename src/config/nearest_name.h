// SPDX-License-Identifier: MIT
//
// The known name that was probably meant by an unknown one.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/slips.h"

namespace syndic::config {

using base::is_slip;
using base::nearest_name;
using base::slipped_name;
using base::slips_between;

/// Whether `known` begins with `name`, or at most half of the longer one's characters are slips;
/// regardless of case. Never for an empty `name`.
[[nodiscard]] bool is_akin(std::string_view name, std::string_view known);

/// The first of `names` that begins with `name`, else the result of nearest_name() if is_akin()
/// holds for it; else empty.
[[nodiscard]] std::string_view likely_name(std::string_view name,
                                           std::span<const std::string_view> names);

/// What an error message ends in: "; did you mean "name"?", or nothing for an empty name.
[[nodiscard]] std::string suggestion(std::string_view meant);

/// The IANA time zone that is probably meant by an abbreviation ("EST5"), a city ("new york") or a
/// mistyped name ("Europe/Berlinn"). Empty if none is near.
[[nodiscard]] std::string nearest_zone(std::string_view words);

}  // namespace syndic::config
