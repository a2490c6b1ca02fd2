// SPDX-License-Identifier: MIT
#include "markup/charset/double_encoding.h"

#include <cstddef>

#include "base/utf8.h"
#include "markup/charset/windows1252.h"

namespace syndic::markup {
namespace {

// "\xC3" in UTF-8 leads U+00C0–U+00FF, of which U+00C2–U+00F4 can be the first byte of UTF-8.
constexpr char kLead = '\xC3';
bool is_first_layer(char trail) { return trail >= '\x82' && trail <= '\xB4'; }

}  // namespace

bool begins_with_second_layer(std::string_view rest) {
  if (rest.empty() || static_cast<unsigned char>(rest[0]) < 0xC2) return false;
  const base::Decoded decoded = base::decode_utf8(rest);
  if (!decoded.valid) return false;
  const auto byte = windows1252_byte(decoded.character);
  return byte && *byte >= 0x80 && *byte < 0xC0;
}

bool may_be_encoded_twice(std::string_view text) {
  for (std::size_t at = text.find(kLead); at != std::string_view::npos;
       at = text.find(kLead, at + 1)) {
    if (at + 2 < text.size() && is_first_layer(text[at + 1]) &&
        begins_with_second_layer(text.substr(at + 2))) {
      return true;
    }
  }
  return false;
}

std::optional<std::string> undo_double_encoding(std::string_view text) {
  if (!may_be_encoded_twice(text)) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size());
  while (!text.empty()) {
    const base::Decoded decoded = base::decode_utf8(text);
    const auto byte = windows1252_byte(decoded.character);
    if (!decoded.valid || !byte) return std::nullopt;
    bytes.push_back(static_cast<char>(*byte));
    text.remove_prefix(decoded.length);
  }
  // It is more than ASCII, as may_be_encoded_twice() has found a pair.
  if (!base::is_xml_text(bytes)) return std::nullopt;
  return bytes;
}

}  // namespace syndic::markup
