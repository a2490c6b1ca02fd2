// SPDX-License-Identifier: MIT
//
// Dates of China, Japan and Korea put a unit after each number, and no blanks between words. These
// are the units and words; DateParser (date.cc) puts the numbers before them together.
#pragma once

#include <cstddef>
#include <string_view>

namespace syndic::parse {

/// The unit after a number: 年, 월, 日, 时 …
enum class DateUnit { none, year, month, day, hour, minute, second };

struct UnitMark {
  DateUnit unit = DateUnit::none;
  std::size_t length = 0;  ///< Bytes, with the blanks before it.
};

/// The unit at the start of `text`, if there is one.
[[nodiscard]] UnitMark unit_at(std::string_view text);

enum class CjkKind { none, weekday, before_noon, after_noon };

struct CjkWord {
  CjkKind kind = CjkKind::none;
  std::size_t length = 0;  ///< Bytes.
  unsigned weekday = 0;    ///< From 0 (Monday) to 6, if it is one.
};

/// The weekday or half of the day at the start of `text`, whatever follows it.
[[nodiscard]] CjkWord cjk_word_at(std::string_view text);

}  // namespace syndic::parse
