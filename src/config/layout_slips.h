// SPDX-License-Identifier: MIT
//
// Slips in what stands around the values of a file: comments, headers, commas, blanks.
#pragma once

#include <string_view>

#include "config/slip_line.h"

namespace syndic::config {

/// Whether the library's own words for `error` hold `words`.
[[nodiscard]] bool says(const SyntaxError& error, std::string_view words);

/// That `text` is JSON or XML, as its first character shows.
[[nodiscard]] Slip find_other_format(std::string_view text);

/// A comment that begins as in another language, a blank that is no space or tab, a header that is
/// not closed or is followed by something, a ';' or ',' after a value, a comma or bracket that a
/// list lacks, braces over several lines. Nothing where it is none of these.
[[nodiscard]] Slip find_layout_slip(const SlipLine& line, const SyntaxError& error);

}  // namespace syndic::config
