// SPDX-License-Identifier: MIT
#include "store/statements.h"

#include <string>

#include "store/item_record.h"
#include "store/source_record.h"

namespace syndic::store {
namespace {

// "?,?,?": as many parameters.
std::string parameters(int count) {
  std::string text = "?";
  for (int i = 1; i < count; ++i) text += ",?";
  return text;
}

}  // namespace

Statements::Statements(const SQLite::Database& database)
    : find_source(database, "SELECT key FROM source WHERE id = ?"),
      add_source(database, "INSERT INTO source (id) VALUES (?)"),
      set_state(database, std::string("UPDATE source SET (") + kStateColumns + ") = (" +
                              parameters(kStateColumnCount) + ") WHERE key = ?"),
      set_about(database,
                std::string("UPDATE source SET (") + kAboutColumns + ") = (" +
                    parameters(kAboutColumnCount) + "), items = items + ?, newest_published = " +
                    "(SELECT max(published) FROM item WHERE source_key = source.key), " +
                    // SQLite's max() of two is NULL where either is.
                    "newest_change = coalesce(max(coalesce(newest_change, ?), ?), newest_change) "
                    "WHERE key = ?"),
      find_item(database,
                "SELECT key, content_hash, published, dated_by_first_sight, updated, "
                "date_element, feed_id, given_id <> '', canonical_url FROM item WHERE id = ? AND "
                "source_key = ?"),
      has_words(database,
                "SELECT 1 FROM item WHERE key = ? AND title = ? AND content = ? AND summary = ?"),
      add_item(database, std::string("INSERT INTO item (source_key, first_seen, ") + kItemColumns +
                             ") VALUES (?,?," + parameters(kItemColumnCount) + ")"),
      set_names(database,
                "UPDATE item SET given_id = ?, feed_id = ?, identity = ?, canonical_url = ? "
                "WHERE key = ?"),
      set_item(database, std::string("UPDATE item SET (") + kItemColumns + ") = (" +
                             parameters(kItemColumnCount) + ") WHERE key = ?") {}

}  // namespace syndic::store
