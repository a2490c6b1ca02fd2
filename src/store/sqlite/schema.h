// SPDX-License-Identifier: MIT
//
// What the store of each version consists of, as its migrations make it.
#pragma once

#include <SQLiteCpp/Database.h>

#include <set>
#include <string>
#include <vector>

#include "store/connection.h"

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

struct ReferenceShape {
  std::string table;
  std::string column;
  std::string parent;
  std::string parent_column;
};

/// All references of a store of that version, by table and parent.
[[nodiscard]] std::vector<ReferenceShape> references_of(int version);

/// What the store consists of, a line each: "table item", "index item_by_date", "trigger
/// item_added", "column item.title". SQLite's own tables and indexes are left out. Throws
/// DatabaseError.
[[nodiscard]] std::set<std::string> parts_of(Connection& store);

}  // namespace syndic::store
