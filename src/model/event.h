// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "model/timestamp.h"

namespace syndic::model {

/// When and where that happens which an item is about: ev:startdate, ev:enddate, ev:location (the
/// Event module of RSS 1.0) · VEVENT (RFC 5545 §3.6.1) · schema.org's Event · JSON _syndic.event.
struct Event {
  Timestamp start;               ///< `all_day`: the midnight of its first day, as if that were UTC.
  std::optional<Timestamp> end;  ///< `all_day`: that of its last day. Empty: not told. Not before
                                 ///< `start`.
  bool all_day = false;          ///< It has days in place of times, in whatever zone.
  std::string place;             ///< A name, an address or a URL; empty: not told.
  friend bool operator==(const Event&, const Event&) = default;
};

}  // namespace syndic::model
