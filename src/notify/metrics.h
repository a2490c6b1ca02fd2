// SPDX-License-Identifier: MIT
//
// What a run did, as Prometheus reads it: the text exposition format 0.0.4, for a textfile
// collector. Ages are left to Prometheus: what is told is when something happened.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace syndic::notify {

/// What one source gave, in this run and before.
struct SourceMetrics {
  std::string id;
  std::optional<std::int64_t> last_success;  ///< Unix seconds.
  std::int64_t failures = 0;                 ///< In a row.
  std::int64_t items = 0;                    ///< Stored.

  /// What this run's fetch gave; nothing where it was not asked.
  struct Fetch {
    std::int64_t added = 0;  ///< New items.
    std::int64_t bytes = 0;  ///< Received.
    std::chrono::milliseconds elapsed{0};
  };
  std::optional<Fetch> fetch;
};

struct RunMetrics {
  std::string version;     ///< Of this program.
  std::int64_t ended = 0;  ///< Unix seconds.
  std::chrono::milliseconds elapsed{0};
  int exit_code = 0;
  std::map<std::string, std::int64_t> outcomes;  ///< How many sources each had.
  std::vector<SourceMetrics> sources;
};

/// The file's bytes. A metric without a sample is left out, its HELP and TYPE too.
[[nodiscard]] std::string render_metrics(const RunMetrics& run);

/// Replaces the file, making its folder where missing. Throws FileFailure.
void write_metrics(const std::filesystem::path& file, const RunMetrics& run);

}  // namespace syndic::notify
