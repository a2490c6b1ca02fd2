// SPDX-License-Identifier: MIT
#include "markup/calendar/libical.h"

#include <mutex>

namespace syndic::markup {

void prepare_libical() {
  static std::once_flag once;
  std::call_once(once, [] { icalerror_set_errors_are_fatal(0); });
}

icaltimetype to_libical(boost::posix_time::ptime time, bool is_day) {
  const auto day = time.date();
  const auto clock = time.time_of_day();
  icaltimetype out = icaltime_null_time();
  out.year = day.year();
  out.month = day.month();
  out.day = day.day();
  out.is_date = is_day ? 1 : 0;
  if (is_day) return out;
  out.hour = static_cast<int>(clock.hours());
  out.minute = static_cast<int>(clock.minutes());
  out.second = static_cast<int>(clock.seconds());
  return out;
}

boost::posix_time::ptime from_libical(const icaltimetype& time) {
  constexpr int kFirst = 1400;
  constexpr int kLast = 9999;
  if (icaltime_is_null_time(time) != 0 || time.year < kFirst || time.year > kLast) return {};
  const auto year = static_cast<unsigned short>(time.year);
  const auto month = static_cast<unsigned short>(time.month);
  const boost::gregorian::date day(year, month, static_cast<unsigned short>(time.day));
  return {day, boost::posix_time::time_duration(time.hour, time.minute, time.second)};
}

}  // namespace syndic::markup
