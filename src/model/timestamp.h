// SPDX-License-Identifier: MIT
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>

namespace syndic::model {

/// A moment in UTC, to the second. "No date" is an empty std::optional, never not_a_date_time.
using Timestamp = boost::posix_time::ptime;

/// A length of time, to the second.
using Duration = boost::posix_time::time_duration;

}  // namespace syndic::model
