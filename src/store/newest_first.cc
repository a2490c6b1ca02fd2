// SPDX-License-Identifier: MIT
//
// Each source's items are already in order in the index item_by_date, so the newest of many sources
// are a merge of sorted lists: a heap of cursors, each at its source's next item. A cursor is
// opened only when the merge has come down to the date of its source's newest item, so a source
// that cannot contribute costs nothing.
#include "store/newest_first.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/time_format.h"
#include "store/item_record.h"

namespace syndic::store {
namespace {

using Key = std::int64_t;
using Seconds = std::int64_t;

// A selected source that has items.
struct Head {
  Key source = 0;
  Seconds newest = 0;
};

// Who has an item, in the order that decides whose it is: the least had it first.
using Carrier = std::tuple<Seconds /*first_seen*/, Seconds /*published*/, std::string /*source*/>;

// A source's items, newest first, one at a time.
class Cursor {
 public:
  Cursor(const SQLite::Database& database, Key source)
      : rows_(database,
              "SELECT key, published, id FROM item WHERE source_key = ?1 "
              "ORDER BY published DESC, id"),
        source_(source) {
    rows_.bind(1, source);
  }

  bool next() {
    if (!rows_.executeStep()) return false;
    key_ = rows_.getColumn(0).getInt64();
    published_ = rows_.getColumn(1).getInt64();
    id_ = rows_.getColumn(2).getString();
    return true;
  }

  [[nodiscard]] Key key() const { return key_; }
  [[nodiscard]] Key source() const { return source_; }
  [[nodiscard]] Seconds published() const { return published_; }

  // The order of a heap, whose top is its greatest: newest first, then by id. Whichever of two
  // items of one id comes first makes no difference: only one of them is shown.
  friend bool operator<(const Cursor& a, const Cursor& b) {
    return std::tie(a.published_, b.id_, b.source_) < std::tie(b.published_, a.id_, a.source_);
  }

 private:
  SQLite::Statement rows_;
  Key source_;
  Key key_ = 0;
  Seconds published_ = 0;
  std::string id_;
};

class Selector {
 public:
  Selector(const SQLite::Database& database, const Selection& selection);
  std::vector<StoredItem> run();

 private:
  void open_sources_down_to_top();
  std::optional<StoredItem> read(const Cursor& cursor);
  std::vector<Carrier> carriers_of(Key key, Key source, const model::Item& item);

  const SQLite::Database& database_;
  const Selection& selection_;
  std::unordered_map<Key, std::string> names_;  // Of the selected sources.
  std::vector<Head> heads_;                     // Newest last.
  std::vector<Cursor> heap_;
  SQLite::Statement item_;
  SQLite::Statement with_id_;
  SQLite::Statement with_link_;
};

Selector::Selector(const SQLite::Database& database, const Selection& selection)
    : database_(database),
      selection_(selection),
      item_(database, std::string("SELECT source_key, first_seen, ") + kItemColumns +
                          " FROM item WHERE key = ?1"),
      with_id_(database, "SELECT source_key, first_seen, published FROM item WHERE id = ?1"),
      // The first item of the next source that has the link: one search in the index for each
      // source, however many items of it share the link.
      with_link_(database,
                 "SELECT source_key, first_seen, published, key FROM item "
                 "WHERE canonical_url = ?1 AND canonical_url <> '' AND source_key > ?2 "
                 "ORDER BY source_key, first_seen, published, key LIMIT 1") {
  const std::unordered_set<std::string_view> wanted(selection.source_ids.begin(),
                                                    selection.source_ids.end());
  SQLite::Statement sources(database,
                            "SELECT key, id, newest_published FROM source "
                            "WHERE newest_published IS NOT NULL");
  while (sources.executeStep()) {
    std::string id = sources.getColumn(1).getString();
    if (!wanted.contains(id)) continue;
    const Key source = sources.getColumn(0).getInt64();
    heads_.push_back({source, sources.getColumn(2).getInt64()});
    names_.emplace(source, std::move(id));
  }
  std::sort(heads_.begin(), heads_.end(), [](const Head& a, const Head& b) {
    return std::tie(a.newest, a.source) < std::tie(b.newest, b.source);
  });
}

void Selector::open_sources_down_to_top() {
  while (!heads_.empty() && (heap_.empty() || heads_.back().newest >= heap_.front().published())) {
    Cursor cursor(database_, heads_.back().source);
    heads_.pop_back();
    if (!cursor.next()) continue;
    heap_.push_back(std::move(cursor));
    std::push_heap(heap_.begin(), heap_.end());
  }
}

std::vector<StoredItem> Selector::run() {
  std::vector<StoredItem> chosen;
  while (chosen.size() < selection_.limit) {
    open_sources_down_to_top();
    if (heap_.empty()) break;
    const Cursor& newest = heap_.front();
    if (selection_.not_before &&
        newest.published() < base::to_unix_seconds(*selection_.not_before)) {
      break;
    }
    if (auto stored = read(newest)) chosen.push_back(std::move(*stored));
    std::pop_heap(heap_.begin(), heap_.end());
    if (heap_.back().next()) {
      std::push_heap(heap_.begin(), heap_.end());
    } else {
      heap_.pop_back();
    }
  }
  return chosen;
}

// The item at the cursor; nothing where another selected source had it first.
std::optional<StoredItem> Selector::read(const Cursor& cursor) {
  item_.reset();
  item_.bind(1, cursor.key());
  if (!item_.executeStep()) return std::nullopt;
  StoredItem stored;
  stored.source_id = names_.at(cursor.source());
  const Seconds first_seen = item_.getColumn(1).getInt64();
  stored.item = read_item(item_, 2);
  stored.first_seen = base::from_unix_seconds(first_seen).value_or(*base::from_unix_seconds(0));
  const Carrier mine(first_seen, cursor.published(), stored.source_id);
  std::set<std::string> others;
  for (Carrier& carrier : carriers_of(cursor.key(), cursor.source(), stored.item)) {
    if (carrier < mine) return std::nullopt;
    others.insert(std::move(std::get<std::string>(carrier)));
  }
  stored.also_in.assign(others.begin(), others.end());
  return stored;
}

// The other selected sources' items with this item's id or link; empty where it has neither in
// common with any.
//
// A link that several items of one source share stands for the first of them alone, so that a feed
// whose items all link to one page is not swallowed by another source's single item about it.
std::vector<Carrier> Selector::carriers_of(Key key, Key source, const model::Item& item) {
  std::vector<Carrier> others;
  const auto add = [&](const SQLite::Statement& row) {
    const Key other = row.getColumn(0).getInt64();
    if (other == source || !names_.contains(other)) return;
    others.push_back({row.getColumn(1).getInt64(), row.getColumn(2).getInt64(), names_.at(other)});
  };
  with_id_.reset();
  with_id_.bindNoCopy(1, item.id);
  while (with_id_.executeStep()) add(with_id_);

  const std::size_t without_links = others.size();
  for (Key after = 0;; after = with_link_.getColumn(0).getInt64()) {
    with_link_.reset();
    with_link_.bindNoCopy(1, item.canonical_url);
    with_link_.bind(2, after);
    if (!with_link_.executeStep()) return others;
    if (with_link_.getColumn(0).getInt64() != source) {
      add(with_link_);
    } else if (with_link_.getColumn(3).getInt64() != key) {
      others.resize(without_links);
      return others;
    }
  }
}

}  // namespace

std::vector<StoredItem> newest_first(const SQLite::Database& database, const Selection& selection) {
  return Selector(database, selection).run();
}

}  // namespace syndic::store
