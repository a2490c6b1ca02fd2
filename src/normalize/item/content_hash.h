// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "model/item.h"

namespace syndic::normalize {

/// A hash of everything about the item that readers see, except for its dates: a published item
/// keeps its date, and many feeds state the time of the fetch.
///
/// "1:…": the version of the cleaning rules is before the colon, so that the store can distinguish
/// an item that its partner changed from one that only new rules changed. One of those is
/// `max_item`, the bytes that the item was cut to ("1 cut to 4096:…"); 0: it is whole.
[[nodiscard]] std::string content_hash(const model::Item& item, std::size_t max_item = 0);

}  // namespace syndic::normalize
