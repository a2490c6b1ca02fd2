// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace syndic::parse {

/// A zone that a word means: a fixed distance from UTC, or a place's rules.
struct NamedZone {
  int minutes = 0;         ///< East of UTC, where `place` is empty.
  std::string_view place;  ///< IANA name.
};

/// RFC 822 §5's zones, military letters as UTC (RFC 5322 §4.3), "ET" and its kin as the place's
/// own time of that day, and the abbreviations that feeds of other continents use. `word` is in
/// lower case.
[[nodiscard]] std::optional<NamedZone> zone_of(std::string_view word);

/// Whether `zone` (IANA) is of the United States, where 3/12 is the twelfth of March. Canada writes
/// either, and the other countries of America have the day first.
[[nodiscard]] bool is_us_zone(std::string_view zone);

}  // namespace syndic::parse
