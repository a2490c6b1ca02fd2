// SPDX-License-Identifier: MIT
//
// The parts of a date behind its day: clocks, halves of the day and distances from UTC. Functions
// that return false leave the cursor and the fields anywhere: the text is no date then.
#pragma once

#include <optional>
#include <string_view>

#include "parse/date/cursor.h"
#include "parse/date/fields.h"

namespace syndic::parse {

/// After the hour, before ":30", ":30:00.5 pm" or, in the north of Europe, ".30".
[[nodiscard]] bool read_clock(int hour, DateCursor& cursor, DateFields& fields);

/// ISO 8601's basic clocks of two, four or six digits, each with a fraction behind it.
[[nodiscard]] bool read_basic_clock(std::string_view digits, DateCursor& cursor,
                                    DateFields& fields);

/// Whether "h30" or "u30" follows an hour; " h 30", as French is set, only behind a whole date,
/// where the number can be nothing else.
[[nodiscard]] bool is_hour_letter_ahead(const DateCursor& cursor, const DateFields& fields);

/// After the hour, before "h", "h30", "h30m15s" or " h 30".
[[nodiscard]] bool read_lettered_clock(int hour, DateCursor& cursor, DateFields& fields);

/// Whether "9:" or " 09:" follows.
[[nodiscard]] bool is_clock_ahead(const DateCursor& cursor);

/// Takes "am", " PM", "p.m." or "p. m."; false, and nothing taken, where something else stands
/// there or a half of the day is already known.
bool take_half_of_day(DateCursor& cursor, DateFields& fields);

/// Sets the half of the day; false where one is already known.
[[nodiscard]] bool put_half_of_day(char half, DateFields& fields);

/// The part of `whole` that ".25" or ",25" names, cut off; 0 where no fraction follows.
int take_fraction(int whole, DateCursor& cursor);

/// Minutes east of UTC of "+0200", "-05:00", "+1:00" or "+02"; nothing beyond 14:59.
[[nodiscard]] std::optional<int> read_utc_offset(DateCursor& cursor);

}  // namespace syndic::parse
