// SPDX-License-Identifier: MIT
//
// Finds feeds, politely.
#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "discover/page.h"
#include "fetch/host_silence.h"
#include "fetch/options.h"
#include "http/transport.h"
#include "model/timestamp.h"
#include "pipeline/feed_search.h"
#include "pipeline/known_answers.h"

namespace syndic::pipeline {

/// A search and how its source wants to be asked.
struct Seeking {
  fetch::Subscription site;      ///< Its URL is the site's.
  FeedSearch* search = nullptr;  ///< Borrowed.
  http::Cost* cost = nullptr;    ///< Borrowed; what the search cost is added to it. Null: unasked.
};

/// How the source of `site` is asked at `url`: with the site's login and secrets where that is of
/// the site's own origin, else without.
[[nodiscard]] fetch::Subscription asked_at(fetch::Subscription site, const std::string& url);

/// Carries all searches out side by side, none waiting for another. What several want at a time, in
/// the same name, is asked for once. A host that asks for silence, in `silence` or now, is not
/// asked; what is heard is noted there. Feeds that were read go into `answers`, where there is one.
/// Returns when each search has ended, or soon after `cancelled` becomes true.
void carry_out(const std::vector<Seeking>& seekings, http::Transport& transport,
               fetch::HostSilence& silence, model::Timestamp now, KnownAnswers* answers,
               const std::atomic<bool>& cancelled);

/// What a search for feeds found.
struct Offer {
  std::vector<discover::FeedLink> feeds;  ///< The best first; never empty.
  std::string moved_to;  ///< Where the best one has moved for good, as its server says; empty: not.
};

/// The feeds that `url` offers: itself where it is a feed; else what its page
/// declares, as it stands; else the first that is found and checked among the page's links and the
/// usual places. Errors: unknown_format where nothing is found, http_status where the
/// site or its robots.txt refuses, and the transport's.
[[nodiscard]] Result<Offer> discover(const std::string& url, Wanted wanted,
                                     const fetch::Options& options, http::Transport& transport,
                                     const std::atomic<bool>& cancelled);

/// The same of a document at hand, without asking anyone: what the page declares, else its links
/// that look like feeds, none of them checked. `name` is the document's, for a feed's own line.
/// `base_url`: where the page is; empty: unknown, and where the page does not say it either,
/// relative addresses are listed as they stand. Errors: unknown_format where there are none.
[[nodiscard]] Result<std::vector<discover::FeedLink>> discover_in(std::string_view document,
                                                                  const std::string& name,
                                                                  const std::string& base_url);

}  // namespace syndic::pipeline
