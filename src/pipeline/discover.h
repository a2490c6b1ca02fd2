// SPDX-License-Identifier: MIT
//
// Which feeds an address or a document offers, for who asks once.
#pragma once

#include <atomic>
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
  std::string moved_to;  ///< Where the best one has moved for good, as its server says; empty: not.
};

/// The feeds that `url` offers: itself where it is a feed; else what its page
/// declares, as it is; else the first that is found and checked among the page's links and the
/// usual places. Errors: unknown_format where nothing is found, http_status where the
/// site or its robots.txt refuses, and the transport's.
[[nodiscard]] Result<Offer> discover(const std::string& url, discover::Wanted wanted,
                                     const fetch::Options& options, http::Transport& transport,
                                     const std::atomic<bool>& cancelled);

/// The same of a document at hand, without asking anyone: what the page declares, else its links
/// that look like feeds, none of them checked. `name` is the document's, for a feed's own line.
/// `base_url`: where the page is; empty: unknown, and where the page does not say it either,
/// relative addresses are listed as they are. Errors: unknown_format where there are none.
[[nodiscard]] Result<std::vector<discover::FeedLink>> discover_in(std::string_view document,
                                                                  const std::string& name,
                                                                  const std::string& base_url);

/// parse::read_feed() of what a source's `url` has: where it is no feed, but declares one that is
/// elsewhere, as web pages do, the error names that too.
[[nodiscard]] Result<model::Feed> read_feed_at(const std::string& url, std::string body,
                                               const parse::Hints& hints,
                                               const parse::Limits& limits);

}  // namespace syndic::pipeline
