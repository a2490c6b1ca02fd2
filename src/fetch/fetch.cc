// SPDX-License-Identifier: MIT
#include "fetch/fetch.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "base/printable.h"
#include "fetch/answer.h"
#include "fetch/memory.h"
#include "fetch/schedule.h"

namespace syndic::fetch {
namespace {

using States = std::map<std::string, model::FetchState>;

model::FetchState memory_of(const Subscription& subscription, const States& states) {
  const auto known = states.find(subscription.id);
  return recall(subscription, known == states.end() ? model::FetchState{} : known->second);
}

/// One request and all who subscribed to its URL.
struct Asking {
  std::vector<const Subscription*> subscriptions;
  std::vector<model::FetchState> memories;
};

/// Conditional only where all remember the same body: a 304 must mean something to each.
http::Request request_for(const Asking& asking) {
  const model::FetchState& first = asking.memories.front();
  const bool agreed = std::ranges::all_of(asking.memories, [&](const model::FetchState& memory) {
    return memory.validators == first.validators && memory.validators_url == first.validators_url &&
           memory.body_hash == first.body_hash;
  });
  return make_request(*asking.subscriptions.front(), agreed ? first : model::FetchState{});
}

std::vector<Asking> by_url(std::span<const Subscription> subscriptions, const States& states) {
  std::vector<Asking> askings;
  std::map<std::string_view, std::size_t> place;
  for (const Subscription& subscription : subscriptions) {
    if (subscription.url.empty()) continue;
    const auto [found, added] = place.try_emplace(subscription.url, askings.size());
    if (added) askings.emplace_back();
    askings[found->second].subscriptions.push_back(&subscription);
    askings[found->second].memories.push_back(memory_of(subscription, states));
  }
  return askings;
}

}  // namespace

bool is_due(const model::FetchState& state, model::Timestamp now, bool forced) {
  if (state.gone) return false;
  // The clock was wrong then or is now; either way the other times are not to be trusted.
  if (state.last_fetch && *state.last_fetch > now) return true;
  if (state.retry_after && *state.retry_after > now) return false;
  return forced || !state.next_due || *state.next_due <= now;
}

bool is_due(const Subscription& subscription, const model::FetchState& state, model::Timestamp now,
            bool forced) {
  return is_due(recall(subscription, state), now, forced);
}

void heed_feed(model::FetchState& state, const model::Feed& feed, model::Timestamp now) {
  if (!feed.minimum_interval || !state.next_due) return;
  const std::chrono::seconds wish(feed.minimum_interval->total_seconds());
  state.next_due = std::max(*state.next_due, after(now, std::min(wish, kDay)));
}

model::FetchState after_failure(const model::FetchState& before, const Error& error,
                                const Subscription& subscription, const Options& options,
                                model::Timestamp now) {
  const int status = subscription.url.empty() ? 0 : 200;  // Only such an answer has a body.
  const Error shown{error.code, base::printable_line(error.message), error.offset};
  return after_setback(recall(subscription, before), shown, {.status = status}, subscription,
                       options, now);
}

void fetch(std::span<const Subscription> subscriptions, const States& states,
           const Options& options, model::Timestamp now, http::Transport& transport,
           const std::function<void(Fetched)>& done, const std::atomic<bool>& cancelled) {
  for (const Subscription& subscription : subscriptions) {
    if (cancelled) return;
    if (!subscription.url.empty()) continue;
    done(read_path(subscription, memory_of(subscription, states), options, now));
  }
  const std::vector<Asking> askings = by_url(subscriptions, states);
  if (askings.empty()) return;
  std::vector<http::Request> requests;
  requests.reserve(askings.size());
  for (const Asking& asking : askings) requests.push_back(request_for(asking));

  const auto hand_out = [&](std::size_t index, Result<http::Response> answer) {
    const Asking& asking = askings[index];
    const auto give = [&](std::size_t i, Result<http::Response> own) {
      done(understand(std::move(own), {*asking.subscriptions[i], asking.memories[i],
                                       requests[index], options, now}));
    };
    for (std::size_t i = 1; i < asking.subscriptions.size(); ++i) give(i, answer);
    give(0, std::move(answer));
  };
  transport.run(requests, hand_out, cancelled);
}

}  // namespace syndic::fetch
