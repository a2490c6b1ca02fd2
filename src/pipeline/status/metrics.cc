// SPDX-License-Identifier: MIT
#include "pipeline/status/metrics.h"

#include <map>
#include <utility>
#include <vector>

#include "base/time_format.h"
#include "base/version.h"
#include "notify/metrics.h"
#include "pipeline/status/status.h"
#include "store/store.h"

namespace syndic::pipeline {
namespace {

// Whether an answer of this run is to be counted: also the one that says that a feed is gone.
bool was_answered(const SourceReport& source) {
  switch (source.outcome) {
    case Outcome::updated:
    case Outcome::unchanged:
    case Outcome::failed:
      return true;
    case Outcome::gone:  // Now, or in an earlier run.
      return !source.error.empty();
    case Outcome::not_due:
    case Outcome::disabled:
      return false;
  }
  return false;
}

/// What the store has of each source; empty if it cannot be read.
std::vector<notify::SourceMetrics> stored(const config::Config& config) {
  std::vector<notify::SourceMetrics> sources;
  try {
    const auto store = store::open_sqlite_read_only(config.store);
    if (!store) return sources;
    for (const SourceStatus& row : lasting_status(config, *store)) {
      notify::SourceMetrics source{.id = row.id,
                                   .failures = row.state.failures,
                                   .items = static_cast<std::int64_t>(row.items)};
      if (row.state.last_success) {
        source.last_success = base::to_unix_seconds(*row.state.last_success);
      }
      sources.push_back(std::move(source));
    }
  } catch (const StoreFailure&) {
    sources.clear();  // The run has failed for the same reason, and says so.
  }
  return sources;
}

void add_report(const Report& report, notify::RunMetrics& run) {
  for (const Outcome outcome : {Outcome::updated, Outcome::unchanged, Outcome::failed,
                                Outcome::not_due, Outcome::gone, Outcome::disabled}) {
    run.outcomes[std::string(to_string(outcome))] = 0;
  }
  std::map<std::string, const SourceReport*> reports;
  for (const SourceReport& source : report.sources) {
    ++run.outcomes[std::string(to_string(source.outcome))];
    reports.emplace(source.id, &source);
  }
  for (notify::SourceMetrics& source : run.sources) {
    const auto found = reports.find(source.id);
    if (found == reports.end() || !was_answered(*found->second)) continue;
    source.fetch = {.added = static_cast<std::int64_t>(found->second->added),
                    .bytes = static_cast<std::int64_t>(found->second->bytes),
                    .elapsed = found->second->elapsed};
  }
}

}  // namespace

std::optional<std::string> write_metrics(const config::Config& config, const Report* report,
                                         const RunEnd& end) {
  if (config.notify.metrics.empty()) return std::nullopt;
  notify::RunMetrics run{.version = std::string(base::kVersion),
                         .ended = base::to_unix_seconds(end.time),
                         .elapsed = end.elapsed,
                         .exit_code = end.exit_code,
                         .sources = stored(config)};
  if (report != nullptr) add_report(*report, run);
  try {
    notify::write_metrics(config.notify.metrics, run);
  } catch (const FileFailure& failure) {
    return std::string(failure.what()) + "; publish.metrics is not up to date";
  }
  return std::nullopt;
}

}  // namespace syndic::pipeline
