// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <thread>

namespace syndic::cli {

/// While it lives, the first SIGINT or SIGTERM does not end the process but calls a function on a
/// thread of its own; the second one ends the process at once, as without a watch, so that a run
/// that hangs can be ended. Create it before any other thread, so that all inherit the blocked
/// signals.
class SignalWatch {
 public:
  explicit SignalWatch(std::function<void()> on_signal);
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  ~SignalWatch();

 private:
  int over_ = -1;  // An eventfd, readable when the watch ends.
  std::thread watcher_;
};

}  // namespace syndic::cli
