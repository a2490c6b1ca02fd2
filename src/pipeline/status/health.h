// SPDX-License-Identifier: MIT
//
// How well a source does. One is never given up silently: these are the words for one that has
// stopped bringing what it used to bring. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/fetch_day.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "pipeline/refresh/report.h"

namespace syndic::pipeline {

/// How many of a source's newest items tell its habit.
inline constexpr std::size_t kHabitItems = 20;

/// "failing for 3 days"; empty if the last answer was a success. After a day it says so in days.
[[nodiscard]] std::string failing_words(const model::FetchState& state, model::Timestamp now);

/// "silent for 90 days; it used to post every 3 days", of a source whose newest items were
/// published at `dates`, newest first. Empty within its habit: where the silence is no longer than
/// 30 days and ten times the mean time between those items, or there are fewer than five to tell.
[[nodiscard]] std::string silence_words(const std::vector<model::Timestamp>& dates,
                                        model::Timestamp now);

/// What was wrong with the last answer of a failing source, in words of ours alone, so that it may
/// be published: "HTTP 404", "no answer", "no readable feed". Empty if it was a success.
[[nodiscard]] std::string problem_words(const model::FetchState& state, bool is_file);

/// How a source does, as its last answers say.
enum class Health {
  good,
  waiting,   ///< It was not asked yet.
  failing,   ///< Once or twice in a row, which passes by itself as a rule.
  broken,    ///< Three times or more in a row.
  gone,      ///< The server said 410.
  disabled,  ///< By the configuration.
};

[[nodiscard]] Health health_of(const model::FetchState& state, bool enabled);

/// One line where the source has failed for a day or more by `now`, or is back after that; each is
/// told once, which `after` remembers (is_told). Else empty. It begins with a verb: "has failed
/// since …".
[[nodiscard]] std::string news_of_health(const model::FetchState& before, model::FetchState& after,
                                         model::Timestamp now);

/// "good", "waiting" and so on; lives for ever.
[[nodiscard]] std::string_view to_string(Health health);

/// Days since 1970-01-01 (GMT), as in model::FetchDay.
[[nodiscard]] std::int64_t day_number(model::Timestamp time);

/// What a fetch at `now` that gave `report` adds to its source's day.
[[nodiscard]] model::FetchDay day_of(const SourceReport& report, model::Timestamp now);

}  // namespace syndic::pipeline
