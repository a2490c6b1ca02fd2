// SPDX-License-Identifier: MIT
#include "parse/date/clock.h"

#include <utility>

#include "base/ascii.h"

namespace syndic::parse {
namespace {

using base::is_digit;

constexpr std::size_t kMostFractionDigits = 9;

// Takes one or two digits into `field`, which must be free.
bool take_field(DateCursor& cursor, int& field) {
  const std::string_view digits = cursor.take_digits();
  if (digits.empty() || digits.size() > 2 || field != kUnset) return false;
  field = digits_value(digits);
  return true;
}

void skip_letters(std::string_view letters, DateCursor& cursor) {
  if (base::starts_with_ignoring_case(cursor.rest(), letters)) cursor.take(letters.size());
}

}  // namespace

bool read_clock(int hour, DateCursor& cursor, DateFields& fields) {
  if (fields.hour != kUnset) return false;
  fields.hour = hour;
  const char separator = cursor.peek();
  cursor.take(1);
  if (!take_field(cursor, fields.minute)) return false;
  if (cursor.peek() == separator && (separator == ':' || is_digit(cursor.peek(1)))) {
    cursor.take(1);
    if (!take_field(cursor, fields.second)) return false;
    take_fraction(1, cursor);
  } else if (separator == ':') {
    fields.second = take_fraction(60, cursor);
  }
  take_half_of_day(cursor, fields);
  return true;
}

bool read_basic_clock(std::string_view digits, DateCursor& cursor, DateFields& fields) {
  if (fields.hour != kUnset || digits.size() % 2 != 0 || digits.size() > 6) return false;
  fields.hour = digits_value(digits.substr(0, 2));
  if (digits.size() == 2) {
    const int seconds = take_fraction(3600, cursor);
    fields.minute = seconds / 60;
    fields.second = seconds % 60;
    return true;
  }
  fields.minute = digits_value(digits.substr(2, 2));
  const int part = take_fraction(digits.size() == 4 ? 60 : 1, cursor);
  fields.second = digits.size() == 4 ? part : digits_value(digits.substr(4));
  return true;
}

bool is_hour_letter_ahead(const DateCursor& cursor, const DateFields& fields) {
  const std::size_t at = fields.has_date() ? cursor.skip_blanks() : 0;
  const char letter = base::to_lower(cursor.peek(at));
  return (letter == 'h' && !is_date_letter(cursor.peek(at + 1))) ||
         (letter == 'u' && is_digit(cursor.peek(at + 1)));
}

bool read_lettered_clock(int hour, DateCursor& cursor, DateFields& fields) {
  fields.hour = hour;
  const bool spaced = cursor.peek() == ' ';
  cursor.take(cursor.skip_blanks() + 1);
  if (spaced) cursor.take(cursor.skip_blanks());
  if (!is_digit(cursor.peek())) return true;
  if (!take_field(cursor, fields.minute)) return false;
  skip_letters("m", cursor);
  skip_letters("in", cursor);
  if (!is_digit(cursor.peek())) return true;
  if (!take_field(cursor, fields.second)) return false;
  skip_letters("s", cursor);
  return true;
}

bool is_clock_ahead(const DateCursor& cursor) {
  const std::size_t begin = cursor.skip_blanks();
  const std::size_t end = cursor.skip_digits(begin);
  return end > begin && cursor.peek(end) == ':';
}

bool take_half_of_day(DateCursor& cursor, DateFields& fields) {
  std::size_t at = cursor.skip_blanks();
  const char half = base::to_lower(cursor.peek(at));
  if (half != 'a' && half != 'p') return false;
  ++at;
  if (cursor.peek(at) == '.') at = cursor.skip_blanks(at + 1);
  if (base::to_lower(cursor.peek(at)) != 'm') return false;
  ++at;
  if (cursor.peek(at) == '.') ++at;
  if (is_date_letter(cursor.peek(at)) || !put_half_of_day(half, fields)) return false;
  cursor.take(at);
  return true;
}

bool put_half_of_day(char half, DateFields& fields) {
  return std::exchange(fields.half_of_day, half) == '\0';
}

int take_fraction(int whole, DateCursor& cursor) {
  if ((cursor.peek() != '.' && cursor.peek() != ',') || !is_digit(cursor.peek(1))) return 0;
  cursor.take(1);
  const std::string_view digits = cursor.take_digits().substr(0, kMostFractionDigits);
  long long scale = 1;
  for (std::size_t i = 0; i < digits.size(); ++i) scale *= 10;
  return static_cast<int>(static_cast<long long>(digits_value(digits)) * whole / scale);
}

std::optional<int> read_utc_offset(DateCursor& cursor) {
  const int sign = cursor.peek() == '-' ? -1 : 1;
  cursor.take(1);
  const std::string_view digits = cursor.take_digits();
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  int hours = digits_value(digits);
  int minutes = 0;
  if (digits.size() > 2) {
    minutes = hours % 100;
    hours /= 100;
  } else if (cursor.peek() == ':') {
    cursor.take(1);
    const std::string_view rest = cursor.take_digits();
    if (rest.size() != 2) return std::nullopt;
    minutes = digits_value(rest);
  }
  if (hours > kMostZoneHours || minutes > 59) return std::nullopt;
  return sign * (hours * 60 + minutes);
}

}  // namespace syndic::parse
