// SPDX-License-Identifier: MIT
#include "pipeline/refresh/known_silence.h"

namespace syndic::pipeline {

fetch::HostSilence known_silence(const std::map<std::string, model::FetchState>& states,
                                 store::Store& store, model::Timestamp now) {
  std::map<std::string, model::FetchState> all = store.list_states();
  all.insert(states.begin(), states.end());
  return {all, now};
}

fetch::HostSilence known_silence(const config::Config& config, model::Timestamp now) {
  const auto store = store::open_read_only(config.store);
  return store ? known_silence(store->fetch_states(), *store, now) : fetch::HostSilence();
}

}  // namespace syndic::pipeline
