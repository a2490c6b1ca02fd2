// SPDX-License-Identifier: MIT
#include "store/postgres/text.h"

#include <cstddef>

#include "base/utf8.h"

namespace syndic::store {
namespace {

constexpr char32_t kBytes = 0x10FF00;

// With which byte characters from U+100000 on begin.
constexpr char kHighest = '\xF4';

bool stands_for_byte(char32_t character) {
  return character >= kBytes && character <= kBytes + 0xFF;
}

void append_byte(char byte, std::string& out) {
  base::append_utf8(kBytes + static_cast<unsigned char>(byte), out);
}

}  // namespace

bool is_plain_text(std::string_view text) {
  return base::valid_utf8_prefix(text) == text.size() &&
         text.find('\0') == std::string_view::npos && text.find(kHighest) == std::string_view::npos;
}

std::string to_postgres(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const base::Decoded next = base::decode_utf8(text);
    const std::string_view bytes = text.substr(0, next.length);
    if (next.valid && next.character != 0 && !stands_for_byte(next.character)) {
      out.append(bytes);
    } else {
      for (const char byte : bytes) append_byte(byte, out);
    }
    text.remove_prefix(next.length);
  }
  return out;
}

std::string from_postgres(std::string_view stored) {
  if (stored.find(kHighest) == std::string_view::npos) return std::string(stored);
  std::string out;
  while (!stored.empty()) {
    const base::Decoded next = base::decode_utf8(stored);
    if (stands_for_byte(next.character)) {
      out.push_back(static_cast<char>(next.character - kBytes));
    } else {
      out.append(stored.substr(0, next.length));
    }
    stored.remove_prefix(next.length);
  }
  return out;
}

// U+10FF00 + byte is f48fb, a digit of c to f, one of 8 to b, and the lower half of the byte.
// Whatever a step makes is not taken for such a character by the next: the bytes f4 and fb, without
// which there is none, come with the last.
std::string in_order_of_bytes(const std::string& column) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex = "encode(convert_to(" + column + ", 'UTF8'), 'hex')";
  for (std::size_t half = 0; half < kDigits.size(); ++half) {
    const std::string character{kDigits[12 + half / 4], kDigits[8 + half % 4]};
    hex.insert(0, "replace(").append(", 'f48fb").append(character).append("', '");
    hex.append(1, kDigits[half]).append("')");
  }
  return hex + " COLLATE \"C\"";
}

}  // namespace syndic::store
