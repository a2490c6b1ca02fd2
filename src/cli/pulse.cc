// SPDX-License-Identifier: MIT
#include "cli/pulse.h"

#include <utility>

namespace syndic::cli {

void Pulse::beat() {
  silent_until_ = std::chrono::steady_clock::time_point{};
  ++beats_;
}

void Pulse::silent_for(std::chrono::milliseconds time) {
  beat();
  silent_until_ = std::chrono::steady_clock::now() + time;
}

bool Pulse::was_felt() {
  const bool may_be_silent = std::chrono::steady_clock::now() < silent_until_.load();
  return std::exchange(felt_, beats_.load()) != felt_ || may_be_silent;
}

Watchdog::Watchdog(base::ServiceManager manager, Pulse& pulse) {
  if (manager.watchdog().count() == 0) return;
  watcher_ = std::thread([this, manager = std::move(manager), &pulse] { watch(manager, pulse); });
}

Watchdog::~Watchdog() {
  {
    const std::scoped_lock lock(mutex_);
    is_over_ = true;
  }
  over_.notify_one();
  if (watcher_.joinable()) watcher_.join();
}

void Watchdog::watch(const base::ServiceManager& manager, Pulse& pulse) {
  constexpr int kTimes = 3;
  std::unique_lock lock(mutex_);
  do {
    if (pulse.was_felt()) manager.tell("WATCHDOG=1");
  } while (!over_.wait_for(lock, manager.watchdog() / kTimes, [&] { return is_over_; }));
}

}  // namespace syndic::cli
