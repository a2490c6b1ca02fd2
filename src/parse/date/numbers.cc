// SPDX-License-Identifier: MIT
#include "parse/date/numbers.h"

#include <algorithm>

#include "base/ascii.h"

namespace syndic::parse {
namespace {

using base::is_digit;

bool is_pair(std::string_view digits) { return digits.size() == 2; }

// Whether these can be a date at all; sets it then. Which months have 31 days is judged later, lest
// 31/04 become the fourth of a 31st month's neighbour.
bool put_numbers(int year, int month, int day, DateFields& fields) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  fields.year = year;
  fields.month = month;
  fields.day = day;
  return true;
}

}  // namespace

std::optional<JoinedNumbers> joined_numbers(const DateCursor& cursor) {
  const char separator = cursor.peek();
  const bool is_blank = separator == ' ';
  if (!is_blank && separator != '-' && separator != '/' && separator != '.') return std::nullopt;
  std::size_t end = 0;
  const auto next_number = [&]() -> std::string_view {
    if (cursor.peek(end) != separator) return {};
    const std::size_t begin = separator == '.' ? cursor.skip_blanks(end + 1) : end + 1;
    if (!is_digit(cursor.peek(begin))) return {};
    end = cursor.skip_digits(begin);
    return cursor.rest().substr(begin, end - begin);
  };
  const std::string_view second = next_number();
  if (second.empty()) return std::nullopt;
  const std::string_view third = next_number();
  if (is_blank && third.size() != 4) return std::nullopt;
  return JoinedNumbers{separator, second, third, end};
}

bool put_three_numbers(std::string_view first, const JoinedNumbers& joined, DateFields& fields) {
  const auto& [separator, second, third, length] = joined;
  if (second.size() > 2 || (!is_pair(third) && third.size() != 4)) return false;
  const int a = digits_value(first);
  const int b = digits_value(second);
  const int c = digits_value(third);
  const int last_year = is_pair(third) ? full_year(c) : c;
  const bool may_begin_with_year = is_pair(first) && is_pair(third);
  if (may_begin_with_year && is_pair(second) && separator == '-' &&
      put_numbers(full_year(a), b, c, fields)) {
    return true;
  }
  return put_numbers(last_year, b, a, fields) || put_numbers(last_year, a, b, fields) ||
         (may_begin_with_year && put_numbers(full_year(a), b, c, fields));
}

bool put_month_and_day(const JoinedNumbers& joined, DateFields& fields) {
  if (joined.second.size() == 3) {
    return joined.third.empty() && set_day_of_year(digits_value(joined.second), fields);
  }
  if (joined.second.size() > 2 || joined.third.size() > 2) return false;
  fields.month = digits_value(joined.second);
  if (!joined.third.empty()) fields.day = digits_value(joined.third);
  return true;
}

std::optional<bool> take_week(DateCursor& cursor, DateFields& fields) {
  const std::size_t hyphen = cursor.peek() == '-' ? 1 : 0;
  if (base::to_lower(cursor.peek(hyphen)) != 'w' || !is_digit(cursor.peek(hyphen + 1))) {
    return std::nullopt;
  }
  cursor.take(hyphen + 1);
  const std::string_view digits = cursor.take_digits();
  if (digits.size() == 3) {
    return set_week(digits_value(digits.substr(0, 2)), digits[2] - '0', fields);
  }
  if (!is_pair(digits)) return false;
  int day = 1;
  if (cursor.peek() == '-' && cursor.skip_digits(1) == 2) {
    day = cursor.peek(1) - '0';
    cursor.take(2);
  }
  return set_week(digits_value(digits), day, fields);
}

bool put_basic_date(std::string_view digits, DateFields& fields) {
  const std::size_t year_digits = digits.size() < 7 ? 2 : 4;
  const int year = digits_value(digits.substr(0, year_digits));
  const std::string_view rest = digits.substr(year_digits);
  fields.year = year_digits == 2 ? full_year(year) : year;
  if (rest.size() == 3) return set_day_of_year(digits_value(rest), fields);
  fields.month = digits_value(rest.substr(0, 2));
  fields.day = digits_value(rest.substr(2));
  return true;
}

bool read_month_of_century(DateCursor& cursor, DateFields& fields) {
  cursor.take(1);
  std::string_view year = cursor.take_digits();
  std::string_view month = year.substr(std::min<std::size_t>(year.size(), 2));
  year = year.substr(0, 2);
  if (month.empty() && cursor.peek() == '-') {
    cursor.take(1);
    month = cursor.take_digits();
  }
  if (!is_pair(year) || !is_pair(month) || !cursor.empty()) return false;
  fields.year = full_year(digits_value(year));
  fields.month = digits_value(month);
  return true;
}

}  // namespace syndic::parse
