// SPDX-License-Identifier: MIT
//
// What a document and its transport declare or show of its charset, before it is decoded.
#pragma once

#include <cstddef>
#include <string_view>

#include "markup/charset/labels.h"

namespace syndic::markup {

struct ByteOrderMark {
  const Encoding* encoding = nullptr;  ///< nullptr: there is none.
  std::size_t length = 0;
};

/// The mark of UTF-8, UTF-16 or UTF-32 at the start (Unicode §23.8).
[[nodiscard]] ByteOrderMark byte_order_mark(std::string_view bytes);

/// UTF-16 or UTF-32 by where the NULs of its ASCII characters lie (XML 1.0 appendix F.1, taken
/// over the first kilobyte, so that it may begin with any character); nullptr if it is neither.
[[nodiscard]] const Encoding* encoding_of_nuls(std::string_view bytes);

/// Whether it begins with "<?xml" in EBCDIC, blanks before it aside (XML 1.0 appendix F.1).
[[nodiscard]] bool is_ebcdic(std::string_view bytes);

/// The charset parameter of a Content-Type, without quotes; of several the first that is not empty.
/// Empty if there is none.
[[nodiscard]] std::string_view charset_parameter(std::string_view content_type);

/// The encoding of the XML declaration in a text whose ASCII is ASCII; empty if there is none.
/// Blanks, a BOM, comments and other text may be before it, in the first kilobytes; no element.
[[nodiscard]] std::string_view declared_encoding(std::string_view text);

}  // namespace syndic::markup
