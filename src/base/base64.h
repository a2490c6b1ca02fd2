// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace syndic::base {

/// The bytes of a base64 text (RFC 4648 §4); blanks and missing padding do not matter. Nothing if
/// any other character occurs.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

/// The base64 text of `bytes` (RFC 4648 §4), padded and in one line.
[[nodiscard]] std::string encode_base64(std::string_view bytes);

}  // namespace syndic::base
