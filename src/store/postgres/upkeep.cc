// SPDX-License-Identifier: MIT
#include "store/postgres/upkeep.h"

#include <cstddef>
#include <set>

#include "base/printable.h"
#include "store/looks.h"
#include "store/postgres/schema.h"
#include "store/postgres/store_url.h"
#include "store/sqlite/migrations.h"
#include "store/unchanged.h"

namespace syndic::store {
namespace {

constexpr const char* kMakeWhole =
    "; restore a backup, or make it anew: syndic store export, then import into an empty schema";

// Whether nothing is missing without which the tables cannot be asked.
bool look_at_parts(Connection& store, std::vector<std::string>& faults) {
  const std::set<std::string> due = due_parts();
  const std::set<std::string> there = parts_there(store);
  bool can_be_asked = true;
  for (const std::string& part : due) {
    if (there.contains(part)) continue;
    faults.push_back("the " + part + " is missing" + kMakeWhole);
    if (part.starts_with("table ") || part.starts_with("column ")) can_be_asked = false;
  }
  for (const std::string& part : there) {
    if (!part.starts_with("trigger ") || due.contains(part)) continue;
    faults.push_back("the " + base::printable_line(part) +
                     " is none of syndic's; remove it with DROP TRIGGER");
  }
  return can_be_asked;
}

// Where rows came with their keys, and the database still makes some that are there.
void look_at_next_keys(Connection& store, std::vector<std::string>& faults) {
  for (const std::string table : {"source", "item"}) {
    std::string sql =
        "SELECT coalesce(max(key), 0) > coalesce(pg_sequence_last_value(pg_get_serial_sequence('";
    sql.append(table).append("', 'key')::regclass), 0) FROM ").append(table);
    const auto is_behind = store.prepare(sql);
    if (!is_behind->next() || is_behind->number(0) == 0) continue;
    faults.push_back("the next key of table " + table + " is there already" + kMakeWhole);
  }
}

}  // namespace

Checkup check_postgres(const Options& options) {
  const Unchanged store = open_unchanged(options);
  Connection& connection = *store.connection;
  Checkup checkup;
  connection.begin(Connection::Access::read);
  const bool is_latest = store.version == latest_version();
  if (is_latest && !look_at_parts(connection, checkup.faults)) return checkup;
  checkup.summary = summary_of(connection, store.version);
  look_at_references(connection, store.version, kMakeWhole, checkup.faults);
  look_at_next_keys(connection, checkup.faults);
  look_at_counts(connection, checkup.faults);
  return checkup;
}

std::string dump_command(const std::string& url, const std::string& file) {
  const std::string schema = schema_in(url);
  // With the schemas of its sets (feed_set.h).
  const std::string schemas = schema.empty() ? ""
                                             : " --schema=" + in_quotes(schema) +
                                                   " --schema=" + in_quotes('"' + schema + "/\"*");
  return "pg_dump --format=custom" + schemas + " --file=" + in_quotes(file) + " " +
         url_for_shell(url);
}

}  // namespace syndic::store
