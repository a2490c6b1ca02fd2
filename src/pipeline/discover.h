// SPDX-License-Identifier: MIT
//
// Which feeds a URL or a document offers.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "discover/page.h"
#include "discover/search.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/feed.h"
#include "parse/feed_parser.h"

namespace syndic::pipeline {

/// What a search for feeds found.
struct Offer {
  std::vector<discover::FeedLink> feeds;  ///< The best first; never empty.
  std::string moved_to;  ///< The URL to which the best one has moved for good; empty: it has not.
  std::optional<http::Response> answer;  ///< That the best one was read from; empty: it was not.
};

/// The feeds that `url` offers: itself if it is a feed; else those that its page declares,
/// unchecked; else the first feed among the page's links and the usual places. Errors:
/// unknown_format if nothing is found, http_status if the site or its robots.txt refuses, timeout
/// if `cancelled` came first, and the transport's.
[[nodiscard]] Result<Offer> discover(const std::string& url, discover::Wanted wanted,
                                     const fetch::Options& options, http::Transport& transport,
                                     const std::atomic<bool>& cancelled);

/// The same of several URLs side by side, none waiting for another; their results in order.
[[nodiscard]] std::vector<Result<Offer>> discover_all(const std::vector<std::string>& urls,
                                                      discover::Wanted wanted,
                                                      const fetch::Options& options,
                                                      http::Transport& transport,
                                                      const std::atomic<bool>& cancelled);

/// The feeds that a document offers, without a network: those that the page declares, else its
/// links that look like feeds, unchecked. `name` is the document's, for the case that it is a feed.
/// `base_url` is the page's URL; without one there and in the page, relative URLs are listed as
/// they are. Errors: unknown_format if there are none.
[[nodiscard]] Result<std::vector<discover::FeedLink>> discover_in(std::string_view document,
                                                                  const std::string& name,
                                                                  const std::string& base_url);

/// parse::read_feed() of the body at a source's `url`: if it is no feed, but a page that declares
/// one, the error names that too.
[[nodiscard]] Result<model::Feed> read_feed_at(const std::string& url, std::string body,
                                               const parse::Hints& hints,
                                               const parse::Limits& limits);

}  // namespace syndic::pipeline
