// SPDX-License-Identifier: MIT
//
// Dates by the letter of their standards, beside parse/date, which reads what was meant.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/timestamp.h"

namespace syndic::lint {

/// The standard that an element's date must follow.
enum class DateStandard : std::uint8_t {
  rfc822,   ///< RSS, with RFC 1123's years of four digits.
  rfc3339,  ///< Atom (RFC 4287 §3.3) and JSON Feed.
  w3cdtf,   ///< dc:date: a year, a month, a day or a moment.
};

/// The rule of documents that a date breaks by how it is written, in this order: "date-unreadable",
/// "date-without-zone", the one of its standard's form ("date-not-rfc822" …), "date-wrong-weekday".
/// Empty if none.
[[nodiscard]] std::string_view broken_by_date(std::string_view text, DateStandard standard);

/// The rule that it breaks by the moment that it names: "date-implausible" (before 1990),
/// "date-in-future" (more than ten minutes after `now`). Empty if none, and where the moment is not
/// known: that of a text that is no date, or has no zone.
[[nodiscard]] std::string_view broken_by_moment(std::string_view text, DateStandard standard,
                                                model::Timestamp now);

}  // namespace syndic::lint
