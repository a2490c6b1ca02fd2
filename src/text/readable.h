// SPDX-License-Identifier: MIT
//
// Text for people, whoever wrote it: each character in its one spelling, nothing in it that cannot
// be seen and does nothing, and no mark that turns the direction of what is written beside it.
#pragma once

#include <string>
#include <string_view>

namespace syndic::text {

/// `text` (valid UTF-8, lines ended by line feeds) as it is to be published: in Unicode's
/// normalisation form C (UAX #15); direction controls balanced in each line (balanced_direction());
/// the line and paragraph separators of Unicode as line feeds. Byte order marks, soft hyphens, C1
/// controls, zero-width spaces and joiners of words, tag characters and what Unicode deprecates or
/// sets aside go. What has a meaning stays: the joiners of Persian, Indic scripts and emoji, the
/// zero-width space between Thai, Lao, Khmer or Burmese letters, the tags of an emoji flag. Empty
/// where nothing is left that shows. ASCII comes back as it is, and so does what this gave.
[[nodiscard]] std::string readable_text(std::string text);

/// The same in one line: runs of blanks, those outside ASCII too, are one space, with none at
/// either end. A no-break space alone between two words stays one.
[[nodiscard]] std::string readable_line(std::string_view text);

/// `text` with every embedding, override and isolate (UAX #9 §2) ended in its own line, so that
/// what is written after it stays as it is: what is open at the end of a line is ended there, what
/// ends nothing goes. Beyond the 125 levels that the standard has, controls go.
[[nodiscard]] std::string balanced_direction(std::string_view text);

}  // namespace syndic::text
