// SPDX-License-Identifier: MIT
//
// [alert]: the operator's own command is told of sources that fail for long, and of their return.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "store/store.h"

namespace syndic::pipeline {

/// For how long alert.command may run: a mail is handed over in seconds, and what hangs must not
/// hold the run.
inline constexpr std::chrono::seconds kAlertTimeout{60};

/// A source that is to be told of, or was.
struct Alert {
  const config::Source* source = nullptr;        ///< Of the configuration.
  model::FetchState state;                       ///< After the run.
  bool is_back = false;                          ///< It is read again; else it has failed for long.
  std::optional<model::Timestamp> failed_since;  ///< Empty: no longer known.
};

/// What the command reads: a paragraph for each, with what to do and whom to write to. Times are
/// those of the site's zone. Texts of servers are printable and cut.
[[nodiscard]] std::string alert_text(const config::Config& config,
                                     const std::vector<Alert>& alerts);

/// Runs alert.command once for all enabled sources that have failed for alert.after by `now`, and
/// for those that are back, each told once. `before` are the states before the run. What it could
/// not be told is left for the next run. Returns one line if the command failed, else empty; also
/// empty if `cancelled` ended it. Throws StoreFailure.
[[nodiscard]] std::string send_alerts(const config::Config& config,
                                      const std::map<std::string, model::FetchState>& before,
                                      store::Store& store, model::Timestamp now,
                                      const std::atomic<bool>& cancelled);

}  // namespace syndic::pipeline
