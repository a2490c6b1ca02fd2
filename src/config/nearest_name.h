// SPDX-License-Identifier: MIT
//
// The known name that was probably meant by an unknown one.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace syndic::config {

/// How many single-character slips (insert, delete, replace, swap of neighbours) turn `a` into `b`,
/// ignoring case: optimal string alignment, on bytes. Only the first 64
/// bytes of each count.
[[nodiscard]] std::size_t slips_between(std::string_view a, std::string_view b);

/// The one of `names` with the fewest slips, the first of equals; empty if `names` is. Borrows the
/// element of `names`.
[[nodiscard]] std::string_view nearest_name(std::string_view name,
                                            std::span<const std::string_view> names);

/// Whether `known` begins with `name`, or at most half of the longer one's characters are slips;
/// regardless of case. Never for an empty `name`.
[[nodiscard]] bool is_akin(std::string_view name, std::string_view known);

/// The first of `names` that begins with `name`, else the result of nearest_name() if is_akin()
/// holds for it; else empty.
[[nodiscard]] std::string_view likely_name(std::string_view name,
                                           std::span<const std::string_view> names);

/// What an error message ends in: "; did you mean "name"?", or nothing for an empty name.
[[nodiscard]] std::string suggestion(std::string_view meant);

/// Whether `name` is so near to `known` that it is probably mistyped.
[[nodiscard]] bool is_slip(std::string_view name, std::string_view known);

/// The result of nearest_name() if is_slip() holds for it; else empty.
[[nodiscard]] std::string_view slipped_name(std::string_view name,
                                            std::span<const std::string_view> names);

/// The IANA time zone that is probably meant by an abbreviation ("EST5"), a city ("new york") or a
/// mistyped name ("Europe/Berlinn"). Empty if none is near.
[[nodiscard]] std::string nearest_zone(std::string_view words);

}  // namespace syndic::config
