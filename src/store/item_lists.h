// SPDX-License-Identifier: MIT
//
// What an item has in numbers or groups, none of which is ever searched, as one JSON object.
#pragma once

#include <string>

#include "model/item.h"

namespace syndic::store {

/// Empty if the item has nothing of the kind. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string write_lists(const model::Item& item);

/// Reads what write_lists() wrote into the item. Total: what is damaged stays empty.
void read_lists(const std::string& text, model::Item& item);

}  // namespace syndic::store
