// SPDX-License-Identifier: MIT
//
// The parts of a date: numbers, clocks and distances from UTC as they are written, and the moment
// that they name together.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "model/timestamp.h"

namespace syndic::parse {

/// No place is further from UTC than this and 59 minutes.
constexpr int kMostZoneHours = 14;

/// A field that the text has not named yet.
inline constexpr int kUnset = -1;

struct DateDay {
  int year = kUnset;
  int month = kUnset;
  int day = kUnset;

  [[nodiscard]] bool is_unset() const { return year == kUnset && month == kUnset && day == kUnset; }
  [[nodiscard]] bool is_whole() const { return year != kUnset && month != kUnset && day != kUnset; }
};

struct DateClock {
  int hour = kUnset;
  int minute = kUnset;
  int second = kUnset;
};

/// The fields that a date's text has named so far. Numbers are as written until to_timestamp()
/// checks them.
struct DateFields {
  DateDay day;
  DateClock clock;
  char half_of_day = '\0';    ///< 'a' or 'p', of twelve hours each.
  std::optional<int> offset;  ///< Minutes east of UTC.
  std::string_view place;     ///< IANA zone, if there is no offset.
};

/// The moment that the fields name; in `zone` (IANA; empty: UTC) if they name none. A missing day
/// or month is the first, unless there is a clock. Empty for a day or hour that does not exist, or
/// a year outside 1401 to 9999. 24:00 is the next midnight; so is second 60 the next second.
[[nodiscard]] std::optional<model::Timestamp> to_timestamp(const DateFields& fields,
                                                           std::string_view zone);

/// From 0 (Monday) to 6, of a whole day that the calendar has.
[[nodiscard]] unsigned weekday_of(const DateDay& day);

/// "22" as the year 2022, "97" as 1997 (RFC 2822 §4.3).
[[nodiscard]] int full_year(int two_digits);

/// The numbers that one separator ('-', '/', or '.' with blanks after it) joins to a first one, as
/// in "2022-05-16" or "16. 5. 2022"; a blank joins them if the third is a year: "16 05 2022".
struct JoinedNumbers {
  char separator;
  std::string_view second;
  std::string_view third;  ///< May be empty.
  std::size_t length;      ///< Of all of it, in bytes.
};

/// "16.05.2022", "5/16/2022", "22-05-16": see parse_date() for their order. `joined` has a third.
/// Empty if no order makes them a month and a day.
[[nodiscard]] std::optional<DateDay> day_of_three(std::string_view first,
                                                  const JoinedNumbers& joined);

/// After a year of four digits: "-05-16", "/5/16", ". 5. 16", "-05", or "-136", a day of the year
/// (ISO 8601 §5.2.2). Empty for other lengths, or a day that the year does not have.
[[nodiscard]] std::optional<DateDay> day_after_year(int year, const JoinedNumbers& joined);

/// 22136, 220516, 2022136 or 20220516. Empty for a day that the year does not have.
[[nodiscard]] std::optional<DateDay> basic_day(std::string_view digits);

/// The value of `digits`, nine or less.
[[nodiscard]] constexpr int digits_value(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// Of any language: what is not ASCII counts as a letter.
[[nodiscard]] constexpr bool is_date_letter(char c) {
  return base::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// The text with only ASCII's blanks, digits and dashes, and without invisible marks: browsers put
/// joiners, direction marks and byte order marks into formatted dates. A dash between two times
/// becomes a hyphen and a blank. Nullopt if it is not UTF-8.
[[nodiscard]] std::optional<std::string> plain_date_text(std::string_view text);

/// Reads a date's text from left to right. A function that returns an optional moves the reader
/// only if it returns a value.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }

  /// The byte at this distance; NUL after the end.
  [[nodiscard]] char peek(std::size_t at = 0) const { return at < rest_.size() ? rest_[at] : '\0'; }

  /// The offset of the first byte at or after `at` that is no blank, or no digit.
  [[nodiscard]] std::size_t skip_blanks(std::size_t at = 0) const;
  [[nodiscard]] std::size_t skip_digits(std::size_t at = 0) const;

  std::string_view take(std::size_t length);
  std::string_view take_digits() { return take(skip_digits()); }

  /// Takes `prefix`, in any case; false, and takes nothing, if the rest does not begin with it.
  bool take_if(std::string_view prefix);

  /// Whether "9:" or " 09:" follows.
  [[nodiscard]] bool is_clock_ahead() const;

  /// After the hour, before ":30", ":30:00.5" or, in the north of Europe, ".30".
  [[nodiscard]] std::optional<DateClock> clock(int hour);

  /// ISO 8601's basic clocks: `digits` are two, four or six, and a fraction may follow.
  [[nodiscard]] std::optional<DateClock> basic_clock(std::string_view digits);

  /// Whether "h30" or "u30" follows an hour; " h 30", as French is set, only if `after_date`, as
  /// the number can be nothing else then.
  [[nodiscard]] bool is_hour_letter_ahead(bool after_date) const;

  /// After the hour, before "h", "h30", "h30m15s" or " h 30".
  [[nodiscard]] std::optional<DateClock> lettered_clock(int hour);

  /// 'a' or 'p' of "am", " PM", "p.m." or "p. m.".
  [[nodiscard]] std::optional<char> half_of_day();

  /// Takes what a day's number ends in, if it does: "16th", "1er", "2º".
  void skip_ordinal();

  /// The part of `whole` that ".25" or ",25" names, cut off; 0 if no fraction follows.
  int fraction(int whole);

  /// Minutes east of UTC of "+0200", "-05:00", "+1:00" or "+02", up to 14:59.
  [[nodiscard]] std::optional<int> utc_offset();

  /// The numbers that are joined to the one just taken; takes nothing.
  [[nodiscard]] std::optional<JoinedNumbers> joined_numbers_ahead() const;

  /// Whether "-W2" or "W2" follows a year, and then the day that "-W20-1", "-W20" or "W201" names
  /// (ISO 8601 §5.2.3), if the year has it.
  [[nodiscard]] bool is_week_ahead() const;
  [[nodiscard]] std::optional<DateDay> week(int year);

  /// "-2205" and "-22-05" (ISO 8601:2000 §5.2.1.3), the whole rest of the text.
  [[nodiscard]] std::optional<DateDay> month_of_century();

 private:
  // Returns the result of `read`; if it is empty, restores the place before.
  template <typename Read>
  auto or_back(Read read) {
    const std::string_view place = rest_;
    auto result = read();
    if (!result) rest_ = place;
    return result;
  }
  std::optional<int> one_or_two_digits();

  std::string_view rest_;
};

}  // namespace syndic::parse
