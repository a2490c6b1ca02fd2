// SPDX-License-Identifier: MIT
//
// The results of a run in Prometheus's text exposition format 0.0.4, for a textfile collector.
// Times are absolute; Prometheus computes ages.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace syndic::notify {

/// The results of one source, in this run and before.
struct SourceMetrics {
  std::string id;
  std::optional<std::int64_t> last_success;  ///< Unix seconds.
  std::int64_t failures = 0;                 ///< In a row.
  std::int64_t items = 0;                    ///< Stored.

  /// The result of this run's fetch; nullopt if the source was not asked.
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
  std::map<std::string, std::int64_t> outcomes;  ///< Number of sources by outcome.
  std::vector<SourceMetrics> sources;
};

/// The file's bytes. A metric without a sample is left out, with its HELP and TYPE.
[[nodiscard]] std::string render_metrics(const RunMetrics& run);

/// Replaces the file, and creates its folder if missing. Throws FileFailure.
void write_metrics(const std::filesystem::path& file, const RunMetrics& run);

}  // namespace syndic::notify
