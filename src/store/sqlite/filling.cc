// SPDX-License-Identifier: MIT
#include "store/sqlite/filling.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/printable.h"
#include "store/sqlite/file.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/schema.h"

namespace syndic::store {

Filling::Filling(SQLite::Database database, int version)
    : database_(std::move(database)), version_(version) {
  database_.exec("PRAGMA journal_mode = OFF");  // Nobody needs half of it.
  database_.exec("PRAGMA synchronous = OFF");   // It is synced before it is put.
  database_.exec("PRAGMA foreign_keys = OFF");
  migrate(database_, migrations().first(static_cast<std::size_t>(version)));
  take_triggers_out();
  database_.exec("BEGIN");
  for (TableShape& shape : tables_of(version)) {
    const std::string name = shape.name;
    tables_.try_emplace(name, database_, std::move(shape));
  }
}

void Filling::take_triggers_out() {
  SQLite::Statement rows(database_, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
  while (rows.executeStep()) triggers_.push_back({rows.getColumn(0), rows.getColumn(1)});
  rows.reset();
  for (const Trigger& trigger : triggers_) {
    database_.exec("DROP TRIGGER " + quoted_name(trigger.name));
  }
}

void Filling::insert(const std::string& table, const nlohmann::json& row) {
  const auto writer = tables_.find(table);
  if (writer == tables_.end()) {
    throw BadLine("version " + std::to_string(version_) + " has no table " + said(table));
  }
  try {
    writer->second.insert(row);
  } catch (const SQLite::Exception& failure) {
    if (primary_code(failure) != SQLITE_CONSTRAINT) throw;
    throw BadLine(base::printable_line(failure.what()));
  }
}

std::int64_t Filling::finish(bool was_damaged) {
  const std::int64_t before = database_.getTotalChanges();
  drop_orphans(was_damaged);
  const std::int64_t dropped = database_.getTotalChanges() - before;
  count_anew();
  tables_.clear();  // Their statements are of this version.
  database_.exec("COMMIT");
  for (const Trigger& trigger : triggers_) database_.exec(trigger.sql);
  database_.exec("PRAGMA foreign_keys = ON");
  migrate(database_, migrations());
  return dropped;
}

// Until none is left, as those that go may leave others.
void Filling::drop_orphans(bool was_damaged) {
  for (std::vector<Orphans> all = orphans(); !all.empty(); all = orphans()) {
    if (!was_damaged) {
      throw BadLine("a row of table " + all[0].table + " belongs to a row that is not there");
    }
    for (const Orphans& some : all) database_.exec(some.removal);
  }
}

std::vector<Filling::Orphans> Filling::orphans() {
  SQLite::Statement rows(
      database_,
      "SELECT DISTINCT c.\"table\", c.parent, l.\"from\", l.\"to\" FROM pragma_foreign_key_check "
      "c, pragma_foreign_key_list(c.\"table\") l WHERE l.id = c.fkid");
  std::vector<Orphans> all;
  while (rows.executeStep()) {
    const auto name = [&](int column) { return quoted_name(rows.getColumn(column).getString()); };
    all.push_back({rows.getColumn(0), "DELETE FROM " + name(0) + " WHERE " + name(2) +
                                          " NOT IN (SELECT " + name(3) + " FROM " + name(1) + ")"});
  }
  return all;
}

// What a source keeps of its items, which is changed only where it is wrong.
void Filling::count_anew() {
  database_.exec(
      "UPDATE source SET items = (SELECT count(*) FROM item WHERE source_key = source.key) "
      "WHERE items <> (SELECT count(*) FROM item WHERE source_key = source.key)");
  database_.exec(
      "UPDATE source SET newest_published = "
      "(SELECT max(published) FROM item WHERE source_key = source.key) "
      "WHERE newest_published IS NOT "
      "(SELECT max(published) FROM item WHERE source_key = source.key)");
}

}  // namespace syndic::store
