// SPDX-License-Identifier: MIT
#include "cli/signal_watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <system_error>
#include <utility>

namespace syndic::cli {
namespace {

// So long the process has to end by itself, before a second signal does it. Terminals, shells and
// timeout(1) may send a signal twice at once.
constexpr int kGraceMilliseconds = 1000;

bool is_ignored(int signal) {
  struct sigaction now {};
  return ::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

// SIGHUP is that of a terminal that is closed, unless nohup(1) has it ignored.
sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  if (!is_ignored(SIGHUP)) sigaddset(&signals, SIGHUP);
  return signals;
}

int opened(int descriptor) {
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "signals");
  return descriptor;
}

// Waits until it can be read, or the time is over.
void wait_for(int descriptor, int milliseconds) {
  pollfd waiting{descriptor, POLLIN, 0};
  while (::poll(&waiting, 1, milliseconds) < 0) {
  }
}

// The number of the signal that arrived.
int taken_from(int descriptor) {
  signalfd_siginfo signal{};
  const bool is_whole = ::read(descriptor, &signal, sizeof signal) == sizeof signal;
  return is_whole ? static_cast<int>(signal.ssi_signo) : SIGTERM;
}

// Lets the next signal end the process. Only this thread receives it, as all others block it. A
// shell may have had it ignored.
void let_end(sigset_t signals, bool by_hangup) {
  if (!by_hangup) sigdelset(&signals, SIGHUP);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    if (sigismember(&signals, signal) == 1) std::signal(signal, SIG_DFL);
  }
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

// Waits until one of the two can be read; returns whether that is the first.
bool first_is_ready(int first, int second) {
  std::array<pollfd, 2> waiting = {pollfd{first, POLLIN, 0}, pollfd{second, POLLIN, 0}};
  while (::poll(waiting.data(), waiting.size(), -1) < 0) {
  }
  return waiting[1].revents == 0;
}

}  // namespace

SignalWatch::SignalWatch(std::function<void()> on_signal, std::function<void()> on_hangup) {
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // A server or reader that goes away is an error, not the end.
  over_ = opened(::eventfd(0, EFD_CLOEXEC));
  const int arrived = opened(::signalfd(-1, &signals, SFD_CLOEXEC));
  watcher_ = std::thread([over = over_, arrived, signals, on_signal = std::move(on_signal),
                          on_hangup = std::move(on_hangup)] {
    while (first_is_ready(arrived, over)) {
      if (taken_from(arrived) == SIGHUP && on_hangup) {
        on_hangup();
        continue;
      }
      on_signal();
      wait_for(over, kGraceMilliseconds);
      let_end(signals, !on_hangup);
      wait_for(over, -1);
      break;
    }
    ::close(arrived);
  });
}

SignalWatch::~SignalWatch() {
  constexpr std::uint64_t kOver = 1;
  static_cast<void>(::write(over_, &kOver, sizeof kOver));
  watcher_.join();
  ::close(over_);
  // A pending signal would end the process here, before its results are written.
  constexpr timespec kNoTime{};
  const sigset_t signals = ending_signals();
  while (sigtimedwait(&signals, nullptr, &kNoTime) > 0) {
  }
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace syndic::cli
