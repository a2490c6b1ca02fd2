// SPDX-License-Identifier: MIT
//
// Characters as markup and protocols know them: ASCII only, no locale.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::base {

/// What a search in a text returns where it found nothing.
inline constexpr std::size_t kNotFound = std::string_view::npos;

/// Space, tab, LF, FF, CR (WHATWG Infra "ASCII whitespace").
[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
[[nodiscard]] constexpr bool is_alpha(char c) {
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'z';
}

/// What a hexadecimal digit of either case stands for; -1 for any other character.
[[nodiscard]] constexpr int hex_value(char c) {
  const char lower = to_lower(c);
  if (is_digit(c)) return c - '0';
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}
[[nodiscard]] constexpr bool is_hex_digit(char c) { return hex_value(c) >= 0; }

/// Whether every character is ASCII.
[[nodiscard]] constexpr bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// `text` without the blanks around it.
[[nodiscard]] constexpr std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Equal except for the case of ASCII letters.
[[nodiscard]] constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return to_lower(x) == to_lower(y);
         });
}

/// Begins with `prefix` except for the case of ASCII letters.
[[nodiscard]] constexpr bool starts_with_ignoring_case(std::string_view text,
                                                       std::string_view prefix) {
  return text.size() >= prefix.size() &&
         equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

/// `text` with ASCII letters in lower case.
[[nodiscard]] std::string lower(std::string_view text);

/// `text` trimmed, every inner run of blanks made one space.
[[nodiscard]] std::string fold_spaces(std::string_view text);

/// Whether `text` is ASCII without controls that fold_spaces() returns as it is, as most titles and
/// names are.
[[nodiscard]] bool is_folded_ascii(std::string_view text);

}  // namespace syndic::base
