// SPDX-License-Identifier: MIT
#include "pipeline/status/metrics.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/time_format.h"
#include "base/version.h"
#include "notify/metrics.h"
#include "pipeline/publish/proof.h"
#include "pipeline/status/pace.h"
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

notify::SourceMetrics stored(const SourceStatus& row) {
  notify::SourceMetrics source{
      .id = row.id, .failures = row.state.failures, .items = static_cast<std::int64_t>(row.items)};
  if (row.state.last_success) source.last_success = base::to_unix_seconds(*row.state.last_success);
  if (row.state.failures > 0 && row.state.failing_since) {
    source.failing_since = base::to_unix_seconds(*row.state.failing_since);
  }
  if (const auto time = median(row.state.answer_times)) {
    source.answer_time = std::chrono::milliseconds(*time);
  }
  return source;
}

/// Of the database with its log; empty if it cannot be told.
std::optional<std::int64_t> size_of_store(const std::filesystem::path& file) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) return std::nullopt;
  std::filesystem::path log = file;
  const std::uintmax_t logged = std::filesystem::file_size(log += "-wal", error);
  return static_cast<std::int64_t>(size + (error ? 0 : logged));
}

/// Adds what the store has, unless it cannot be read.
void add_store(const config::Config& config, notify::RunMetrics& run) {
  if (!config.store.is_on_postgres()) run.store_bytes = size_of_store(config.store.sqlite_file);
  try {
    const auto store = store::open_read_only(config.store);
    if (!store) return;
    for (const SourceStatus& row : lasting_status(config, *store)) {
      run.sources.push_back(stored(row));
    }
    if (const auto proof = last_proof(config, store->ledger())) {
      run.proof = {.checked = base::to_unix_seconds(proof->checked),
                   .faults = static_cast<std::int64_t>(proof->faults.size())};
    }
  } catch (const StoreFailure&) {
    run.sources.clear();  // The run has failed for the same reason, and says so.
  }
}

/// Counts the answers of servers by their status.
void add_requests(const config::Config& config, const Report& report, notify::RunMetrics& run) {
  std::set<std::string> files;
  for (const config::Source& source : config.sources) {
    if (!source.fetch.path.empty()) files.insert(source.id);
  }
  for (const SourceReport& source : report.sources) {
    if (!was_answered(source) || files.contains(source.id)) continue;
    ++run.requests[source.status == 0 ? "none" : std::to_string(source.status)];
  }
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
                         .exit_code = end.exit_code};
  add_store(config, run);
  if (report != nullptr) {
    add_report(*report, run);
    add_requests(config, *report, run);
  }
  try {
    notify::write_metrics(config.notify.metrics, run);
  } catch (const FileFailure& failure) {
    return std::string(failure.what()) + "; publish.metrics is not up to date";
  }
  return std::nullopt;
}

}  // namespace syndic::pipeline
