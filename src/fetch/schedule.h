// SPDX-License-Identifier: MIT
//
// When to ask again. Pure: the caller passes `now`, and the jitter is derived from the source's id.
#pragma once

#include <chrono>

#include "fetch/options.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// The most that a server's or feed's wish lengthens an interval to, and that failures back off to.
inline constexpr std::chrono::seconds kDay{86'400};

/// The longest that Retry-After is honoured.
inline constexpr std::chrono::seconds kLongestSilence = 31 * kDay;

/// The configured interval of the subscription, never under kShortestInterval.
[[nodiscard]] std::chrono::seconds base_interval(const Subscription& subscription,
                                                 const Options& options);

/// The interval of a source that has brought nothing new since `last_change`: half an hour for each
/// day of silence after the first week, up to a day (after eight weeks).
[[nodiscard]] std::chrono::seconds quiet_interval(std::optional<model::Timestamp> last_change,
                                                  model::Timestamp now);

/// The first moment from `due` on that a feed does not ask to be skipped. It is at most two
/// days later, a weekend; if all of them are skipped, it is a day after `due`.
[[nodiscard]] model::Timestamp past_skipped(model::Timestamp due, const model::Wishes& wishes);

/// The first moment from `now` on at which a source that is due since `due` is asked. It waits for
/// the end of a skipped hour or day, but at most a day after `due`, or two if days are skipped, so
/// that runs only in skipped hours ask it too.
[[nodiscard]] model::Timestamp open_from(model::Timestamp now, model::Timestamp due,
                                         const model::Wishes& wishes);

/// After a success at `now`, the longest of three, put off to past_skipped():
/// - the base interval, or quiet_interval() if that is longer, less 2 to 10 % (the source's own
///   share, always the same, so that sources spread out and an hourly job finds an hourly source
///   due even if it begins a moment earlier than last time); a local file is never quiet;
/// - kShortestInterval;
/// - the wishes of server and feed, up to a day.
[[nodiscard]] model::Timestamp due_after_success(const Subscription& subscription,
                                                 const Options& options,
                                                 const model::Wishes& wishes,
                                                 std::optional<model::Timestamp> last_change,
                                                 model::Timestamp now);

/// After the failure that is number `failures` in a row: 1, 2, 4, 8, 16, 24 hours, but at least
/// the base interval and `at_least`. A local file is tried again after its base interval.
[[nodiscard]] model::Timestamp due_after_failure(const Subscription& subscription,
                                                 const Options& options, int failures,
                                                 std::chrono::seconds at_least,
                                                 model::Timestamp now);

/// `time` later than `now`.
[[nodiscard]] model::Timestamp after(model::Timestamp now, std::chrono::seconds time);

}  // namespace syndic::fetch
