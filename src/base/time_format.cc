// SPDX-License-Identifier: MIT
#include "base/time_format.h"

#include <array>
#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <cstdio>

namespace syndic::base {
namespace {

using boost::posix_time::ptime;

constexpr std::array kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr long long kFirstSecond = -17'987'443'200;  // 1400-01-01T00:00:00Z
constexpr long long kLastSecond = 253'402'300'799;   // 9999-12-31T23:59:59Z

ptime unix_epoch() { return ptime(boost::gregorian::date(1970, 1, 1)); }

std::string format_with_names(ptime time, const char* zone) {
  const auto date = time.date().year_month_day();
  const auto clock = time.time_of_day();
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d %s",
                kWeekdays.at(time.date().day_of_week().as_number()), static_cast<int>(date.day),
                kMonths.at(static_cast<std::size_t>(date.month - 1)), static_cast<int>(date.year),
                static_cast<int>(clock.hours()), static_cast<int>(clock.minutes()),
                static_cast<int>(clock.seconds()), zone);
  return text.data();
}

}  // namespace

std::string format_rfc3339(ptime time) {
  const auto date = time.date().year_month_day();
  const auto clock = time.time_of_day();
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02dZ",
                static_cast<int>(date.year), static_cast<int>(date.month),
                static_cast<int>(date.day), static_cast<int>(clock.hours()),
                static_cast<int>(clock.minutes()), static_cast<int>(clock.seconds()));
  return text.data();
}

std::string format_day(long long day) {
  constexpr long long kSecondsOfDay = 86'400;
  if (day < kFirstSecond / kSecondsOfDay || day > kLastSecond / kSecondsOfDay) return {};
  return format_rfc3339(from_unix_seconds(day * kSecondsOfDay).value()).substr(0, 10);
}

std::string format_rfc822(ptime time) { return format_with_names(time, "+0000"); }

std::string format_http_date(ptime time) { return format_with_names(time, "GMT"); }

std::optional<ptime> parse_rfc3339_utc(std::string_view text) {
  const std::string copy(text);
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, end = 0;
  const int read = std::sscanf(copy.c_str(), "%4d-%2d-%2dT%2d:%2d:%2dZ%n", &year, &month, &day,
                               &hour, &minute, &second, &end);
  if (read != 6 || end != 20 || copy.size() != 20) return std::nullopt;
  try {
    const ptime time(boost::gregorian::date(static_cast<unsigned short>(year),
                                            static_cast<unsigned short>(month),
                                            static_cast<unsigned short>(day)),
                     boost::posix_time::time_duration(hour, minute, second));
    // What does not come out as it went in had a field out of range or a sign.
    return format_rfc3339(time) == text ? std::optional(time) : std::nullopt;
  } catch (const std::out_of_range&) {  // Boost's word for a day that does not exist.
    return std::nullopt;
  }
}

long long to_unix_seconds(ptime time) { return (time - unix_epoch()).total_seconds(); }

std::optional<ptime> from_unix_seconds(long long seconds) {
  if (seconds < kFirstSecond || seconds > kLastSecond) return std::nullopt;
  return unix_epoch() + boost::posix_time::seconds(seconds);
}

}  // namespace syndic::base
