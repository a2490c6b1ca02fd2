// SPDX-License-Identifier: MIT
//
// Days that are written in numbers alone. Functions that return false leave the cursor and the
// fields anywhere: the text is no date then.
#pragma once

#include <optional>
#include <string_view>

#include "parse/date/cursor.h"
#include "parse/date/fields.h"

namespace syndic::parse {

/// The numbers that one separator ('-', '/', or '.' with blanks behind it) joins to a first one,
/// as in "2022-05-16" or "16. 5. 2022"; a blank does where the third is a year: "16 05 2022".
struct JoinedNumbers {
  char separator;
  std::string_view second;
  std::string_view third;  ///< May be empty.
  std::size_t length;      ///< Of all of it.
};

/// What is joined to the number before the cursor; nothing where nothing is.
[[nodiscard]] std::optional<JoinedNumbers> joined_numbers(const DateCursor& cursor);

/// "16.05.2022", "5/16/2022", "22-05-16": see parse_date() for their order. `joined` has a third.
[[nodiscard]] bool put_three_numbers(std::string_view first, const JoinedNumbers& joined,
                                     DateFields& fields);

/// Behind a year of four digits: "-05-16", "/5/16", ". 5. 16", "-05", or "-136", a day of the year.
[[nodiscard]] bool put_month_and_day(const JoinedNumbers& joined, DateFields& fields);

/// Behind a year: takes "-W20-1", "-W20" or "W201" (ISO 8601 §5.2.3). Nothing where none follows,
/// else whether there is such a day.
[[nodiscard]] std::optional<bool> take_week(DateCursor& cursor, DateFields& fields);

/// 22136, 220516, 2022136 or 20220516.
[[nodiscard]] bool put_basic_date(std::string_view digits, DateFields& fields);

/// "-2205" and "-22-05" (ISO 8601:2000 §5.2.1.3), the whole rest of the text.
[[nodiscard]] bool read_month_of_century(DateCursor& cursor, DateFields& fields);

}  // namespace syndic::parse
