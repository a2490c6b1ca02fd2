// SPDX-License-Identifier: MIT
//
// The items of a feed put among those that are stored, and which of them a source's rules keep out.
#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/time_format.h"
#include "store/content_hashes.h"
#include "store/item_record.h"
#include "store/many_rows.h"
#include "store/source_record.h"
#include "store/store.h"

namespace syndic::store {
namespace {

// Merged alone: to undo the merge of so many takes at most 3 MB of memory.
constexpr std::size_t kManyItems = 100;

// Of Database::rows_at_once(), which is a power of two.
constexpr std::size_t kMostAtOnce = 16;

struct Merged {
  Change change;
  std::size_t stored = 0;                         // New rows, those included that a rule drops.
  std::optional<model::Timestamp> newest_change;  // Of what was added or changed.
};

// An item as it is in the store, as far as a change to it must know.
struct Known {
  Key key = 0;
  std::string content_hash;
  ItemDates dates;
  std::string feed_id;
  bool has_given_id = false;
  std::string canonical_url;
};

std::optional<Known> find(Database& database, Key source, const std::string& id) {
  static const std::string kKnown =
      "SELECT key, content_hash, published, dated_by_first_sight, updated, date_element, feed_id, "
      "given_id <> '', canonical_url FROM item WHERE " +
      same_text("id", "$1") + " AND source_key = $2";
  Query row = database.query(kKnown, id, source);
  if (!row.next()) return std::nullopt;
  return Known{.key = row.number(0),
               .content_hash = row.text(1),
               .dates = {.published = row.time_or_epoch(2),
                         .by_first_sight = row.number(3) != 0,
                         .updated = row.time(4),
                         .element = row.text(5)},
               .feed_id = row.text(6),
               .has_given_id = row.number(7) != 0,
               .canonical_url = row.text(8)};
}

// Notes a new item that is older than what its source's reader may have seen. All items of a new
// source are; none of them is late.
void note_late(Database& database, Key source, const std::string& id, const ItemDates& dates,
               model::Timestamp now) {
  if (dates.by_first_sight || dates.published > now - kLate) return;
  static const std::string kLate =
      "INSERT INTO late_item (item_key, first_seen) SELECT key, $1 FROM item WHERE " +
      same_text("id", "$2") + " AND source_key = $3";
  database.run(kLate, now, id, source);
}

ItemDates dates_of_new(const model::Item& item, model::Timestamp now) {
  return {item.published.value_or(now), item.dated_by_first_sight || !item.published, item.updated,
          item.lineage.date_element};
}

std::string insert_of_items(std::size_t count) {
  const auto columns = static_cast<std::size_t>(item_columns().next(2));
  return "INSERT INTO item (source_key, first_seen, " + item_columns().list() + ") VALUES " +
         parameters_of_rows(count, columns);
}

// Adds the items, as many at once as the database takes best.
void add(Database& database, Key source, std::span<const model::Item* const> items,
         model::Timestamp now) {
  static const std::map<std::size_t, std::string> kInserts = [] {
    std::map<std::size_t, std::string> inserts;
    for (std::size_t count = 1; count <= kMostAtOnce; count *= 2) {
      inserts.emplace(count, insert_of_items(count));
    }
    return inserts;
  }();
  in_parts(database, items, [&](std::span<const model::Item* const> some) {
    Query insert = database.query(kInserts.at(some.size()));
    std::vector<ItemDates> dates;  // Borrowed until the query has run.
    dates.reserve(some.size());
    int next = 1;
    for (const model::Item* item : some) {
      insert.set(next, source);
      insert.set(next + 1, now);
      next = bind_item(insert, next + 2, *item, dates.emplace_back(dates_of_new(*item, now)));
    }
    insert.run();
  });
}

// The dates of an item that its partner changed. Its published date stays, whatever the feed says
// later: a date that changes at every fetch would always put old news above new. Only other words
// date a change: if the feed has no date of it, `updated` is `now`, or feed readers would not show
// it.
ItemDates dates_of_change(const Known& known, const model::Item& item, model::Timestamp now) {
  ItemDates dates = known.dates;
  if (parts_of(known.content_hash).words == parts_of(item.content_hash).words) return dates;
  const bool has_newer = item.updated && *item.updated > dates.updated.value_or(dates.published);
  dates.updated = has_newer ? *item.updated : now;
  return dates;
}

// Whether the item's author gave it another date than it had.
bool is_redated(const Known& known, const model::Item& item) {
  return item.lineage.is_date_firm && item.published && *item.published != known.dates.published;
}

void redate(ItemDates& dates, const model::Item& item) {
  dates.published = *item.published;
  dates.by_first_sight = false;
  dates.element = item.lineage.date_element;
}

// Gives an item that is otherwise as it was its new date.
void store_new_date(Database& database, const Known& known, const model::Item& item) {
  database.run(
      "UPDATE item SET published = $1, dated_by_first_sight = 0, date_element = $2 WHERE key = $3",
      *item.published, item.lineage.date_element, known.key);
}

// Notes that the item's words changed.
void note_correction(Database& database, const Known& known, const model::Item& item,
                     model::Timestamp now) {
  if (parts_of(known.content_hash).words == parts_of(item.content_hash).words) return;
  database.run(
      "INSERT INTO correction (item_key, at) VALUES ($1, $2) "
      "ON CONFLICT (item_key) DO UPDATE SET at = excluded.at",
      known.key, now);
}

// Replaces the known item.
void replace(Database& database, const Known& known, const model::Item& item,
             const ItemDates& dates) {
  static const std::string kUpdate = "UPDATE item SET (" + item_columns().list() + ") = (" +
                                     item_columns().parameters(1) + ") WHERE key = $" +
                                     std::to_string(item_columns().next(1));
  Query update = database.query(kUpdate);
  update.set(bind_item(update, 1, item, dates), known.key);
  update.run();
}

// Stores the item's present id and canonical link in the feed. The latter may change with the items
// beside it. A migrated store has no given id yet.
void note_names(Database& database, const Known& known, const model::Item& item) {
  const model::Lineage& lineage = item.lineage;
  if (known.feed_id == lineage.feed_id && known.canonical_url == item.canonical_url &&
      (known.has_given_id || lineage.given_id.empty())) {
    return;
  }
  database.run(
      "UPDATE item SET given_id = $1, feed_id = $2, identity = $3, canonical_url = $4 "
      "WHERE key = $5",
      lineage.given_id, lineage.feed_id, name_of(lineage.identity), item.canonical_url, known.key);
}

Merged merge_items(Database& database, Key source, const model::Feed& feed, model::Timestamp now) {
  Merged merged;
  const auto note_change = [&](const ItemDates& dates) {
    const model::Timestamp changed = dates.updated.value_or(dates.published);
    merged.newest_change =
        merged.newest_change ? std::max(*merged.newest_change, changed) : changed;
  };
  const bool is_new = database.sources().without_items.erase(source) > 0 ||
                      !database.has("SELECT 1 FROM item WHERE source_key = $1 LIMIT 1", source);
  std::vector<const model::Item*> added;
  std::unordered_set<std::string_view> seen;
  for (const model::Item& item : feed.items) {
    // Ids are unique in a normalised feed. Were they not, two items would take turns at changing
    // one row for ever.
    if (!seen.insert(item.id).second) continue;
    const auto known = is_new ? std::nullopt : find(database, source, item.id);
    const bool is_in = item.lineage.dropped_by.empty();  // Else it is not shown.
    if (!known) {
      added.push_back(&item);
      ++merged.stored;
      if (!is_in) continue;
      note_change(dates_of_new(item, now));
      ++merged.change.added;
    } else if (model::same_content(known->content_hash, item.content_hash)) {
      note_names(database, *known, item);
      if (!is_redated(*known, item)) continue;
      store_new_date(database, *known, item);
      ++merged.change.changed;
    } else if (are_of_one_item(known->content_hash, item.content_hash)) {
      replace(database, *known, item, known->dates);
    } else {
      ItemDates dates = dates_of_change(*known, item, now);
      if (is_redated(*known, item)) redate(dates, item);
      replace(database, *known, item, dates);
      note_correction(database, *known, item, now);
      if (!is_in) continue;
      note_change(dates);
      ++merged.change.changed;
    }
  }
  add(database, source, added, now);
  if (is_new) return merged;
  for (const model::Item* item : added) {
    note_late(database, source, item->id, dates_of_new(*item, now), now);
  }
  return merged;
}

// An item and the rule that keeps it out from now on; empty if none does.
using Ruling = std::pair<Key, std::string>;

// What is to change. Nothing is written while the rows are read.
std::vector<Ruling> rulings(Database& database, Key source, const DroppedBy& dropped_by) {
  std::vector<Ruling> changes;
  Query rows = database.scan(
      "SELECT key, " + item_columns().list() + " FROM item WHERE source_key = $1", source);
  while (rows.next()) {
    const model::Item item = read_item(rows, 1);
    std::string rule = dropped_by(item);
    if (rule != item.lineage.dropped_by) changes.emplace_back(rows.number(0), std::move(rule));
  }
  return changes;
}

std::map<std::string, std::size_t> dropped_items(Database& database, Key source) {
  std::map<std::string, std::size_t> dropped;
  Query rows = database.query(
      "SELECT dropped_by, count(*) FROM item "
      "WHERE source_key = $1 AND dropped_by <> '' GROUP BY dropped_by",
      source);
  while (rows.next()) dropped.emplace(rows.text(0), static_cast<std::size_t>(rows.number(1)));
  return dropped;
}

}  // namespace

Change Store::merge(const std::string& source_id, const model::Feed& feed, model::FetchState state,
                    model::Timestamp now) {
  const auto work = [&] {
    const Key source = source_key(*database_, source_id);
    const Merged merged = merge_items(*database_, source, feed, now);
    if (merged.newest_change) state.last_change = now;
    write_state(*database_, source, state);
    write_about(*database_, source, feed, merged.stored, merged.newest_change);
    return merged.change;
  };
  return feed.items.size() > kManyItems ? database_->atomically_alone(work)
                                        : database_->atomically(work);
}

void Store::date_undated(const std::string& source_id, model::Timestamp newest) {
  database_->atomically([&] {
    const Key source = source_key(*database_, source_id);
    std::int64_t date = base::to_unix_seconds(newest);
    for (const Key item :
         database_->keys("SELECT key FROM item WHERE source_key = $1 AND dated_by_first_sight = 1 "
                         "ORDER BY published DESC, position, id",
                         source)) {
      database_->run("UPDATE item SET published = $1 WHERE key = $2 AND published <> $1", date--,
                     item);
    }
    database_->run(
        "UPDATE source SET newest_published = (SELECT max(published) FROM item "
        "WHERE source_key = $1), newest_change = (SELECT max(coalesce(updated, published)) "
        "FROM item WHERE source_key = $1 AND dropped_by = '') WHERE key = $1",
        source);
  });
}

Judgement Store::rejudge(const std::string& source_id, const std::string& rules,
                         const DroppedBy& dropped_by) {
  return database_->atomically([&] {
    Judgement judgement;
    const Key source = source_key(*database_, source_id);
    for (const auto& [item, rule] : rulings(*database_, source, dropped_by)) {
      database_->run("UPDATE item SET dropped_by = $1 WHERE key = $2", rule, item);
      if (rule.empty()) ++judgement.let_in;
    }
    database_->run(
        "UPDATE source SET rules = $1, newest_change = (SELECT max(coalesce(updated, published)) "
        "FROM item WHERE source_key = $2 AND dropped_by = '') WHERE key = $2",
        rules, source);
    judgement.dropped = dropped_items(*database_, source);
    return judgement;
  });
}

std::map<std::string, std::size_t> Store::dropped(const std::string& source_id) {
  return database_->reading([&] {
    const auto source = find_source(*database_, source_id);
    return source ? dropped_items(*database_, *source) : std::map<std::string, std::size_t>();
  });
}

std::set<std::string> Store::kept_out_by(const std::string& source_id, const std::string& rule) {
  return database_->reading([&] {
    std::set<std::string> ids;
    const auto source = find_source(*database_, source_id);
    if (!source) return ids;
    Query rows = database_->query("SELECT id FROM item WHERE source_key = $1 AND dropped_by = $2",
                                  *source, rule);
    while (rows.next()) ids.insert(rows.text(0));
    return ids;
  });
}

}  // namespace syndic::store
