// SPDX-License-Identifier: MIT
//
// What is remembered of a source from one answer to the next: each function returns the state that
// follows from the state before. Validators and hash are those of the last body from `fetched_url`;
// another URL begins with an empty memory.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// The FetchState::fetched_url of a subscription: its URL without credentials, or its path.
[[nodiscard]] std::string place_of(const Subscription& subscription);

/// `before` if it is of the subscription's present place. Of another place only the times of the
/// last success and change are kept. A source that was_mended() is due at once.
[[nodiscard]] model::FetchState recall(const Subscription& subscription,
                                       const model::FetchState& before);

/// Has what is at the source read as if it were new, though it may be as it was.
void forget_body(model::FetchState& state);

/// Whether the source failed and its configuration has changed since, perhaps to mend it.
[[nodiscard]] bool was_mended(const Subscription& subscription, const model::FetchState& before);

/// While a source is asked at `now`, and for good if its answer is lost: it is not due before a
/// whole interval has passed.
[[nodiscard]] model::FetchState after_asking(model::FetchState state,
                                             const Subscription& subscription,
                                             const Options& options, model::Timestamp now);

/// Whether it was asked and the answer is lost.
[[nodiscard]] bool is_unanswered(const model::FetchState& state);

/// The ETag or Last-Modified as it is sent back; empty if it cannot be sent unchanged, as with a
/// line break, which would begin another header.
[[nodiscard]] std::string validator(std::string_view value);

/// After a 200 with a body of that hash. Its validators replace the old ones, even if it has none.
[[nodiscard]] model::FetchState after_body(model::FetchState state, const http::Response& response,
                                           std::string body_hash);

/// After a 304. The validators that it has replace the old ones (RFC 9111 §4.3.4).
[[nodiscard]] model::FetchState after_not_modified(model::FetchState state,
                                                   const http::Response& response);

/// After a 226 (RFC 3229 §10.4.1), whose body of that hash has only what is new. Its ETag is
/// that of the whole, so it replaces the old validators only if it `was_asked` for, as then the
/// rest is known; without one they stay, and the same news are sent again.
[[nodiscard]] model::FetchState after_delta(model::FetchState state, const http::Response& response,
                                            std::string body_hash, bool was_asked);

/// After any success, in addition to those above: counts end, and `state.wishes` set the next time.
[[nodiscard]] model::FetchState after_success(model::FetchState state, int status,
                                              const Subscription& subscription,
                                              const Options& options, model::Timestamp now);

/// The consequences of a failure for the next time.
struct Setback {
  int status = 0;
  std::chrono::seconds at_least{0};                 ///< The shortest back-off.
  std::optional<std::chrono::seconds> retry_after;  ///< By the server.
  bool gone = false;
  std::string silent_host;  ///< "host:port" if retry_after is for all of that host; else empty.
};

/// After any failure: validators, hash, wishes and successes stay.
[[nodiscard]] model::FetchState after_setback(model::FetchState state, const Error& error,
                                              const Setback& setback,
                                              const Subscription& subscription,
                                              const Options& options, model::Timestamp now);

/// After a request that was not sent, as `host` asked for silence until then.
[[nodiscard]] model::FetchState after_silence(model::FetchState state, std::string host,
                                              model::Timestamp until);

}  // namespace syndic::fetch
