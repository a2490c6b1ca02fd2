// SPDX-License-Identifier: MIT
//
// A source is never given up silently: these are the words for one that has stopped bringing what
// it used to bring. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::pipeline {

/// How many of a source's newest items tell its habit.
inline constexpr std::size_t kHabitItems = 20;

/// "failing for 3 days"; empty where the last answer was a success. After a day it says so in days.
[[nodiscard]] std::string failing_words(const model::FetchState& state, model::Timestamp now);

/// "silent for 90 days; it used to post every 3 days", of a source whose newest items were
/// published at `dates`, newest first. Empty within its habit: where the silence is no longer than
/// 30 days and ten times the mean time between those items, or there are fewer than five to tell.
[[nodiscard]] std::string silence_words(const std::vector<model::Timestamp>& dates,
                                        model::Timestamp now);

}  // namespace syndic::pipeline
