// SPDX-License-Identifier: MIT
#include "pipeline/status/status.h"

#include <utility>

#include "pipeline/status/health.h"

namespace syndic::pipeline {

std::vector<SourceStatus> lasting_status(const config::Config& config, store::Store& store) {
  auto states = store.fetch_states();
  auto records = store.sources();
  auto days = store.fetch_days();
  auto vanished = store.ledger().vanished();
  std::vector<SourceStatus> rows;
  for (const config::Source& source : config.sources) {
    rows.push_back({.id = source.id,
                    .enabled = source.enabled,
                    .state = std::move(states[source.id]),
                    .items = records[source.id].items,
                    .vanished = std::move(vanished[source.id]),
                    .history = std::move(days[source.id])});
  }
  return rows;
}

std::vector<SourceStatus> status(const config::Config& config, model::Timestamp now) {
  const auto store = store::open_sqlite_read_only(config.store);
  std::vector<SourceStatus> rows;
  if (store) {
    rows = lasting_status(config, *store);
  } else {
    for (const config::Source& source : config.sources) {
      rows.push_back({.id = source.id, .enabled = source.enabled});
    }
  }
  for (SourceStatus& row : rows) {
    row.failing = failing_words(row.state, now);
    if (store) row.silence = silence_words(store->newest_dates(row.id, kHabitItems), now);
  }
  return rows;
}

}  // namespace syndic::pipeline
