// SPDX-License-Identifier: MIT
#include "fetch/plan.h"

#include <algorithm>

#include "fetch/memory.h"
#include "fetch/move.h"
#include "fetch/schedule.h"

namespace syndic::fetch {
namespace {

// The ground of `state.next_due` after a success at `asked`.
Ground ground_of_success(const Subscription& subscription, const model::FetchState& state,
                         const Options& options, model::Timestamp asked) {
  const auto due_by = [&](const model::Wishes& wishes,
                          const std::optional<model::Timestamp>& last_change) {
    return due_after_success(subscription, options, wishes, last_change, asked);
  };
  const model::Timestamp due = state.next_due.value();
  const model::Wishes asks{.server = state.wishes.server, .feed = state.wishes.feed};
  if (due > due_by(asks, state.last_change) && due <= due_by(state.wishes, state.last_change)) {
    return Ground::feed_skips;
  }
  if (due <= due_by({}, std::nullopt)) return Ground::interval;
  if (due <= due_by({}, state.last_change)) return Ground::quiet;
  if (due <= due_by({.server = asks.server}, state.last_change)) return Ground::server_wish;
  if (due <= due_by({.feed = asks.feed}, state.last_change)) return Ground::feed_wish;
  return Ground::old_interval;
}

Ground ground_of_next_due(const Subscription& subscription, const model::FetchState& state,
                          const Options& options) {
  if (state.retry_after && *state.retry_after == state.next_due) return Ground::retry_after;
  if (is_unanswered(state)) return Ground::unanswered;
  if (state.failures > 0) return Ground::failures;
  if (!state.last_fetch) return Ground::interval;
  return ground_of_success(subscription, state, options, *state.last_fetch);
}

}  // namespace

std::string_view to_string(Ground ground) {
  switch (ground) {
    case Ground::never_asked:
      return "never_asked";
    case Ground::clock:
      return "clock";
    case Ground::interval:
      return "interval";
    case Ground::old_interval:
      return "old_interval";
    case Ground::quiet:
      return "quiet";
    case Ground::server_wish:
      return "server_wish";
    case Ground::feed_wish:
      return "feed_wish";
    case Ground::feed_skips:
      return "feed_skips";
    case Ground::unanswered:
      return "unanswered";
    case Ground::failures:
      return "failures";
    case Ground::retry_after:
      return "retry_after";
    case Ground::host_silence:
      return "host_silence";
    case Ground::gone:
      return "gone";
  }
  return "interval";
}

Plan plan_of(const Subscription& subscription, const model::FetchState& state,
             const HostSilence& silence, const Options& options, model::Timestamp now) {
  const model::FetchState known = recall(subscription, state);
  if (known.gone) return {.due = std::nullopt, .ground = Ground::gone};

  const std::string url = url_to_ask(subscription, known.move);
  const auto silent_until = silence.until(url, now);
  if (std::max(known.last_fetch.value_or(now), known.asked.value_or(now)) > now) {
    if (!silent_until) return {.due = now, .ground = Ground::clock};
    // By then the clock may be right.
    Plan then = plan_of(subscription, state, silence, options, *silent_until);
    if (then.due == *silent_until) {
      then.ground = Ground::host_silence;
      then.silent_host = host_and_port(url);
    }
    return then;
  }

  model::Timestamp due = now;
  Plan plan{.ground = Ground::never_asked};
  if (known.next_due) {
    due = std::max(now, *known.next_due);
    plan.ground = ground_of_next_due(subscription, known, options);
  }
  if (known.retry_after && *known.retry_after > now && *known.retry_after >= due) {
    due = *known.retry_after;
    plan.ground = Ground::retry_after;
    plan.silent_host = known.retry_host;
  }
  if (silent_until && *silent_until > due) {
    due = *silent_until;
    plan.ground = Ground::host_silence;
    plan.silent_host = host_and_port(url);
  }
  if (known.next_due) {
    const model::Timestamp open = open_from(due, *known.next_due, known.wishes);
    if (open != due) plan.ground = Ground::feed_skips;
    due = open;
  }
  plan.due = due;
  if (known.last_fetch) {
    plan.wait = std::chrono::seconds((due - *known.last_fetch).total_seconds());
  }
  return plan;
}

}  // namespace syndic::fetch
