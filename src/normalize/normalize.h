// SPDX-License-Identifier: MIT
//
// Stage 3, the policy: what a feed contains becomes what the network may publish. Pure functions,
// for any thread.
#pragma once

#include <cstddef>

#include "model/feed.h"
#include "model/timestamp.h"
#include "normalize/options.h"

namespace syndic::normalize {

/// Makes every text and URL of the feed safe and uniform in place, without dropping, merging or
/// dating items: titles and summaries plain text, content sanitised with absolute links (or plain),
/// URLs absolute, percent-encoded and of a known scheme or empty, kind and image found. Ids stay as
/// given; an item without one gets its link, else a name-based urn:uuid of title, date and body.
void clean(model::Feed& feed);

/// What a source contributes.
struct Normalized {
  model::Feed feed;          ///< Items newest first; each with id, published, canonical URL, hash.
  std::size_t left_out = 0;  ///< Older items in excess of Options::max_items. Items that the rules
                             ///< keep out are in `feed`, with Lineage::dropped_by.
  std::size_t cut = 0;       ///< Items whose content or summary was longer than Options::max_item.
};

/// clean() and the network's policy on identity and dates: every item has an
/// absolute IRI as id, unique in the feed, and a published date not more than ten minutes after
/// `now`; an item whose date is missing or ahead is dated `now` and marked dated_by_first_sight.
/// Half an item is left out (Feed::last_is_half): a stored one must not be overwritten by it.
/// Content and summaries have at most Options::max_item bytes (shorten_html(), text::beginning()).
/// reconcile() and date_newcomers() take earlier fetches of the source into account.
[[nodiscard]] Normalized normalize(model::Feed feed, const Options& options, model::Timestamp now);

}  // namespace syndic::normalize
