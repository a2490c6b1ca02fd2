// SPDX-License-Identifier: MIT
#include "pipeline/status.h"

#include <utility>

#include "pipeline/health.h"
#include "store/store.h"

namespace syndic::pipeline {

std::vector<SourceStatus> status(const config::Config& config, model::Timestamp now) {
  std::map<std::string, model::FetchState> states;
  std::map<std::string, store::SourceRecord> records;
  const auto store = store::open_sqlite_read_only(config.store);
  if (store) {
    states = store->fetch_states();
    records = store->sources();
  }
  std::vector<SourceStatus> rows;
  for (const config::Source& source : config.sources) {
    SourceStatus row{.id = source.id,
                     .enabled = source.enabled,
                     .state = states[source.id],
                     .items = records[source.id].items};
    row.failing = failing_words(row.state, now);
    if (store) row.silence = silence_words(store->newest_dates(source.id, kHabitItems), now);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace syndic::pipeline
