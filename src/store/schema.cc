// SPDX-License-Identifier: MIT
#include "store/schema.h"

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

Summary summary_of(SQLite::Database& database) {
  const auto number = [&](const char* sql) { return database.execAndGet(sql).getInt64(); };
  return {.version = database.execAndGet("PRAGMA user_version").getInt(),
          .sources = number("SELECT count(*) FROM source"),
          .items = number("SELECT count(*) FROM item"),
          .bytes = number("PRAGMA page_count") * number("PRAGMA page_size")};
}

std::set<std::string> parts_of(SQLite::Database& database) {
  SQLite::Statement rows(database,
                         "SELECT type || ' ' || name FROM sqlite_schema "
                         "WHERE name NOT GLOB 'sqlite_*' "
                         "UNION SELECT 'column ' || s.name || '.' || c.name "
                         "FROM sqlite_schema s, pragma_table_info(s.name) c "
                         "WHERE s.type = 'table' AND s.name NOT GLOB 'sqlite_*'");
  std::set<std::string> parts;
  while (rows.executeStep()) parts.insert(rows.getColumn(0).getString());
  return parts;
}

}  // namespace syndic::store
