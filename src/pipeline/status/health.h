// SPDX-License-Identifier: MIT
//
// How well a source works, in words for people. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "model/fetch_day.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "pipeline/refresh/report.h"

namespace syndic::pipeline {

/// How many of a source's newest items show how often it posts.
inline constexpr std::size_t kHabitItems = 20;

/// "failing for 3 days"; empty if the last answer was a success.
[[nodiscard]] std::string failing_words(const model::FetchState& state, model::Timestamp now);

/// "silent for 90 days; it used to post every 3 days", of a source whose newest items were
/// published at `dates`, newest first. Empty unless the silence is longer than 30 days and ten
/// times the mean time between those items, and there are at least five of them.
[[nodiscard]] std::optional<std::string> silence_words(const std::vector<model::Timestamp>& dates,
                                                       model::Timestamp now);

/// What was wrong with the last answer of a failing source, without text from the server, so that
/// it may be published: "HTTP 404", "no answer", "no readable feed". Empty if it was a success.
[[nodiscard]] std::string problem_words(const model::FetchState& state, bool is_file);

/// The name of the label (write::Labels) that says it in plain words; empty if there is none.
[[nodiscard]] std::string problem_label(const model::FetchState& state, bool is_file);

/// How well a source works, by its last answers.
enum class Health {
  good,
  waiting,   ///< It was not asked yet.
  failing,   ///< Once or twice in a row, which usually ends by itself.
  broken,    ///< Three times or more in a row.
  gone,      ///< The server said 410.
  disabled,  ///< By the configuration.
};

[[nodiscard]] Health health_of(const model::FetchState& state, bool enabled);

/// One line if the source has failed for a day or more by `now`, or is back after that, each
/// reported once (`after.is_told`); else empty. It begins with a verb: "has failed since …".
[[nodiscard]] std::string news_of_health(const model::FetchState& before, model::FetchState& after,
                                         model::Timestamp now);

/// "good", "waiting" and so on.
[[nodiscard]] std::string_view to_string(Health health);

/// Days since 1970-01-01 (GMT), as in model::FetchDay.
[[nodiscard]] std::int64_t day_number(model::Timestamp time);

/// What a fetch at `now` with this `report` adds to its source's day.
[[nodiscard]] model::FetchDay day_of(const SourceReport& report, model::Timestamp now);

/// What an operator or a partner's webmaster can do about a source without items; empty if nothing
/// is wrong. `place` is the source's public URL or its path, `site_feed` what the store has of a
/// site's feed.
[[nodiscard]] std::string advice_on(const config::Source& source, const std::string& place,
                                    const model::FetchState& state,
                                    const std::optional<model::SiteFeed>& site_feed);

}  // namespace syndic::pipeline
