// SPDX-License-Identifier: MIT
//
// The charsets that are read, and all their labels.
#pragma once

#include <string_view>

namespace syndic::markup {

enum class Form {
  kUtf8,
  kWide,        ///< UTF-16 or UTF-32.
  kSingleByte,  ///< ASCII and 128 more.
  kMultiByte,   ///< ASCII, and more in two to four bytes, the first outside ASCII.
  kSevenBit,    ///< ASCII up to an escape; no byte is outside ASCII.
  kEbcdic,      ///< Not even the letters are where ASCII has them.
};

struct Encoding {
  std::string_view name;  ///< The WHATWG's in lower case; IANA's where that has none.
  Form form;
  /// Labels that are not ICU's aliases of this one, in letters and digits, separated by blanks.
  std::string_view labels = {};
  std::string_view icu = {};  ///< ICU's converter if its name differs.
};

/// The encoding that `label` means; nullptr for an unknown one. Case and punctuation do not count,
/// nor does a leading "x-" or "cs" ("iso8859_1", "CP-1252", "x-sjis"). Labels of the Encoding
/// Standard §4.2 mean what it defines; ICU's, Python's and Java's names of the same charsets are
/// known, too. UTF-7 and the pages of DOS and EBCDIC except IBM037 are not. The pointer is always
/// valid.
[[nodiscard]] const Encoding* find_encoding(std::string_view label);

}  // namespace syndic::markup
