// SPDX-License-Identifier: MIT
#include "markup/charset/utf8_scan.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "base/byte_vector.h"
#include "base/utf8.h"
#include "markup/charset/double_encoding.h"
#include "markup/charset/windows1252.h"

namespace syndic::markup {
namespace {

unsigned char byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// The length of the character outside ASCII at `at` that can stay as it is; 0: there is none
// (Unicode table 3-7; the two noncharacters U+FFFE and U+FFFF are not XML's).
std::size_t multibyte_length(std::string_view bytes, std::size_t at) {
  const auto tail = [&](std::size_t i) {
    return at + i < bytes.size() && (byte_at(bytes, at + i) & 0xC0) == 0x80;
  };
  const unsigned char lead = byte_at(bytes, at);
  if (lead < 0xC2) return 0;
  if (lead == 0xC2) return tail(1) && byte_at(bytes, at + 1) >= 0xA0 ? 2 : 0;
  if (lead < 0xE0) return tail(1) ? 2 : 0;
  if (lead > 0xE0 && lead < 0xED && tail(1) && tail(2)) return 3;
  const base::Decoded decoded = base::decode_utf8(bytes.substr(at));
  return decoded.valid && base::is_xml_character(decoded.character) ? decoded.length : 0;
}

// Called after a character U+00C0–U+00FF, which ASCII follows nearly always.
bool looks_encoded_twice(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at + 1) - 0x82U <= 0xB4U - 0x82U && at + 2 < bytes.size() &&
         byte_at(bytes, at + 2) >= 0xC2 && begins_with_second_layer(bytes.substr(at + 2));
}

bool is_plain(unsigned char c) {
  return c < 0x80 && (c >= 0x20 || c == '\n' || c == '\r' || c == '\t');
}

// The bytes at a position of a damaged text that are read together.
struct Utf8Sequence {
  enum class Kind { kCharacter, kStrayTail, kBrokenLead };
  Kind kind;
  std::size_t length;
  char32_t character;  ///< Of kCharacter; may be one that XML forbids.
};

bool is_surrogate_half(std::string_view bytes, std::size_t at, unsigned char from) {
  return at + 3 <= bytes.size() && byte_at(bytes, at) == 0xED &&
         (byte_at(bytes, at + 1) & 0xF0) == from && (byte_at(bytes, at + 2) & 0xC0) == 0x80;
}

char32_t surrogate_at(std::string_view bytes, std::size_t at) {
  return char32_t{0xD000} | ((byte_at(bytes, at + 1) & 0x3FU) << 6) |
         (byte_at(bytes, at + 2) & 0x3FU);
}

// The length of the incomplete sequence at `at` (Unicode §3.9, maximal subparts).
std::size_t broken_length(std::string_view bytes, std::size_t at) {
  const unsigned char lead = byte_at(bytes, at);
  if (lead < 0xE0 || lead > 0xF4) return 1;
  const std::size_t wanted = lead < 0xF0 ? 3 : 4;
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  std::size_t length = 1;
  while (length < wanted && at + length < bytes.size()) {
    const unsigned char c = byte_at(bytes, at + length);
    if (c < (length == 1 ? low : 0x80) || c > (length == 1 ? high : 0xBF)) break;
    ++length;
  }
  return length;
}

Utf8Sequence sequence_at(std::string_view bytes, std::size_t at) {
  using Kind = Utf8Sequence::Kind;
  const base::Decoded decoded = base::decode_utf8(bytes.substr(at));
  if (decoded.valid) return {Kind::kCharacter, decoded.length, decoded.character};
  if (is_surrogate_half(bytes, at, 0xA0) && is_surrogate_half(bytes, at + 3, 0xB0)) {
    const char32_t pair = 0x10000 + ((surrogate_at(bytes, at) - 0xD800) << 10) +
                          (surrogate_at(bytes, at + 3) - 0xDC00);
    return {Kind::kCharacter, 6, pair};
  }
  if (is_surrogate_half(bytes, at, 0xA0) || is_surrogate_half(bytes, at, 0xB0)) {
    return {Kind::kCharacter, 3, surrogate_at(bytes, at)};
  }
  // How Java's modified UTF-8 writes NUL.
  if (bytes.substr(at, 2) == "\xC0\x80") return {Kind::kCharacter, 2, 0};
  if (byte_at(bytes, at) < 0xC0) return {Kind::kStrayTail, 1, 0};
  return {Kind::kBrokenLead, broken_length(bytes, at), 0};
}

// Whether the bytes from `at` to `next` are part of three or more in a row outside ASCII. Latin
// words have one such letter, or one and a quote.
bool is_in_word(std::string_view bytes, std::size_t at, std::size_t next) {
  std::size_t row = next - at;
  for (std::size_t i = next; i < bytes.size() && row < 3 && byte_at(bytes, i) >= 0x80; ++i) ++row;
  for (std::size_t i = at; i > 0 && row < 3 && byte_at(bytes, i - 1) >= 0x80; --i) ++row;
  return row >= 3;
}

// Whether an incomplete sequence is a character cut in two, not letters of windows-1252: one such
// letter may be a lead byte and a quote after it its tail ("\xE9\x94"), but not if the text has
// whole characters with that lead, or of an alphabet with three bytes a letter, or two tails
// follow, or the document ends there.
bool is_cut(std::string_view bytes, std::size_t at, std::size_t length, const Utf8Census& census) {
  constexpr unsigned char kPunctuationLead = 0xE2;  // U+2000–U+2FFF: the quotes and dashes.
  const unsigned char lead = byte_at(bytes, at);
  if (lead < 0xC2) return false;
  if (census.leads[lead] || length >= 3 || at + length == bytes.size()) return true;
  return length == 2 &&
         (lead == kPunctuationLead || (census.leads >> (kPunctuationLead + 1)).any());
}

void append_pasted(unsigned char byte, DecodedBytes& out) {
  const char32_t character = windows1252_character(byte);
  if (character == byte && byte < 0xA0) {
    out.replace();
    return;
  }
  ++out.pasted;
  base::append_utf8(character, out.text);
}

// Where a row of letters ends that begins at `at`, as far as it fills vectors with letters of
// U+1000–U+CFFF, which all have three bytes: Chinese, Japanese, Korean. A third of parsing those.
std::size_t after_wide_letters(std::string_view bytes, std::size_t at) {
  constexpr std::size_t kLetters = base::kVector / 3 * 3;
  using Byte = signed char;
  const base::ByteVector looked_at([](auto i) {
    return static_cast<Byte>(i >= kLetters ? 0 : i % 3 == 0 ? 0xF0 : 0xC0);
  });
  const base::ByteVector expected([](auto i) {
    return static_cast<Byte>(i >= kLetters ? 0 : i % 3 == 0 ? 0xE0 : 0x80);
  });
  while (at + base::kVector <= bytes.size()) {
    const base::ByteVector row = base::load_vector(bytes.data() + at);
    const auto is_other = (row & looked_at) != expected || row == static_cast<Byte>(0xE0) ||
                          row == static_cast<Byte>(0xED) || row == static_cast<Byte>(0xEF);
    if (std::experimental::any_of(is_other)) break;
    at += kLetters;
  }
  return at;
}

}  // namespace

Utf8Scan scan_utf8(std::string_view bytes) {
  Utf8Scan scan;
  for (std::size_t at = 0;;) {
    // As signed numbers, both controls and bytes outside ASCII are less than the blank. The line
    // feed, after every other element, is as good as a letter.
    at = base::find_byte(bytes, at, [](const auto& c) {
      return c < static_cast<signed char>(' ') && c != static_cast<signed char>('\n');
    });
    // Letters of other alphabets are in rows.
    do {
      scan.clean = at;
      if (at == bytes.size()) return scan;
      const unsigned char c = byte_at(bytes, at);
      const bool plain = is_plain(c);
      const std::size_t length = plain ? 1 : c < 0x80 ? 0 : multibyte_length(bytes, at);
      if (length == 0) return scan;
      if (c == 0xC3 && looks_encoded_twice(bytes, at)) scan.maybe_twice = true;
      scan.ascii = scan.ascii && plain;
      at += length;
      if (length == 3) at = after_wide_letters(bytes, at);
    } while (at == bytes.size() || byte_at(bytes, at) >= 0x80);
  }
}

Utf8Census count_utf8(std::string_view bytes) {
  Utf8Census census;
  for (std::size_t at = 0; at < bytes.size();) {
    const Utf8Sequence sequence = sequence_at(bytes, at);
    const std::size_t next = at + sequence.length;
    if (sequence.kind == Utf8Sequence::Kind::kCharacter) {
      if (sequence.length > 1) {
        ++census.multibyte;
        census.leads.set(byte_at(bytes, at));
      }
    } else if (next < bytes.size() || sequence.kind == Utf8Sequence::Kind::kStrayTail) {
      census.bad += sequence.length;
      census.clumped += is_in_word(bytes, at, next) ? sequence.length : 0;
    }
    at = next;
  }
  return census;
}

DecodedBytes repair_utf8(std::string_view bytes, const Utf8Census& census) {
  DecodedBytes out;
  out.text.reserve(bytes.size() + census.bad * 2);
  bool in_character = false;  // The previous bytes were one outside ASCII, whole or cut.
  for (std::size_t at = 0; at < bytes.size();) {
    const Utf8Sequence sequence = sequence_at(bytes, at);
    if (sequence.kind == Utf8Sequence::Kind::kCharacter) {
      in_character = sequence.length > 1;
      out.append(sequence.character);
    } else if (sequence.kind == Utf8Sequence::Kind::kStrayTail
                   ? in_character
                   : is_cut(bytes, at, sequence.length, census)) {
      in_character = true;
      out.replace();
    } else {
      in_character = false;
      for (std::size_t i = 0; i < sequence.length; ++i) append_pasted(byte_at(bytes, at + i), out);
    }
    at += sequence.length;
  }
  return out;
}

}  // namespace syndic::markup
