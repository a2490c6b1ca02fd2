// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace syndic::lint {

/// The rule that the address of an item breaks, as it is written: "item-link-relative",
/// "item-link-scheme", "item-link-invalid", "item-link-private" or "link-tracking". Empty if none,
/// and for an empty address.
[[nodiscard]] std::string_view broken_by_link(std::string_view url);

}  // namespace syndic::lint
