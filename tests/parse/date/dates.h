// SPDX-License-Identifier: MIT
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/time_format.h"
#include "parse/date/date.h"

namespace syndic::test {

struct DateRow {
  std::string_view text;
  std::string_view expected;  ///< RFC 3339; empty: no date.
};

/// The date in RFC 3339; empty where it cannot be read.
[[nodiscard]] inline std::string read_date(std::string_view text, std::string_view zone = {}) {
  const auto date = parse::parse_date(text, zone);
  return date ? base::format_rfc3339(*date) : std::string();
}

inline void check_dates(const std::vector<DateRow>& rows) {
  for (const DateRow& row : rows) {
    INFO(row.text);
    CHECK(read_date(row.text) == row.expected);
  }
}

}  // namespace syndic::test
