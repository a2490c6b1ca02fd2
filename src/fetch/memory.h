// SPDX-License-Identifier: MIT
//
// What is remembered of a source from one answer to the next: each function gives the state that
// follows from the state before. Validators and hash belong to the last body that was read from the
// URL that `fetched_url` names; another URL begins with an empty memory.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/error.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// What FetchState::fetched_url says of a subscription: its URL without credentials, or its path.
[[nodiscard]] std::string place_of(const Subscription& subscription);

/// `before` as far as it speaks of the subscription's present place. Of another place only the
/// times of the source's last success and change are kept. A source that was_mended() is due at
/// once.
[[nodiscard]] model::FetchState recall(const Subscription& subscription,
                                       const model::FetchState& before);

/// Whether the source failed, and has been configured otherwise since: somebody may have mended it.
[[nodiscard]] bool was_mended(const Subscription& subscription, const model::FetchState& before);

/// After a 200 whose body is of that hash. Its validators take the place of the old ones, also
/// where it has none.
[[nodiscard]] model::FetchState after_body(model::FetchState state, const http::Response& response,
                                           std::string body_hash);

/// After a 304. What validators it has take the place of the old ones (RFC 9111 §4.3.4).
[[nodiscard]] model::FetchState after_not_modified(model::FetchState state,
                                                   const http::Response& response);

/// After a 226 (RFC 3229 §10.4.1), whose body of that hash is what is new since the body that
/// `was_asked` about. Its ETag speaks of the whole, so it takes the place of the old validators
/// where the rest of the whole is known; without one they stay, and the same news come once more.
[[nodiscard]] model::FetchState after_delta(model::FetchState state, const http::Response& response,
                                            std::string body_hash, bool was_asked);

/// After any success, beside those above: counts end, and the next time is set by
/// `state.wishes`.
[[nodiscard]] model::FetchState after_success(model::FetchState state, int status,
                                              const Subscription& subscription,
                                              const Options& options, model::Timestamp now);

/// How a failure bears on the next time.
struct Setback {
  int status = 0;
  std::chrono::seconds at_least{0};                 ///< The shortest back-off.
  std::optional<std::chrono::seconds> retry_after;  ///< What the server insists on.
  bool gone = false;
  std::string silent_host;  ///< "host:port" where retry_after is meant for all of that host.
};

/// After any failure: validators, hash, wishes and successes stay.
[[nodiscard]] model::FetchState after_setback(model::FetchState state, const Error& error,
                                              const Setback& setback,
                                              const Subscription& subscription,
                                              const Options& options, model::Timestamp now);

/// Where nothing was asked, as `host` is to be left alone until then.
[[nodiscard]] model::FetchState after_silence(model::FetchState state, std::string host,
                                              model::Timestamp until);

}  // namespace syndic::fetch
