// SPDX-License-Identifier: MIT
//
// When an item was published (contract, "Items": Dates).
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "model/feed.h"
#include "model/item.h"
#include "model/timestamp.h"

namespace syndic::normalize {

/// Takes away what feeds say that date their items by the time of the fetch: where there are
/// several items, and each says that it was published within five minutes of `now`, none of them
/// says when; the same for updates.
void drop_fetch_times(std::vector<model::Item>& items, model::Timestamp now);

/// Sets the item's published date: as given, else as updated; where both are missing or more
/// than ten minutes after `now`, it is `now` and the item is marked dated_by_first_sight. An update
/// that far ahead is dropped.
void date_item(model::Item& item, model::Timestamp now);

/// Returns the oldest date that a published feed shows; empty if it shows none.
using OldestShown = std::function<std::optional<model::Timestamp>()>;

/// Dates the undated items of a source that was never taken in before: they stood in its feed for
/// who knows how long, and must not stand above everyone's news. In the feed's order, a second
/// apart, they come right below its oldest dated item; where none is dated, from the feed's own
/// `updated` on (unless that is the time of the fetch or ahead), else right below `oldest_shown()`,
/// else from `now` on. What is dated ahead is no such item. Every item is dated already.
void date_newcomers(model::Feed& feed, model::Timestamp now, const OldestShown& oldest_shown);

}  // namespace syndic::normalize
