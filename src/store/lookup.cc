// SPDX-License-Identifier: MIT
#include "store/lookup.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/time_format.h"
#include "store/candidates.h"
#include "store/item_record.h"

namespace syndic::store {
namespace {

constexpr const char* kNewestFirst = " ORDER BY published DESC, id, source_key";

std::string items_where(const std::string& condition) {
  return std::string("SELECT (SELECT id FROM source WHERE key = source_key), first_seen, ") +
         kItemColumns + " FROM item WHERE " + condition;
}

StoredItem read_stored(const SQLite::Statement& row) {
  StoredItem stored;
  stored.source_id = row.getColumn(0).getString();
  stored.first_seen = read_time(row, 1).value_or(*base::from_unix_seconds(0));
  stored.item = read_item(row, 2);
  return stored;
}

std::vector<StoredItem> read_all(SQLite::Statement& rows, std::size_t limit) {
  std::vector<StoredItem> found;
  while (found.size() < limit && rows.executeStep()) found.push_back(read_stored(rows));
  return found;
}

}  // namespace

std::vector<StoredItem> find_items(const SQLite::Database& database, const Lookup& lookup,
                                   std::size_t limit) {
  std::string condition = "id = ?1 OR given_id = ?1 OR feed_id = ?1";
  for (std::size_t i = 0; i < lookup.links.size(); ++i) {
    const std::string parameter = "?" + std::to_string(i + 2);
    condition.append(" OR url = ").append(parameter);
    condition.append(" OR canonical_url = ").append(parameter);
  }
  SQLite::Statement rows(database, items_where(condition) + kNewestFirst);
  rows.bindNoCopy(1, lookup.id);
  for (std::size_t i = 0; i < lookup.links.size(); ++i) {
    rows.bindNoCopy(static_cast<int>(i) + 2, lookup.links[i]);
  }
  return read_all(rows, limit);
}

std::vector<StoredItem> find_titled(const SQLite::Database& database, const TitleTest& wanted,
                                    std::size_t limit) {
  std::vector<StoredItem> found;
  SQLite::Statement titles(
      database, std::string("SELECT key, title FROM item WHERE title <> ''") + kNewestFirst);
  SQLite::Statement row(database, items_where("key = ?1"));
  while (found.size() < limit && titles.executeStep()) {
    if (!wanted(titles.getColumn(1).getString())) continue;
    row.reset();
    row.bind(1, titles.getColumn(0).getInt64());
    if (row.executeStep()) found.push_back(read_stored(row));
  }
  return found;
}

std::optional<StoredItem> newest_item(const SQLite::Database& database,
                                      const std::string& source_id) {
  SQLite::Statement row(database,
                        items_where("source_key = (SELECT key FROM source WHERE id = ?1)") +
                            " ORDER BY published DESC, id LIMIT 1");
  row.bindNoCopy(1, source_id);
  if (!row.executeStep()) return std::nullopt;
  return read_stored(row);
}

std::vector<model::Timestamp> newest_dates(const SQLite::Database& database,
                                           const std::string& source_id, std::size_t limit) {
  std::vector<model::Timestamp> dates;
  SQLite::Statement rows(database,
                         "SELECT published FROM item WHERE source_key = "
                         "(SELECT key FROM source WHERE id = ?1) ORDER BY published DESC LIMIT ?2");
  rows.bindNoCopy(1, source_id);
  rows.bind(2, static_cast<std::int64_t>(limit));
  while (rows.executeStep()) {
    if (const auto date = read_time(rows, 0)) dates.push_back(*date);
  }
  return dates;
}

model::Verdict standing_of(const SQLite::Database& database, const Selection& selection,
                           const std::string& source_id, const std::string& item_id) {
  const std::unordered_set<std::string_view> wanted(selection.source_ids.begin(),
                                                    selection.source_ids.end());
  SourceIds names;
  SQLite::Statement sources(database, "SELECT key, id FROM source");
  while (sources.executeStep()) {
    std::string id = sources.getColumn(1).getString();
    if (wanted.contains(id)) names.emplace(sources.getColumn(0).getInt64(), std::move(id));
  }
  SQLite::Statement item(database,
                         "SELECT key FROM item WHERE id = ?1 AND source_key = "
                         "(SELECT key FROM source WHERE source.id = ?2)");
  item.bindNoCopy(1, item_id);
  item.bindNoCopy(2, source_id);
  if (!wanted.contains(source_id) || !item.executeStep()) return {};
  StoredCandidates candidates(database, selection, names);
  return judge_of(selection, candidates)(item.getColumn(0).getInt64());
}

}  // namespace syndic::store
