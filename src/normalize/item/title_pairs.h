// SPDX-License-Identifier: MIT
//
// Fetched and stored items that have neither id nor link in common, paired by their titles and, as
// confirmation, dates or texts.
#pragma once

#include <cstddef>
#include <vector>

#include "model/identity.h"
#include "model/item.h"
#include "normalize/item/resemblance.h"

namespace syndic::normalize {

/// What is to be paired. Items that are paired already still make a title ambiguous, but are not
/// paired again.
struct Unpaired {
  std::vector<model::Item>& items;       ///< Normalised; some get described (fingerprint.h),
  std::vector<model::KnownItem>& known;  ///< as do some of these, by
  const ReadText& read_text;             ///< what is stored of them.
  std::vector<bool> items_done;          ///< As many as items.
  std::vector<bool> known_done;          ///< As many as known.
};

struct Pair {
  std::size_t item = 0;
  std::size_t known = 0;
};

/// Pairs of one title and date, if each is the other's only candidate.
[[nodiscard]] std::vector<Pair> pairs_of_title_and_date(const Unpaired& unpaired);

/// Whether the item can only be recognised by its title and text: it has no id and no link of its
/// own, or the source's ids and links are not trusted.
[[nodiscard]] bool is_nameless(const model::Item& item);

/// Pairs of nameless items and stored ones of the same title and text, whatever their dates. Of
/// several equal ones, the newest are paired first.
[[nodiscard]] std::vector<Pair> pairs_of_title_and_text(const Unpaired& unpaired);

/// Pairs of a feed of which all ids, links and dates changed, if each is the other's only
/// candidate: of one title, and either
///  - of the same text, whatever their dates,
///  - or of nearly the same text, and dates that differ by at most a time zone,
///  - or of texts too short to compare, and dates that all differ by the same time zone, on several
///    days (on one day, all forecasts of noon are six hours younger than those of the morning),
///  - or of texts too short to compare, one of them undated, if there is any other pair, here or
///    among those that are done.
[[nodiscard]] std::vector<Pair> pairs_of_changed_feed(const Unpaired& unpaired);

}  // namespace syndic::normalize
