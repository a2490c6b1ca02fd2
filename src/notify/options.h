// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace syndic::notify {

/// [alert]: who is told of a source that fails for long.
struct Alert {
  std::vector<std::string> command;           ///< Program and arguments; empty: nobody.
  std::chrono::seconds after{2 * 24 * 3600};  ///< How long it has failed by then.
};

/// Where a run publishes its changes and results.
struct Options {
  std::vector<std::string> hubs;     ///< WebSub hubs (publish.hubs).
  std::vector<std::string> command;  ///< Program and arguments (publish.command); empty: none.
  std::chrono::milliseconds command_timeout{5 * 60 * 1000};
  std::filesystem::path metrics;  ///< Prometheus text file (publish.metrics); empty: none.
  Alert alert;
};

}  // namespace syndic::notify
