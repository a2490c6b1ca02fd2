// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <thread>

namespace syndic::cli {

/// While it lives, the first SIGINT, SIGTERM or SIGHUP does not end the process but calls a
/// function on a thread of its own; a second one ends the process as without a watch, a second
/// after the first or later, so that a run that hangs can be ended. An ignored SIGHUP stays
/// ignored; another one does not end a process that has a use for it. Create it before any other
/// thread, so that all inherit the blocked signals.
class SignalWatch {
 public:
  /// `on_hangup`: called for each SIGHUP, on the same thread; empty: that is as the others.
  explicit SignalWatch(std::function<void()> on_signal, std::function<void()> on_hangup = {});
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  ~SignalWatch();

 private:
  int over_ = -1;  // An eventfd, readable when the watch ends.
  std::thread watcher_;
};

}  // namespace syndic::cli
