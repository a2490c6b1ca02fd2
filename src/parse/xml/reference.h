// SPDX-License-Identifier: MIT
//
// Addresses as feeds write them, where that is not what they mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace syndic::parse {

/// `reference` as it was meant: a wrapped one in one line, and ampersands that were escaped once
/// too often (after the document's own references) as ampersands. Nothing where it means what it
/// says.
[[nodiscard]] std::optional<std::string> repaired_reference(std::string_view reference);

}  // namespace syndic::parse
