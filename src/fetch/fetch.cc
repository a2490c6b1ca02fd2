// SPDX-License-Identifier: MIT
#include "fetch/fetch.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <iterator>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/printable.h"
#include "fetch/answer.h"
#include "fetch/memory.h"
#include "fetch/move.h"
#include "fetch/schedule.h"

namespace syndic::fetch {
namespace {

using States = std::map<std::string, model::FetchState>;

model::FetchState memory_of(const Subscription& subscription, const States& states,
                            model::Timestamp now) {
  const auto known = states.find(subscription.id);
  auto memory = recall(subscription, known == states.end() ? model::FetchState{} : known->second);
  if (memory.reread_due && *memory.reread_due <= now) forget_body(memory);
  return memory;
}

/// One request and all subscriptions that it serves.
struct SharedRequest {
  http::Request request;
  std::vector<const Subscription*> subscriptions;
  std::vector<model::FetchState> memories;
};

/// The requests, each once.
class SharedRequests {
 public:
  void add(const Subscription& subscription, model::FetchState memory, http::Request request) {
    // Another login or another proxy may lead to another answer.
    const auto [found, added] = place_.try_emplace(http::request_key(request), all_.size());
    if (added) all_.emplace_back().request = std::move(request);
    all_[found->second].subscriptions.push_back(&subscription);
    all_[found->second].memories.push_back(std::move(memory));
  }

  /// Conditional only if all remember the same body: a 304 must be valid for each.
  std::vector<SharedRequest> finish() {
    for (SharedRequest& shared_request : all_) {
      const model::FetchState& first = shared_request.memories.front();
      const bool agreed =
          std::ranges::all_of(shared_request.memories, [&](const model::FetchState& memory) {
            return memory.validators == first.validators &&
                   memory.validators_url == first.validators_url &&
                   memory.body_hash == first.body_hash;
          });
      if (agreed) ask_for_news(shared_request.request, first);
    }
    return std::move(all_);
  }

 private:
  std::vector<SharedRequest> all_;
  std::unordered_map<std::string, std::size_t> place_;
};

std::vector<Asking> askings_of(const std::vector<std::size_t>& indexes,
                               const std::vector<SharedRequest>& shared, const Options& options,
                               model::Timestamp now) {
  std::vector<Asking> askings;
  for (const std::size_t index : indexes) {
    const SharedRequest& request = shared[index];
    for (std::size_t i = 0; i < request.subscriptions.size(); ++i) {
      const Subscription& subscription = *request.subscriptions[i];
      askings.push_back(
          {subscription.id, after_asking(request.memories[i], subscription, options, now)});
    }
  }
  return askings;
}

/// The host that asked for silence, for which a request was not sent.
struct Silent {
  std::string host;
  model::Timestamp until;
};

}  // namespace

bool is_due(const model::FetchState& state, model::Timestamp now, bool forced) {
  if (state.gone) return false;
  // The clock was wrong then or is now; in both cases the other times are not reliable.
  if (std::max(state.last_fetch.value_or(now), state.asked.value_or(now)) > now) return true;
  if (state.retry_after && *state.retry_after > now) return false;
  if (forced || !state.next_due) return true;
  return *state.next_due <= now && open_from(now, *state.next_due, state.wishes) == now;
}

bool is_due(const Subscription& subscription, const model::FetchState& state, model::Timestamp now,
            bool forced) {
  return is_due(recall(subscription, state), now, forced);
}

bool is_due(const Subscription& subscription, const model::FetchState& state,
            const HostSilence& silence, model::Timestamp now, bool forced) {
  const model::FetchState known = recall(subscription, state);
  return is_due(known, now, forced) && !silence.until(url_to_ask(subscription, known.move), now);
}

void record_wishes(model::FetchState& state, const model::Feed& feed, model::Timestamp now) {
  const auto interval = feed.minimum_interval.value_or(model::Duration());
  state.wishes.feed = std::chrono::seconds(std::max<long>(interval.total_seconds(), 0));
  state.wishes.skip_hours = feed.skip_hours;
  state.wishes.skip_days = feed.skip_days;
  if (!state.next_due) return;
  const model::Timestamp due =
      std::max(*state.next_due, after(now, std::min(state.wishes.feed, kDay)));
  state.next_due = past_skipped(due, state.wishes);
}

model::FetchState after_news(model::FetchState after_answer, const Subscription& subscription,
                             const Options& options, model::Timestamp now) {
  after_answer.last_change = now;
  after_answer.next_due = due_after_success(subscription, options, after_answer.wishes, now, now);
  return after_answer;
}

model::FetchState after_failure(const model::FetchState& before, const Error& error,
                                const Subscription& subscription, const Options& options,
                                model::Timestamp now) {
  const int status = subscription.url.empty() ? 0 : 200;  // Only such an answer has a body.
  const Error shown{error.code, base::printable_line(error.message), error.offset};
  return after_setback(recall(subscription, before), shown, {.status = status}, subscription,
                       options, now);
}

void fetch(std::span<const Subscription> subscriptions, const States& states, HostSilence& silence,
           const Options& options, model::Timestamp now, http::Transport& transport,
           const BeforeAsking& before_asking, const std::function<void(Fetched)>& done,
           const std::atomic<bool>& cancelled) {
  SharedRequests gathered;
  for (const Subscription& subscription : subscriptions) {
    if (cancelled) return;
    model::FetchState memory = memory_of(subscription, states, now);
    if (subscription.url.empty()) {
      done(read_path(subscription, memory, options, now));
    } else if (auto request = plain_request(subscription, memory)) {
      gathered.add(subscription, std::move(memory), *std::move(request));
    } else {
      done(understand(fail(std::move(request.error())),
                      {subscription, memory, http::Request{}, options, now}));
    }
  }
  const std::vector<SharedRequest> shared = gathered.finish();
  if (shared.empty()) return;

  std::vector<http::Cost> costs(shared.size());
  std::vector<std::optional<Silent>> silent(shared.size());
  std::deque<http::Request> requests;
  for (std::size_t i = 0; i < shared.size(); ++i) {
    requests.push_back(shared[i].request);
    requests.back().cost = &costs[i];
    requests.back().gate = [&, i](std::string_view url) -> Result<void> {
      const auto until = silence.until(url, now);
      if (!until) return {};
      silent[i] = {host_and_port(url), *until};
      return fail(Errc::not_now, silent[i]->host + " asked for silence");
    };
  }
  std::set<std::string> refused;  // By `before_asking`, by id.
  const auto hand_out = [&](std::size_t index, Result<http::Response> answer) {
    const SharedRequest& shared_request = shared[index];
    const auto finish_one = [&](std::size_t i, Result<http::Response> own) {
      if (refused.contains(shared_request.subscriptions[i]->id)) return;
      Fetched fetched =
          understand(std::move(own), {*shared_request.subscriptions[i], shared_request.memories[i],
                                      requests[index], options, now});
      if (fetched.failure) {
        fetched.bytes = costs[index].bytes;
        fetched.elapsed = costs[index].elapsed;
      }
      if (fetched.postponed && silent[index]) {
        fetched.state =
            after_silence(std::move(fetched.state), silent[index]->host, silent[index]->until);
      }
      silence.note(fetched.state);
      done(std::move(fetched));
    };
    for (std::size_t i = 1; i < shared_request.subscriptions.size(); ++i) finish_one(i, answer);
    finish_one(0, std::move(answer));
  };
  const auto are_refused = [&](std::size_t index) {
    return std::ranges::all_of(shared[index].subscriptions,
                               [&](const auto* each) { return refused.contains(each->id); });
  };
  const auto announce = [&](const std::vector<std::size_t>& indexes) {
    return before_asking.announce(askings_of(indexes, shared, options, now))
        .then([&, indexes](std::set<std::string> ids) {
          refused.merge(ids);
          std::vector<std::size_t> dropped;
          std::ranges::copy_if(indexes, std::back_inserter(dropped), are_refused);
          return dropped;
        });
  };
  const auto withdraw = [&](const std::vector<std::size_t>& indexes) {
    std::set<std::string> ids;
    for (const std::size_t index : indexes) {
      for (const Subscription* each : shared[index].subscriptions) ids.insert(each->id);
    }
    before_asking.withdraw(ids);
  };
  http::Transport::Starting starting;
  if (before_asking.announce) starting = {announce, withdraw};
  transport.perform(requests, starting, hand_out, cancelled);
}

void fetch(std::span<const Subscription> subscriptions, const States& states,
           const Options& options, model::Timestamp now, http::Transport& transport,
           const std::function<void(Fetched)>& done, const std::atomic<bool>& cancelled) {
  HostSilence silence(states, now);
  fetch(subscriptions, states, silence, options, now, transport, {}, done, cancelled);
}

}  // namespace syndic::fetch
