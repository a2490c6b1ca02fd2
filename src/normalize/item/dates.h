// SPDX-License-Identifier: MIT
//
// When an item was published.
#pragma once

#include <cstddef>
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

/// The dates of what published feeds show; empty if they show nothing.
struct Shown {
  std::optional<model::Timestamp> newest;
  std::optional<model::Timestamp> oldest;
};

/// Where the items that are dated by first sight of a source that is new to the store begin, if it
/// dates none itself: at the feed's own `updated` (unless that is the time of the fetch or ahead),
/// but below the newest that is shown; else right below the oldest that is shown, else at `now`.
[[nodiscard]] model::Timestamp newest_undated(std::optional<model::Timestamp> feed_updated,
                                              const Shown& shown, model::Timestamp now);

/// Dates the items dated by first sight of a source that is new to the store: as they may be old,
/// or events to come, they must not appear above everyone's news. They stand a second apart, those
/// dated ahead first, the nearest of them first, and then those undated in the feed's order; right
/// below its oldest dated item or, if it has none, from newest_undated() on. date_item() was called
/// for every item. Returns whether it is newest_undated() that dated any.
bool date_newcomers(model::Feed& feed, model::Timestamp now, const std::function<Shown()>& shown);

/// Dates the new items of a known source that are dated by first sight: a second apart, in the
/// feed's order. `newcomers` are their indexes, in ascending order; the items are in the feed's
/// order where their dates are equal.
void space_out(std::vector<model::Item>& items, const std::vector<std::size_t>& newcomers);

}  // namespace syndic::normalize
