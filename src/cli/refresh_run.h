// SPDX-License-Identifier: MIT
//
// One run of `syndic refresh`, by itself or as a round of its loop, and what it says.
#pragma once

#include <atomic>

#include "base/clock.h"
#include "cli/log.h"
#include "config/config.h"
#include "http/transport.h"
#include "pipeline/refresh/refresh.h"

namespace syndic::cli {

/// What a run is given. Borrowed.
struct RunOf {
  const config::Config& config;
  const pipeline::RefreshOptions& options;
  const base::Clock& clock;
  const Log& log;
  bool is_strict = false;  ///< A source that failed counts in the exit code.
};

/// What a run did.
struct Ran {
  pipeline::Report report;
  int exit_code = 0;  ///< What a process that does no more ends with.
};

/// Runs once, and writes the metrics of that. Throws as pipeline::refresh().
[[nodiscard]] Ran run_once(const RunOf& run, http::Transport& transport,
                           pipeline::Progress& progress, const std::atomic<bool>& cancelled);

/// The news of a source that is done, or its error.
void log_source(const pipeline::SourceReport& source, const Log& log);

/// What there is to say of a run beside its sources. `has_table`: each source's error is on the
/// screen already.
void log_run(const Ran& ran, const RunOf& run, bool has_table);

}  // namespace syndic::cli
