// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "fetch/host_silence.h"
#include "http/turns.h"
#include "model/timestamp.h"
#include "store/host_turns.h"

namespace syndic::pipeline {

/// The turns of hosts in a store that several processes share, each of which asks its share of
/// them at a time. What hosts asked of the others is noted when their turn is taken.
class SharedHosts : public http::Turns {
 public:
  /// Borrows `silence`. Throws StoreFailure, as do all but leave().
  SharedHosts(const store::Options& options, fetch::HostSilence& silence, model::Timestamp now);

  [[nodiscard]] std::optional<std::chrono::milliseconds> take(const std::string& host) override;
  void keep(std::size_t hosts) override;

  /// A host that has asked for silence meanwhile is not left: its turn ends by itself, when what it
  /// asked for is stored for all to see.
  void leave(const std::string& host) noexcept override;

 private:
  using Time = std::chrono::steady_clock::time_point;

  store::HostTurns turns_;
  fetch::HostSilence& silence_;
  model::Timestamp now_;
  std::map<std::string, Time> kept_;  ///< When each turn was last kept.
  Time all_kept_;
  Time reported_;          ///< When the others were last told that this process is at work.
  std::size_t share_ = 0;  ///< Of the hosts: as many as this process asks at a time.
};

}  // namespace syndic::pipeline
