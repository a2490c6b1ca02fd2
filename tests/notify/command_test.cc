// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <thread>

#include "base/atomic_file.h"
#include "notify/command.h"
#include "tests/support/temp_dir.h"

namespace command_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::TempDir;

namespace {

notify::Command shell(const TempDir& dir, const std::string& script) {
  return {.words = {"sh", "-c", script}, .folder = dir.path(), .timeout = 1min};
}

std::string error_of(const notify::Command& command, const std::atomic<bool>& cancelled = false) {
  const auto result = notify::run(command, cancelled);
  return result ? std::string() : result.error().message;
}

std::string text_of(const std::filesystem::path& file) {
  return base::read_file(file, 1'000'000).value_or("(none)");
}

}  // namespace

TEST_CASE("a command runs in its folder, with its input, and without a shell") {
  const TempDir dir;
  notify::Command command = shell(dir, "cat > got; pwd -P >> got");
  command.input = "all.atom\nindex.html\n";
  CHECK(error_of(command).empty());
  CHECK(text_of(dir / "got") ==
        "all.atom\nindex.html\n" + std::filesystem::canonical(dir.path()).string() + "\n");
  command.words = {"touch", "a b", "$HOME;*"};
  CHECK(error_of(command).empty());
  CHECK(std::filesystem::exists(dir / "a b"));
  CHECK(std::filesystem::exists(dir / "$HOME;*"));
}

TEST_CASE("a command may leave its input") {
  const TempDir dir;
  notify::Command command = shell(dir, "exit 0");
  command.input = std::string(1'000'000, 'x');
  CHECK(error_of(command).empty());
}

TEST_CASE("a command's failure is one line that says what to do") {
  const TempDir dir;
  CHECK(error_of(shell(dir, "exit 23")) ==
        "sh ended with status 23; what it wrote, if anything, is above");
  CHECK(error_of(shell(dir, "kill -KILL $$")) == "sh was ended by signal 9");
  notify::Command command = shell(dir, "");
  command.words = {"no-such-program-here"};
  CHECK(error_of(command) ==
        "no-such-program-here was not found; install it, or name it with its whole path");
  dir.write("plain.txt", "x");
  command.words = {(dir / "plain.txt").string()};
  CHECK(error_of(command) == (dir / "plain.txt").string() + " cannot be run: Permission denied");
}

TEST_CASE("at its timeout a command is ended with all that it started") {
  const TempDir dir;
  notify::Command command =
      shell(dir, "trap '' TERM; (trap '' TERM; sleep 4; touch late) & sleep 60 & wait; sleep 60");
  command.timeout = 300ms;
  const auto began = std::chrono::steady_clock::now();
  CHECK(error_of(command) == "sh took longer than 300 ms and was ended");
  CHECK(std::chrono::steady_clock::now() - began < 10s);
  std::this_thread::sleep_for(5s);
  CHECK_FALSE(std::filesystem::exists(dir / "late"));
}

TEST_CASE("a command ends soon after the run is cancelled") {
  const TempDir dir;
  std::atomic<bool> cancelled = false;
  std::thread signal([&] {
    while (!std::filesystem::exists(dir / "begun")) std::this_thread::sleep_for(5ms);
    cancelled = true;
  });
  const auto began = std::chrono::steady_clock::now();
  CHECK(error_of(shell(dir, "touch begun; sleep 60"), cancelled) == "sh was ended, as the run is");
  signal.join();
  CHECK(std::chrono::steady_clock::now() - began < 10s);
}

TEST_CASE("a command has usual signals whatever ours are") {
  const TempDir dir;
  const auto before = ::signal(SIGPIPE, SIG_IGN);
  sigset_t blocked;
  sigset_t as_before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &blocked, &as_before);
  // The shell keeps an ignored signal ignored, so that this would end with status 0.
  CHECK(error_of(shell(dir, "kill -PIPE $$; exit 0")) == "sh was ended by signal 13");
  CHECK(error_of(shell(dir, "kill -TERM $$; exit 0")) == "sh was ended by signal 15");
  pthread_sigmask(SIG_SETMASK, &as_before, nullptr);
  ::signal(SIGPIPE, before);
}

}  // namespace command_test
