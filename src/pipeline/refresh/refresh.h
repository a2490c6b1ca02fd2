// SPDX-License-Identifier: MIT
//
// The main job: every due source is fetched, parsed, normalised and stored, then every feed is
// written. One bad source never costs another its items; whatever moment the process dies at, the
// store and each file are whole.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "config/config.h"
#include "http/transport.h"
#include "pipeline/refresh/report.h"

namespace syndic::pipeline {

/// The flags of `syndic refresh`.
struct RefreshOptions {
  std::vector<std::string> only;  ///< Source ids; empty: all.
  bool force = false;             ///< Also what is not yet due.
  bool offline = false;           ///< Fetch nothing.
  bool dry_run = false;           ///< Change neither store nor files.
  bool accept = false;            ///< Publish also where much of a feed would vanish at once.
};

/// Another refresh holds the lock of this store.
class AlreadyRunning : public Failure {
 public:
  using Failure::Failure;
};

/// Told how a run goes on, on the thread that called refresh(). This one does not care.
class Progress {
 public:
  Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  virtual ~Progress() = default;

  /// These sources are waited for, too.
  virtual void await(const std::vector<std::string>& /*source_ids*/) {}

  /// A source is done, for now: its feed may be gone, and looked for next.
  virtual void done(const SourceReport& /*report*/) {}
};

/// Runs once. `options.only` names sources of `config`. Ends soon after `cancelled` becomes true.
/// Throws AlreadyRunning at once and without a request; StoreFailure and FileFailure as they come,
/// with the store at its last commit and every file whole.
[[nodiscard]] Report refresh(const config::Config& config, const RefreshOptions& options,
                             const base::Clock& clock, http::Transport& transport,
                             Progress& progress, const std::atomic<bool>& cancelled);

}  // namespace syndic::pipeline
