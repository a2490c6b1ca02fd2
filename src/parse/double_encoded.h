// SPDX-License-Identifier: MIT
#pragma once

#include "model/feed.h"
#include "model/item_page.h"

namespace syndic::parse {

/// Mends the words of `feed` that were encoded twice on their way into it ("cafÃ©" for "café"), as
/// systems that paste together what others wrote leave them in some elements and not in others.
/// Each value is mended as a whole or not at all. A warning of the feed says how many were.
void mend_double_encoding(model::Feed& feed);

/// The same of an item's own page.
void mend_double_encoding(model::ItemPage& page);

}  // namespace syndic::parse
