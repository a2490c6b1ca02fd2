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

/// Writes the file of publish.metrics, if it is configured, after a run. `report` is null if the
/// run failed before it had one: then the metrics are those of the store, if it can be read.
/// Returns one line if the file cannot be written, which is no failure of the run; else empty.
[[nodiscard]] std::optional<std::string> write_metrics(const config::Config& config,
                                                       const Report* report, const RunEnd& end);

}  // namespace syndic::pipeline
