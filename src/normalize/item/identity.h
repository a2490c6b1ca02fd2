// SPDX-License-Identifier: MIT
//
// Which item is which, across fetches and partners.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/identity.h"
#include "model/item.h"

namespace syndic::normalize {

/// Whether `id` may be an item's id unchanged: an absolute IRI (RFC 3987), one of the tag scheme by
/// RFC 4151 §2.1, a urn:uuid by RFC 4122 §3.
[[nodiscard]] bool is_valid_id(std::string_view id);

/// Drops items that are the same in id, link, title, text and attached files; the first stays.
void drop_twins(std::vector<model::Item>& items);

/// Makes every item's id an absolute IRI, unique among `items` (which have no twins), and records
/// it and its rule in the lineage. A valid id that only one item has is kept; any other becomes a
/// name-based urn:uuid in the namespace of `source_url`, of the id and, if several items share it,
/// of as much of link, title, date and text as distinguishes them. An item without an id is named
/// by its link, else by title and date; under another scheme than `ids`, all are. The order of
/// items does not matter.
void identify(std::vector<model::Item>& items, std::string_view source_url,
              model::IdentityScheme scheme = model::IdentityScheme::ids);

/// The id that the item may have had by earlier rules, which took more ids for valid: the feed's
/// own, or its link; empty if it is the one that identify() gave it.
[[nodiscard]] std::string_view earlier_id(const model::Item& item);

/// The id of an item whose own id was another item's in an earlier fetch: the one that it would
/// have if both were in one feed. `rule` is link or title_and_date.
[[nodiscard]] std::string id_beside(const model::Item& item, std::string_view source_url,
                                    model::IdentityRule rule);

}  // namespace syndic::normalize
