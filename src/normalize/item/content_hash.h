// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "model/item.h"

namespace syndic::normalize {

/// "4:…:…", hashes of an item after the version of the cleaning rules, by which the store can
/// tell an item that its partner changed from one that only new rules changed. One of those is
/// `max_item`, the bytes that the item was cut to ("4 cut to 4096:…"); 0: it is whole. The hashes
/// are of
///   its message   everything that readers see but for how its link is spelled, the addresses of
///                 pictures, and the hosts and parameters of files, which many servers sign or
///                 move at every fetch,
///   and those addresses.
/// No date is hashed: a published item keeps its date, and many feeds state the time of the fetch.
[[nodiscard]] std::string content_hash(const model::Item& item, std::size_t max_item = 0);

/// Appends a third hash to the item's content_hash, that of its words: the title, the text as
/// people read it, and the link, however that is spelled. Only changes of a message need it.
void add_hash_of_words(model::Item& item);

}  // namespace syndic::normalize
