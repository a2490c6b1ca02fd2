// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace syndic::cli {

/// While it lives, SIGINT and SIGTERM end nothing by themselves but call a function, once, on a
/// thread of its own. Make it before any other thread, so that all inherit the blocked signals.
class SignalWatch {
 public:
  explicit SignalWatch(std::function<void()> on_signal);
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  ~SignalWatch();

 private:
  std::atomic<bool> over_ = false;
  std::thread watcher_;
};

}  // namespace syndic::cli
