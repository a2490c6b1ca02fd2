// SPDX-License-Identifier: MIT
//
// events.ics: the events among the items, as a calendar that people subscribe to.
#pragma once

#include <optional>
#include <string>

#include "config/config.h"
#include "model/timestamp.h"
#include "pipeline/publish/documents.h"
#include "store/ledger.h"
#include "store/store.h"

namespace syndic::pipeline {

inline constexpr const char* kEventsFile = "events.ics";

/// The items that tell of an event, by which the store finds them.
[[nodiscard]] store::Facet event_facet();

/// The calendar of the first feed's events, without regard to how many items it shows, and how old
/// they are.
struct Calendar {
  std::string bytes;
  std::optional<model::Timestamp> valid_until;  ///< When an event leaves it.
};

/// Events stay for 31 days after they are over. The calendar is valid even if it has none.
[[nodiscard]] Calendar calendar_of(const config::Config& config, const Documents& documents,
                                   store::Store& store, model::Timestamp now);

}  // namespace syndic::pipeline
