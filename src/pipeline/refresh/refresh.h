// SPDX-License-Identifier: MIT
//
// The main job: every due source is fetched, parsed, normalised and stored, then every feed is
// written. A bad source never affects another; whenever the process dies, the store and each file
// are whole.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "base/clock.h"
#include "config/config.h"
#include "http/transport.h"
#include "pipeline/refresh/report.h"
#include "pipeline/store_lock.h"

namespace syndic::pipeline {

/// The flags of `syndic refresh`.
struct RefreshOptions {
  std::vector<std::string> only;    ///< Source ids; empty: all.
  bool force = false;               ///< Also sources that are not due.
  bool offline = false;             ///< Fetch nothing.
  bool dry_run = false;             ///< Change neither store nor files.
  std::vector<std::string> accept;  ///< As PublishOptions::accept.
};

/// Is notified of a run's progress, on the thread that called refresh(). This one ignores it.
class Progress {
 public:
  Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  virtual ~Progress() = default;

  /// The store is open.
  virtual void opened() {}

  /// The run goes on: several times a second while it waits for others.
  virtual void alive() {}

  /// The run is silent now for as long as that, at most: another program has its turn.
  virtual void silent_for(std::chrono::milliseconds /*time*/) {}

  /// These sources are going to be asked, too.
  virtual void await(const std::vector<std::string>& /*source_ids*/) {}

  /// A source is done; once more if its feed is gone and another one is searched for.
  virtual void done(const SourceReport& /*report*/) {}
};

/// Runs once. `options.only` names sources of `config`. Ends soon after `cancelled` becomes true.
/// Throws AlreadyRunning at once and without a request; StoreFailure and FileFailure, with the
/// store at its last commit and every file whole.
[[nodiscard]] Report refresh(const config::Config& config, const RefreshOptions& options,
                             const base::Clock& clock, http::Transport& transport,
                             Progress& progress, const std::atomic<bool>& cancelled);

}  // namespace syndic::pipeline
