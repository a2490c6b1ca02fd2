// SPDX-License-Identifier: MIT
//
// The times of a recurrence rule (RFC 5545 §3.3.10), by libical, within bounds.
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "markup/calendar/moment.h"

namespace syndic::markup {

/// How many times one rule gives at most, within the window.
inline constexpr std::size_t kMostTimesOfRule = 400;

/// Where times are looked for: both ends belong to it.
struct TimeWindow {
  boost::posix_time::ptime from;
  boost::posix_time::ptime to;
  [[nodiscard]] bool holds(boost::posix_time::ptime time) const {
    return from <= time && time <= to;
  }
};

/// The rule's UNTIL; empty if it has none that can be read.
[[nodiscard]] std::optional<WrittenTime> until_of_rule(std::string_view rule);

/// Expands the rules of one calendar. What it spends on them all is bounded: from some point on a
/// hostile calendar's rules are refused.
class RuleExpander {
 public:
  /// The times of the rule in the window, ascending, at most kMostTimesOfRule. All times are local
  /// ones of the event's zone, so that they keep their hour across summer time. `until` goes before
  /// the rule's own. Nothing if the rule cannot be read, is of seconds or minutes, counts in
  /// another calendar than the Gregorian (RFC 7529), or is refused.
  [[nodiscard]] std::optional<std::vector<boost::posix_time::ptime>> expand(
      std::string_view rule, const WrittenTime& start,
      std::optional<boost::posix_time::ptime> until, const TimeWindow& window);

 private:
  std::size_t failures_ = 0;
  double spent_ = 0;
};

}  // namespace syndic::markup
