// SPDX-License-Identifier: MIT
#pragma once

#include "model/item.h"
#include "model/timestamp.h"

namespace syndic::normalize {

/// Gives the item its published date: as given, else as updated; where both are missing or more
/// than ten minutes after `now`, it is `now` and the item is marked dated_by_first_sight. An update
/// that far ahead is dropped.
void date_item(model::Item& item, model::Timestamp now);

}  // namespace syndic::normalize
