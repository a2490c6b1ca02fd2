// SPDX-License-Identifier: MIT
//
// Slips of the finger: how near a mistyped name is to those that are known.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace syndic::base {

/// What slips_between() and all that is built on it compare of a name, in bytes.
inline constexpr std::size_t kComparedBytes = 64;

/// How many single-character slips (insert, delete, replace, swap of neighbours) turn `a` into `b`,
/// ignoring case: optimal string alignment, on bytes. Only the first kComparedBytes of each count.
[[nodiscard]] std::size_t slips_between(std::string_view a, std::string_view b);

/// The one of `names` with the fewest slips, the first of equals; empty if `names` is. Borrows the
/// element of `names`.
[[nodiscard]] std::string_view nearest_name(std::string_view name,
                                            std::span<const std::string_view> names);

/// Whether `name` is so near to `known` that it is probably mistyped.
[[nodiscard]] bool is_slip(std::string_view name, std::string_view known);

/// The result of nearest_name() if is_slip() holds for it; else empty.
[[nodiscard]] std::string_view slipped_name(std::string_view name,
                                            std::span<const std::string_view> names);

}  // namespace syndic::base
