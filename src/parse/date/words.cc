// SPDX-License-Identifier: MIT
#include "parse/date/words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/time_format.h"
#include "base/time_zone.h"
#include "base/utf8.h"

namespace syndic::parse {
namespace {

using base::is_digit;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kFirstYear = 1401;  // Boost's calendar begins in 1400, and zones shift a day.
constexpr int kLastYear = 9999;
constexpr long long kSecondsPerDay = 86'400;
constexpr std::size_t kMostFractionDigits = 9;

bool is_in_calendar(int year) { return year >= kFirstYear && year <= kLastYear; }

bool is_pair(std::string_view digits) { return digits.size() == 2; }

DateDay to_day(sys_days day) {
  const year_month_day date{day};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

// ISO 8601 §5.2.2; 1 to 366.
std::optional<DateDay> day_of_year(int year, int number) {
  using namespace std::chrono;
  if (number < 1 || !is_in_calendar(year)) return std::nullopt;
  const DateDay day = to_day(sys_days{std::chrono::year{year} / January / 1} + days{number - 1});
  return day.year == year ? std::optional(day) : std::nullopt;
}

// ISO 8601 §5.2.3; the week's first day is Monday, and 1.
std::optional<DateDay> day_of_week(int year, int week, int number) {
  using namespace std::chrono;
  if (!is_in_calendar(year)) return std::nullopt;
  // The first week is the one with the year's fourth of January in it.
  const auto first_monday = [](int of_year) {
    const sys_days fourth{std::chrono::year{of_year} / January / 4};
    return fourth - (weekday{fourth} - Monday);
  };
  const sys_days monday = first_monday(year) + weeks{week - 1};
  if (week < 1 || monday >= first_monday(year + 1)) return std::nullopt;
  if (number < 1 || number > 7) return std::nullopt;
  return to_day(monday + days{number - 1});
}

// The clock in 24 hours, with what is not written as zero; empty for one that no clock shows.
std::optional<DateClock> settled(DateClock clock, char half_of_day) {
  clock.hour = std::max(clock.hour, 0);
  clock.minute = std::max(clock.minute, 0);
  clock.second = std::max(clock.second, 0);
  if (half_of_day != '\0' && clock.hour <= 12) {
    if (clock.hour == 0 && half_of_day == 'p') return std::nullopt;
    clock.hour = clock.hour % 12 + (half_of_day == 'p' ? 12 : 0);
  } else if (half_of_day == 'a') {
    return std::nullopt;
  }
  const bool end_of_day = clock.hour == 24 && clock.minute == 0 && clock.second == 0;
  if (clock.hour >= 24 && !end_of_day) return std::nullopt;
  if (clock.minute > 59 || clock.second > 60) return std::nullopt;
  return clock;
}

// "May 2022" is precise enough as a month; "May 2022 09:30" is not, as its day is unknown.
bool is_precise_enough(const DateFields& fields) {
  const bool has_clock = fields.clock.hour != kUnset || fields.half_of_day != '\0' ||
                         fields.offset || !fields.place.empty();
  if (fields.day.month == kUnset && fields.day.day != kUnset) return false;
  return !has_clock || fields.day.is_whole();
}

// Whether these may be a month and a day. Which months have 31 days is checked later, so that 31/04
// is an error instead of being read in another order.
bool may_be_day(int month, int day) { return month >= 1 && month <= 12 && day >= 1 && day <= 31; }

}  // namespace

std::optional<std::string> plain_date_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const base::Decoded next = base::decode_utf8(text);
    if (!next.valid) return std::nullopt;
    text.remove_prefix(next.length);
    const char32_t c = next.character;
    const auto point = static_cast<UChar32>(c);
    const bool is_hyphen = c == 0x2010 || c == 0x2011 || c == 0x2212;
    const bool is_dash = c >= 0x2012 && c <= 0x2015;
    const bool is_full_width = c >= 0xFF01 && c <= 0xFF5E;  // '!' to '~'.
    if (c < 0x80) {
      out.push_back(static_cast<char>(c));
    } else if (u_isUWhiteSpace(point) != 0) {
      out.push_back(' ');
    } else if (const auto digit = u_charDigitValue(point); digit >= 0) {
      out.push_back(static_cast<char>('0' + digit));
    } else if (is_hyphen) {
      out.push_back('-');
    } else if (is_dash) {
      // After hours and minutes a dash separates two times and is no offset's sign.
      out += std::count(out.begin(), out.end(), ':') == 1 ? "- " : "-";
    } else if (c == 0x2019) {
      out.push_back('\'');
    } else if (is_full_width) {
      out.push_back(static_cast<char>(c - 0xFF01 + '!'));
    } else if (u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0) {
      base::append_utf8(c, out);
    }
  }
  return out;
}

std::optional<model::Timestamp> to_timestamp(const DateFields& fields, std::string_view zone) {
  using namespace std::chrono;
  const DateDay& day = fields.day;
  if (!is_in_calendar(day.year) || !is_precise_enough(fields)) return std::nullopt;
  const auto or_first = [](int field) {
    return static_cast<unsigned>(field == kUnset ? 1 : field);
  };
  const year_month_day date{year{day.year}, month{or_first(day.month)},
                            std::chrono::day{or_first(day.day)}};
  const auto clock = settled(fields.clock, fields.half_of_day);
  if (!date.ok() || !clock) return std::nullopt;
  const long long local = sys_days{date}.time_since_epoch().count() * kSecondsPerDay +
                          clock->hour * 3600LL + clock->minute * 60LL + clock->second;
  if (fields.offset) return base::from_unix_seconds(local - *fields.offset * 60LL);
  const auto time = base::from_unix_seconds(local);
  const std::string_view place = fields.place.empty() ? zone : fields.place;
  // The calendar's last year ends with it in every zone.
  if (!time || place.empty() || day.year == kLastYear) return time;
  return base::local_to_utc(*time, place);
}

unsigned weekday_of(const DateDay& day) {
  using namespace std::chrono;
  const year_month_day date{year{day.year}, month{static_cast<unsigned>(day.month)},
                            std::chrono::day{static_cast<unsigned>(day.day)}};
  return weekday{sys_days{date}}.iso_encoding() - 1;
}

int full_year(int two_digits) { return two_digits + (two_digits < 50 ? 2000 : 1900); }

std::optional<DateDay> day_of_three(std::string_view first, const JoinedNumbers& joined) {
  const auto& [separator, second, third, length] = joined;
  if (second.size() > 2 || (!is_pair(third) && third.size() != 4)) return std::nullopt;
  const int a = digits_value(first);
  const int b = digits_value(second);
  const int c = digits_value(third);
  const int last_year = is_pair(third) ? full_year(c) : c;
  const bool may_begin_with_year = is_pair(first) && is_pair(third) && may_be_day(b, c);
  const bool is_iso = separator == '-' && is_pair(second);
  if (may_begin_with_year && is_iso) return DateDay{full_year(a), b, c};
  if (may_be_day(b, a)) return DateDay{last_year, b, a};
  if (may_be_day(a, b)) return DateDay{last_year, a, b};
  if (may_begin_with_year) return DateDay{full_year(a), b, c};
  return std::nullopt;
}

std::optional<DateDay> day_after_year(int year, const JoinedNumbers& joined) {
  const auto& [separator, second, third, length] = joined;
  if (second.size() == 3 && third.empty()) return day_of_year(year, digits_value(second));
  if (second.size() > 2 || third.size() > 2) return std::nullopt;
  return DateDay{year, digits_value(second), third.empty() ? kUnset : digits_value(third)};
}

std::optional<DateDay> basic_day(std::string_view digits) {
  const bool is_short = digits.size() < 7;
  const std::string_view year_digits = digits.substr(0, is_short ? 2 : 4);
  const std::string_view rest = digits.substr(year_digits.size());
  const int year = is_short ? full_year(digits_value(year_digits)) : digits_value(year_digits);
  if (rest.size() == 3) return day_of_year(year, digits_value(rest));
  return DateDay{year, digits_value(rest.substr(0, 2)), digits_value(rest.substr(2))};
}

std::size_t DateReader::skip_blanks(std::size_t at) const {
  while (peek(at) == ' ') ++at;
  return at;
}

std::size_t DateReader::skip_digits(std::size_t at) const {
  while (is_digit(peek(at))) ++at;
  return at;
}

std::string_view DateReader::take(std::size_t length) {
  const std::string_view taken = rest_.substr(0, length);
  rest_.remove_prefix(taken.size());
  return taken;
}

bool DateReader::take_if(std::string_view prefix) {
  if (!base::starts_with_ignoring_case(rest_, prefix)) return false;
  take(prefix.size());
  return true;
}

std::optional<int> DateReader::one_or_two_digits() {
  const std::size_t length = skip_digits();
  if (length != 1 && length != 2) return std::nullopt;
  return digits_value(take(length));
}

bool DateReader::is_clock_ahead() const {
  const std::size_t begin = skip_blanks();
  const std::size_t end = skip_digits(begin);
  return end > begin && peek(end) == ':';
}

std::optional<DateClock> DateReader::clock(int hour) {
  return or_back([&]() -> std::optional<DateClock> {
    const char separator = peek();
    take(1);
    const auto minute = one_or_two_digits();
    if (!minute) return std::nullopt;
    if (peek() == separator && (separator == ':' || is_digit(peek(1)))) {
      take(1);
      const auto second = one_or_two_digits();
      if (!second) return std::nullopt;
      fraction(1);
      return DateClock{hour, *minute, *second};
    }
    return DateClock{hour, *minute, separator == ':' ? fraction(60) : kUnset};
  });
}

std::optional<DateClock> DateReader::basic_clock(std::string_view digits) {
  if (digits.size() % 2 != 0 || digits.size() > 6) return std::nullopt;
  const int hour = digits_value(digits.substr(0, 2));
  if (is_pair(digits)) {
    const int seconds = fraction(3600);
    return DateClock{hour, seconds / 60, seconds % 60};
  }
  const int minute = digits_value(digits.substr(2, 2));
  if (digits.size() == 4) return DateClock{hour, minute, fraction(60)};
  fraction(1);
  return DateClock{hour, minute, digits_value(digits.substr(4))};
}

bool DateReader::is_hour_letter_ahead(bool after_date) const {
  const std::size_t at = after_date ? skip_blanks() : 0;
  const char letter = base::to_lower(peek(at));
  return (letter == 'h' && !is_date_letter(peek(at + 1))) ||
         (letter == 'u' && is_digit(peek(at + 1)));
}

std::optional<DateClock> DateReader::lettered_clock(int hour) {
  return or_back([&]() -> std::optional<DateClock> {
    const bool spaced = peek() == ' ';
    take(skip_blanks() + 1);
    if (spaced) take(skip_blanks());
    if (!is_digit(peek())) return DateClock{hour};
    const auto minute = one_or_two_digits();
    if (!minute) return std::nullopt;
    take_if("m");
    take_if("in");
    if (!is_digit(peek())) return DateClock{hour, *minute};
    const auto second = one_or_two_digits();
    if (!second) return std::nullopt;
    take_if("s");
    return DateClock{hour, *minute, *second};
  });
}

std::optional<char> DateReader::half_of_day() {
  std::size_t at = skip_blanks();
  const char half = base::to_lower(peek(at));
  if (half != 'a' && half != 'p') return std::nullopt;
  ++at;
  if (peek(at) == '.') at = skip_blanks(at + 1);
  if (base::to_lower(peek(at)) != 'm') return std::nullopt;
  ++at;
  if (peek(at) == '.') ++at;
  if (is_date_letter(peek(at))) return std::nullopt;
  take(at);
  return half;
}

void DateReader::skip_ordinal() {
  constexpr auto kOrdinals =
      std::to_array<std::string_view>({"st", "nd", "rd", "th", "er", "ère", "e", "ème", "eme",
                                       "ste", "de", ":e", ":a", "º", "ª", "°", "-го", "-е"});
  for (const std::string_view ordinal : kOrdinals) {
    if (base::starts_with_ignoring_case(rest_, ordinal) && !is_date_letter(peek(ordinal.size()))) {
      take(ordinal.size());
      return;
    }
  }
}

int DateReader::fraction(int whole) {
  if ((peek() != '.' && peek() != ',') || !is_digit(peek(1))) return 0;
  take(1);
  const std::string_view digits = take_digits().substr(0, kMostFractionDigits);
  long long scale = 1;
  for (std::size_t i = 0; i < digits.size(); ++i) scale *= 10;
  return static_cast<int>(static_cast<long long>(digits_value(digits)) * whole / scale);
}

std::optional<int> DateReader::utc_offset() {
  return or_back([&]() -> std::optional<int> {
    const int sign = peek() == '-' ? -1 : 1;
    take(1);
    const std::string_view digits = take_digits();
    if (digits.empty() || digits.size() > 4) return std::nullopt;
    int hours = digits_value(digits);
    int minutes = 0;
    if (digits.size() > 2) {
      minutes = hours % 100;
      hours /= 100;
    } else if (take_if(":")) {
      const std::string_view rest = take_digits();
      if (!is_pair(rest)) return std::nullopt;
      minutes = digits_value(rest);
    }
    if (hours > kMostZoneHours || minutes > 59) return std::nullopt;
    return sign * (hours * 60 + minutes);
  });
}

std::optional<JoinedNumbers> DateReader::joined_numbers_ahead() const {
  const char separator = peek();
  const bool is_blank = separator == ' ';
  if (!is_blank && separator != '-' && separator != '/' && separator != '.') return std::nullopt;
  std::size_t end = 0;
  const auto next_number = [&]() -> std::string_view {
    if (peek(end) != separator) return {};
    const std::size_t begin = separator == '.' ? skip_blanks(end + 1) : end + 1;
    if (!is_digit(peek(begin))) return {};
    end = skip_digits(begin);
    return rest_.substr(begin, end - begin);
  };
  const std::string_view second = next_number();
  if (second.empty()) return std::nullopt;
  const std::string_view third = next_number();
  if (is_blank && third.size() != 4) return std::nullopt;
  return JoinedNumbers{separator, second, third, end};
}

bool DateReader::is_week_ahead() const {
  const std::size_t hyphen = peek() == '-' ? 1 : 0;
  return base::to_lower(peek(hyphen)) == 'w' && is_digit(peek(hyphen + 1));
}

std::optional<DateDay> DateReader::week(int year) {
  if (!is_week_ahead()) return std::nullopt;
  return or_back([&]() -> std::optional<DateDay> {
    take_if("-");
    take(1);
    const std::string_view digits = take_digits();
    const int number = digits_value(digits.substr(0, 2));
    if (digits.size() == 3) return day_of_week(year, number, digits[2] - '0');
    if (!is_pair(digits)) return std::nullopt;
    if (peek() != '-' || skip_digits(1) != 2) return day_of_week(year, number, 1);
    return day_of_week(year, number, take(2)[1] - '0');
  });
}

std::optional<DateDay> DateReader::month_of_century() {
  return or_back([&]() -> std::optional<DateDay> {
    take(1);
    const std::string_view digits = take_digits();
    std::string_view month = digits.substr(std::min<std::size_t>(digits.size(), 2));
    if (month.empty() && take_if("-")) month = take_digits();
    if (digits.size() < 2 || !is_pair(month) || !empty()) return std::nullopt;
    return DateDay{full_year(digits_value(digits.substr(0, 2))), digits_value(month)};
  });
}

}  // namespace syndic::parse
