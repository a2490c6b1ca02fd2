// SPDX-License-Identifier: MIT
//
// Which items a published feed with a filter holds: tables facet and facet_item. They are kept, so
// that a feed of rare items costs no pass over all that are stored.
#include <algorithm>
#include <optional>
#include <utility>

#include "store/candidates.h"
#include "store/item_record.h"
#include "store/ledger.h"

namespace syndic::store {
namespace {

std::map<std::string, std::string> definitions(Database& database) {
  std::map<std::string, std::string> definitions;
  Query rows = database.query("SELECT feed, definition FROM facet");
  while (rows.next()) definitions.emplace(rows.text(0), rows.text(1));
  return definitions;
}

void remove_facet(Database& database, const std::string& feed) {
  database.run("DELETE FROM facet_item WHERE feed = $1", feed);
  database.run("DELETE FROM facet WHERE feed = $1", feed);
}

// Calls `visit(key, source_id, item)` for the item of this key; for all of them without one.
template <class Visit>
void for_each_item(Database& database, std::optional<Key> key, Visit visit) {
  static const std::string kItems =
      "SELECT key, (SELECT source.id FROM source WHERE source.key = source_key), " +
      item_columns().list() + " FROM item";
  Query rows = key ? database.query(kItems + " WHERE key = $1", *key) : database.scan(kItems);
  while (rows.next()) visit(rows.number(0), rows.text(1), read_item(rows, 2));
}

void add(Database& database, const std::string& feed, Key item) {
  database.run(
      "INSERT INTO facet_item (feed, source_key, published, id, item_key) "
      "SELECT $1, source_key, published, id, key FROM item WHERE key = $2",
      feed, item);
}

// Sorts the items that changed into facets that are known.
void sort_changed(Database& database, const std::vector<Key>& changed,
                  const std::vector<const Facet*>& facets) {
  for (const Key key : changed) {
    database.run("DELETE FROM facet_item WHERE item_key = $1", key);
    for_each_item(database, key, [&](Key, const std::string& source_id, const model::Item& item) {
      for (const Facet* facet : facets) {
        if (facet->holds(source_id, item)) add(database, facet->feed, key);
      }
    });
  }
}

// Sorts all items into facets that are new. Nothing is written while the rows are read.
void sort_all(Database& database, const std::vector<const Facet*>& facets) {
  std::vector<std::pair<const Facet*, Key>> held;
  for_each_item(database, std::nullopt,
                [&](Key key, const std::string& source_id, const model::Item& item) {
                  for (const Facet* facet : facets) {
                    if (facet->holds(source_id, item)) held.emplace_back(facet, key);
                  }
                });
  for (const auto& [facet, key] : held) add(database, facet->feed, key);
  for (const Facet* facet : facets) {
    database.run("INSERT INTO facet (feed, definition) VALUES ($1, $2)", facet->feed,
                 facet->definition);
  }
}

}  // namespace

void Ledger::sort_into(const std::vector<Facet>& facets) {
  database_.atomically([&] {
    auto before = definitions(database_);
    std::vector<const Facet*> known;
    std::vector<const Facet*> renewed;
    for (const Facet& facet : facets) {
      const auto found = before.find(facet.feed);
      const bool is_known = found != before.end() && found->second == facet.definition;
      (is_known ? known : renewed).push_back(&facet);
      if (is_known) before.erase(found);
    }
    for (const auto& [feed, definition] : before) remove_facet(database_, feed);
    if (!known.empty()) sort_changed(database_, changed_keys(), known);
    if (!renewed.empty()) sort_all(database_, renewed);
  });
}

const std::vector<Ledger::ChangedItem>& Ledger::changes() {
  if (changes_) return *changes_;
  changes_.emplace();
  Query rows = database_.query(
      "DELETE FROM changed_item RETURNING item_key, "
      "(SELECT source_key FROM item WHERE item.key = item_key)");
  while (rows.next()) changes_->push_back({rows.number(0), rows.number(1)});
  std::ranges::sort(*changes_, {}, &ChangedItem::key);
  return *changes_;
}

std::vector<Key> Ledger::changed_keys() {
  std::vector<Key> keys;
  for (const ChangedItem& item : changes()) keys.push_back(item.key);
  return keys;
}

std::set<std::string> Ledger::changed_sources() {
  return database_.atomically([&] {
    std::set<Key> sources;
    for (const ChangedItem& item : changes()) sources.insert(item.source);
    std::set<std::string> ids;
    if (sources.empty()) return ids;
    Query rows = database_.query("SELECT key, id FROM source");
    while (rows.next()) {
      if (sources.contains(rows.number(0))) ids.insert(rows.text(1));
    }
    return ids;
  });
}

bool Ledger::holds(const std::string& facet, model::ItemKey item) {
  return database_.reading([&] { return in_facet(database_, facet, item); });
}

bool Ledger::is_empty(const std::string& facet) {
  return database_.reading(
      [&] { return !database_.has("SELECT 1 FROM facet_item WHERE feed = $1 LIMIT 1", facet); });
}

}  // namespace syndic::store
