// SPDX-License-Identifier: MIT
#include "pipeline/status.h"

#include "store/store.h"

namespace syndic::pipeline {

std::vector<SourceStatus> status(const config::Config& config) {
  std::map<std::string, model::FetchState> states;
  std::map<std::string, store::SourceRecord> records;
  if (const auto store = store::open_sqlite_read_only(config.store)) {
    states = store->fetch_states();
    records = store->sources();
  }
  std::vector<SourceStatus> rows;
  for (const config::Source& source : config.sources) {
    rows.push_back({.id = source.id,
                    .enabled = source.enabled,
                    .state = states[source.id],
                    .items = records[source.id].items});
  }
  return rows;
}

}  // namespace syndic::pipeline
