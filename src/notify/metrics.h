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
  std::optional<std::int64_t> last_success;              ///< Unix seconds.
  std::int64_t failures = 0;                             ///< In a row.
  std::optional<std::int64_t> failing_since;             ///< Unix seconds, of the first of these.
  std::int64_t items = 0;                                ///< Stored.
  std::optional<std::chrono::milliseconds> answer_time;  ///< The median of its last answers.

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
  /// Number of sources that were asked of a server, by HTTP status; "none": no answer came.
  std::map<std::string, std::int64_t> requests;
  std::optional<std::int64_t> store_bytes;  ///< Of the store's files; empty: unknown.

  /// The latest look at what is served; nullopt if there was none.
  struct Proof {
    std::int64_t checked = 0;  ///< Unix seconds.
    std::int64_t faults = 0;
  };
  std::optional<Proof> proof;
  std::vector<SourceMetrics> sources;
};

/// The file's bytes. A metric without a sample is left out, with its HELP and TYPE.
[[nodiscard]] std::string render_metrics(const RunMetrics& run);

/// Replaces the file, and creates its folder if missing. Throws FileFailure.
void write_metrics(const std::filesystem::path& file, const RunMetrics& run);

}  // namespace syndic::notify
