// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "model/item.h"

namespace syndic::normalize {

/// A hash of everything about the item that readers see. The date of an item that is dated by first
/// sight is none of it: it is another at each fetch, until the store puts the first one back.
[[nodiscard]] std::string content_hash(const model::Item& item);

}  // namespace syndic::normalize
