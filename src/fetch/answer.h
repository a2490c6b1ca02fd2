// SPDX-License-Identifier: MIT
//
// What an answer means: a body, nothing new, or a failure, and what to remember of it.
#pragma once

#include "base/result.h"
#include "fetch/fetch.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// How a source was asked. All is borrowed.
struct Question {
  const Subscription& subscription;
  const model::FetchState& memory;  ///< recall() of the state before.
  const http::Request& request;     ///< As it was sent.
  const Options& options;
  model::Timestamp now;
};

/// The request for a subscription, at the URL that it has moved to where it has, as its `access`
/// says; without conditions. Errors: see grant().
[[nodiscard]] Result<http::Request> plain_request(const Subscription& subscription,
                                                  const model::FetchState& memory);

/// Makes the request ask for what is new since the body that `memory` speaks of (RFC 9110 §13.1,
/// RFC 3229 §10.5.3 with the manipulation "feed").
void ask_for_news(http::Request& request, const model::FetchState& memory);

/// How a request was made: by a run that asks again by itself, or once, for the user who waits.
enum class Asked { in_run, once };

/// Why an answer brings no feed and what to do about it, in one line without secrets: the
/// transport's failure, the status, or the empty body. Errc::not_now, which is none, stays as it
/// is.
[[nodiscard]] Error why_no_feed(const Result<http::Response>& answer, Asked asked);

/// Only a 200 or 226 with a body, and a 304 that was asked for, are successes. A body that is the
/// last one once more (by hash) is not_modified. Errc::not_now is no failure but postponed.
[[nodiscard]] Fetched understand(Result<http::Response> answer, const Question& question);

/// The same of a subscription's file: read it and say what came of it.
[[nodiscard]] Fetched read_path(const Subscription& subscription, const model::FetchState& memory,
                                const Options& options, model::Timestamp now);

}  // namespace syndic::fetch
