// SPDX-License-Identifier: MIT
#include "store/looks.h"

#include "base/printable.h"
#include "store/sqlite/schema.h"

namespace syndic::store {
namespace {

std::int64_t number_by(Connection& store, const std::string& sql) {
  const auto row = store.prepare(sql);
  return row->next() ? row->number(0) : 0;
}

}  // namespace

Summary summary_of(Connection& store, int version) {
  return {.version = version,
          .sources = number_by(store, "SELECT count(*) FROM source"),
          .items = number_by(store, "SELECT count(*) FROM item"),
          .bytes = store.bytes()};
}

void look_at_references(Connection& store, int version, const std::string& advice,
                        std::vector<std::string>& faults) {
  for (const ReferenceShape& reference : references_of(version)) {
    const std::string column = "child." + quoted_name(reference.column);
    std::string sql = "SELECT count(*) FROM ";
    sql.append(quoted_name(reference.table)).append(" AS child WHERE ").append(column);
    sql.append(" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ");
    sql.append(quoted_name(reference.parent)).append(" AS parent WHERE parent.");
    sql.append(quoted_name(reference.parent_column)).append(" = ").append(column).append(")");
    const std::int64_t rows = number_by(store, sql);
    if (rows == 0) continue;
    faults.push_back(base::counted(rows, "row") + " of table " + reference.table +
                     " without its row of " + reference.parent + advice);
  }
}

// What is kept of each source's items, so that no run has to count them.
void look_at_counts(Connection& store, std::vector<std::string>& faults) {
  const auto rows = store.prepare(
      "SELECT id, items, counted FROM (SELECT id, items, newest_published, "
      "(SELECT count(*) FROM item WHERE source_key = source.key) AS counted, "
      "(SELECT max(published) FROM item WHERE source_key = source.key) AS newest FROM source) "
      "AS looked_at WHERE items <> counted OR newest IS DISTINCT FROM newest_published ORDER BY " +
      store.in_byte_order("id"));
  while (rows->next()) {
    std::string fault = "source " + base::printable_line(rows->text(0));
    const std::string items = base::counted(rows->number(2), "item");
    if (rows->number(1) == rows->number(2)) {
      fault.append(" has another date for the newest of its ").append(items);
    } else {
      fault.append(" has ").append(items).append(" and counts ");
      fault.append(std::to_string(rows->number(1)));
    }
    faults.push_back(fault.append("; syndic store export, then import, counts anew"));
  }
}

}  // namespace syndic::store
