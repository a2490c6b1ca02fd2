// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace syndic::base {

/// The bytes of a base64 text (RFC 4648 §4); blanks and missing padding do not matter. Nothing if
/// any other character occurs.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

}  // namespace syndic::base
