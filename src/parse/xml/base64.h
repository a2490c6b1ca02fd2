// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace syndic::parse {

/// The bytes that base64 (RFC 4648 §4) stands for; blanks and missing padding do not matter.
/// Nothing where any other character occurs.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

}  // namespace syndic::parse
