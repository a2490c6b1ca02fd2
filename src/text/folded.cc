// SPDX-License-Identifier: MIT
#include "text/folded.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <cstdint>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/scripts.h"

namespace syndic::text {
namespace {

/// Whether the character's script has no edges between its words that could be seen. Korean has
/// blanks, but joins endings to its words.
bool has_no_edges(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  return is_unspaced(character) ||
         uscript_getScript(static_cast<UChar32>(character), &status) == USCRIPT_HANGUL;
}

/// Whether a word goes on with the character, on whichever side of it.
bool joins_words(char32_t character) {
  if (character < 0x80) {
    const char c = static_cast<char>(character);
    return base::is_alpha(c) || base::is_digit(c);
  }
  const auto point = static_cast<UChar32>(character);
  const bool is_mark = (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0;
  return (is_mark || u_isalnum(point) != 0) && !has_no_edges(character);
}

/// Whether words end, or begin, at byte `at`, which is between characters.
bool is_edge(std::string_view text, std::size_t at) {
  if (at == 0 || at == text.size()) return true;
  return !joins_words(base::decode_last_utf8(text.substr(0, at)).character) ||
         !joins_words(base::decode_utf8(text.substr(at)).character);
}

}  // namespace

std::string folded(std::string_view text) {
  if (base::is_ascii(text)) return base::fold_spaces(base::lower(text));
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string result;
  icu::StringByteSink<std::string> sink(&result, static_cast<std::int32_t>(text.size()));
  if (U_SUCCESS(status)) {
    const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
    folding->normalizeUTF8(0, piece, sink, nullptr, status);
  }
  return base::fold_spaces(U_SUCCESS(status) ? result : base::lower(text));
}

bool has_words(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos;
       at = text.find(words, at + 1)) {
    if (is_edge(text, at) && is_edge(text, at + words.size())) return true;
  }
  return false;
}

}  // namespace syndic::text
