// SPDX-License-Identifier: MIT
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <optional>

namespace syndic::base {

/// Where the time of day comes from. A value: copies tell the same time. Durations (timeouts) never
/// come from here but from std::chrono::steady_clock.
class Clock {
 public:
  /// The system's clock.
  Clock() = default;

  /// A clock that is still.
  explicit Clock(boost::posix_time::ptime fixed) : fixed_(fixed) {}

  /// The clock of this process: standing at SYNDIC_NOW (RFC 3339) where the environment sets it,
  /// else the system's. Throws Failure where SYNDIC_NOW is no date.
  [[nodiscard]] static Clock from_environment();

  /// Whether it is still.
  [[nodiscard]] bool is_fixed() const { return fixed_.has_value(); }

  /// A clock that is ahead of this one by `time`.
  [[nodiscard]] Clock ahead(boost::posix_time::time_duration time) const;

  /// UTC, to the second.
  [[nodiscard]] boost::posix_time::ptime now() const;

 private:
  std::optional<boost::posix_time::ptime> fixed_;
  boost::posix_time::time_duration ahead_;
};

}  // namespace syndic::base
