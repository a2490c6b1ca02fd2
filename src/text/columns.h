// SPDX-License-Identifier: MIT
//
// Plain text in lines of so many columns, as terminals and mail readers show it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace syndic::text {

/// How many columns the valid UTF-8 takes in a font of one width: two for wide characters (Unicode
/// Standard Annex #11), none for marks that combine and for controls.
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// `line`, one line of valid UTF-8, as lines of at most `width` columns, each after `indent`
/// spaces, which count, and with a line break at its end. Broken at spaces, and between characters
/// outside ASCII where lines may break (UAX #14); a longer word, such as a URL, stays whole. Empty
/// for an empty line.
[[nodiscard]] std::string in_columns(std::string_view line, std::size_t width,
                                     std::size_t indent = 0);

}  // namespace syndic::text
