// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "model/item.h"

namespace syndic::normalize {

/// A hash of everything about the item that readers see, but for its dates: one that moves while
/// nothing else does is no change. What was published once stays dated as it was, and many feeds
/// name the time of the fetch.
[[nodiscard]] std::string content_hash(const model::Item& item);

}  // namespace syndic::normalize
