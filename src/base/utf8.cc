// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include <algorithm>
#include <array>

#include "base/byte_vector.h"

namespace syndic::base {
namespace {

bool is_forbidden_ascii(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

}  // namespace

Decoded decode_utf8(std::string_view text) {
  constexpr Decoded kBad{kReplacementCharacter, 1, false};
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return kBad;
  char32_t character = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_utf8_continuation(text[i])) return kBad;
    character = (character << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  const bool overlong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (overlong || surrogate || character > 0x10FFFF) return kBad;
  return {character, length, true};
}

Decoded decode_last_utf8(std::string_view text) {
  std::size_t begin = text.size() - 1;
  while (begin > 0 && is_utf8_continuation(text[begin])) --begin;
  return decode_utf8(text.substr(begin));
}

std::size_t ascii_prefix(std::string_view text) {
  return find_byte(text, 0, [](const auto& c) { return c < static_cast<signed char>(0); });
}

std::size_t count_utf8(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_utf8_continuation(c); }));
}

void append_utf8(char32_t c, std::string& out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacementCharacter;
  if (c < 0x80) return out.push_back(static_cast<char>(c));
  const auto tail = [&](unsigned shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x800) {
    const std::array bytes = {static_cast<char>(0xC0 | (c >> 6)), tail(0)};
    out.append(bytes.data(), bytes.size());
  } else if (c < 0x10000) {
    const std::array bytes = {static_cast<char>(0xE0 | (c >> 12)), tail(6), tail(0)};
    out.append(bytes.data(), bytes.size());
  } else {
    const std::array bytes = {static_cast<char>(0xF0 | (c >> 18)), tail(12), tail(6), tail(0)};
    out.append(bytes.data(), bytes.size());
  }
}

std::size_t valid_utf8_prefix(std::string_view text) {
  for (std::size_t at = 0;;) {
    at += ascii_prefix(text.substr(at));
    if (at == text.size()) return at;
    const Decoded decoded = decode_utf8(text.substr(at));
    if (!decoded.valid) return at;
    at += decoded.length;
  }
}

bool is_xml_text(std::string_view text) {
  for (std::size_t at = 0;;) {
    // As signed numbers both controls and what lies outside ASCII are below the blank.
    at = find_byte(text, at, [](const auto& c) {
      return c < static_cast<signed char>(' ') && c != static_cast<signed char>('\n');
    });
    if (at == text.size()) return true;
    if (is_forbidden_ascii(text[at])) return false;
    const Decoded decoded = decode_utf8(text.substr(at));
    if (!decoded.valid || !is_xml_character(decoded.character)) return false;
    at += decoded.length;
  }
}

std::string to_xml_text(std::string_view text) {
  if (is_xml_text(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Decoded decoded = decode_utf8(text);
    if (is_xml_character(decoded.character)) append_utf8(decoded.character, out);
    text.remove_prefix(decoded.length);
  }
  return out;
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && is_utf8_continuation(text[max_bytes])) --max_bytes;
  return text.substr(0, max_bytes);
}

}  // namespace syndic::base
