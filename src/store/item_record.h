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
    "words, guid_is_permalink, url, external_url, comments_url, rights, language, image, "
    "banner_image, "
    "kind, title_type, summary_type, content_type, title, lists, summary, content";
inline constexpr int kItemColumnCount = 31;

/// The dates to store, which are not always those that the feed just gave.
struct ItemDates {
  model::Timestamp published;
  bool by_first_sight = false;
  std::optional<model::Timestamp> updated;
  std::string element;  ///< Lineage::date_element: what gave `published`.
};

/// Binds the item from parameter `first` on. What is given is borrowed until the statement is
/// next bound or stepped for the last time.
void bind_item(SQLite::Statement& statement, int first, const model::Item& item,
               const ItemDates& dates);

/// The item from column `first` of the current row on. Total: a damaged list or date is empty.
[[nodiscard]] model::Item read_item(const SQLite::Statement& row, int first);

/// Of an item its kind, its lists and its origin alone, from column `first` on: what is asked of
/// another item's copies.
inline constexpr const char* kExtraColumns = "kind, lists";
[[nodiscard]] model::Item read_extras(const SQLite::Statement& row, int first);

/// As it is stored; lives for ever.
[[nodiscard]] const char* name_of(model::IdentityRule rule);

/// A time as Unix seconds, "none" as NULL.
void bind_time(SQLite::Statement& statement, int index, std::optional<model::Timestamp> time);
[[nodiscard]] std::optional<model::Timestamp> read_time(const SQLite::Statement& row, int column);

}  // namespace syndic::store
