// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::config {

/// The IANA time zone that is meant by words that are none: by an abbreviation ("EST5"), a city
/// ("new york"), or with a slip of the finger ("Europe/Berlinn"). Empty where none is near.
[[nodiscard]] std::string nearest_zone(std::string_view words);

}  // namespace syndic::config
