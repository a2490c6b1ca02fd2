// SPDX-License-Identifier: MIT
//
// The stages between the network and the store, side by side: one thread asks, as many as there are
// cores parse and normalise, the caller's own thread alone touches the store.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "config/config.h"
#include "fetch/host_silence.h"
#include "http/transport.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "pipeline/refresh/page_source.h"
#include "pipeline/refresh/report.h"
#include "store/store.h"

namespace syndic::pipeline {

class TakeIn {
 public:
  /// Borrows what it is given. What is taken in is committed as the run goes, so that a killed run
  /// has little to repeat: once for all answers that stream in within two seconds (or 64 feeds),
  /// and as soon as none comes for a tenth of a second.
  /// `pages`, which may be null, has what is after the first page of a page source.
  TakeIn(const config::Config& config, const std::map<std::string, model::FetchState>& states,
         model::Timestamp now, PageWalk* pages = nullptr)
      : config_(config), states_(states), now_(now), pages_(pages) {}

  /// Asks all `sources` and stores what comes; `note` is called on this thread for each that
  /// answered, in any order. What hosts ask for is heeded and noted in `silence`. The store has an
  /// open batch, before and after. `at_hand`: answers that are here already, by source: those are
  /// not asked again. Throws StoreFailure.
  void run(const std::vector<const config::Source*>& sources, store::Store& store,
           fetch::HostSilence& silence, http::Transport& transport,
           const std::function<void(SourceReport)>& note, const std::atomic<bool>& cancelled,
           std::map<std::string, http::Response> at_hand = {}) const;

 private:
  const config::Config& config_;
  const std::map<std::string, model::FetchState>& states_;
  model::Timestamp now_;
  PageWalk* pages_;
};

}  // namespace syndic::pipeline
