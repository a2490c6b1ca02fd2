// SPDX-License-Identifier: MIT
//
// The main job: every due source is fetched, parsed, normalised and stored, then every feed is
// written. One bad source never costs another its items; whatever moment the process dies at, the
// store and each file are whole.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "config/config.h"
#include "http/transport.h"
#include "pipeline/report.h"

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

/// Called as each asked source is done: its report, how many are done, of how many.
using Progress = std::function<void(const SourceReport&, std::size_t done, std::size_t total)>;

/// Runs once. `options.only` names sources of `config`. Ends soon after `cancelled` becomes true.
/// Throws AlreadyRunning at once and without a request; StoreFailure and FileFailure as they come,
/// with the store at its last commit and every file whole.
[[nodiscard]] Report refresh(const config::Config& config, const RefreshOptions& options,
                             const base::Clock& clock, http::Transport& transport,
                             const Progress& progress, const std::atomic<bool>& cancelled);

}  // namespace syndic::pipeline
