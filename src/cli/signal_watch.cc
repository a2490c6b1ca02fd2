// SPDX-License-Identifier: MIT
#include "cli/signal_watch.h"

#include <csignal>
#include <ctime>
#include <utility>

namespace syndic::cli {
namespace {

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

}  // namespace

SignalWatch::SignalWatch(std::function<void()> on_signal) {
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // A server or reader that goes away is an error, not the end.
  watcher_ = std::thread([this, signals, on_signal = std::move(on_signal)] {
    constexpr timespec kLookUp{.tv_sec = 0, .tv_nsec = 50'000'000};
    while (!over_) {
      if (sigtimedwait(&signals, nullptr, &kLookUp) > 0) {
        on_signal();
        return;
      }
    }
  });
}

SignalWatch::~SignalWatch() {
  over_ = true;
  watcher_.join();
  // A second signal that waits would end the process here, before its results are out.
  constexpr timespec kNoTime{};
  const sigset_t signals = ending_signals();
  while (sigtimedwait(&signals, nullptr, &kNoTime) > 0) {
  }
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace syndic::cli
