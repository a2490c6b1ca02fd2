// SPDX-License-Identifier: MIT
//
// The charsets that are read, and everything that they are called.
#pragma once

#include <string_view>

namespace syndic::markup {

enum class Form {
  kUtf8,
  kWide,        ///< UTF-16 or UTF-32.
  kSingleByte,  ///< ASCII and 128 more.
  kMultiByte,   ///< ASCII, and more in two to four bytes of which the first is beyond ASCII.
  kSevenBit,    ///< ASCII until an escape says otherwise; no byte is beyond ASCII.
  kEbcdic,      ///< Not even the letters are where ASCII has them.
};

struct Encoding {
  std::string_view name;  ///< The WHATWG's in lower case; IANA's where that has none.
  Form form;
  /// Names that ICU's aliases do not lead to this one, in letters and digits, between blanks.
  std::string_view labels = {};
  std::string_view icu = {};  ///< ICU's converter where that is not of the same name.
};

/// What `label` means; nullptr for one that no one knows. Case and punctuation do not count, nor
/// does a leading "x-" or "cs" ("iso8859_1", "CP-1252", "x-sjis"). Labels of the Encoding
/// Standard §4.2 mean what it says; what ICU, Python and Java call the same charsets is known too.
/// UTF-7 and the pages of DOS and EBCDIC but IBM037 are not. The pointer stays valid for ever.
[[nodiscard]] const Encoding* find_encoding(std::string_view label);

}  // namespace syndic::markup
