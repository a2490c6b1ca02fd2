// SPDX-License-Identifier: MIT
//
// A model::Item as a row of table item, there and back.
#pragma once

#include <SQLiteCpp/Statement.h>

#include <optional>
#include <string>

#include "model/item.h"
#include "model/timestamp.h"

namespace syndic::store {

/// The columns of an item, in the order in which bind_item and read_item go through them.
inline constexpr const char* kItemColumns =
    "id, published, updated, dated_by_first_sight, content_hash, canonical_url, "
    "given_id, feed_id, identity, date_element, position, dropped_by, title_key, fingerprint, "
    "words, guid_is_permalink, url, external_url, comments_url, rights, language, image, banner_image, "
    "kind, title_type, summary_type, content_type, title, lists, summary, content";
inline constexpr int kItemColumnCount = 31;

/// The dates to store, which are not always those that the feed just gave.
struct ItemDates {
  model::Timestamp published;
  bool by_first_sight = false;
  std::optional<model::Timestamp> updated;
};

/// Binds the item from parameter `first` on. The item is borrowed until the statement is next bound
/// or stepped for the last time.
void bind_item(SQLite::Statement& statement, int first, const model::Item& item,
               const ItemDates& dates);

/// The item from column `first` of the current row on. Total: a damaged list or date is empty.
[[nodiscard]] model::Item read_item(const SQLite::Statement& row, int first);

/// A time as Unix seconds, "none" as NULL.
void bind_time(SQLite::Statement& statement, int index, std::optional<model::Timestamp> time);
[[nodiscard]] std::optional<model::Timestamp> read_time(const SQLite::Statement& row, int column);

}  // namespace syndic::store
