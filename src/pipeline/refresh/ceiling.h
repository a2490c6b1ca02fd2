// SPDX-License-Identifier: MIT
//
// How many new items one source may add on one day (GMT), so that a feed whose ids never repeat
// fills neither the store nor what is published. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/feed.h"
#include "model/fetch_day.h"

namespace syndic::pipeline {

/// The most new items that the source may add on the day `today`: `configured`, else ten times its
/// habit, and at least 1,000. The habit is the median of new items on the earlier ones of `days`
/// (oldest first) on which it was read and none had to wait. Empty if there is none: on its first
/// day all of its feed comes in.
[[nodiscard]] std::optional<std::size_t> ceiling_of(std::optional<std::size_t> configured,
                                                    const std::vector<model::FetchDay>& days,
                                                    std::int64_t today);

/// What is counted on the day `today`, which is the last of `days` if there is anything.
[[nodiscard]] model::FetchDay counted_on(const std::vector<model::FetchDay>& days,
                                         std::int64_t today);

/// How many more new items fit below the ceiling; empty: any number.
[[nodiscard]] std::optional<std::size_t> room_below(std::optional<std::size_t> ceiling,
                                                    std::size_t added);

/// Removes all but the first `room` of the new items, whose indexes are `newcomers`, in ascending
/// order. Returns how many were removed.
std::size_t hold_back(model::Feed& feed, const std::vector<std::size_t>& newcomers,
                      std::size_t room);

/// Whether the source added thousands of new items today, after its first day, below a ceiling that
/// nobody configured: a feed whose ids change at every fetch has such a habit from the beginning.
[[nodiscard]] bool is_flood(std::optional<std::size_t> configured,
                            const std::vector<model::FetchDay>& days, std::int64_t today,
                            std::size_t added_today);

/// "added 5,000 new items today; if their ids change at every fetch, set max_new_per_day"
[[nodiscard]] std::string flood_words(std::size_t added_today);

/// "added 1,000 new items today, its ceiling; 4,231 more wait (max_new_per_day)"
[[nodiscard]] std::string ceiling_words(std::size_t ceiling, std::size_t waiting);

}  // namespace syndic::pipeline
