// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "model/item.h"

namespace syndic::normalize {

/// A hash of everything about the item that readers see, except for its dates: one that moves while
/// nothing else does is no change. What was published once stays dated as it was, and many feeds
/// name the time of the fetch.
///
/// "1:…": before the colon stands the version of the rules by which the item was made clean. Where
/// only those changed, an item has another hash though its partner changed nothing; by the version
/// the store can tell.
[[nodiscard]] std::string content_hash(const model::Item& item);

}  // namespace syndic::normalize
