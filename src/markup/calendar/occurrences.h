// SPDX-License-Identifier: MIT
//
// From events as they are written to entries with moments, each occurrence one.
#pragma once

#include <vector>

#include "markup/calendar/event.h"
#include "markup/calendar/zones.h"

namespace syndic::markup {

/// Adds to `calendar` the entries and cancellations of its events, all of which have a start, in
/// their order, with warnings for what is left out. `window` is in UTC.
void add_entries(std::vector<WrittenEvent> events, const TimeWindow& window, CalendarZones& zones,
                 Calendar& calendar);

}  // namespace syndic::markup
