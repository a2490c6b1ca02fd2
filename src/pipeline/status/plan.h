// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/timestamp.h"

namespace syndic::pipeline {

/// When one source of the configuration is asked next.
struct PlannedSource {
  std::string id;
  std::optional<model::Timestamp> due;  ///< Never in the past; nothing: not by itself.
  std::string reason;  ///< A word for programs: "interval", "server_wish", "disabled" …
  std::string why;     ///< One line for people.
};

/// A row a source: what is due first comes first, what is never due last, and of equals what is
/// first in the configuration. Nothing is asked and nothing changed; it may be read beside a
/// running refresh. Throws StoreFailure.
[[nodiscard]] std::vector<PlannedSource> plan(const config::Config& config, model::Timestamp now);

/// "42 min", "5 h" or "3 days", rounded up: a time in which it is over.
[[nodiscard]] std::string duration_words(std::chrono::seconds time);

}  // namespace syndic::pipeline
