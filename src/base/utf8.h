// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::base {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// The byte order mark of UTF-8 (Unicode §23.8).
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// `text` without the one byte order mark that it may begin with.
[[nodiscard]] constexpr std::string_view without_byte_order_mark(std::string_view text) {
  return text.substr(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
}

/// One decoded character. `length` is 1 for a bad byte, which decodes as U+FFFD.
struct Decoded {
  char32_t character;
  std::size_t length;
  bool valid;
};

/// The character at the start of `text`, which must not be empty (Unicode §3.9, table 3-7).
[[nodiscard]] Decoded decode_utf8(std::string_view text);

/// The character at the end of `text`, which must be valid and not empty.
[[nodiscard]] Decoded decode_last_utf8(std::string_view text);

/// Whether the byte goes on with a character that another began (Unicode §3.9, table 3-6).
[[nodiscard]] constexpr bool is_utf8_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// The bytes at the start of `text` that are ASCII; text.size() where all are.
[[nodiscard]] std::size_t ascii_prefix(std::string_view text);

/// How many characters the valid text has.
[[nodiscard]] std::size_t count_utf8(std::string_view text);

/// Appends `character` as UTF-8; what is no Unicode scalar value becomes U+FFFD.
void append_utf8(char32_t character, std::string& out);

/// The bytes at the start of `text` that are valid UTF-8; text.size() where all are.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view text);

/// Whether XML 1.0 §2.2 allows the character in a document.
[[nodiscard]] constexpr bool is_xml_character(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// Whether all of `text` is valid UTF-8 of characters that XML 1.0 allows.
[[nodiscard]] bool is_xml_text(std::string_view text);

/// `text` as valid UTF-8 of XML 1.0 characters: bad bytes become U+FFFD, forbidden characters go.
[[nodiscard]] std::string to_xml_text(std::string_view text);

/// The longest prefix of at most `max_bytes` that ends between characters.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

}  // namespace syndic::base
