// SPDX-License-Identifier: MIT
#include "pipeline/refresh.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/file_lock.h"
#include "fetch/fetch.h"
#include "pipeline/publish.h"
#include "pipeline/take_in.h"
#include "store/store.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

using States = std::map<std::string, model::FetchState>;

/// Why a source cannot be asked by this version; empty where it can.
std::string not_yet_possible(const config::Source& source) {
  if (!source.site.empty()) {
    return "the feed of " + source.site +
           " cannot be discovered by this version; set url to the feed's own address";
  }
  if (source.fetch.url.empty() && source.fetch.path.empty())
    return "pages without a feed cannot be read by this version";
  std::error_code ignored;  // What is no folder is read as a file, and errors are said then.
  if (fs::is_directory(source.fetch.path, ignored)) {
    return "authored items cannot be read by this version; set path to a feed file";
  }
  return {};
}

/// The outcome of a source that needs no asking; nothing where it is to be asked.
std::optional<Outcome> settled(const config::Source& source, const model::FetchState& state,
                               const RefreshOptions& options, model::Timestamp now) {
  if (!source.enabled || !not_yet_possible(source).empty()) return Outcome::disabled;
  if (options.offline) return Outcome::not_due;
  if (fetch::is_due(source.fetch, state, now, options.force)) return std::nullopt;
  // Only the operator, naming it, asks a source again that said 410.
  if (state.gone && options.force && !options.only.empty()) return std::nullopt;
  return state.gone ? Outcome::gone : Outcome::not_due;
}

/// The lock that keeps two runs off one store. A dry run of a store that is not there needs none.
std::optional<base::FileLock> lock_store(const fs::path& store_file) {
  const fs::path folder = store_file.parent_path();
  std::error_code error;
  if (!folder.empty()) fs::create_directories(folder, error);
  if (error) {
    throw FileFailure("cannot make the folder " + folder.string() + ": " + error.message());
  }
  auto lock = base::FileLock::try_acquire(store_file.string() + ".lock");
  if (!lock) {
    throw AlreadyRunning("another refresh is running on " + store_file.string() +
                         "; try again when it is done");
  }
  return lock;
}

}  // namespace

Report refresh(const config::Config& config, const RefreshOptions& options,
               const base::Clock& clock, http::Transport& transport, const Progress& progress,
               const std::atomic<bool>& cancelled) {
  Report report{.started = clock.now()};
  store::Options place = config.store;
  const bool rehearsal = options.dry_run && !fs::exists(place.sqlite_file);
  if (rehearsal) place.sqlite_file = ":memory:";
  const auto lock = rehearsal ? std::nullopt : lock_store(place.sqlite_file);
  const auto store = store::open_sqlite(place);
  // A batch that is never committed is undone: that is what makes a dry run dry.
  store->begin_batch();

  const States states = store->fetch_states();
  std::vector<const config::Source*> due;
  std::unordered_map<std::string, std::size_t> row_of;
  for (const config::Source& source : config.sources) {
    if (!options.only.empty() && std::ranges::find(options.only, source.id) == options.only.end()) {
      continue;
    }
    const auto state = states.find(source.id);
    const auto outcome =
        settled(source, state == states.end() ? model::FetchState{} : state->second, options,
                report.started);
    row_of.emplace(source.id, report.sources.size());
    report.sources.push_back({.id = source.id,
                              .outcome = outcome.value_or(Outcome::not_due),
                              .error = source.enabled ? not_yet_possible(source) : std::string()});
    if (!outcome) due.push_back(&source);
  }

  std::size_t done = 0;
  const auto note = [&](SourceReport source) {
    SourceReport& row = report.sources[row_of.at(source.id)];
    row = std::move(source);
    progress(row, ++done, due.size());
  };
  const TakeIn take_in{config, states, report.started, !options.dry_run};
  if (!due.empty()) take_in.run(due, *store, transport, note, cancelled);
  report.interrupted = cancelled && done < due.size();

  const auto kept = store->sources();
  for (SourceReport& source : report.sources) {
    const auto record = kept.find(source.id);
    if (record != kept.end()) source.items = record->second.items;
  }
  if (!report.interrupted) {
    report.feeds = publish(config, *store, report.started, options.dry_run);
  }
  report.finished = clock.now();
  return report;
}

}  // namespace syndic::pipeline
