// SPDX-License-Identifier: MIT
//
// What work costs, in this thread or in a process of its own.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace syndic::bench {

struct Cost {
  double wall_ms = 0;
  double cpu_ms = 0;  ///< Of user and system.
  long peak_kib = 0;  ///< Of resident memory; only of processes.
};

/// The least of each.
[[nodiscard]] Cost least(const Cost& a, const Cost& b);

/// What `work` costs this thread, without its peak of memory.
[[nodiscard]] Cost cost_of(const std::function<void()>& work);

/// A program to be run.
struct Command {
  std::vector<std::string> words;
  std::map<std::string, std::string> environment;  ///< Added to this program's own.
  std::filesystem::path out = "/dev/null";         ///< Takes what it writes to standard output.
};

/// Runs it to its end. Its peak of memory is at least that of this process when it began, so
/// callers stay small. Throws std::runtime_error if it cannot be run or does not end with status 0.
[[nodiscard]] Cost run(const Command& command);

/// Runs `work` in a copy of this process, which keeps this one small, and returns the text that it
/// returns. Throws std::runtime_error, with what() of its exception, if it throws, or if it
/// crashes.
[[nodiscard]] std::string in_copy(const std::function<std::string()>& work, Cost* cost = nullptr);

/// Runs `a` and `b` in turns so many times, and returns the least cost of each.
template <typename A, typename B>
[[nodiscard]] std::pair<Cost, Cost> in_turns(std::size_t rounds, A&& a, B&& b) {
  Cost least_a = a();
  Cost least_b = b();
  for (std::size_t i = 1; i < rounds; ++i) {
    least_a = least(least_a, a());
    least_b = least(least_b, b());
  }
  return {least_a, least_b};
}

}  // namespace syndic::bench
