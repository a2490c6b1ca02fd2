// SPDX-License-Identifier: MIT
//
// The characters of dates, so that those who read dates need know only ASCII's blanks, digits and
// dashes, and one spelling of a word. No locale: the same bytes mean the same everywhere.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace syndic::parse {

/// `text` with every Unicode blank as a space, every dash and minus as '-', full-width forms and
/// the digits of Arabic, Persian and Hindi as ASCII's, and without invisible marks. Nothing where
/// it is not UTF-8.
[[nodiscard]] std::optional<std::string> plain_date_text(std::string_view text);

/// `word` (UTF-8) in lower case and without accents, for Latin, Greek and Cyrillic: "Août" is
/// "aout". Other letters stay.
[[nodiscard]] std::string folded_word(std::string_view word);

/// The characters, not bytes, of `word`.
[[nodiscard]] std::size_t letter_count(std::string_view word);

}  // namespace syndic::parse
