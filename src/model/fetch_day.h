// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace syndic::model {

/// What asking one source gave on one day (GMT).
struct FetchDay {
  std::int64_t day = 0;  ///< Since 1970-01-01.
  std::int64_t fetches = 0;
  std::int64_t failures = 0;      ///< Of those.
  std::int64_t unchanged = 0;     ///< Of those: a 304, or the bytes of last time.
  std::int64_t bytes = 0;         ///< Received.
  std::int64_t added = 0;         ///< New items.
  std::int64_t waiting = 0;       ///< The most new items that one fetch left for another day.
  std::int64_t not_modified = 0;  ///< Of the unchanged: answered by 304.
  /// The medians of FetchState::answer_times and news_delays after the day's last fetch that set
  /// them; empty: there were none yet.
  std::optional<std::int64_t> answer_time;  ///< Milliseconds.
  std::optional<std::int64_t> news_delay;   ///< Seconds.
  friend bool operator==(const FetchDay&, const FetchDay&) = default;
};

}  // namespace syndic::model
