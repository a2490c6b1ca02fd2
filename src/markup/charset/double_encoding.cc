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

// What a text that was encoded twice has at a place.
struct Sequence {
  std::size_t length = 0;  // In the text; 0: it was not encoded twice.
  std::string bytes;       // What was meant; empty: what is there, as it is damaged or ASCII.
};

// How many bytes a sequence of UTF-8 has that begins with this one; 0: none does.
std::size_t sequence_size(unsigned char lead) {
  if (lead < 0xC2 || lead > 0xF4) return 0;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

Sequence next_sequence(std::string_view text) {
  constexpr char32_t kReplacement = 0xFFFD;
  const base::Decoded first = base::decode_utf8(text);
  if (!first.valid) return {};
  if (first.character < 0x80 || first.character == kReplacement) return {first.length, {}};
  const auto lead = windows1252_byte(first.character);
  const std::size_t size = lead ? sequence_size(*lead) : 0;
  if (size == 0) return {};
  Sequence found{first.length, std::string(1, static_cast<char>(*lead))};
  while (found.bytes.size() < size && begins_with_second_layer(text.substr(found.length))) {
    const base::Decoded next = base::decode_utf8(text.substr(found.length));
    found.bytes.push_back(static_cast<char>(*windows1252_byte(next.character)));
    found.length += next.length;
  }
  if (found.bytes.size() == size) {
    return base::decode_utf8(found.bytes).valid ? found : Sequence{};
  }
  // Damaged: its last characters are lost. What has none of the others was not encoded twice.
  const std::string_view rest = text.substr(found.length);
  const bool is_lost = rest.empty() || static_cast<unsigned char>(rest[0]) < 0x80 ||
                       base::decode_utf8(rest).character == kReplacement;
  if (found.bytes.size() == 1 || !is_lost) return {};
  found.bytes.clear();
  return found;
}

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
  const std::string_view whole = text;
  std::string mended;
  mended.reserve(text.size());
  while (!text.empty()) {
    const Sequence next = next_sequence(text);
    if (next.length == 0) return std::nullopt;
    mended.append(next.bytes.empty() ? text.substr(0, next.length) : next.bytes);
    text.remove_prefix(next.length);
  }
  if (mended == whole || !base::is_xml_text(mended)) return std::nullopt;
  return mended;
}

}  // namespace syndic::markup
