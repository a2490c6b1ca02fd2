// SPDX-License-Identifier: MIT
#include "tests/bench/measure.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <stdexcept>

namespace syndic::bench {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double ms_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

double thread_ms() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// Waits for the process, which began at `start`; false if it did not end with status 0.
bool reap(pid_t process, Clock::time_point start, Cost& cost) {
  int status = 0;
  rusage used{};
  if (::wait4(process, &status, 0, &used) != process) throw std::runtime_error("cannot wait");
  cost = {.wall_ms = ms_since(start),
          .cpu_ms = ms_of(used.ru_utime) + ms_of(used.ru_stime),
          .peak_kib = used.ru_maxrss};
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

[[noreturn]] void become(const Command& command) {
  const int out = ::open(command.out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  ::dup2(out, STDOUT_FILENO);
  for (const auto& [name, value] : command.environment) ::setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> words;
  for (const std::string& word : command.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execvp(words[0], words.data());
  ::_exit(127);
}

// In the copy: writes 'y' and the text of `work`, or 'n' and why it failed.
[[noreturn]] void answer(const std::function<std::string()>& work, int to) {
  std::string said;
  try {
    said = "y" + work();
  } catch (const std::exception& failure) {
    said = std::string("n") + failure.what();
  }
  for (std::size_t at = 0; at < said.size();) {
    const ssize_t written = ::write(to, said.data() + at, said.size() - at);
    if (written <= 0) ::_exit(1);
    at += static_cast<std::size_t>(written);
  }
  ::_exit(0);
}

std::string read_all(int from) {
  std::string said;
  std::array<char, 4096> step{};
  for (ssize_t got = 0; (got = ::read(from, step.data(), step.size())) > 0;) {
    said.append(step.data(), static_cast<std::size_t>(got));
  }
  return said;
}

}  // namespace

Cost least(const Cost& a, const Cost& b) {
  return {std::min(a.wall_ms, b.wall_ms), std::min(a.cpu_ms, b.cpu_ms),
          std::max(a.peak_kib, b.peak_kib)};
}

Cost cost_of(const std::function<void()>& work) {
  const auto start = Clock::now();
  const double cpu = thread_ms();
  work();
  return {.wall_ms = ms_since(start), .cpu_ms = thread_ms() - cpu};
}

Cost run(const Command& command) { return run_at_once({command}); }

Cost run_at_once(const std::vector<Command>& commands) {
  const auto start = Clock::now();
  std::vector<pid_t> processes;
  for (const Command& command : commands) {
    processes.push_back(::fork());
    if (processes.back() < 0) throw std::runtime_error("cannot fork");
    if (processes.back() == 0) become(command);
  }
  Cost all;
  std::string failed;
  for (std::size_t i = 0; i < processes.size(); ++i) {
    Cost cost;
    if (!reap(processes[i], start, cost)) failed = commands[i].words[0];
    all = {.wall_ms = std::max(all.wall_ms, cost.wall_ms),
           .cpu_ms = all.cpu_ms + cost.cpu_ms,
           .peak_kib = std::max(all.peak_kib, cost.peak_kib)};
  }
  if (!failed.empty()) throw std::runtime_error(failed + " failed");
  return all;
}

std::string in_copy(const std::function<std::string()>& work, Cost* cost) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const auto start = Clock::now();
  const pid_t process = ::fork();
  if (process < 0) throw std::runtime_error("cannot fork");
  if (process == 0) answer(work, pipe[1]);
  ::close(pipe[1]);
  const std::string said = read_all(pipe[0]);
  ::close(pipe[0]);
  Cost spent;
  if (!reap(process, start, spent) || said.empty()) throw std::runtime_error("a copy crashed");
  if (said[0] != 'y') throw std::runtime_error(said.substr(1));
  if (cost != nullptr) *cost = spent;
  return said.substr(1);
}

}  // namespace syndic::bench
