// SPDX-License-Identifier: MIT
//
// What libical needs before its first use, and its times.
#pragma once

#include <libical/ical.h>

#include <boost/date_time/posix_time/posix_time_types.hpp>

namespace syndic::markup {

/// Sees to it once that libical reports errors in place of ending the program; any thread may call.
void prepare_libical();

/// `time` without a zone; as a date alone if `is_day`.
[[nodiscard]] icaltimetype to_libical(boost::posix_time::ptime time, bool is_day);

/// Not a date-time where `time` is none of Boost's calendar.
[[nodiscard]] boost::posix_time::ptime from_libical(const icaltimetype& time);

}  // namespace syndic::markup
