// SPDX-License-Identifier: MIT
//
// Keeping stored items out, and letting them in again, by what a source's rules say today.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <map>
#include <string>

#include "store/store.h"

namespace syndic::store {

/// Store::judge on the source of that key: one pass over its items. The caller holds a transaction.
/// Throws SQLite::Exception.
[[nodiscard]] Judgement judge_items(SQLite::Database& database, std::int64_t source,
                                    const std::string& rules, const Judge& judge);

/// How many of the source's items each rule keeps out.
[[nodiscard]] std::map<std::string, std::size_t> dropped_items(const SQLite::Database& database,
                                                               std::int64_t source);

}  // namespace syndic::store
