// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include <cstdlib>
#include <string>

#include "base/error.h"
#include "base/time_format.h"

namespace syndic::base {

Clock Clock::from_environment() {
  const char* const text = std::getenv("SYNDIC_NOW");
  if (text == nullptr || *text == '\0') return Clock();
  const auto time = parse_rfc3339_utc(text);
  if (!time) {
    throw Failure("SYNDIC_NOW is \"" + std::string(text) +
                  "\", which is no date like 2026-01-31T12:00:00Z");
  }
  return Clock(*time);
}

boost::posix_time::ptime Clock::now() const {
  return (fixed_ ? *fixed_ : boost::posix_time::second_clock::universal_time()) + ahead_;
}

Clock Clock::ahead(boost::posix_time::time_duration time) const {
  Clock clock = *this;
  clock.ahead_ += time;
  return clock;
}

}  // namespace syndic::base
