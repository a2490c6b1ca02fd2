// SPDX-License-Identifier: MIT
//
// The ids under which a published feed has shown its stories (table published_id): whoever shows a
// story later, as its source left, is held back or came first after all, shows it under the same
// id, so that no reader shows it twice.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "store/database.h"
#include "store/store.h"

namespace syndic::store {

/// The id under which the feed has shown the story of `stored`, itself and its copies; empty if it
/// has not, or if the id is now that of another item for which `counts` is true.
[[nodiscard]] std::optional<std::string> lasting_id(Database& database, const std::string& feed,
                                                    const StoredItem& stored, Key owner,
                                                    const std::function<bool(Key)>& counts);

}  // namespace syndic::store
