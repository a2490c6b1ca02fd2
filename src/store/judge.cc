// SPDX-License-Identifier: MIT
#include "store/judge.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <utility>
#include <vector>

#include "store/item_record.h"

namespace syndic::store {
namespace {

// An item and the rule that keeps it out from now on; empty: none does.
using Sentence = std::pair<std::int64_t, std::string>;

// What is to change. Nothing is written while the rows are read.
std::vector<Sentence> sentences(const SQLite::Database& database, std::int64_t source,
                                const Judge& judge) {
  std::vector<Sentence> changes;
  SQLite::Statement rows(
      database, std::string("SELECT key, ") + kItemColumns + " FROM item WHERE source_key = ?1");
  rows.bind(1, source);
  while (rows.executeStep()) {
    const model::Item item = read_item(rows, 1);
    std::string rule = judge(item);
    if (rule == item.lineage.dropped_by) continue;
    changes.emplace_back(rows.getColumn(0).getInt64(), std::move(rule));
  }
  return changes;
}

}  // namespace

Judgement judge_items(SQLite::Database& database, std::int64_t source, const std::string& rules,
                      const Judge& judge) {
  Judgement judgement;
  SQLite::Statement update(database, "UPDATE item SET dropped_by = ?1 WHERE key = ?2");
  for (const auto& [item, rule] : sentences(database, source, judge)) {
    update.bindNoCopy(1, rule);
    update.bind(2, item);
    update.exec();
    update.reset();
    if (rule.empty()) ++judgement.let_in;
  }
  SQLite::Statement remember(
      database,
      "UPDATE source SET rules = ?1, newest_change = (SELECT max(coalesce(updated, published)) "
      "FROM item WHERE source_key = ?2 AND dropped_by = '') WHERE key = ?2");
  remember.bindNoCopy(1, rules);
  remember.bind(2, source);
  remember.exec();
  judgement.dropped = dropped_items(database, source);
  return judgement;
}

std::map<std::string, std::size_t> dropped_items(const SQLite::Database& database,
                                                 std::int64_t source) {
  std::map<std::string, std::size_t> dropped;
  SQLite::Statement rows(database,
                         "SELECT dropped_by, count(*) FROM item "
                         "WHERE source_key = ?1 AND dropped_by <> '' GROUP BY dropped_by");
  rows.bind(1, source);
  while (rows.executeStep()) {
    dropped.emplace(rows.getColumn(0).getString(),
                    static_cast<std::size_t>(rows.getColumn(1).getInt64()));
  }
  return dropped;
}

}  // namespace syndic::store
