// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace syndic::http {

/// Which transfer may start when: no host has more than `per_host` transfers at once nor two starts
/// within `delay`, and no host waits for another. Pure: the caller passes the time.
class HostQueue {
 public:
  using Time = std::chrono::steady_clock::time_point;

  HostQueue(int per_host, std::chrono::milliseconds delay) : per_host_(per_host), delay_(delay) {}

  /// Adds transfer `index` at the end of the queue of `host`.
  void add(const std::string& host, std::size_t index);

  /// Adds the next hop of a transfer at the front of the queue of `host`.
  void add_first(const std::string& host, std::size_t index);

  /// The host of the transfer that next() returns; nullptr if it returns none.
  [[nodiscard]] const std::string* next_host(Time now) const;

  /// Of the hosts whose transfers may start at `now`, the `most` that have waited longest.
  [[nodiscard]] std::vector<std::string> next_hosts(Time now, std::size_t most) const;

  /// Keeps the host's next transfer from starting before `until`.
  void hold_off(const std::string& host, Time until);

  /// How many hosts have transfers that wait.
  [[nodiscard]] std::size_t hosts() const;

  /// Whether the host has no transfer, neither waiting nor started.
  [[nodiscard]] bool is_idle(const std::string& host) const;

  /// The next transfer that may start at `now`, which counts as started; hosts that have waited
  /// longest come first. Nullopt if none may.
  [[nodiscard]] std::optional<std::size_t> next(Time now);

  /// A transfer that next() returned for `host` starts at `now`, a little later than that.
  void start(const std::string& host, Time now);

  /// When a transfer that next() returned for `host` may start, if it did not at once: another may
  /// have started meanwhile.
  [[nodiscard]] Time may_start(const std::string& host) const;

  /// A transfer that next() returned for `host` has ended.
  void release(const std::string& host);

  /// A transfer that next() returned for `host` was not started after all: the host's next one does
  /// not have to wait for it.
  void withdraw(const std::string& host);

  /// Removes all transfers, but keeps the time of each host's last start.
  void forget_transfers();

  /// When next() may return something if nothing is released before; nullopt if all queues are
  /// empty or their hosts busy.
  [[nodiscard]] std::optional<Time> next_start() const;

 private:
  struct Host {
    std::uint64_t number = 0;  ///< Order in which hosts were added, for equal turns.
    int active = 0;
    Time earliest{};  ///< Of the next start.
    Time earlier{};   ///< `earliest` before the last start.
    Time free{};      ///< After the pause since the last start().
    std::deque<std::size_t> waiting;
  };
  using Entry = std::pair<const std::string, Host>;
  struct Sooner {
    bool operator()(const Entry* a, const Entry* b) const {
      return std::pair(a->second.earliest, a->second.number) <
             std::pair(b->second.earliest, b->second.number);
    }
  };

  Entry& entry(const std::string& host);
  void offer(Entry& host);

  int per_host_;
  std::chrono::milliseconds delay_;
  std::map<std::string, Host> hosts_;
  std::set<Entry*, Sooner> ready_;  ///< Hosts with a queue and a free place.
};

}  // namespace syndic::http
