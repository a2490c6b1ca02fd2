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
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/hash.h"
#include "base/time_format.h"
#include "store/candidates.h"
#include "store/item_record.h"
#include "store/join.h"

namespace syndic::store {
namespace {

// Another source's item has the same id, and the better claim to it.
void rename(StoredItem& stored) {
  stored.item.id = base::name_based_urn(stored.source_id, stored.item.id);
  stored.item.guid_is_permalink.reset();
}

// Newest published first, then by id: as the cursors had them, but for renamed ones.
void sort(std::vector<StoredItem>& items) {
  std::stable_sort(items.begin(), items.end(), [](const StoredItem& a, const StoredItem& b) {
    return std::tie(b.item.published, a.item.id) < std::tie(a.item.published, b.item.id);
  });
}

using Key = std::int64_t;      // Of a row.
using Seconds = std::int64_t;  // Since 1970-01-01T00:00:00Z.

// A selected source that has items.
struct Head {
  Key source = 0;
  Seconds newest = 0;
};

// A source's items, newest first, one at a time.
class Cursor {
 public:
  Cursor(const SQLite::Database& database, Key source)
      : rows_(database,
              "SELECT key, published, id FROM item WHERE source_key = ?1 AND dropped_by = '' "
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
  // items of one id comes first makes no difference: one of them is not shown, or not under that
  // id.
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
  std::optional<StoredItem> read(Key item, Key source);

  [[nodiscard]] bool selects(Key source) const { return names_.contains(source); }
  [[nodiscard]] model::Verdict verdict_on(Key item) const { return judge_(item); }

 private:
  void open_sources_down_to_top();

  const SQLite::Database& database_;
  const Selection& selection_;
  SourceIds names_;          // Of the selected sources.
  std::vector<Head> heads_;  // Newest last.
  std::vector<Cursor> heap_;
  SQLite::Statement item_;
  SQLite::Statement extras_;
  StoredCandidates candidates_;
  model::Judge judge_;
};

Selector::Selector(const SQLite::Database& database, const Selection& selection)
    : database_(database),
      selection_(selection),
      item_(database,
            std::string("SELECT first_seen, ") + kItemColumns + " FROM item WHERE key = ?1"),
      extras_(database, std::string("SELECT ") + kExtraColumns + " FROM item WHERE key = ?1"),
      candidates_(database, selection, names_),
      judge_(judge_of(selection, candidates_)) {
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
    if (auto stored = read(newest.key(), newest.source())) chosen.push_back(std::move(*stored));
    std::pop_heap(heap_.begin(), heap_.end());
    if (heap_.back().next()) {
      std::push_heap(heap_.begin(), heap_.end());
    } else {
      heap_.pop_back();
    }
  }
  if (!selection_.dedupe) sort(chosen);
  return chosen;
}

// The item; nothing where another source's stands for it, or it was withdrawn.
std::optional<StoredItem> Selector::read(Key item, Key source) {
  model::Verdict verdict = judge_(item);
  if (verdict.withdrawn || (verdict.winner && selection_.dedupe)) return std::nullopt;
  item_.reset();
  item_.bind(1, item);
  if (!item_.executeStep()) return std::nullopt;
  StoredItem stored;
  stored.key = item;
  stored.source_id = names_.at(source);
  stored.first_seen =
      base::from_unix_seconds(item_.getColumn(0).getInt64()).value_or(*base::from_unix_seconds(0));
  stored.item = read_item(item_, 1);
  if (!selection_.dedupe) {
    if (verdict.winner) rename(stored);
    return stored;
  }
  for (const model::Copy& copy : verdict.copies) {
    extras_.reset();
    extras_.bind(1, copy.key);
    if (extras_.executeStep()) join(stored.item, read_extras(extras_, 0));
  }
  stored.copies = std::move(verdict.copies);
  return stored;
}

}  // namespace

std::vector<StoredItem> newest_first(const SQLite::Database& database, const Selection& selection) {
  return Selector(database, selection).run();
}

class ItemPicker::Parts {
 public:
  Parts(const SQLite::Database& database, const Selection& selection)
      : selector(database, selection),
        source_(database, "SELECT source_key FROM item WHERE key = ?1 AND dropped_by = ''") {}

  // Of an item that may come; nothing where it is dropped or of another source.
  std::optional<Key> source_of(Key item) {
    source_.reset();
    source_.bind(1, item);
    if (!source_.executeStep()) return std::nullopt;
    const Key source = source_.getColumn(0).getInt64();
    return selector.selects(source) ? std::optional(source) : std::nullopt;
  }

  Selector selector;

 private:
  SQLite::Statement source_;
};

ItemPicker::ItemPicker(const SQLite::Database& database, const Selection& selection)
    : parts_(std::make_unique<Parts>(database, selection)) {}

ItemPicker::~ItemPicker() = default;

std::optional<StoredItem> ItemPicker::pick(Key item) {
  const auto source = parts_->source_of(item);
  return source ? parts_->selector.read(item, *source) : std::nullopt;
}

std::vector<Key> ItemPicker::kin(Key item) {
  std::vector<Key> kin = {item};
  if (!parts_->source_of(item)) return kin;
  model::Verdict verdict = parts_->selector.verdict_on(item);
  if (verdict.winner) {
    kin.push_back(verdict.winner->key);
    verdict = parts_->selector.verdict_on(verdict.winner->key);
  }
  for (const model::Copy& copy : verdict.copies) {
    if (copy.key != item) kin.push_back(copy.key);
  }
  return kin;
}

std::vector<Key> ItemPicker::copies(Key item) {
  std::vector<Key> copies;
  if (!parts_->source_of(item)) return copies;
  const model::Verdict verdict = parts_->selector.verdict_on(item);
  if (!verdict.wins()) return copies;
  for (const model::Copy& copy : verdict.copies) copies.push_back(copy.key);
  return copies;
}

}  // namespace syndic::store
