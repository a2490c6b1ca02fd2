// SPDX-License-Identifier: MIT
#pragma once

namespace syndic::text {

/// Whether the character is of a script that is written without blanks between words (UAX #14: Han,
/// kana, Thai, Lao, Khmer, Burmese …).
[[nodiscard]] bool is_unspaced(char32_t character);

/// Whether the character is a blank or ends a line, in any script (Unicode's White_Space).
[[nodiscard]] bool is_white_space(char32_t character);

}  // namespace syndic::text
