// SPDX-License-Identifier: MIT
//
// Which fetched item is which stored one. Feeds change their ids: a
// site moves, http becomes https, a new CMS numbers anew; some do so at every fetch, and some have
// one id for everything. What was published stays under the id that it was published under.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "model/identity.h"
#include "model/item.h"
#include "normalize/item/resemblance.h"

namespace syndic::normalize {

/// Returns the stored items of the source that match any of the clues.
using Recall = std::function<std::vector<model::KnownItem>(const model::Clues&)>;

struct Reconciled {
  model::IdentityMemory memory;        ///< For the next fetch.
  std::vector<std::size_t> newcomers;  ///< Indexes of the new items.
};

/// Sets the id under which each of a source's normalised items is published: that of the stored
/// item that it is, else its own. A fetched item is the stored one
///  - with its id, or the one that it had by earlier rules (earlier_id()), unless link, title, text
///  and date all differ (the date by more than time zones
///    do), or the feed shows that the id was moved from one item to another;
///  - else the only one with its link, if title or date is the same too;
///  - else the only one of its title and date;
///  - else, if it has neither id nor link of its own, one of its title and text: a date that is
///    another at each fetch makes no new item;
///  - else, if no item of the feed is recognised, the one that pairs_of_changed_feed() finds.
/// An occurrence of a series (Lineage::is_occurrence) is recognised by its id only.
/// A stored item whose id is in this feed is recognised by that id only. Links and titles that
/// several fetched items share do not count.
///
/// If most known items had new ids twice in a row, or most ids, and at least two, were moved to
/// other items, or all items have one id, the source's ids are no longer trusted: from then on its
/// items are recognised by their links, or if those changed too, by title and date.
///
/// Items that are new, or not as they were, are completed by describe_title() and
/// add_hash_of_words(), which the others need not, as they are not stored again.
///
/// `recall` is called once for the ids, and again only for items that are not recognised by theirs;
/// `read_text` for stored items whose text must be compared.
[[nodiscard]] Reconciled reconcile(std::vector<model::Item>& items, std::string_view source_url,
                                   const model::IdentityMemory& memory, const Recall& recall,
                                   const ReadText& read_text);

}  // namespace syndic::normalize
