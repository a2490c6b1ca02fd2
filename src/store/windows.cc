// SPDX-License-Identifier: MIT
#include "store/windows.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/time_format.h"
#include "store/item_record.h"

namespace syndic::store {
namespace {

using Key = std::int64_t;
using Ids = std::unordered_set<std::string_view>;

constexpr std::size_t kMostIds = 1'000;

// Ids are IRIs, so none holds a line break.
std::string join_lines(const std::vector<std::string>& ids) {
  std::string text;
  for (std::size_t i = 0; i < ids.size() && i < kMostIds; ++i) text.append(ids[i]).append("\n");
  return text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

struct Dated {
  Key key = 0;
  std::int64_t published = 0;
};

std::optional<Dated> find_dated(const SQLite::Database& database, Key source, std::string_view id) {
  SQLite::Statement row(database,
                        "SELECT key, published FROM item WHERE id = ?1 AND source_key = ?2");
  row.bind(1, std::string(id));
  row.bind(2, source);
  if (!row.executeStep()) return std::nullopt;
  return Dated{row.getColumn(0).getInt64(), row.getColumn(1).getInt64()};
}

// The items of `before` that are not there any more although an older one that stood after them is.
// What is older than all that is left has grown old, and so has one that was kept at the top.
std::vector<Key> missing(const SQLite::Database& database, Key source,
                         const std::vector<std::string_view>& before, const Ids& there) {
  std::vector<Key> missing;
  std::optional<std::int64_t> oldest_left;  // Of what stood after the place looked at.
  const auto last = std::find_if(before.rbegin(), before.rend(),
                                 [&](std::string_view id) { return there.contains(id); });
  const bool all_left =
      std::all_of(last, before.rend(), [&](std::string_view id) { return there.contains(id); });
  if (all_left) return missing;
  for (auto id = last; id != before.rend(); ++id) {
    const auto item = find_dated(database, source, *id);
    if (!item) continue;
    if (there.contains(*id)) {
      oldest_left = std::min(oldest_left.value_or(item->published), item->published);
    } else if (oldest_left && *oldest_left < item->published) {
      missing.push_back(item->key);
    }
  }
  return missing;
}

// What is there again is not missed any more.
void welcome_back(const SQLite::Database& database, Key source, const Ids& there) {
  std::vector<Key> back;
  SQLite::Statement rows(database,
                         "SELECT item_key, item.id FROM vanished JOIN item ON item.key = item_key "
                         "WHERE vanished.source_key = ?1");
  rows.bind(1, source);
  while (rows.executeStep()) {
    if (there.contains(rows.getColumn(1).getString())) back.push_back(rows.getColumn(0).getInt64());
  }
  SQLite::Statement remove(database, "DELETE FROM vanished WHERE item_key = ?1");
  for (const Key item : back) {
    remove.bind(1, item);
    remove.exec();
    remove.reset();
  }
}

}  // namespace

void note_source_window(const SQLite::Database& database, const std::string& source_id,
                        const std::vector<std::string>& ids, model::Timestamp now) {
  SQLite::Statement row(database,
                        "SELECT key, ids FROM source LEFT JOIN source_window ON source_key = key "
                        "WHERE id = ?1");
  row.bindNoCopy(1, source_id);
  if (!row.executeStep()) return;
  const Key source = row.getColumn(0).getInt64();
  const std::string before = row.getColumn(1).getString();
  const std::string after = join_lines(ids);
  if (before == after) return;
  const Ids there(ids.begin(), ids.end());
  welcome_back(database, source, there);
  SQLite::Statement mark(database,
                         "INSERT INTO vanished (item_key, source_key, since) "
                         "VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
  // A feed that is empty for once says nothing of its items.
  if (ids.empty()) return;
  for (const Key item : missing(database, source, lines_of(before), there)) {
    mark.bind(1, item);
    mark.bind(2, source);
    bind_time(mark, 3, now);
    mark.exec();
    mark.reset();
  }
  SQLite::Statement remember(database,
                             "INSERT INTO source_window (source_key, ids) VALUES (?1, ?2) "
                             "ON CONFLICT (source_key) DO UPDATE SET ids = excluded.ids");
  remember.bind(1, source);
  remember.bindNoCopy(2, after);
  remember.exec();
}

std::map<std::string, std::vector<Vanished>> vanished_items(const SQLite::Database& database) {
  std::map<std::string, std::vector<Vanished>> vanished;
  SQLite::Statement rows(database,
                         "SELECT source.id, item.id, item.title, since FROM vanished "
                         "JOIN item ON item.key = item_key "
                         "JOIN source ON source.key = vanished.source_key "
                         "ORDER BY source.id, item.published DESC, item.id");
  while (rows.executeStep()) {
    vanished[rows.getColumn(0).getString()].push_back(
        {.id = rows.getColumn(1).getString(),
         .title = rows.getColumn(2).getString(),
         .since = read_time(rows, 3).value_or(*base::from_unix_seconds(0))});
  }
  return vanished;
}

}  // namespace syndic::store
