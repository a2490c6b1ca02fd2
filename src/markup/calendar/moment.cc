// SPDX-License-Identifier: MIT
#include "markup/calendar/moment.h"

#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <charconv>

#include "base/ascii.h"
#include "base/time_format.h"

namespace syndic::markup {
namespace {

using boost::posix_time::ptime;
using boost::posix_time::time_duration;

constexpr int kFirstYear = 1601;
constexpr int kLastYear = 9998;
constexpr long kLongestSeconds = 3653L * 24 * 3600;

// -1 if they are no digits.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return -1;
  int value = -1;
  const std::string_view digits = text.substr(at, count);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + count ? value : -1;
}

std::optional<boost::gregorian::date> day_of(std::string_view digits) {
  const int year = digits_at(digits, 0, 4);
  const int month = digits_at(digits, 4, 2);
  const int day = digits_at(digits, 6, 2);
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1) {
    return std::nullopt;
  }
  const auto y = static_cast<unsigned short>(year);
  const auto m = static_cast<unsigned short>(month);
  if (day > boost::gregorian::gregorian_calendar::end_of_month_day(y, m)) return std::nullopt;
  return boost::gregorian::date(y, m, static_cast<unsigned short>(day));
}

std::optional<time_duration> clock_of(std::string_view digits) {
  if (digits.size() != 4 && digits.size() != 6) return std::nullopt;
  const int hour = digits_at(digits, 0, 2);
  const int minute = digits_at(digits, 2, 2);
  const int second = digits.size() == 6 ? digits_at(digits, 4, 2) : 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
    return std::nullopt;
  }
  return time_duration(hour, minute, std::min(second, 59));
}

std::string without_separators(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 32)) {
    if (c != '-' && c != ':') out.push_back(c);
  }
  return out;
}

// "RFC 3339" in its basic form.
std::string basic_form(ptime time) { return without_separators(base::format_rfc3339(time)); }

long seconds_of_unit(char unit) {
  switch (unit) {
    case 'W':
      return 7L * 24 * 3600;
    case 'D':
      return 24L * 3600;
    case 'H':
      return 3600;
    case 'M':
      return 60;
    case 'S':
      return 1;
    default:
      return 0;
  }
}

}  // namespace

std::optional<WrittenTime> read_written_time(std::string_view text) {
  std::string digits = without_separators(base::trim(text));
  WrittenTime read;
  if (!digits.empty() && base::to_lower(digits.back()) == 'z') {
    read.is_utc = true;
    digits.pop_back();
  }
  const auto day = day_of(digits);
  if (!day) return std::nullopt;
  read.time = ptime(*day);
  read.is_day = digits.size() == 8;
  if (read.is_day) return read;
  if (base::to_lower(digits[8]) != 't' && digits[8] != ' ') return std::nullopt;
  const auto clock = clock_of(std::string_view(digits).substr(9));
  if (!clock) return std::nullopt;
  read.time += *clock;
  return read;
}

std::optional<time_duration> read_written_duration(std::string_view text) {
  text = base::trim(text);
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.size() < 3 || text.size() > 32 || text.front() != 'P') return std::nullopt;
  long total = 0;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == 'T') continue;
    const std::size_t end = text.find_first_not_of("0123456789", at);
    if (end == base::kNotFound || end == at || end - at > 8) return std::nullopt;
    const long unit = seconds_of_unit(text[end]);
    if (unit == 0) return std::nullopt;
    total += unit * digits_at(text, at, end - at);
    if (total > kLongestSeconds) return std::nullopt;
    at = end;
  }
  return boost::posix_time::seconds(is_negative ? -total : total);
}

std::string basic_time(ptime time) { return basic_form(time).substr(0, 15); }

std::string basic_day(ptime time) { return basic_form(time).substr(0, 8); }

}  // namespace syndic::markup
