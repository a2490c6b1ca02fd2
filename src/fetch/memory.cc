// SPDX-License-Identifier: MIT
#include "fetch/memory.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

#include "base/url.h"
#include "fetch/move.h"
#include "fetch/schedule.h"

namespace syndic::fetch {
namespace {

constexpr std::size_t kLongestValidator = 4096;

// Another body has wishes of its own.
void take_hash(model::FetchState& state, std::string body_hash) {
  if (body_hash != state.body_hash) state.wishes = {};
  state.body_hash = std::move(body_hash);
}

}  // namespace

std::string validator(std::string_view value) {
  const bool sendable =
      value.size() <= kLongestValidator && std::ranges::none_of(value, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7F;
      });
  return sendable ? std::string(value) : std::string();
}

std::string place_of(const Subscription& subscription) {
  return subscription.url.empty() ? subscription.path.string() : base::public_url(subscription.url);
}

model::FetchState recall(const Subscription& subscription, const model::FetchState& before) {
  const std::string place = place_of(subscription);
  model::FetchState state;
  if (before.fetched_url == place) {
    state = before;
    if (was_mended(subscription, before)) state.next_due.reset();
    return state;
  }
  state.fetched_url = place;
  state.last_success = before.last_success;
  state.last_change = before.last_change;
  return state;
}

void forget_body(model::FetchState& state) {
  state.validators = {};
  state.body_hash.clear();
  state.items_hash.clear();
}

bool was_mended(const Subscription& subscription, const model::FetchState& before) {
  return before.failures > 0 && !before.setup.empty() && before.setup != subscription.setup;
}

model::FetchState after_asking(model::FetchState state, const Subscription& subscription,
                               const Options& options, model::Timestamp now) {
  state.setup = subscription.setup;
  state.asked = now;
  const model::Timestamp due = due_after_success(subscription, options, state.wishes, now, now);
  state.next_due = std::max(state.next_due.value_or(due), due);
  return state;
}

bool is_unanswered(const model::FetchState& state) {
  return state.asked && (!state.last_fetch || *state.last_fetch < *state.asked);
}

model::FetchState after_body(model::FetchState state, const http::Response& response,
                             std::string body_hash) {
  state.validators = {.etag = validator(response.headers.get("ETag")),
                      .last_modified = validator(response.headers.get("Last-Modified"))};
  state.validators_url =
      state.validators.empty() || response.url == state.fetched_url ? std::string() : response.url;
  take_hash(state, std::move(body_hash));
  return state;
}

model::FetchState after_delta(model::FetchState state, const http::Response& response,
                              std::string body_hash, bool was_asked) {
  if (was_asked && !validator(response.headers.get("ETag")).empty()) {
    return after_body(std::move(state), response, std::move(body_hash));
  }
  take_hash(state, std::move(body_hash));
  return state;
}

model::FetchState after_not_modified(model::FetchState state, const http::Response& response) {
  const auto replace = [](std::string& old, std::string fresh) {
    if (!fresh.empty()) old = std::move(fresh);
  };
  replace(state.validators.etag, validator(response.headers.get("ETag")));
  replace(state.validators.last_modified, validator(response.headers.get("Last-Modified")));
  return state;
}

model::FetchState after_success(model::FetchState state, int status,
                                const Subscription& subscription, const Options& options,
                                model::Timestamp now) {
  state.setup = subscription.setup;
  state.last_fetch = now;
  state.last_success = now;
  state.next_due = due_after_success(subscription, options, state.wishes, state.last_change, now);
  state.retry_after.reset();
  state.retry_host.clear();
  state.failing_since.reset();
  state.last_status = status;
  state.failures = 0;
  state.gone = false;
  state.last_error.clear();
  return state;
}

model::FetchState after_setback(model::FetchState state, const Error& error, const Setback& setback,
                                const Subscription& subscription, const Options& options,
                                model::Timestamp now) {
  state.setup = subscription.setup;
  state.last_fetch = now;
  state.last_status = setback.status;
  if (state.failures == 0 || !state.failing_since) state.failing_since = now;
  state.failures = std::min(state.failures, std::numeric_limits<int>::max() - 1) + 1;
  const bool by_adopted_url = !state.move.adopted_url.empty();
  state.move = after_no_feed(std::move(state.move), state.failures, setback.status);
  // Only a 410 of the configured address ends the source.
  state.gone = state.gone || (setback.gone && !by_adopted_url);
  state.last_error = error.message;
  state.retry_after.reset();
  state.retry_host.clear();
  const auto back_off =
      due_after_failure(subscription, options, state.failures, setback.at_least, now);
  state.next_due = past_skipped(back_off, state.wishes);
  if (setback.retry_after) {
    state.retry_after = after(now, *setback.retry_after);
    state.retry_host = setback.silent_host;
    state.next_due = std::max(*state.next_due, *state.retry_after);
  }
  return state;
}

model::FetchState after_silence(model::FetchState state, std::string host, model::Timestamp until) {
  state.retry_after = until;
  state.retry_host = std::move(host);
  state.next_due = state.next_due ? std::max(*state.next_due, until) : until;
  return state;
}

}  // namespace syndic::fetch
