// SPDX-License-Identifier: MIT
//
// Stage 1: decides which sources are due, asks for them politely, and derives from each answer when
// to ask next. It neither parses bodies nor uses the store.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/later.h"
#include "fetch/host_silence.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/feed.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// The result of asking one source: exactly one of `failure`, `not_modified`, `postponed` and a
/// body.
struct Fetched {
  std::string source_id;
  std::optional<Error> failure;    ///< One line for the operator.
  bool not_modified = false;       ///< A 304, or the same bytes as last time (by hash).
  bool by_304 = false;             ///< not_modified by a 304, not by its bytes.
  bool postponed = false;          ///< Nothing was sent, as its host has asked for silence or for
                                   ///< `hindrance`.
  std::optional<Error> hindrance;  ///< Our own fault, which changes nothing for the source.
  std::string body;
  std::string base_url;  ///< Of relative references: Content-Location, else the final URL; empty
                         ///< for a file.
  std::string content_type;  ///< Field value; empty if unknown.
  std::uint64_t bytes = 0;   ///< Received on the wire, or read from the file.
  std::chrono::milliseconds elapsed{0};

  [[nodiscard]] bool has_body() const { return !failure && !not_modified && !postponed; }

  /// The state after this answer, supposing that a body is readable; if it is not, use
  /// after_failure() instead.
  model::FetchState state;
};

/// Whether a source is due at `now`; never at the times that its feed asks to skip. `forced` makes
/// it due early, but not before Retry-After and not after a 410. A last fetch in the future makes
/// it due.
[[nodiscard]] bool is_due(const model::FetchState& state, model::Timestamp now, bool forced);

/// The same for a subscription. If `state` is of another URL or path, it is due.
[[nodiscard]] bool is_due(const Subscription& subscription, const model::FetchState& state,
                          model::Timestamp now, bool forced);

/// The same, but a source whose host asked for silence is not due, forced or not.
[[nodiscard]] bool is_due(const Subscription& subscription, const model::FetchState& state,
                          const HostSilence& silence, model::Timestamp now, bool forced);

/// Records a feed's own wishes (Feed::minimum_interval, skip_hours, skip_days) after its body was
/// read and follows them: they only move `state.next_due` later, by a day at most or past a weekend
/// that is skipped.
void record_wishes(model::FetchState& state, const model::Feed& feed, model::Timestamp now);

/// The state after an answer with new or changed items, from `after_answer`: a quiet source returns
/// to its base interval.
[[nodiscard]] model::FetchState after_news(model::FetchState after_answer,
                                           const Subscription& subscription, const Options& options,
                                           model::Timestamp now);

/// The state after a failure that fetch itself cannot see (the body was no feed): validators, hash
/// and successes of `before` stay, and the back-off grows.
[[nodiscard]] model::FetchState after_failure(const model::FetchState& before, const Error& error,
                                              const Subscription& subscription,
                                              const Options& options, model::Timestamp now);

/// A source that is about to be asked, and its state until its answer is stored.
struct Asking {
  std::string source_id;
  model::FetchState state;
};

/// Who is told of sources before they are asked, on fetch()'s thread.
struct BeforeAsking {
  /// Is called with sources that are asked next. Returns the ids of those that are not to be asked
  /// after all, as another process has asked them; nothing is sent before that is there. If these
  /// states are stored then, a run that is killed does not make the next one ask the same servers
  /// again.
  std::function<base::Later<std::set<std::string>>(const std::vector<Asking>&)> announce;

  /// Is called with the ids of those that were announced, and of which nothing was sent as
  /// `cancelled` became true.
  std::function<void(const std::set<std::string>&)> withdraw;
};

/// Asks for all `subscriptions`, due or not, with the conditions of their `states` (without one,
/// unconditionally). Files are read, URLs are requested through `transport`; a URL of several
/// subscriptions is requested once, with conditions only if all of them last read the same body.
/// Hosts that asked for silence are not asked, after redirects either. `done` is called on this
/// thread, once per source, in the order of the answers; not for those that `cancelled` ends, nor
/// for those that `before_asking` refused. Nothing is retried. `silence`: what hosts have asked for
/// so far; what they ask for meanwhile is added.
void fetch(std::span<const Subscription> subscriptions,
           const std::map<std::string, model::FetchState>& states, HostSilence& silence,
           const Options& options, model::Timestamp now, http::Transport& transport,
           const BeforeAsking& before_asking, const std::function<void(Fetched)>& done,
           const std::atomic<bool>& cancelled);

/// The same with the silence that `states` have recorded.
void fetch(std::span<const Subscription> subscriptions,
           const std::map<std::string, model::FetchState>& states, const Options& options,
           model::Timestamp now, http::Transport& transport,
           const std::function<void(Fetched)>& done, const std::atomic<bool>& cancelled);

}  // namespace syndic::fetch
