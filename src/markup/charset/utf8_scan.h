// SPDX-License-Identifier: MIT
//
// A fast scan, which most documents of UTF-8 pass, and the repair of the others.
#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

#include "markup/charset/decoded_bytes.h"

namespace syndic::markup {

struct Utf8Scan {
  std::size_t clean = 0;     ///< Bytes at the start that are UTF-8 of XML characters to keep as is.
  bool ascii = true;         ///< Whether those are all ASCII.
  bool maybe_twice = false;  ///< Whether they may hold UTF-8 that was encoded once more.
};

/// Scans up to the first byte that needs a repair: no UTF-8 (Unicode table 3-7), forbidden by XML
/// 1.0 §2.2, or a C1 control that means a windows-1252 character.
[[nodiscard]] Utf8Scan scan_utf8(std::string_view bytes);

/// How much of a text is UTF-8, and how the other bytes are distributed.
struct Utf8Census {
  std::size_t multibyte = 0;  ///< Well-formed characters outside ASCII.
  std::size_t bad = 0;        ///< Bytes outside of these; a character cut by the end is not bad.
  std::size_t clumped = 0;    ///< Bad bytes in rows of three and more outside ASCII: words of a
                              ///< charset with another alphabet. Latin letters are single.
  std::bitset<256> leads;     ///< First bytes of the well-formed characters.

  /// Whether it is damaged UTF-8 rather than another charset with a little accidental UTF-8.
  [[nodiscard]] bool is_mostly_utf8() const {
    return bad == 0 || (multibyte > 0 && clumped <= multibyte);
  }
};
[[nodiscard]] Utf8Census count_utf8(std::string_view bytes);

/// Reads damaged UTF-8. A character that was cut becomes one U+FFFD, a byte of windows-1252 that
/// was pasted between ASCII becomes its character there; surrogates in pairs (CESU-8) become the
/// character they encode, single ones are dropped, as is all that XML forbids.
[[nodiscard]] DecodedBytes repair_utf8(std::string_view bytes, const Utf8Census& census);

}  // namespace syndic::markup
