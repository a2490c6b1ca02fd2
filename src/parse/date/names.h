// SPDX-License-Identifier: MIT
//
// The words that occur in dates, in the languages of feeds. All functions take words as
// folded_word() leaves them.
#pragma once

#include <string_view>

namespace syndic::parse {

/// 1 to 12 for a month's name, or its first three letters or more where they are one month's alone;
/// else 0.
[[nodiscard]] int month_of(std::string_view word);

/// Whether it is a weekday's name, its first two letters or more, or a usual abbreviation.
[[nodiscard]] bool is_weekday(std::string_view word);

/// Words that stand before a clock and mean nothing: "at", "de", "um".
[[nodiscard]] bool is_filler(std::string_view word);

/// Words that stand behind a clock and mean nothing: "Uhr", "h".
[[nodiscard]] bool is_clock_word(std::string_view word);

/// Words that stand behind a year and mean nothing: "г", "roku".
[[nodiscard]] bool is_year_word(std::string_view word);

/// 'a' or 'p' for a word that is a half of the day ("am", "μμ"); else '\0'.
[[nodiscard]] char half_of_day(std::string_view word);

}  // namespace syndic::parse
