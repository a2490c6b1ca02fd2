// SPDX-License-Identifier: MIT
#pragma once

#include "model/item.h"

namespace syndic::store {

/// Puts what another source says of the same item behind what the item has: categories whose label
/// (or term) it does not have in any case, enclosures whose URL it has under neither http nor
/// https. Up to 50 of the former and 20 of the latter, so that no number of copies makes an item
/// unreadable; what the item itself has stays, however many. With an enclosure to watch or to
/// listen to, an item that was there to be read becomes one to watch or to listen to.
void join(model::Item& item, const model::Item& copy);

}  // namespace syndic::store
