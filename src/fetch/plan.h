// SPDX-License-Identifier: MIT
//
// When a source is due, and why then: is_due() for the future. The ground is found by calling
// schedule.h again with fewer wishes: the one without which the source is due earlier.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "fetch/host_silence.h"
#include "fetch/options.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// Why a source is due when it is.
enum class Ground {
  never_asked,   ///< No state of this place: at once.
  clock,         ///< Its last fetch is in the future, so a clock was wrong: at once.
  interval,      ///< Its interval.
  old_interval,  ///< The interval that it had when it was asked last.
  quiet,         ///< Nothing new for weeks, so it is asked less often.
  server_wish,   ///< Wishes::server: Cache-Control, Expires.
  feed_wish,     ///< Wishes::feed: ttl, sy:updatePeriod.
  feed_skips,    ///< skipHours, skipDays.
  unanswered,    ///< It was asked, but the run ended before its answer was stored.
  failures,      ///< It backs off after failures.
  retry_after,   ///< The server asked for silence until then.
  host_silence,  ///< Another answer of its host did.
  gone,          ///< 410: never again by itself.
};

/// "server_wish" and so on.
[[nodiscard]] std::string_view to_string(Ground ground);

struct Plan {
  std::optional<model::Timestamp> due;  ///< The first moment that is_due(); never before `now`.
                                        ///< Nullopt if it is never due by itself.
  Ground ground = Ground::interval;
  std::chrono::seconds wait{0};  ///< How long after its last fetch; 0: it had none.
  std::string silent_host;       ///< "host:port" that asked for silence; else empty.
};

/// The plan of the subscription from `now` on, if nothing happens meanwhile.
[[nodiscard]] Plan plan_of(const Subscription& subscription, const model::FetchState& state,
                           const HostSilence& silence, const Options& options,
                           model::Timestamp now);

}  // namespace syndic::fetch
