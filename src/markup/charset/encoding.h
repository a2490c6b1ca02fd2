// SPDX-License-Identifier: MIT
//
// From bytes to UTF-8, in any charset. Total: any bytes are a text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::markup {

/// A document's text and how it was read.
struct DecodedText {
  std::string text;                   ///< Valid UTF-8 of XML 1.0 characters, without a BOM.
  std::string encoding;               ///< Of the bytes: WHATWG name, lower case.
  std::vector<std::string> warnings;  ///< Repairs, one line each.
  std::size_t skipped = 0;            ///< Bytes of a UTF-8 BOM that `text` no longer has.
  bool maybe_twice = false;           ///< undo_double_encoding() may undo something in a part.
};

/// Decodes `bytes`, trying charsets in the order of RFC 7303 §3: BOM, charset parameter of
/// `content_type`, XML declaration; else UTF-8. Labels mean what the WHATWG Encoding Standard
/// defines. What the bytes themselves show counts more than all that is declared:
///  - UTF-16, UTF-32 and EBCDIC show by their markup;
///  - UTF-8 outside ASCII beats a single-byte charset, and a multi-byte one if it is no accident;
///  - ISO-2022-JP shows by its escapes;
///  - a declared charset that many bytes are not in is wrong, and the next in order is tried; so is
///    HTTP's ISO-8859-1 or US-ASCII, which many servers add unasked, if the document declares
///    another;
///  - if none is left, it is a charset that the letters plainly suggest, else windows-1252.
/// In a text of UTF-8 the bytes that are not are read as windows-1252 where they were pasted, or
/// are U+FFFD where a character was cut. Characters that XML 1.0 §2.2 forbids are dropped; C1
/// controls are the windows-1252 characters of their numbers. Each repair leaves a warning.
/// The text has at most four bytes for one of `bytes`.
[[nodiscard]] DecodedText decode_text(std::string_view bytes, std::string_view content_type);

/// The lower-case WHATWG name of the encoding that `label` means ("latin1" → "windows-1252"),
/// IANA's for those the WHATWG leaves out; empty for an unknown label.
[[nodiscard]] std::string_view encoding_of_label(std::string_view label);

}  // namespace syndic::markup
