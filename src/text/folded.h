// SPDX-License-Identifier: MIT
//
// Texts as people compare them: without regard to case, to how a letter is encoded and to how wide
// a blank is.
#pragma once

#include <string>
#include <string_view>

namespace syndic::text {

/// `text` for comparing alone: case folded in full ("ß" is "ss"), composed, compatible forms made
/// one ("ﬁ" is "fi", full width is half), what nobody sees gone (soft hyphens, zero-width blanks),
/// and every run of blanks one space (Unicode's NFKC_Casefold, UAX #31 §5.1.3). Accents stay.
[[nodiscard]] std::string folded(std::string_view text);

/// Whether `text` holds `words` as whole words, both folded: no letter or digit goes on before or
/// after them. Scripts that are written without blanks between words, or with endings that are
/// joined to them (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese), have no such edges: there
/// a word is found wherever its characters stand.
[[nodiscard]] bool has_words(std::string_view text, std::string_view words);

}  // namespace syndic::text
