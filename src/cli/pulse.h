// SPDX-License-Identifier: MIT
//
// How a service manager learns that the thread that works hangs, and ends the process.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

#include "base/service_manager.h"

namespace syndic::cli {

/// The signs of life of one thread, which another one watches.
class Pulse {
 public:
  /// The thread goes on.
  void beat();

  /// It gives no sign for as long as that, unless it beats before, and is well all the same.
  void silent_for(std::chrono::milliseconds time);

  /// For one watcher: whether there was a beat since the last call, or the thread may be silent.
  [[nodiscard]] bool was_felt();

 private:
  std::atomic<std::uint64_t> beats_ = 0;
  std::atomic<std::chrono::steady_clock::time_point> silent_until_{};
  std::uint64_t felt_ = 0;  ///< Beats at the last call.
};

/// While it lives, tells the service manager thrice in its watchdog's time that the process is
/// alive, on a thread of its own, as long as the pulse is felt. Does nothing where there is no
/// watchdog. Borrows the pulse.
class Watchdog {
 public:
  Watchdog(base::ServiceManager manager, Pulse& pulse);
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;
  ~Watchdog();

 private:
  void watch(const base::ServiceManager& manager, Pulse& pulse);

  std::mutex mutex_;
  std::condition_variable over_;
  bool is_over_ = false;
  std::thread watcher_;
};

}  // namespace syndic::cli
