// SPDX-License-Identifier: MIT
//
// What `why` asks. Each is a pass over the items, as people ask seldom and by anything.
#pragma once

#include <SQLiteCpp/Database.h>

#include <optional>
#include <string>
#include <vector>

#include "store/store.h"

namespace syndic::store {

/// Store::find, find_titled, newest, newest_dates and standing. The caller holds a transaction.
/// They throw SQLite::Exception.
[[nodiscard]] std::vector<StoredItem> find_items(const SQLite::Database& database,
                                                 const Lookup& lookup, std::size_t limit);
[[nodiscard]] std::vector<StoredItem> find_titled(const SQLite::Database& database,
                                                  const TitleTest& wanted, std::size_t limit);
[[nodiscard]] std::optional<StoredItem> newest_item(const SQLite::Database& database,
                                                    const std::string& source_id);
[[nodiscard]] std::vector<model::Timestamp> newest_dates(const SQLite::Database& database,
                                                         const std::string& source_id,
                                                         std::size_t limit);
[[nodiscard]] model::Verdict standing_of(const SQLite::Database& database,
                                         const Selection& selection, const std::string& source_id,
                                         const std::string& item_id);

}  // namespace syndic::store
