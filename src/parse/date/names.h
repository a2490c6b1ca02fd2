// SPDX-License-Identifier: MIT
//
// The words that occur in dates, in the languages of feeds. All functions but
// folded_word() take words as it leaves them.
#pragma once

#include <bitset>
#include <string>
#include <string_view>

namespace syndic::parse {

/// `word` (UTF-8) case folded and without accents (Unicode's NFKC_Casefold, UAX #31 §5.1.3): "Août"
/// is "aout", "Łódź" is "lodz".
[[nodiscard]] std::string folded_word(std::string_view word);

/// 1 to 12 for a month's name, or its first three letters or more if only one month has them; else
/// 0.
[[nodiscard]] int month_of(std::string_view word);

/// Weekdays from Monday on.
using Weekdays = std::bitset<7>;

/// The weekdays, of all languages, whose name it is, or its first two letters or more, or a usual
/// abbreviation: "so" is Sunday in German and Saturday in Czech. None if it is no weekday's.
[[nodiscard]] Weekdays weekdays_of(std::string_view word);

/// The same of the first word of a date, where Catalan's two letters are read as well: elsewhere
/// they mean other things.
[[nodiscard]] Weekdays weekdays_at_start(std::string_view word);

/// Words before a clock that mean nothing: "at", "de", "um".
[[nodiscard]] bool is_filler(std::string_view word);

/// Words after a clock that mean nothing: "Uhr", "h".
[[nodiscard]] bool is_clock_word(std::string_view word);

/// Words after a year that mean nothing: "г", "roku".
[[nodiscard]] bool is_year_word(std::string_view word);

/// 'a' or 'p' for a word that names a half of the day ("am", "μμ"); else '\0'.
[[nodiscard]] char half_of_day(std::string_view word);

}  // namespace syndic::parse
