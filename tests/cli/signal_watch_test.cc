// SPDX-License-Identifier: MIT
#include "cli/signal_watch.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <functional>

namespace signal_watch_test {

using syndic::cli::SignalWatch;

namespace {

/// A process that does nothing but watch; it writes a byte when it is ready, and one for each call.
class Watching {
 public:
  /// `on_hangup`: what the process that started it left for SIGHUP. `uses_hangup`: it writes
  /// another byte for each of these.
  explicit Watching(sighandler_t on_hangup = SIG_DFL, bool uses_hangup = false) {
    REQUIRE(::pipe(pipe_.data()) == 0);
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ > 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);  // Not Catch2's.
    std::signal(SIGHUP, on_hangup);
    const auto write = [this](const char* byte) { static_cast<void>(::write(pipe_[1], byte, 1)); };
    const SignalWatch watch([=] { write("s"); }, uses_hangup
                                                     ? std::function<void()>([=] { write("h"); })
                                                     : std::function<void()>());
    static_cast<void>(::write(pipe_[1], "r", 1));
    while (true) ::pause();
  }
  Watching(const Watching&) = delete;
  Watching& operator=(const Watching&) = delete;
  ~Watching() {
    ::close(pipe_[0]);
    ::close(pipe_[1]);
  }

  char next() {
    char byte = 0;
    REQUIRE(::read(pipe_[0], &byte, 1) == 1);
    return byte;
  }
  void send(int signal) const { REQUIRE(::kill(child_, signal) == 0); }

  /// The signal that ended it.
  int ended_by() const {
    int status = 0;
    REQUIRE(::waitpid(child_, &status, 0) == child_);
    REQUIRE(WIFSIGNALED(status));
    return WTERMSIG(status);
  }

 private:
  std::array<int, 2> pipe_{};
  pid_t child_ = -1;
};

}  // namespace

TEST_CASE("the first signal is told, the second ends a process that hangs") {
  const auto [first, second] = GENERATE(table<int, int>({{SIGTERM, SIGTERM},
                                                         {SIGINT, SIGINT},
                                                         {SIGINT, SIGTERM},
                                                         {SIGTERM, SIGINT},
                                                         {SIGHUP, SIGTERM}}));
  Watching process;
  CHECK(process.next() == 'r');
  process.send(first);
  CHECK(process.next() == 's');
  process.send(second);
  CHECK(process.ended_by() == second);
}

TEST_CASE("a hangup that is ignored, as by nohup, stays ignored") {
  Watching process(SIG_IGN);
  CHECK(process.next() == 'r');
  process.send(SIGHUP);
  process.send(SIGTERM);
  CHECK(process.next() == 's');
  process.send(SIGINT);
  CHECK(process.ended_by() == SIGINT);
}

TEST_CASE("hangups that are of use are told each time, and end nothing") {
  Watching process(SIG_DFL, true);
  CHECK(process.next() == 'r');
  for (int i = 0; i < 3; ++i) {
    process.send(SIGHUP);
    CHECK(process.next() == 'h');
  }
  process.send(SIGTERM);
  CHECK(process.next() == 's');
  process.send(SIGHUP);
  process.send(SIGINT);
  CHECK(process.ended_by() == SIGINT);
}

TEST_CASE("a signal that comes as the watch ends does not end the process") {
  std::atomic<int> calls = 0;
  for (int i = 0; i < 100; ++i) {
    const SignalWatch watch([&] { ++calls; });
    ::kill(::getpid(), SIGTERM);
  }
  CHECK(calls <= 100);
}

}  // namespace signal_watch_test
