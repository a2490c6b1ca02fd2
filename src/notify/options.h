// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace syndic::notify {

/// Where a run publishes its changes and results.
struct Options {
  std::vector<std::string> hubs;  ///< WebSub hubs (publish.hubs).
  std::filesystem::path metrics;  ///< Prometheus text file (publish.metrics); empty: none.
};

}  // namespace syndic::notify
