// SPDX-License-Identifier: MIT
//
// Stage 1: decides which sources are due, asks for them politely, and says what each answer means
// for the next time. Nothing here parses a body or touches the store.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "base/error.h"
#include "fetch/host_silence.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/feed.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// What came of asking one source. Exactly one of `failure`, `not_modified`, `postponed` and a body
/// is there.
struct Fetched {
  std::string source_id;
  std::optional<Error> failure;  ///< One line for the operator.
  bool not_modified = false;     ///< A 304, or the bytes of last time (by hash).
  bool postponed = false;        ///< Its host asked for silence meanwhile: nothing was sent.
  std::string body;
  std::string base_url;  ///< Of relative references: Content-Location, else the final URL; empty
                         ///< for a file.
  std::string content_type;  ///< Field value; empty where unknown.
  std::uint64_t bytes = 0;   ///< Received on the wire, or read from the file.
  std::chrono::milliseconds elapsed{0};

  [[nodiscard]] bool has_body() const { return !failure && !not_modified && !postponed; }

  /// What to remember when this answer is taken in. Where there is a body it supposes that the body
  /// turns out readable; if not, remember after_failure() instead.
  model::FetchState state;
};

/// Whether a source is to be asked at `now`, which is no time that its feed asks to be skipped;
/// `forced` asks early but stays within Retry-After and
/// leaves alone a source that said 410. A last fetch that lies in the future makes it due.
[[nodiscard]] bool is_due(const model::FetchState& state, model::Timestamp now, bool forced);

/// The same of a subscription, whose URL or path may be another one than `state` speaks of: then
/// nothing that is remembered counts, and it is due.
[[nodiscard]] bool is_due(const Subscription& subscription, const model::FetchState& state,
                          model::Timestamp now, bool forced);

/// The same beside what hosts asked for: a source of a silent host is not due, forced or not.
[[nodiscard]] bool is_due(const Subscription& subscription, const model::FetchState& state,
                          const HostSilence& silence, model::Timestamp now, bool forced);

/// Heeds a feed's own wishes (Feed::minimum_interval, skip_hours, skip_days) after its body was
/// read, and remembers them: they only ever move `state.next_due` later, by a day at most or past a
/// weekend that is skipped.
void heed_feed(model::FetchState& state, const model::Feed& feed, model::Timestamp now);

/// What to remember, with what `after_answer` holds, once items turned out to be new or changed: a
/// source that was quiet goes back to its base interval.
[[nodiscard]] model::FetchState after_news(model::FetchState after_answer,
                                           const Subscription& subscription, const Options& options,
                                           model::Timestamp now);

/// What to remember after a failure that fetch itself could not see (the body was no feed):
/// validators, hash and successes of `before` stay, the back-off counts up.
[[nodiscard]] model::FetchState after_failure(const model::FetchState& before, const Error& error,
                                              const Subscription& subscription,
                                              const Options& options, model::Timestamp now);

/// Asks for all `subscriptions` (all are taken for due), conditionally by what `states` knows of
/// them (a source without a state is asked plainly). Files are read, URLs go through `transport`;
/// a URL that several subscribe to is asked for once, conditionally where they know the same of it.
/// What hosts ask for is kept, behind redirects too. `done` is called on this thread, once a
/// source, as answers come; not for those cut off by `cancelled`. Nothing is retried. `silence` is
/// what hosts have asked for until now in this run and before; what they ask for meanwhile is noted
/// there.
void fetch(std::span<const Subscription> subscriptions,
           const std::map<std::string, model::FetchState>& states, HostSilence& silence,
           const Options& options, model::Timestamp now, http::Transport& transport,
           const std::function<void(Fetched)>& done, const std::atomic<bool>& cancelled);

/// The same of hosts that asked for no more than `states` tell.
void fetch(std::span<const Subscription> subscriptions,
           const std::map<std::string, model::FetchState>& states, const Options& options,
           model::Timestamp now, http::Transport& transport,
           const std::function<void(Fetched)>& done, const std::atomic<bool>& cancelled);

}  // namespace syndic::fetch
