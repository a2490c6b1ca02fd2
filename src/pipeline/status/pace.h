// SPDX-License-Identifier: MIT
//
// How fast sources answer, and how fast their news come. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/feed.h"
#include "model/fetch_day.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "pipeline/refresh/report.h"

namespace syndic::pipeline {

/// The median, of an even number of them the lower of the two in the middle; empty if there are
/// none.
[[nodiscard]] std::optional<std::int64_t> median(model::RecentNumbers numbers);

/// Adds `newest`; only the model::kRecentNumbers newest stay.
void add_newest(std::int64_t newest, model::RecentNumbers& numbers);

/// The ids of those items of the feed.
[[nodiscard]] std::set<std::string> ids_of(const model::Feed& feed,
                                           const std::vector<std::size_t>& indexes);

/// Adds to `state` how many seconds old at `now` those items of the feed are whose ids are among
/// `newcomers`. Leaves out those that readers do not see or that name no date, those of the future,
/// and those older than 30 days: an archive is no news.
void note_delays(const model::Feed& feed, const std::set<std::string>& newcomers,
                 model::Timestamp now, model::FetchState& state);

/// Adds to `state` how long its server took for this answer: for one that was a success, and not
/// for a file.
void note_answer_time(const SourceReport& report, model::FetchState& state);

/// The day with the medians that `state` has after a fetch.
[[nodiscard]] model::FetchDay with_pace(model::FetchDay day, const model::FetchState& state);

/// The share of the successful answers that were a 304, in percent, of the days before `before`
/// (model::FetchDay::day). Days without an answer time do not count: their answers came from files,
/// or from a version that did not count 304s. Empty if there were no answers.
[[nodiscard]] std::optional<int> not_modified_percent(const std::vector<model::FetchDay>& history,
                                                      std::int64_t before);

/// What the newest day before `before` said last; empty if it is not known.
struct DayPace {
  std::optional<std::int64_t> answer_time;  ///< Milliseconds.
  std::optional<std::int64_t> news_delay;   ///< Seconds.
};
[[nodiscard]] DayPace pace_before(const std::vector<model::FetchDay>& history, std::int64_t before);

}  // namespace syndic::pipeline
