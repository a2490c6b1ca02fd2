// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "model/feed.h"

namespace syndic::parse {

/// Mends the words of `feed` that were encoded twice on their way into it ("cafÃ©" for "café"), as
/// systems that paste together what others wrote leave them in some elements and not in others.
/// Each value is mended as a whole or not at all. Gives how many were.
std::size_t mend_double_encoding(model::Feed& feed);

}  // namespace syndic::parse
