// SPDX-License-Identifier: MIT
//
// Names of elements and attributes, as feeds write them.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/ascii.h"

namespace syndic::markup {

/// Whether XML names (XML 1.0 §2.3) may begin with, or hold, the byte; all outside ASCII count as
/// letters.
[[nodiscard]] constexpr bool is_name_start(char c) {
  return base::is_alpha(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}
[[nodiscard]] constexpr bool is_name_part(char c) {
  return is_name_start(c) || base::is_digit(c) || c == '-' || c == '.';
}

/// A number for an element's name without its prefix; letters' case does not count. FNV-1a.
[[nodiscard]] constexpr std::uint64_t hash_of_name(std::string_view local) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : local) {
    hash = (hash ^ static_cast<unsigned char>(base::to_lower(c))) * 0x100000001B3;
  }
  return hash;
}

/// The name without its prefix (Namespaces in XML 1.0 §4).
[[nodiscard]] constexpr std::string_view local_part(std::string_view qualified_name) {
  return qualified_name.substr(qualified_name.find(':') + 1);
}

}  // namespace syndic::markup
