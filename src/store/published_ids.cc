// SPDX-License-Identifier: MIT
#include "store/published_ids.h"

#include <algorithm>
#include <vector>

#include "store/ledger.h"

namespace syndic::store {
namespace {

// The story's items, its owner first.
std::vector<Key> members_of(const StoredItem& stored, Key owner) {
  std::vector<Key> members = {owner};
  if (stored.key != owner) members.push_back(stored.key);
  for (const model::Copy& copy : stored.copies) {
    if (copy.key != owner) members.push_back(copy.key);
  }
  return members;
}

std::optional<std::string> text_of(Query row) {
  return row.next() ? std::optional(row.text(0)) : std::nullopt;
}

std::optional<std::string> recorded(Database& database, const std::string& feed, Key item) {
  return text_of(
      database.query("SELECT id FROM published_id WHERE item_key = $1 AND feed = $2", item, feed));
}

// The item's own id, if the feed shows it, or has it in an archive.
std::optional<std::string> shown_as_itself(Database& database, const std::string& feed, Key item) {
  return text_of(
      database.query("SELECT item.id FROM item JOIN archive_entry ON item_key = item.key "
                     "WHERE item.key = $1 AND feed = $2 AND archive >= 0 AND is_copy = 0",
                     item, feed));
}

}  // namespace

std::optional<std::string> lasting_id(Database& database, const std::string& feed,
                                      const StoredItem& stored, Key owner,
                                      const std::function<bool(Key)>& counts) {
  if (feed.empty()) return std::nullopt;
  const std::vector<Key> members = members_of(stored, owner);
  std::optional<std::string> id;
  for (const auto find : {recorded, shown_as_itself}) {
    for (auto member = members.begin(); member != members.end() && !id; ++member) {
      id = find(database, feed, *member);
    }
    if (members.size() == 1) break;
  }
  if (!id) return std::nullopt;
  static const std::string kOthers = "SELECT key FROM item WHERE " + same_text("id", "$1");
  for (const Key other : database.keys(kOthers, *id)) {
    if (std::ranges::find(members, other) == members.end() && counts(other)) return std::nullopt;
  }
  return id;
}

void Ledger::keep_ids(const std::string& feed, const std::vector<StoredItem>& shown) {
  database_.atomically([&] {
    for (const StoredItem& stored : shown) {
      if (stored.copies.empty()) continue;
      for (const Key member : members_of(stored, stored.key)) {
        database_.run(
            "INSERT INTO published_id (item_key, feed, id) VALUES ($1, $2, $3) "
            "ON CONFLICT DO NOTHING",
            member, feed, stored.item.id);
      }
    }
  });
}

}  // namespace syndic::store
