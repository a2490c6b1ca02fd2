// SPDX-License-Identifier: MIT
//
// Stores of any version with a row in each table, and all rows of a store as lines.
#pragma once

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

#include "store/export.h"
#include "store/row_rules.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/schema.h"
#include "tests/store/sample.h"

namespace syndic::test {

/// A text that may be in the column: its name, or an example where that is not allowed there.
inline std::string text_for(const std::string& table, const std::string& column) {
  const store::TextRule* const rule = store::rule_for(table, column);
  if (rule == nullptr || rule->allows(column)) return column;
  for (const char* example : {"0a", "https://example.org/"}) {
    if (rule->allows(example)) return example;
  }
  throw std::logic_error("no example for " + table + "." + column);
}

/// The values of a row of the table for SQL: 1 and text_for().
inline std::string values_for(const store::TableShape& table) {
  std::string values;
  for (const store::ColumnShape& column : table.columns) {
    values += (values.empty() ? "" : ", ");
    values += column.type == "INTEGER" ? "1" : "'" + text_for(table.name, column.name) + "'";
  }
  return values;
}

/// Makes a store of that version: one row in each table, of which every number is 1 and every text
/// that of text_for(), so that it has one source with one item.
inline void make_filled(const std::filesystem::path& file, int version) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  store::migrate(database, store::migrations().first(static_cast<std::size_t>(version)));
  for (const store::TableShape& table : store::tables_of(version)) {
    database.exec("INSERT OR IGNORE INTO " + table.name + " VALUES (" + values_for(table) + ")");
  }
}

/// The export of a store.
inline std::string exported(const store::Options& options) {
  std::ostringstream out;
  static_cast<void>(store::export_rows(options, kNoon, out));
  return out.str();
}
inline std::string exported(const std::filesystem::path& file) {
  return exported(store::Options{.sqlite_file = file});
}

/// All that an export says, but for its header.
inline std::string rows_of(const store::Options& options) {
  const std::string text = exported(options);
  return text.substr(text.find('\n') + 1);
}
inline std::string rows_of(const std::filesystem::path& file) {
  return rows_of(store::Options{.sqlite_file = file});
}

/// The names of the files in a folder.
inline std::set<std::string> names_in(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

}  // namespace syndic::test
