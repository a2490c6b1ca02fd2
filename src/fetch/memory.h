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
/// times of the source's last success and change are kept.
[[nodiscard]] model::FetchState recall(const Subscription& subscription,
                                       const model::FetchState& before);

/// After a 200 whose body is of that hash. Its validators take the place of the old ones, also
/// where it has none.
[[nodiscard]] model::FetchState after_body(model::FetchState state, const http::Response& response,
                                           std::string body_hash);

/// After a 304. What validators it has take the place of the old ones (RFC 9111 §4.3.4).
[[nodiscard]] model::FetchState after_not_modified(model::FetchState state,
                                                   const http::Response& response);

/// After any success, beside the two above: counts end, and the next time is set. `asked`: see
/// due_after_success().
[[nodiscard]] model::FetchState after_success(model::FetchState state, int status,
                                              const Subscription& subscription,
                                              const Options& options, std::chrono::seconds asked,
                                              model::Timestamp now);

/// How a failure bears on the next time.
struct Setback {
  int status = 0;
  std::chrono::seconds at_least{0};                 ///< The shortest back-off.
  std::optional<std::chrono::seconds> retry_after;  ///< What the server insists on.
  bool gone = false;
};

/// After any failure: validators, hash and successes stay.
[[nodiscard]] model::FetchState after_setback(model::FetchState state, const Error& error,
                                              const Setback& setback,
                                              const Subscription& subscription,
                                              const Options& options, model::Timestamp now);

}  // namespace syndic::fetch
