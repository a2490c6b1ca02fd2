// SPDX-License-Identifier: MIT
#include "base/base64.h"

#include <cstdint>

#include "base/ascii.h"

namespace syndic::base {

std::optional<std::string> decode_base64(std::string_view text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  unsigned count = 0;
  bool ended = false;
  for (const char c : text) {
    if (is_space(c)) continue;
    const std::size_t digit = kAlphabet.find(c);
    ended = ended || c == '=';
    if (ended != (c == '=') || (digit == std::string_view::npos && !ended)) return std::nullopt;
    if (ended) continue;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>(bits >> count & 0xFF));
  }
  if (count >= 6) return std::nullopt;  // One digit is less than a byte.
  return bytes;
}

}  // namespace syndic::base
