// SPDX-License-Identifier: MIT
#include "store/recall.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <functional>
#include <queue>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/time_format.h"
#include "store/item_record.h"

namespace syndic::store {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

// A link that so many items share tells none of them from the others.
constexpr int kMostOfALink = 50;

// The newest of a title; more than a feed shows at once.
constexpr int kMostOfATitle = 200;

// A bound on what a feed can make us read that has all its items on one day.
constexpr std::int64_t kMostByDay = 5'000;

std::string select(const std::string& which) {
  return "SELECT key, id, feed_id, canonical_url, title, published, dated_by_first_sight, "
         "content_hash, fingerprint, words FROM item WHERE source_key = ?1 AND " +
         which;
}

model::KnownItem read_known(const SQLite::Statement& row) {
  model::KnownItem known;
  known.key = row.getColumn(0).getInt64();
  known.id = row.getColumn(1).getString();
  known.feed_id = row.getColumn(2).getString();
  known.canonical_url = row.getColumn(3).getString();
  known.title = row.getColumn(4).getString();
  known.published = read_time(row, 5).value_or(*base::from_unix_seconds(0));
  known.dated_by_first_sight = row.getColumn(6).getInt() != 0;
  known.content_hash = row.getColumn(7).getString();
  known.fingerprint = static_cast<std::uint64_t>(row.getColumn(8).getInt64());
  known.words = row.getColumn(9).getUInt();
  return known;
}

}  // namespace

ItemFinder::ItemFinder(const SQLite::Database& database)
    : by_id_(database, select("feed_id = ?2 UNION ALL ") + select("id = ?2 AND feed_id <> ?2")),
      by_link_(database, select("canonical_url = ?2 AND canonical_url <> '' LIMIT " +
                                std::to_string(kMostOfALink))),
      by_title_(database, select("title = ?2 ORDER BY published DESC, id LIMIT " +
                                 std::to_string(kMostOfATitle))),
      by_day_(database, select("published >= ?2 AND published < ?3 LIMIT ?4")),
      newest_(database, select("true ORDER BY published DESC, id LIMIT ?2")) {}

void ItemFinder::read(SQLite::Statement& rows, std::vector<model::KnownItem>& found) {
  while (rows.executeStep()) found.push_back(read_known(rows));
  rows.reset();
}

std::vector<model::KnownItem> ItemFinder::find(std::int64_t source, const model::Clues& clues) {
  std::vector<model::KnownItem> found;
  for (SQLite::Statement* each : {&by_id_, &by_link_, &by_title_, &by_day_, &newest_}) {
    each->tryReset();
    each->bind(1, source);
  }
  for (const std::string& id : clues.ids) {
    by_id_.bindNoCopy(2, id);
    read(by_id_, found);
  }
  for (const std::string& link : clues.links) {
    by_link_.bindNoCopy(2, link);
    read(by_link_, found);
  }
  for (const std::string& title : clues.titles) {
    by_title_.bindNoCopy(2, title);
    read(by_title_, found);
  }
  const std::size_t before_days = found.size();
  for (const model::Timestamp day : clues.days) {
    const auto left = kMostByDay - static_cast<std::int64_t>(found.size() - before_days);
    if (left <= 0) break;
    const std::int64_t midnight = base::to_unix_seconds(day);
    by_day_.bind(2, midnight);
    by_day_.bind(3, midnight + kDaySeconds);
    by_day_.bind(4, left);
    read(by_day_, found);
  }
  if (clues.newest > 0) {
    newest_.bind(2, static_cast<std::int64_t>(clues.newest));
    read(newest_, found);
  }
  return found;
}

std::optional<model::Timestamp> nth_newest(const SQLite::Database& database,
                                           const std::vector<std::string>& source_ids,
                                           std::size_t n, model::Timestamp before) {
  if (n == 0) return std::nullopt;
  const std::unordered_set<std::string_view> wanted(source_ids.begin(), source_ids.end());
  SQLite::Statement sources(database,
                            "SELECT key, id, newest_published FROM source "
                            "WHERE newest_published IS NOT NULL ORDER BY newest_published DESC");
  SQLite::Statement items(
      database,
      "SELECT published FROM item WHERE source_key = ?1 AND first_seen < ?2 AND "
      "dropped_by = '' "
      "ORDER BY published DESC");
  bind_time(items, 2, before);
  // The n newest so far, the oldest of them on top.
  std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> newest;
  const auto has_room_for = [&](std::int64_t date) {
    return newest.size() < n || date > newest.top();
  };
  while (sources.executeStep() && has_room_for(sources.getColumn(2).getInt64())) {
    if (!wanted.contains(sources.getColumn(1).getString())) continue;
    items.bind(1, sources.getColumn(0).getInt64());
    while (items.executeStep() && has_room_for(items.getColumn(0).getInt64())) {
      newest.push(items.getColumn(0).getInt64());
      if (newest.size() > n) newest.pop();
    }
    items.reset();
  }
  if (newest.empty()) return std::nullopt;
  return base::from_unix_seconds(newest.top());
}

}  // namespace syndic::store
