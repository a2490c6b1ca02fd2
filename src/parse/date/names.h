// SPDX-License-Identifier: MIT
//
// The words that occur in dates, in the languages of feeds. All functions but
// folded_word() take words as it leaves them.
#pragma once

#include <string>
#include <string_view>

namespace syndic::parse {

/// `word` (UTF-8) case folded and without accents (Unicode's NFKC_Casefold, UAX #31 §5.1.3): "Août"
/// is "aout", "Łódź" is "lodz".
[[nodiscard]] std::string folded_word(std::string_view word);

/// 1 to 12 for a month's name, or its first three letters or more if only one month has them; else
/// 0.
[[nodiscard]] int month_of(std::string_view word);

/// Whether it is a weekday's name, its first two letters or more, or a usual abbreviation.
[[nodiscard]] bool is_weekday(std::string_view word);

/// Words before a clock that mean nothing: "at", "de", "um".
[[nodiscard]] bool is_filler(std::string_view word);

/// Words after a clock that mean nothing: "Uhr", "h".
[[nodiscard]] bool is_clock_word(std::string_view word);

/// Words after a year that mean nothing: "г", "roku".
[[nodiscard]] bool is_year_word(std::string_view word);

/// 'a' or 'p' for a word that names a half of the day ("am", "μμ"); else '\0'.
[[nodiscard]] char half_of_day(std::string_view word);

}  // namespace syndic::parse
