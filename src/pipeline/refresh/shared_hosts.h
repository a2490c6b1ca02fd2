// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "fetch/host_silence.h"
#include "http/transport.h"
#include "http/turns.h"
#include "model/timestamp.h"
#include "store/host_turns.h"

namespace syndic::pipeline {

/// The turns of hosts in a store that several processes share, each of which asks its share of
/// them at a time. What hosts asked of the others is noted when turns are taken.
class SharedHosts : public http::Turns {
 public:
  /// Borrows `silence`. Begins to open a connection to the store, which is there. All that are not
  /// noexcept throw StoreFailure.
  SharedHosts(const store::Options& options, fetch::HostSilence& silence, model::Timestamp now);

  void take_ahead(const std::vector<std::string>& hosts) override;
  [[nodiscard]] std::optional<std::chrono::milliseconds> take(const std::string& host) override;
  void keep(std::size_t hosts) override;

  /// A host that has asked for silence meanwhile is not left: its turn ends by itself, when what it
  /// asked for is stored for all to see.
  void leave(const std::string& host) noexcept override;
  void leave_all() noexcept override;

 private:
  using Time = std::chrono::steady_clock::time_point;

  struct Turn {
    Time kept;                           ///< When it was last kept.
    std::chrono::milliseconds free_for;  ///< Of no other process, until it was taken.
  };

  /// Whether it was another process's turn a moment ago.
  [[nodiscard]] bool is_others(const std::string& host, Time now) const;
  void take_free(const std::set<std::string>& hosts, Time now);
  void leave_those_left() noexcept;
  store::HostTurns& turns();

  std::future<std::unique_ptr<store::HostTurns>> opening_;
  std::unique_ptr<store::HostTurns> turns_;  ///< Null as long as none was asked for.
  fetch::HostSilence& silence_;
  model::Timestamp now_;
  std::map<std::string, Turn> kept_;
  std::map<std::string, Time> others_;  ///< Turns of other processes, and when they were found so.
  std::set<std::string> left_;          ///< To be left soon: many at once cost little.
  Time all_kept_;
  Time reported_;          ///< When the others were last told that this process is at work.
  std::size_t share_ = 0;  ///< Of the hosts: as many as this process asks at a time.
};

/// Has a transport ask hosts in turns with other processes, as long as this lives.
class InTurns {
 public:
  InTurns(http::Transport& transport, const store::Options& options, fetch::HostSilence& silence,
          model::Timestamp now)
      : transport_(transport), hosts_(options, silence, now) {
    transport_.take_turns(&hosts_);
  }
  InTurns(const InTurns&) = delete;
  InTurns& operator=(const InTurns&) = delete;
  ~InTurns() { transport_.take_turns(nullptr); }

 private:
  http::Transport& transport_;
  SharedHosts hosts_;
};

}  // namespace syndic::pipeline
