// SPDX-License-Identifier: MIT
//
// When an item was published.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "model/feed.h"
#include "model/item.h"
#include "model/timestamp.h"

namespace syndic::normalize {

/// Removes the dates of feeds that date their items by the time of the fetch: if there are several
/// items, and all are published within five minutes of `now`, their published dates are removed;
/// the same for updated dates.
void drop_fetch_times(std::vector<model::Item>& items, model::Timestamp now);

/// Sets the item's published date: as given, else as updated; if both are missing or more than ten
/// minutes after `now`, it is `now` and the item is marked dated_by_first_sight. An updated date
/// that far ahead is removed.
void date_item(model::Item& item, model::Timestamp now);

/// Returns the oldest date that a published feed shows; empty if it shows none.
using OldestShown = std::function<std::optional<model::Timestamp>()>;

/// Dates the undated items of a source that is new to the store: as they may be old, they must not
/// appear above everyone's news. In the feed's order, a second apart, they are dated right before
/// its oldest dated item; if none is dated, from the feed's own `updated` on (unless that is the
/// time of the fetch or ahead), else right before `oldest_shown()`, else from `now` on. Items dated
/// ahead are not among them. date_item() was called for every item.
void date_newcomers(model::Feed& feed, model::Timestamp now, const OldestShown& oldest_shown);

}  // namespace syndic::normalize
