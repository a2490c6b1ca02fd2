// SPDX-License-Identifier: MIT
//
// The stages between the network and the store, side by side: one thread fetches, as many as there
// are cores parse and normalise, and only the caller's thread uses the store.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <utility>
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
  /// Borrows its arguments. That sources are asked is committed before they are, so that a run that
  /// is killed does not make the next one ask them again; answers are committed with that, and once
  /// for all that arrive within two seconds (or 64 feeds), and as soon as none arrives for a tenth
  /// of a second. `pages`, which may be null, has the pages after the first one
  /// of page sources. `alive`, which may be empty, is called on run()'s thread several times a
  /// second.
  TakeIn(const config::Config& config, const std::map<std::string, model::FetchState>& states,
         model::Timestamp now, PageWalk* pages = nullptr, std::function<void()> alive = {})
      : config_(config), states_(states), now_(now), pages_(pages), alive_(std::move(alive)) {}

  /// Fetches all `sources` and stores their answers; `note` is called on this thread for each that
  /// answered, in any order. Hosts' requests for silence are obeyed and recorded in `silence`. The
  /// store has an open batch, before and after. Sources with an answer in `at_hand` are not
  /// fetched. Throws StoreFailure.
  void run(const std::vector<const config::Source*>& sources, store::Store& store,
           fetch::HostSilence& silence, http::Transport& transport,
           const std::function<void(SourceReport)>& note, const std::atomic<bool>& cancelled,
           std::map<std::string, http::Response> at_hand = {}) const;

 private:
  const config::Config& config_;
  const std::map<std::string, model::FetchState>& states_;
  model::Timestamp now_;
  PageWalk* pages_;
  std::function<void()> alive_;
};

}  // namespace syndic::pipeline
