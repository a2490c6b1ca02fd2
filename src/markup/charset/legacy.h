// SPDX-License-Identifier: MIT
//
// Everything that is not UTF-8, through ICU's tables.
#pragma once

#include <optional>
#include <string_view>

#include "markup/charset/decoded_bytes.h"
#include "markup/charset/labels.h"

namespace syndic::markup {

/// The text of `bytes` in `encoding`, any but UTF-8. Bytes without a character become U+FFFD, lone
/// surrogates and all else that XML forbids are dropped, C1 controls become windows-1252's
/// characters and EBCDIC's line ends LF. Nullopt if this build of ICU lacks the charset.
[[nodiscard]] std::optional<DecodedBytes> read_legacy(std::string_view bytes,
                                                      const Encoding& encoding);

/// The charset that the letters of `sample` suggest clearly, else nullptr. With `another_alphabet`
/// (its bytes outside ASCII form words) one of another alphabet, else a Latin one. Never
/// windows-1252 or a Unicode form. Reads a few kilobytes at most.
[[nodiscard]] const Encoding* guess_legacy(std::string_view sample, bool another_alphabet);

}  // namespace syndic::markup
