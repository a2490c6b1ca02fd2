// SPDX-License-Identifier: MIT
//
// The result of any decoder of this folder: a text of characters that XML 1.0 §2.2 allows, with
// counts of all repairs.
#pragma once

#include <cstddef>
#include <string>

#include "base/utf8.h"
#include "markup/charset/windows1252.h"

namespace syndic::markup {

struct DecodedBytes {
  std::string text;
  std::size_t outside_ascii = 0;  ///< Characters outside ASCII that the charset has.
  std::size_t replaced = 0;       ///< U+FFFD for bytes that it does not have.
  std::size_t pasted = 0;         ///< Bytes that were read as windows-1252 instead.
  std::size_t dropped = 0;        ///< Characters that XML forbids.
  std::size_t controls = 0;       ///< C1 controls, each read as the windows-1252 character it is.

  /// A character that the charset has.
  void append(char32_t character) {
    if (!base::is_xml_character(character)) {
      ++dropped;
      return;
    }
    const char32_t meant = windows1252_character(character);
    controls += meant == character ? std::size_t{0} : std::size_t{1};
    outside_ascii += character < 0x80 ? std::size_t{0} : std::size_t{1};
    base::append_utf8(meant, text);
  }

  void replace() {
    ++replaced;
    base::append_utf8(base::kReplacementCharacter, text);
  }
};

}  // namespace syndic::markup
