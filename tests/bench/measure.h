// SPDX-License-Identifier: MIT
//
// What work costs, in this thread or in a process of its own.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace syndic::bench {

struct Cost {
  double wall_ms = 0;
  double cpu_ms = 0;  ///< Of user and system.
  long peak_kib = 0;  ///< Of resident memory; only of processes.
};

/// The least of both times, and the largest peak.
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

/// The same for several at once: the time until the last ends, the CPU time of all, and the peak of
/// the largest.
[[nodiscard]] Cost run_at_once(const std::vector<Command>& commands);

/// Runs `work` in a copy of this process, which keeps this one small, and returns the text that it
/// returns. Throws std::runtime_error, with what() of its exception, if it throws, or if it
/// crashes.
[[nodiscard]] std::string in_copy(const std::function<std::string()>& work, Cost* cost = nullptr);

/// How often a measure is repeated.
struct Rounds {
  std::size_t most = 3;
  double budget_ms = 20'000;  ///< After this time of work, only its limit is measured again.
};

/// Runs the work and its limit, which return a Cost, in turns, and returns the least cost of each.
template <typename Work, typename Limit>
[[nodiscard]] std::pair<Cost, Cost> in_turns(const Rounds& rounds, Work&& work, Limit&& limit) {
  Cost least_work = work();
  Cost least_limit = limit();
  double spent_ms = least_work.wall_ms;
  for (std::size_t i = 1; i < rounds.most; ++i) {
    if (spent_ms < rounds.budget_ms) {
      const Cost next = work();
      spent_ms += next.wall_ms;
      least_work = least(least_work, next);
    }
    least_limit = least(least_limit, limit());
  }
  return {least_work, least_limit};
}

}  // namespace syndic::bench
