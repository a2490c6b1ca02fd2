// SPDX-License-Identifier: MIT
//
// The words that occur in dates. All functions take words whose ASCII letters are lower case.
#pragma once

#include <optional>
#include <string_view>

namespace syndic::parse {

/// 1 to 12 for a month's name in English, German, French, Italian, Spanish, Portuguese or Dutch, or
/// its first three letters or more; else 0.
[[nodiscard]] int month_of(std::string_view word);

/// Whether it is a weekday's name in most of those languages, or its first two letters or more.
[[nodiscard]] bool is_weekday(std::string_view word);

/// A zone that a word means: a fixed distance from UTC, or a place's rules.
struct NamedZone {
  int minutes = 0;         ///< East of UTC, where `place` is empty.
  std::string_view place;  ///< IANA name.
};

/// RFC 822 §5's zones, military letters as UTC (RFC 5322 §4.3), "ET" and its kin as the place's
/// own time of that day, and the abbreviations that feeds of Europe, Asia and Australia use.
[[nodiscard]] std::optional<NamedZone> zone_of(std::string_view word);

}  // namespace syndic::parse
