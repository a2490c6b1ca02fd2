// SPDX-License-Identifier: MIT
#include "http/http_date.h"

#include <algorithm>
#include <array>
#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <stdexcept>

#include "base/ascii.h"

namespace syndic::http {
namespace {

using boost::posix_time::ptime;

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};

/// Takes a date apart from left to right; the first step that fails makes all later ones fail.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Reader& literal(std::string_view expected) {
    if (rest_.starts_with(expected)) {
      rest_.remove_prefix(expected.size());
    } else {
      good_ = false;
    }
    return *this;
  }

  /// A number of exactly so many digits, or, `padded`, one with a blank in place of its first.
  Reader& number(std::size_t digits, int& value, bool padded = false) {
    value = 0;
    good_ = good_ && rest_.size() >= digits;
    for (std::size_t i = 0; good_ && i < digits; ++i) {
      const char c = rest_[i];
      if (base::is_digit(c)) {
        value = value * 10 + (c - '0');
      } else {
        good_ = padded && i == 0 && c == ' ';
      }
    }
    if (good_) rest_.remove_prefix(digits);
    return *this;
  }

  Reader& month(int& value) {
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
      if (take(kMonths[i])) {
        value = static_cast<int>(i) + 1;
        return *this;
      }
    }
    good_ = false;
    return *this;
  }

  /// A weekday's first `letters`, or all of its name with 0.
  Reader& weekday(std::size_t letters) {
    for (const std::string_view day : kWeekdays) {
      if (take(letters == 0 ? day : day.substr(0, letters))) return *this;
    }
    good_ = false;
    return *this;
  }

  Reader& clock(int& hour, int& minute, int& second) {
    return number(2, hour).literal(":").number(2, minute).literal(":").number(2, second);
  }

  [[nodiscard]] bool done() const { return good_ && rest_.empty(); }

 private:
  bool take(std::string_view word) {
    if (!base::starts_with_ignoring_case(rest_, word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  std::string_view rest_;
  bool good_ = true;
};

struct Fields {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
};

std::optional<ptime> moment(const Fields& f) {
  // A leap second (60) is the last moment of its minute.
  if (f.hour > 23 || f.minute > 59 || f.second > 60) return std::nullopt;
  try {
    return ptime(boost::gregorian::date(static_cast<unsigned short>(f.year),
                                        static_cast<unsigned short>(f.month),
                                        static_cast<unsigned short>(f.day)),
                 boost::posix_time::time_duration(f.hour, f.minute, std::min(f.second, 59)));
  } catch (const std::out_of_range&) {  // Boost's word for a day that does not exist.
    return std::nullopt;
  }
}

// Two digits of a year within 50 years of now, RFC 9110 §5.6.7.
int full_year(int two_digits, ptime now) {
  const int current = now.date().year();
  const int year = current - current % 100 + two_digits;
  return year > current + 50 ? year - 100 : year;
}

}  // namespace

std::optional<ptime> parse_http_date(std::string_view text, ptime now) {
  const std::string_view date = base::trim(text);
  Fields f;
  if (Reader r(date); r.weekday(3)
                          .literal(", ")
                          .number(2, f.day)
                          .literal(" ")
                          .month(f.month)
                          .literal(" ")
                          .number(4, f.year)
                          .literal(" ")
                          .clock(f.hour, f.minute, f.second)
                          .literal(" GMT")
                          .done()) {
    return moment(f);
  }
  if (Reader r(date); r.weekday(0)
                          .literal(", ")
                          .number(2, f.day)
                          .literal("-")
                          .month(f.month)
                          .literal("-")
                          .number(2, f.year)
                          .literal(" ")
                          .clock(f.hour, f.minute, f.second)
                          .literal(" GMT")
                          .done()) {
    f.year = full_year(f.year, now);
    return moment(f);
  }
  if (Reader r(date); r.weekday(3)
                          .literal(" ")
                          .month(f.month)
                          .literal(" ")
                          .number(2, f.day, true)
                          .literal(" ")
                          .clock(f.hour, f.minute, f.second)
                          .literal(" ")
                          .number(4, f.year)
                          .done()) {
    return moment(f);
  }
  return std::nullopt;
}

}  // namespace syndic::http
