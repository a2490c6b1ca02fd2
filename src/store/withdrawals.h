// SPDX-License-Identifier: MIT
//
// Table withdrawal: items that were taken back, by us or by their source.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/ledger.h"

namespace syndic::store {

/// Ledger's doors of these names. They throw SQLite::Exception.
bool withdraw_item(const SQLite::Database& database, const Withdrawal& withdrawal);
bool restore_item(const SQLite::Database& database, const std::string& source_id,
                  const std::string& id);
[[nodiscard]] std::optional<Withdrawal> find_withdrawal(const SQLite::Database& database,
                                                        const std::string& source_id,
                                                        const std::string& id);
std::size_t follow_tombstones(const SQLite::Database& database, const std::string& source_id,
                              const std::vector<model::Tombstone>& deleted,
                              const std::vector<std::string>& present, model::Timestamp now);
[[nodiscard]] std::vector<Withdrawal> withdrawn_from_feed(const SQLite::Database& database,
                                                          const std::string& feed,
                                                          std::size_t limit);

}  // namespace syndic::store
