// SPDX-License-Identifier: MIT
//
// Which fetched item is which stored one (contract, "Items": Identity). Feeds change their ids: a
// site moves, http becomes https, a new CMS numbers anew; some do so at every fetch, and some have
// one id for everything. What was published stays under the id that it was published under.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "model/identity.h"
#include "model/item.h"

namespace syndic::normalize {

/// The stored items of the source that any of the clues fits.
using Recall = std::function<std::vector<model::KnownItem>(const model::Clues&)>;

struct Reconciled {
  model::IdentityMemory memory;     ///< For the next fetch.
  std::vector<std::size_t> differ;  ///< Indexes of the items that are new, or not as they were.
};

/// Sets the id under which each of a source's normalised items is published: that of the stored
/// item that it is, else one of its own. A fetched item is the stored one
///  - that has its id, unless link, title and text are another's, and its date is more than time
///    zones away (or the feed shows that the id went from one item to another);
///  - else the only one with its link, if title or date is the same too;
///  - else the only one of its title and date;
///  - else, where it has neither id nor link of its own, one of its title and text: a date that
///    moves at each fetch makes no new item;
///  - else, where nothing in the feed is known by any of this, the one that title_pairs.h says;
/// but never one that is in this feed under its own id, and no link or title counts that
/// several of the fetched items share.
///
/// Where most of what is known came under new ids twice in a row, or most ids, and two at least,
/// stand for other items than before, or all items have one id, the source's ids are worth nothing:
/// from then on its items are known by their links, or where those changed too, by title and date.
///
/// `recall` is asked once for the ids, and again only about items that are not known by theirs.
[[nodiscard]] Reconciled reconcile(std::vector<model::Item>& items, std::string_view source_url,
                                   const model::IdentityMemory& memory, const Recall& recall);

}  // namespace syndic::normalize
