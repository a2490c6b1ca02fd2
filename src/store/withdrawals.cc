// SPDX-License-Identifier: MIT
#include "store/withdrawals.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/time_format.h"
#include "store/item_record.h"

namespace syndic::store {
namespace {

using Key = std::int64_t;

std::optional<Key> find_item(const SQLite::Database& database, const std::string& source_id,
                             const std::string& id) {
  SQLite::Statement row(database,
                        "SELECT key FROM item WHERE id = ?1 AND "
                        "source_key = (SELECT key FROM source WHERE source.id = ?2)");
  row.bindNoCopy(1, id);
  row.bindNoCopy(2, source_id);
  if (!row.executeStep()) return std::nullopt;
  return row.getColumn(0).getInt64();
}

constexpr const char* kWithdrawals =
    "SELECT source.id, item.id, at, why, by_source FROM withdrawal "
    "JOIN item ON item.key = item_key JOIN source ON source.key = withdrawal.source_key ";

Withdrawal read_withdrawal(const SQLite::Statement& row) {
  return {.source_id = row.getColumn(0).getString(),
          .id = row.getColumn(1).getString(),
          .at = read_time(row, 2).value_or(*base::from_unix_seconds(0)),
          .why = row.getColumn(3).getString(),
          .by_source = row.getColumn(4).getInt() != 0};
}

// Lets the source's own withdrawals of items that it has again go.
std::size_t take_back(const SQLite::Database& database, Key source,
                      const std::vector<std::string>& present) {
  const std::unordered_set<std::string_view> there(present.begin(), present.end());
  std::vector<Key> again;
  SQLite::Statement rows(
      database,
      "SELECT item_key, item.id FROM withdrawal JOIN item ON item.key = item_key "
      "WHERE withdrawal.source_key = ?1 AND by_source = 1");
  rows.bind(1, source);
  while (rows.executeStep()) {
    if (there.contains(rows.getColumn(1).getString())) {
      again.push_back(rows.getColumn(0).getInt64());
    }
  }
  SQLite::Statement remove(database, "DELETE FROM withdrawal WHERE item_key = ?1");
  for (const Key item : again) {
    remove.bind(1, item);
    remove.exec();
    remove.reset();
  }
  return again.size();
}

}  // namespace

bool withdraw_item(const SQLite::Database& database, const Withdrawal& withdrawal) {
  const auto item = find_item(database, withdrawal.source_id, withdrawal.id);
  if (!item) return false;
  SQLite::Statement insert(
      database,
      "INSERT INTO withdrawal (item_key, source_key, at, why, by_source) "
      "SELECT key, source_key, ?2, ?3, 0 FROM item WHERE key = ?1 "
      "ON CONFLICT (item_key) DO UPDATE SET why = excluded.why, by_source = 0");
  insert.bind(1, *item);
  bind_time(insert, 2, withdrawal.at);
  insert.bindNoCopy(3, withdrawal.why);
  insert.exec();
  // An update fires no trigger of its own, and the reason is published too.
  SQLite::Statement note(database, "INSERT INTO changed_item VALUES (?1) ON CONFLICT DO NOTHING");
  note.bind(1, *item);
  note.exec();
  return true;
}

bool restore_item(const SQLite::Database& database, const std::string& source_id,
                  const std::string& id) {
  const auto item = find_item(database, source_id, id);
  if (!item) return false;
  SQLite::Statement remove(database, "DELETE FROM withdrawal WHERE item_key = ?1");
  remove.bind(1, *item);
  return remove.exec() > 0;
}

std::optional<Withdrawal> find_withdrawal(const SQLite::Database& database,
                                          const std::string& source_id, const std::string& id) {
  SQLite::Statement row(database,
                        std::string(kWithdrawals) + "WHERE item.id = ?1 AND source.id = ?2");
  row.bindNoCopy(1, id);
  row.bindNoCopy(2, source_id);
  if (!row.executeStep()) return std::nullopt;
  return read_withdrawal(row);
}

std::size_t follow_tombstones(const SQLite::Database& database, const std::string& source_id,
                              const std::vector<model::Tombstone>& deleted,
                              const std::vector<std::string>& present, model::Timestamp now) {
  SQLite::Statement source(database, "SELECT key FROM source WHERE id = ?1");
  source.bindNoCopy(1, source_id);
  if (!source.executeStep()) return 0;
  const Key source_key = source.getColumn(0).getInt64();
  std::size_t changes = take_back(database, source_key, present);
  if (deleted.empty()) return changes;
  SQLite::Statement insert(
      database,
      "INSERT INTO withdrawal (item_key, source_key, at, why, by_source) "
      "SELECT key, source_key, ?3, ?4, 1 FROM item WHERE source_key = ?1 AND feed_id = ?2 UNION "
      "SELECT key, source_key, ?3, ?4, 1 FROM item WHERE source_key = ?1 AND id = ?2 "
      "ON CONFLICT DO NOTHING");
  for (const model::Tombstone& tombstone : deleted) {
    insert.bind(1, source_key);
    insert.bindNoCopy(2, tombstone.id);
    bind_time(insert, 3, std::min(tombstone.when.value_or(now), now));
    insert.bindNoCopy(4, tombstone.comment);
    changes += static_cast<std::size_t>(insert.exec());
    insert.reset();
  }
  return changes;
}

std::vector<Withdrawal> withdrawn_from_feed(const SQLite::Database& database,
                                            const std::string& feed, std::size_t limit) {
  std::vector<Withdrawal> withdrawals;
  SQLite::Statement rows(
      database, std::string(kWithdrawals) +
                    "WHERE EXISTS (SELECT 1 FROM archive_entry WHERE archive_entry.feed = ?1 AND "
                    "archive_entry.item_key = withdrawal.item_key AND is_copy = 0) "
                    "ORDER BY at DESC, item.id, source.id LIMIT ?2");
  rows.bindNoCopy(1, feed);
  rows.bind(2, static_cast<std::int64_t>(limit));
  while (rows.executeStep()) withdrawals.push_back(read_withdrawal(rows));
  return withdrawals;
}

}  // namespace syndic::store
