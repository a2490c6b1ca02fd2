// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::test {

/// How a program ended.
struct Finished {
  int exit_code = -1;  ///< 128 + the signal's number where one ended it.
  long peak_kib = 0;   ///< Its peak of resident memory, or the test's own as it was started.
  std::string out;
  std::string err;
};

/// A program running beside the test; it is killed when this goes.
class Process {
 public:
  /// Starts it; `environment` is added to the test's own.
  explicit Process(const std::vector<std::string>& command,
                   const std::map<std::string, std::string>& environment = {},
                   std::string_view input = {});
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  void send_signal(int signal) const;

  /// Its number among the machine's processes, -1 after wait().
  [[nodiscard]] pid_t id() const { return pid_; }

  /// Whether it ended by itself already; wait() tells how.
  [[nodiscard]] bool has_ended() const;

  /// Reads what it says until it ends. Throws after ten minutes, so that a program that hangs fails
  /// its test; no machine is so busy that an honest one needs as long.
  [[nodiscard]] Finished wait();

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  int err_ = -1;
};

/// The path of the built `syndic`.
[[nodiscard]] std::string syndic_binary();

/// Runs the built `syndic` to its end.
[[nodiscard]] Finished run_syndic(std::vector<std::string> arguments,
                                  const std::map<std::string, std::string>& environment = {},
                                  std::string_view input = {});

}  // namespace syndic::test
