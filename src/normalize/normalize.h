// SPDX-License-Identifier: MIT
//
// Stage 3, the policy: what a feed says becomes what the network stands for. Pure: any thread may
// normalise, `now` is the only time it knows.
#pragma once

#include <cstddef>

#include "model/feed.h"
#include "model/timestamp.h"
#include "normalize/options.h"

namespace syndic::normalize {

/// Makes every text and URL of the feed safe and uniform in place, and drops, merges and dates
/// nothing: titles and summaries plain text, content sanitised with absolute links (or plain), URLs
/// absolute, percent-encoded and of a known scheme or empty, kind and image found. Ids stay as
/// given; an item without one gets its link, else a name-based urn:uuid of title, date and body.
void clean(model::Feed& feed);

/// What a source contributes.
struct Normalized {
  model::Feed feed;          ///< Items newest first; each with id, published, canonical URL, hash.
  std::size_t left_out = 0;  ///< Older items beyond Options::max_items.
                             ///< What the rules keep out is there, with Lineage::dropped_by.
};

/// clean() and the network's policy on identity and dates (contract, "Items"): every item has an
/// absolute IRI as id, unique in the feed, and a published date not more than ten minutes after
/// `now`; an item whose date is missing or ahead is dated `now` and marked dated_by_first_sight.
/// What is known of the source from earlier fetches comes in with reconcile() and date_newcomers().
[[nodiscard]] Normalized normalize(model::Feed feed, const Options& options, model::Timestamp now);

}  // namespace syndic::normalize
