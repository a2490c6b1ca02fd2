// SPDX-License-Identifier: MIT
//
// The charset that is assumed for bytes outside ASCII if nothing better is known.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

namespace syndic::markup {

/// What 0x80–0x9F mean in windows-1252 (WHATWG Encoding Standard, index windows-1252). The five
/// bytes without a character stay the C1 controls of that number, as they do in browsers.
inline constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/// The character of a byte; also of a C1 control in a text, which is a windows-1252 byte that was
/// read as ISO-8859-1.
[[nodiscard]] constexpr char32_t windows1252_character(char32_t byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
}

/// The byte of `character` in windows-1252 or ISO-8859-1; nullopt if neither has it.
[[nodiscard]] constexpr std::optional<unsigned char> windows1252_byte(char32_t character) {
  if (character < 0x100) return static_cast<unsigned char>(character);
  for (std::size_t i = 0; i < kWindows1252.size(); ++i) {
    if (kWindows1252[i] == character) return static_cast<unsigned char>(0x80 + i);
  }
  return std::nullopt;
}

}  // namespace syndic::markup
