// SPDX-License-Identifier: MIT
#include "base/base64.h"

#include <cstdint>

#include "base/ascii.h"

namespace syndic::base {
namespace {

constexpr std::string_view kBase64Alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  unsigned count = 0;
  bool ended = false;
  for (const char c : text) {
    if (is_space(c)) continue;
    const std::size_t digit = kBase64Alphabet.find(c);
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

std::string encode_base64(std::string_view bytes) {
  constexpr std::size_t kGroup = 3;
  std::string text;
  text.reserve((bytes.size() + 2) / kGroup * 4);
  for (std::size_t at = 0; at < bytes.size(); at += kGroup) {
    const std::string_view group = bytes.substr(at, kGroup);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < kGroup; ++i) {
      bits = bits << 8 | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
    }
    for (std::size_t digit = 0; digit < 4; ++digit) {
      const std::uint32_t value = bits >> (18 - 6 * digit) & 0x3F;
      text += digit <= group.size() ? kBase64Alphabet[value] : '=';
    }
  }
  return text;
}

}  // namespace syndic::base
