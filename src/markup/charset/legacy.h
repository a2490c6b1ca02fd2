// SPDX-License-Identifier: MIT
//
// Everything that is not UTF-8, through ICU's tables.
#pragma once

#include <optional>
#include <string_view>

#include "markup/charset/decoded_bytes.h"
#include "markup/charset/labels.h"

namespace syndic::markup {

/// `bytes` in `encoding`, any but UTF-8. What it has no character for becomes U+FFFD, lone
/// surrogates and what else XML forbids is dropped, C1 controls become windows-1252's characters
/// and EBCDIC's line ends LF. Nothing if this build of ICU lacks the table.
[[nodiscard]] std::optional<DecodedBytes> read_legacy(std::string_view bytes,
                                                      const Encoding& encoding);

/// The charset that the letters of `sample` suggest clearly, else nullptr. With
/// `another_alphabet` (its bytes outside ASCII form words) one that has such, without it a
/// Latin one. Never windows-1252 or a Unicode form. Reads a few kilobytes at most.
[[nodiscard]] const Encoding* guess_legacy(std::string_view sample, bool another_alphabet);

}  // namespace syndic::markup
