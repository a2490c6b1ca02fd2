// SPDX-License-Identifier: MIT
//
// From bytes to UTF-8: the one place that knows charsets. Total: any bytes give a text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::markup {

/// A document's text and how it was read.
struct DecodedText {
  std::string text;                   ///< Valid UTF-8 of XML 1.0 characters, without a BOM.
  std::string encoding;               ///< What the bytes were in: WHATWG name, lower case.
  std::vector<std::string> warnings;  ///< What had to be repaired, one line each.
  std::size_t skipped = 0;            ///< Bytes of a UTF-8 BOM that `text` no longer has.
};

/// Reads `bytes` in the order of RFC 7303 §3: BOM, charset parameter of `content_type`, the XML
/// declaration, NULs where UTF-16 and UTF-32 have them; else UTF-8, and what is not UTF-8 is
/// windows-1252. Labels mean what the WHATWG Encoding Standard says. Bytes beyond ASCII that are
/// valid UTF-8 beat a declared single-byte charset. In a text that calls itself UTF-8 the bytes
/// that are not are read as windows-1252 where it has a character for them, else as U+FFFD.
/// Characters that XML 1.0 §2.2 forbids are dropped. Each repair leaves a warning.
[[nodiscard]] DecodedText decode_text(std::string_view bytes, std::string_view content_type);

/// The lower-case WHATWG name of the encoding that `label` means ("latin1" → "windows-1252");
/// empty for a label that the Encoding Standard §4.2 does not know.
[[nodiscard]] std::string_view encoding_of_label(std::string_view label);

}  // namespace syndic::markup
