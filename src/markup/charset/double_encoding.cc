// SPDX-License-Identifier: MIT
#include "markup/charset/double_encoding.h"

#include <unicode/uchar.h>

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
  std::size_t length = 0;    // In the text; 0: it was not encoded twice.
  std::string bytes;         // What was meant; empty: what is there, as it is damaged or ASCII.
  bool is_strong = false;    // Nobody writes its characters beside each other.
  bool is_doubtful = false;  // It may be a letter and marks after it: "é »", "É®".
  bool is_genuine = false;   // A character that was encoded once, and tells nothing of the others.
};

// How many bytes a sequence of UTF-8 has that begins with this one; 0: none does.
std::size_t sequence_size(unsigned char lead) {
  if (lead < 0xC2 || lead > 0xF4) return 0;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// Of phonetic letters, U+0240–U+02FF: É, Ê and Ë themselves are far more frequent.
bool is_rare_lead(unsigned char lead) { return lead >= 0xC9 && lead <= 0xCB; }

// Whether texts have this character of windows-1252 after a letter: "CAFÉ»", "NESTLÉ®". Only
// punctuation is after Â and Ã, which lead most sequences.
bool may_follow_letter(char32_t letter, char32_t character) {
  constexpr std::u32string_view kPunctuation =
      U"\u00A0\u00AB\u00BB\u2013\u2014\u2018\u2019\u201A\u201C\u201D\u201E\u2022\u2026\u2039"
      U"\u203A\u2122";
  constexpr std::u32string_view kSigns = U"\u00AD\u00AE\u00B0\u00B2\u00B3\u00B9";
  const bool is_usual_lead = letter == U'\u00C2' || letter == U'\u00C3';
  return kPunctuation.find(character) != std::u32string_view::npos ||
         (!is_usual_lead && kSigns.find(character) != std::u32string_view::npos);
}

bool is_letter(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0 &&
         u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR) == 0;
}

// The first character of `text`, outside ASCII, if the text around it may have been encoded twice
// all the same: one that is no letter, or what is left of a sequence whose other byte became ASCII.
Sequence genuine_character(std::string_view text) {
  const base::Decoded first = base::decode_utf8(text);
  const std::string_view rest = text.substr(first.length);
  const bool is_lone = (first.character == U'\u00C2' || first.character == U'\u00C3') &&
                       !rest.empty() && static_cast<unsigned char>(rest[0]) < 0x80;
  if (!is_lone && is_letter(first.character)) return {};
  return {.length = first.length, .is_genuine = true};
}

Sequence next_sequence(std::string_view text) {
  const base::Decoded first = base::decode_utf8(text);
  if (!first.valid) return {};
  if (first.character < 0x80 || first.character == base::kReplacementCharacter) {
    return {.length = first.length};
  }
  const auto lead = windows1252_byte(first.character);
  const std::size_t size = lead ? sequence_size(*lead) : 0;
  if (size == 0) return genuine_character(text);
  Sequence found{.length = first.length, .bytes = std::string(1, static_cast<char>(*lead))};
  bool is_ambiguous = true;
  while (found.bytes.size() < size && begins_with_second_layer(text.substr(found.length))) {
    const base::Decoded next = base::decode_utf8(text.substr(found.length));
    is_ambiguous = is_ambiguous && may_follow_letter(first.character, next.character);
    found.bytes.push_back(static_cast<char>(*windows1252_byte(next.character)));
    found.length += next.length;
  }
  found.is_doubtful = is_ambiguous && (size > 2 || is_rare_lead(*lead));
  if (found.bytes.size() == size) {
    found.is_strong = is_letter(first.character) && !is_ambiguous;
    return base::decode_utf8(found.bytes).valid ? found : genuine_character(text);
  }
  // Damaged: its last characters are lost. What has none of the others was not encoded twice.
  const std::string_view rest = text.substr(found.length);
  const bool is_lost = rest.empty() || static_cast<unsigned char>(rest[0]) < 0x80 ||
                       base::decode_utf8(rest).character == base::kReplacementCharacter;
  if (found.bytes.size() == 1 || !is_lost) return genuine_character(text);
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
  bool has_strong = false;
  bool has_doubtful = false;
  bool has_genuine = false;
  while (!text.empty()) {
    const Sequence next = next_sequence(text);
    if (next.length == 0) return std::nullopt;
    mended.append(next.bytes.empty() ? text.substr(0, next.length) : next.bytes);
    has_strong = has_strong || next.is_strong;
    has_doubtful = has_doubtful || next.is_doubtful;
    has_genuine = has_genuine || next.is_genuine;
    text.remove_prefix(next.length);
  }
  // Beside genuine marks a doubtful sequence is a genuine letter before such marks.
  if (has_genuine && (has_doubtful || !has_strong)) return std::nullopt;
  if (has_doubtful && !has_strong) return std::nullopt;
  if (mended == whole || !base::is_xml_text(mended)) return std::nullopt;
  return mended;
}

}  // namespace syndic::markup
