// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/timestamp.h"
#include "store/store.h"

namespace syndic::pipeline {

/// When one source of the configuration is asked next.
struct PlannedSource {
  std::string id;
  std::optional<model::Timestamp> due;  ///< Never in the past; empty: only on request.
  std::string reason;  ///< A word for programs: "interval", "server_wish", "disabled" …
  std::string why;     ///< One line for people.
};

/// The plan of each source, the first due first and those without a time last, equal ones in the
/// configuration's order. Fetches and changes nothing; may be called during a refresh. Throws
/// StoreFailure.
[[nodiscard]] std::vector<PlannedSource> plan(const config::Config& config, model::Timestamp now);

/// The same, of an open store. `is_running`: a refresh is under way.
[[nodiscard]] std::vector<PlannedSource> plan(const config::Config& config, store::Store& store,
                                              model::Timestamp now, bool is_running = false);

/// "42 min", "5 h" or "3 days", rounded up.
[[nodiscard]] std::string duration_words(std::chrono::seconds time);

}  // namespace syndic::pipeline
