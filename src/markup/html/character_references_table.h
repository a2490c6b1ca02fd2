// SPDX-License-Identifier: MIT
//
// The data behind character_references.h, which is the way to use it.
#pragma once

#include <span>
#include <string_view>

namespace syndic::markup {

struct NamedReference {
  std::string_view name;  ///< Without "&" and ";".
  char32_t first = 0;
  char32_t second = 0;  ///< 0 where the name stands for one character.
};

/// All names of WHATWG HTML §13.5, in byte order.
[[nodiscard]] std::span<const NamedReference> named_references();

/// Those that HTML also knows without their semicolon, in byte order; at most six bytes long.
[[nodiscard]] std::span<const std::string_view> references_without_semicolon();

}  // namespace syndic::markup
