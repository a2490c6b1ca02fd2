// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "config/config.h"
#include "model/timestamp.h"
#include "pipeline/refresh/report.h"

namespace syndic::pipeline {

/// How a run ended.
struct RunEnd {
  model::Timestamp time;
  std::chrono::milliseconds elapsed{0};
  int exit_code = 0;
};

/// Writes the file of publish.metrics, where there is to be one, after a run; `report` is what it
/// did, nullptr where it failed before it had one: what the store knows is told then, if it can be
/// read. A file that cannot be written is no reason to lose a run: gives one line about it then,
/// else nothing.
[[nodiscard]] std::optional<std::string> write_metrics(const config::Config& config,
                                                       const Report* report, const RunEnd& end);

}  // namespace syndic::pipeline
