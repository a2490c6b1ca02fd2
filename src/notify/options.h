// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace syndic::notify {

/// Where a run publishes its changes and results.
struct Options {
  std::vector<std::string> hubs;     ///< WebSub hubs (publish.hubs).
  std::vector<std::string> command;  ///< Program and arguments (publish.command); empty: none.
  std::chrono::milliseconds command_timeout{5 * 60 * 1000};
  std::filesystem::path metrics;  ///< Prometheus text file (publish.metrics); empty: none.
};

}  // namespace syndic::notify
