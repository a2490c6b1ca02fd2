// SPDX-License-Identifier: MIT
//
// What the store of each version consists of, as its migrations make it.
#pragma once

#include <SQLiteCpp/Database.h>

#include <set>
#include <string>
#include <vector>

#include "store/upkeep.h"

namespace syndic::store {

struct ColumnShape {
  std::string name;
  std::string type;  ///< "INTEGER" or "TEXT".
};

struct TableShape {
  std::string name;
  std::vector<ColumnShape> columns;
  std::vector<std::string> key;  ///< The columns of its primary key.
};

/// The name as one of SQL, whatever it contains.
[[nodiscard]] std::string quoted_name(const std::string& name);

/// An empty store of that version, in memory.
[[nodiscard]] SQLite::Database empty_store(int version);

/// All tables of a store of that version, by name.
[[nodiscard]] std::vector<TableShape> tables_of(int version);

/// What the store in that database holds. Throws SQLite::Exception.
[[nodiscard]] Summary summary_of(SQLite::Database& database);

/// What the database consists of, a line each: "table item", "index item_by_date", "trigger
/// item_added", "column item.title". SQLite's own tables and indexes are left out.
[[nodiscard]] std::set<std::string> parts_of(SQLite::Database& database);

}  // namespace syndic::store
