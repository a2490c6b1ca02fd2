// SPDX-License-Identifier: MIT
//
// Single stored items. What a refresh recalls is a search in an index for each clue, so what it
// costs grows with what was fetched, not with history. What `why` asks is a pass over the items, as
// people ask seldom and by anything.
#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/time_format.h"
#include "store/candidates.h"
#include "store/item_record.h"
#include "store/source_record.h"
#include "store/store.h"

namespace syndic::store {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

// A link that so many items share does not identify any of them.
constexpr int kMostOfALink = 50;

// The newest of a title; more than a feed shows at once.
constexpr int kMostOfATitle = 200;

// Bounds what is read for a feed with all its items on one day.
constexpr std::int64_t kMostByDay = 5'000;

// The items of one source that match any of the clues.
class Recall {
 public:
  Recall(Database& database, Key source) : database_(database), source_(source) {}

  std::vector<model::KnownItem> run(const model::Clues& clues) {
    static const std::string kById = select(same_text("feed_id", "$2") + " UNION ALL ") +
                                     select(same_text("id", "$2") + " AND feed_id <> $2");
    static const std::string kByLink =
        select(same_text("canonical_url", "$2") +
               " AND canonical_url <> '' ORDER BY first_seen, published, key LIMIT $3");
    static const std::string kByTitle =
        select(same_text("title", "$2") + " ORDER BY published DESC, id LIMIT $3");
    static const std::string kNewest = select("true ORDER BY published DESC, id LIMIT $2");
    for (const std::string& id : clues.ids) {
      const auto before = static_cast<std::ptrdiff_t>(found_.size());
      read(kById, id);
      // Of several, the first counts.
      std::sort(found_.begin() + before, found_.end(), [&](const auto& a, const auto& b) {
        return std::pair(a.feed_id != id, a.key) < std::pair(b.feed_id != id, b.key);
      });
    }
    for (const std::string& link : clues.links) read(kByLink, link, kMostOfALink);
    for (const std::string& title : clues.titles) read(kByTitle, title, kMostOfATitle);
    read_days(clues.days);
    if (clues.newest > 0) read(kNewest, clues.newest);
    return std::move(found_);
  }

 private:
  static std::string select(const std::string& which) {
    return "SELECT key, id, feed_id, canonical_url, title, published, dated_by_first_sight, "
           "content_hash, fingerprint, words FROM item WHERE source_key = $1 AND " +
           which;
  }

  void read_days(const std::vector<model::Timestamp>& days) {
    static const std::string kByDay =
        select("published >= $2 AND published < $3 ORDER BY published DESC, id LIMIT $4");
    const std::size_t before = found_.size();
    for (const model::Timestamp day : days) {
      const auto left = kMostByDay - static_cast<std::int64_t>(found_.size() - before);
      if (left <= 0) return;
      const std::int64_t midnight = base::to_unix_seconds(day);
      read(kByDay, midnight, midnight + kDaySeconds, left);
    }
  }

  template <class... Values>
  void read(const std::string& sql, const Values&... values) {
    Query rows = database_.query(sql, source_, values...);
    while (rows.next()) {
      found_.push_back({.key = rows.number(0),
                        .id = rows.text(1),
                        .feed_id = rows.text(2),
                        .canonical_url = rows.text(3),
                        .title = rows.text(4),
                        .published = rows.time_or_epoch(5),
                        .dated_by_first_sight = rows.number(6) != 0,
                        .content_hash = rows.text(7),
                        .fingerprint = static_cast<std::uint64_t>(rows.number(8)),
                        .words = static_cast<std::uint32_t>(rows.number(9))});
    }
  }

  Database& database_;
  Key source_;
  std::vector<model::KnownItem> found_;
};

constexpr const char* kNewestFirst = " ORDER BY published DESC, id, source_key";

std::string items_where(const std::string& condition) {
  return "SELECT (SELECT source.id FROM source WHERE source.key = source_key) AS source_id, "
         "first_seen, key, " +
         item_columns().list() + " FROM item WHERE " + condition;
}

StoredItem read_stored(const Query& row) {
  StoredItem stored;
  stored.source_id = row.text(0);
  stored.first_seen = row.time_or_epoch(1);
  stored.key = row.number(2);
  stored.item = read_item(row, 3);
  return stored;
}

}  // namespace

std::vector<model::KnownItem> Store::recall(const std::string& source_id,
                                            const model::Clues& clues) {
  return database_->reading([&] {
    const auto source = find_source(*database_, source_id);
    return source ? Recall(*database_, *source).run(clues) : std::vector<model::KnownItem>();
  });
}

std::optional<model::Timestamp> Store::nth_newest(const std::vector<std::string>& source_ids,
                                                  std::size_t n) {
  if (n == 0) return std::nullopt;
  return database_->reading([&]() -> std::optional<model::Timestamp> {
    const std::unordered_set<std::string_view> wanted(source_ids.begin(), source_ids.end());
    Query sources = database_->query(
        "SELECT key, id, newest_published FROM source "
        "WHERE newest_published IS NOT NULL ORDER BY newest_published DESC");
    // The n newest so far, the oldest of them on top.
    std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> newest;
    constexpr std::int64_t kEarliest = std::numeric_limits<std::int64_t>::min();
    const auto has_room_for = [&](std::int64_t date) {
      return newest.size() < n || date > newest.top();
    };
    while (sources.next() && has_room_for(sources.number(2))) {
      if (!wanted.contains(sources.text(1))) continue;
      Query items = database_->query(
          "SELECT published FROM item WHERE source_key = $1 AND dropped_by = '' AND published > $2 "
          "ORDER BY published DESC LIMIT $3",
          sources.number(0), newest.size() < n ? kEarliest : newest.top(), n);
      while (items.next() && has_room_for(items.number(0))) {
        newest.push(items.number(0));
        if (newest.size() > n) newest.pop();
      }
    }
    if (newest.empty()) return std::nullopt;
    return base::from_unix_seconds(newest.top());
  });
}

std::set<std::string> Store::undated_sources() {
  return database_->reading([&] {
    std::set<std::string> ids;
    Query rows = database_->query(
        "SELECT id FROM source WHERE items > 0 AND (SELECT 1 FROM item "
        "WHERE source_key = source.key AND dated_by_first_sight = 0 LIMIT 1) IS NULL");
    while (rows.next()) ids.insert(rows.text(0));
    return ids;
  });
}

std::vector<StoredItem> Store::find(const Lookup& lookup, std::size_t limit) {
  std::string condition = "id = $1 OR given_id = $1 OR feed_id = $1";
  for (std::size_t i = 0; i < lookup.links.size(); ++i) {
    const std::string parameter = "$" + std::to_string(i + 2);
    condition.append(" OR url = ").append(parameter);
    condition.append(" OR canonical_url = ").append(parameter);
  }
  return database_->reading([&] {
    std::vector<StoredItem> found;
    const std::size_t last = lookup.links.size() + 2;
    Query rows = database_->query(
        items_where(condition) + kNewestFirst + " LIMIT $" + std::to_string(last), lookup.id);
    for (std::size_t i = 0; i < lookup.links.size(); ++i) {
      rows.set(static_cast<int>(i) + 2, lookup.links[i]);
    }
    rows.set(static_cast<int>(last), limit);
    while (rows.next()) found.push_back(read_stored(rows));
    return found;
  });
}

std::vector<StoredItem> Store::find_titled(const TitleTest& wanted, std::size_t limit) {
  return database_->reading([&] {
    std::vector<StoredItem> found;
    Query titles = database_->scan(std::string("SELECT key, title FROM item WHERE title <> ''") +
                                   kNewestFirst);
    while (found.size() < limit && titles.next()) {
      if (!wanted(titles.text(1))) continue;
      Query row = database_->query(items_where("key = $1"), titles.number(0));
      if (row.next()) found.push_back(read_stored(row));
    }
    return found;
  });
}

std::optional<model::Item> Store::text(model::ItemKey item) {
  return database_->reading([&] { return text_of(*database_, item); });
}

std::optional<StoredItem> Store::newest(const std::string& source_id) {
  return database_->reading([&] {
    Query row =
        database_->query(items_where("source_key = (SELECT key FROM source WHERE id = $1)") +
                             " ORDER BY published DESC, id LIMIT 1",
                         source_id);
    return row.next() ? std::optional(read_stored(row)) : std::nullopt;
  });
}

std::vector<StoredItem> Store::events(const std::string& source_id) {
  return database_->reading([&] {
    std::vector<StoredItem> events;
    Query rows =
        database_->query(items_where("source_key = (SELECT key FROM source WHERE id = $1) AND "
                                     "lists LIKE '%\"event\":%'"),
                         source_id);
    while (rows.next()) {
      StoredItem stored = read_stored(rows);
      if (stored.item.event) events.push_back(std::move(stored));
    }
    return events;
  });
}

std::map<std::string, std::size_t> Store::posts_since(model::Timestamp since) {
  return database_->reading([&] {
    std::map<std::string, std::size_t> posts;
    Query rows = database_->query(
        "SELECT id, (SELECT count(*) FROM item WHERE source_key = source.key AND published > $1) "
        "FROM source WHERE newest_published > $1",
        since);
    while (rows.next()) posts.emplace(rows.text(0), static_cast<std::size_t>(rows.number(1)));
    return posts;
  });
}

std::vector<model::Timestamp> Store::newest_dates(const std::string& source_id, std::size_t limit) {
  return database_->reading([&] {
    std::vector<model::Timestamp> dates;
    Query rows = database_->query(
        "SELECT published FROM item WHERE source_key = "
        "(SELECT key FROM source WHERE id = $1) ORDER BY published DESC LIMIT $2",
        source_id, limit);
    while (rows.next()) {
      if (const auto date = rows.time(0)) dates.push_back(*date);
    }
    return dates;
  });
}

}  // namespace syndic::store
