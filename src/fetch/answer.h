// SPDX-License-Identifier: MIT
//
// What an answer means: a body, nothing new, or a failure; and what to remember of it.
#pragma once

#include "base/result.h"
#include "fetch/fetch.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// How a source was asked. Borrows all of it.
struct Question {
  const Subscription& subscription;
  const model::FetchState& memory;  ///< recall() of the state before.
  const http::Request& request;     ///< As it was sent.
  const Options& options;
  model::Timestamp now;
};

/// The request for a subscription with its `access`, at the URL that it has moved to, if any;
/// without conditions. Errors: those of add_access().
[[nodiscard]] Result<http::Request> plain_request(const Subscription& subscription,
                                                  const model::FetchState& memory);

/// Makes the request ask for what is new since the body in `memory` (RFC 9110 §13.1,
/// RFC 3229 §10.5.3 with the manipulation "feed").
void ask_for_news(http::Request& request, const model::FetchState& memory);

/// Who reads the advice: the operator of runs that ask again by themselves, or a user who asked
/// once.
enum class Reader { of_runs, once };

/// Why an answer has no feed and what to do about it, in one line without secrets: the transport's
/// failure, the status, or the empty body. Errc::not_now, which is no failure, is returned as it
/// is.
[[nodiscard]] Error why_no_feed(const Result<http::Response>& answer, Reader reader);

/// Only a 200 or 226 with a body, and a 304 that was asked for, are successes. A body with the hash
/// of the last one is not_modified. Errc::not_now and what is_own_obstacle() are no failure but
/// postponed.
[[nodiscard]] Fetched understand(Result<http::Response> answer, const Question& question);

/// Reads a subscription's file or folder; the result is that of understand().
[[nodiscard]] Fetched read_path(const Subscription& subscription, const model::FetchState& memory,
                                const Options& options, model::Timestamp now);

}  // namespace syndic::fetch
