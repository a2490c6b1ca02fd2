// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "model/timestamp.h"

namespace syndic::parse {

/// Which of the numbers in 3/12/2020 is the month.
enum class NumberOrder { unsaid, day_first, month_first };

/// A date as its text alone says it.
struct ReadDate {
  model::Timestamp date;                        ///< With the day first, if both can be meant.
  std::optional<model::Timestamp> month_first;  ///< The other reading, if both can be meant.
  NumberOrder order = NumberOrder::unsaid;      ///< Of numbers and slashes with one meaning only.
  bool has_half_of_day = false;                 ///< AM or PM.
};

/// Reads a date as feeds write them: RFC 822/2822/5322 and RFC 3339/W3CDTF with their usual
/// deviations, ISO 8601's basic, ordinal, week and two-digit-year forms, asctime, "May 16, 2022",
/// "2022/05/16", the words of some 25 languages, seconds or milliseconds since 1970.
///
/// Not read are markup around the date, whose `datetime` goes before its words; brackets and
/// quotation marks around it; a label before it ("Posted on"); who wrote it, before or after; and
/// what is in the weekday's place, a word or up to three digits. Among these a date must be a whole
/// day, so that "Copyright 2023" is none. A placeholder in the zone's place ("%z") is passed
/// over after a day and a clock.
///
/// Nullopt if another part of the text is not read, for a text of more than 128 bytes without its
/// markup or 1024 with it, for a day or an hour that does not exist, a zone further than 14:59 from
/// UTC, or a year before 1401 or after 9999. Of three numbers the year is first or last, and if
/// last the day is before the month, unless only "5/16/2022" can be meant. Of numbers with slashes
/// that can be meant either way, a weekday in the text tells which; else both are returned, for
/// FeedDates to decide. Three pairs of digits with hyphens are year, month, day (ISO 8601:2000
/// §5.2.1.3). Years of two digits are those of 1950 to 2049 (RFC 2822 §4.3). Fractions of a second
/// are cut off. A day without a clock is its midnight, a month or year without a day its first.
///
/// A date that names no zone is in `zone` (IANA; empty: UTC), whatever language it is in. Military
/// letters count as UTC (RFC 5322 §4.3); "ET" and its kin are that place's own time of that day.
[[nodiscard]] std::optional<ReadDate> read_date(std::string_view text, std::string_view zone);

/// The reading of a date outside a feed: if both orders can be meant the month is first if the text
/// has AM or PM, or `zone` is of the United States.
[[nodiscard]] model::Timestamp settled_alone(const ReadDate& read, std::string_view zone);

/// settled_alone() of read_date().
[[nodiscard]] std::optional<model::Timestamp> parse_date(std::string_view text,
                                                         std::string_view zone);

/// The same without the fast path for the common layouts, for tests to compare with it.
[[nodiscard]] std::optional<model::Timestamp> parse_any_date(std::string_view text,
                                                             std::string_view zone);

}  // namespace syndic::parse
