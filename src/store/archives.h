// SPDX-License-Identifier: MIT
//
// Tables published_feed, archive and archive_entry: how a feed's history is divided.
#pragma once

#include <SQLiteCpp/Database.h>

#include <string>
#include <vector>

#include "store/ledger.h"

namespace syndic::store {

/// Ledger's doors of these names. They throw SQLite::Exception.
std::vector<Archive> settle_archives(const SQLite::Database& database, const Shelf& shelf,
                                     const std::vector<StoredItem>& shown);
[[nodiscard]] std::vector<StoredItem> archived_items(const SQLite::Database& database,
                                                     const Shelf& shelf, int number);
[[nodiscard]] bool is_kept(const SQLite::Database& database, const Shelf& shelf,
                           const std::string& id);
void mark_refreshed(const SQLite::Database& database, const std::string& feed, int number);
void forget_changes(SQLite::Database& database, const std::vector<std::string>& feeds);

}  // namespace syndic::store
