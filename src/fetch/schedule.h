// SPDX-License-Identifier: MIT
//
// When to ask again. Pure: `now` is given, and the jitter comes from the source's id.
#pragma once

#include <chrono>

#include "fetch/options.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// The most that a server's or feed's wish lengthens an interval to, and that failures back off to.
inline constexpr std::chrono::seconds kDay{86'400};

/// The configured interval of the subscription, never under kShortestInterval.
[[nodiscard]] std::chrono::seconds base_interval(const Subscription& subscription,
                                                 const Options& options);

/// After a success: the base interval less 2 to 10 % (the source's own share, always the same, so
/// that sources spread out and an hourly job finds an hourly source due even if it begins a moment
/// earlier than last time), yet not before kShortestInterval nor `asked` is over. `asked` is what
/// the server or feed wishes for; it counts up to a day.
[[nodiscard]] model::Timestamp due_after_success(const Subscription& subscription,
                                                 const Options& options, std::chrono::seconds asked,
                                                 model::Timestamp now);

/// After the failure that is number `failures` in a row: 1, 2, 4, 8, 16, 24 hours, yet not before
/// the base interval nor `at_least` is over. A file, which troubles nobody, is tried again after
/// its base interval.
[[nodiscard]] model::Timestamp due_after_failure(const Subscription& subscription,
                                                 const Options& options, int failures,
                                                 std::chrono::seconds at_least,
                                                 model::Timestamp now);

/// `time` later than `now`.
[[nodiscard]] model::Timestamp after(model::Timestamp now, std::chrono::seconds time);

}  // namespace syndic::fetch
