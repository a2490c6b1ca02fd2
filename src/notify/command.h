// SPDX-License-Identifier: MIT
//
// Runs the operator's own command after files have changed.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace syndic::notify {

struct Command {
  /// The program and its arguments, without a shell; a program without '/' is looked for in PATH.
  std::vector<std::string> words;
  std::filesystem::path folder;  ///< In which it runs.
  std::string input;             ///< On its standard input, of which it may leave any part.
  std::chrono::milliseconds timeout;
};

/// Runs it to its end, in a process group of its own, with our standard error as its standard
/// output, and no other descriptor of ours. At the timeout, and soon after `cancelled` becomes
/// true, the group is ended: by SIGTERM, and by SIGKILL what is still there two seconds later.
/// Errors, one line that names the program: not_found, timeout, not_now (cancelled), unreadable (it
/// cannot be run), internal (it failed, or was ended by another's signal).
[[nodiscard]] Result<void> run(const Command& command, const std::atomic<bool>& cancelled);

}  // namespace syndic::notify
