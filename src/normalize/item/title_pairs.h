// SPDX-License-Identifier: MIT
//
// Fetched and stored items that neither id nor link ties together, by their titles and what bears
// those out.
#pragma once

#include <cstddef>
#include <vector>

#include "model/identity.h"
#include "model/item.h"

namespace syndic::normalize {

/// What is to be paired. What is paired already stands in the way, but is no part of a pair.
struct Unpaired {
  std::vector<model::Item>& items;  ///< Normalised; some get described (fingerprint.h).
  const std::vector<model::KnownItem>& known;
  std::vector<bool> items_done;  ///< As many as items.
  std::vector<bool> known_done;  ///< As many as known.
};

struct Pair {
  std::size_t item = 0;
  std::size_t known = 0;
};

/// Those of one title and date, where each is the other's only one.
[[nodiscard]] std::vector<Pair> pairs_of_title_and_date(const Unpaired& unpaired);

/// Whether the item has nothing to be known by but what it says: no id, and no link that is its
/// alone, or ids and links that are worth nothing.
[[nodiscard]] bool is_nameless(const model::Item& item);

/// Nameless items and stored ones of the same title and text, whatever their dates. Of several that
/// are the same, the newest are paired first.
[[nodiscard]] std::vector<Pair> pairs_of_title_and_text(const Unpaired& unpaired);

/// Those of a feed that came back as a whole under other ids, links and dates, where each is the
/// other's only one: of one title, and either
///  - of the same text, whatever their dates,
///  - or of nearly the same text, and dates that are not further apart than time zones,
///  - or of texts too short to tell, and dates that are all off by one and the same time zone,
///    which must be so for items of several days: all forecasts of noon are six hours younger than
///    all forecasts of the morning,
///  - or of texts too short to tell, one of them undated, where any other pair holds.
[[nodiscard]] std::vector<Pair> pairs_of_changed_feed(const Unpaired& unpaired);

}  // namespace syndic::normalize
