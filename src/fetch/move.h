// SPDX-License-Identifier: MIT
//
// A source that has moved for good (301, 308; RFC 9110 §15.4) is asked at its new address after
// fetches on three different days (GMT) have found a feed there.
// answer.cc calls after_feed() and after_no_feed() with each answer.
// Only the permanent hops at the beginning of a chain count. An adopted address that fails three
// times in a row, or has no feed any more (404, 410), is replaced by the configured one.
#pragma once

#include <string>

#include "fetch/options.h"
#include "http/transport.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

inline constexpr int kDaysUntilAdopted = 3;
inline constexpr int kFailuresUntilLeft = 3;

/// The URL to ask for: the adopted one, else the configured one. Credentials of the configured one
/// are sent only to its origin, and an adopted URL is never http if the configured one is https.
[[nodiscard]] std::string url_to_ask(const Subscription& subscription, const model::Move& move);

/// The target of the permanent hops at the beginning; empty if there are none or it contains a
/// secret, which would be stored and shown.
[[nodiscard]] std::string new_url(const http::Response& response);

/// After an answer with a feed.
[[nodiscard]] model::Move after_feed(model::Move move, const Subscription& subscription,
                                     const http::Response& response, model::Timestamp now);

/// After a failure that was number `failures` in a row.
[[nodiscard]] model::Move after_no_feed(model::Move move, int failures, int status);

/// One line for the operator if a source is asked at another address from now on; empty if nothing
/// changed.
[[nodiscard]] std::string news_of_move(const model::Move& before, const model::Move& now);

}  // namespace syndic::fetch
