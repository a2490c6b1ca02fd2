// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <vector>

#include "store/store.h"

namespace syndic::store {

/// Store::select. It costs a pass over the sources' rows and then grows with the items returned and
/// the sources that they come from, not with how many items are stored. The caller holds a
/// transaction, so that all is read from one state. Throws SQLite::Exception.
[[nodiscard]] std::vector<StoredItem> newest_first(const SQLite::Database& database,
                                                   const Selection& selection);

}  // namespace syndic::store
