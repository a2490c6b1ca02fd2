// SPDX-License-Identifier: MIT
//
// What was probably meant by a name that is none of the known ones.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace syndic::config {

/// How many single-character slips (insert, delete, replace, swap of neighbours) lie between `a`
/// and `b`, letters of either case alike: optimal string alignment, on bytes. Only the first 64
/// bytes of each count.
[[nodiscard]] std::size_t slips_between(std::string_view a, std::string_view b);

/// The one of `names` that is the fewest slips away, the first of equals; empty where there is none
/// at all. The view is of the element in `names`.
[[nodiscard]] std::string_view nearest_name(std::string_view name,
                                            std::span<const std::string_view> names);

/// Whether `name` is so near to `known` that a slip of the finger is likelier than another meaning.
[[nodiscard]] bool is_slip(std::string_view name, std::string_view known);

/// What nearest_name() finds, where that is but a slip away, else empty.
[[nodiscard]] std::string_view slipped_name(std::string_view name,
                                            std::span<const std::string_view> names);

/// The IANA time zone that is meant by words that are none: by an abbreviation ("EST5"), a city
/// ("new york"), or with a slip of the finger ("Europe/Berlinn"). Empty where none is near.
[[nodiscard]] std::string nearest_zone(std::string_view words);

}  // namespace syndic::config
