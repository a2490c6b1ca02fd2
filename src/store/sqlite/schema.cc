// SPDX-License-Identifier: MIT
#include "store/sqlite/schema.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <cstddef>

#include "store/sqlite/migrations.h"

namespace syndic::store {
namespace {

TableShape shape_of(SQLite::Database& database, const std::string& table) {
  TableShape shape{.name = table, .columns = {}, .key = {}};
  SQLite::Statement columns(database, "SELECT name, type, pk FROM pragma_table_info(?)");
  columns.bind(1, table);
  while (columns.executeStep()) {
    shape.columns.push_back({columns.getColumn(0), columns.getColumn(1)});
    const int place = columns.getColumn(2);  // Within the key, from 1; 0 is outside.
    if (place == 0) continue;
    if (shape.key.size() < static_cast<std::size_t>(place))
      shape.key.resize(static_cast<std::size_t>(place));
    shape.key[static_cast<std::size_t>(place) - 1] = shape.columns.back().name;
  }
  return shape;
}

}  // namespace

std::string quoted_name(const std::string& name) {
  std::string quoted = "\"";
  for (const char c : name) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

SQLite::Database empty_store(int version) {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  migrate(database, migrations().first(static_cast<std::size_t>(version)));
  return database;
}

std::vector<TableShape> tables_of(int version) {
  SQLite::Database database = empty_store(version);
  SQLite::Statement names(database,
                          "SELECT name FROM sqlite_schema WHERE type = 'table' "
                          "AND name NOT GLOB 'sqlite_*' ORDER BY name");
  std::vector<TableShape> tables;
  while (names.executeStep()) tables.push_back(shape_of(database, names.getColumn(0)));
  return tables;
}

std::vector<ReferenceShape> references_of(int version) {
  SQLite::Database database = empty_store(version);
  SQLite::Statement rows(database,
                         "SELECT s.name, r.\"from\", r.\"table\", r.\"to\" FROM sqlite_schema s, "
                         "pragma_foreign_key_list(s.name) r WHERE s.type = 'table' ORDER BY 1, 3");
  std::vector<ReferenceShape> references;
  while (rows.executeStep()) {
    references.push_back(
        {rows.getColumn(0), rows.getColumn(1), rows.getColumn(2), rows.getColumn(3)});
  }
  return references;
}

std::set<std::string> parts_of(Connection& store) {
  const auto rows = store.prepare(
      "SELECT type || ' ' || name FROM sqlite_schema "
      "WHERE name NOT GLOB 'sqlite_*' "
      "UNION SELECT 'column ' || s.name || '.' || c.name "
      "FROM sqlite_schema s, pragma_table_info(s.name) c "
      "WHERE s.type = 'table' AND s.name NOT GLOB 'sqlite_*'");
  std::set<std::string> parts;
  while (rows->next()) parts.insert(rows->text(0));
  return parts;
}

}  // namespace syndic::store
