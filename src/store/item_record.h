// SPDX-License-Identifier: MIT
//
// A model::Item as a row of table item, there and back.
#pragma once

#include <optional>
#include <string>

#include "model/item.h"
#include "model/timestamp.h"
#include "store/columns.h"

namespace syndic::store {

/// The columns of an item, as bind_item and read_item go through them.
[[nodiscard]] const ColumnNames& item_columns();

/// The dates to store, which are not always those of the feed.
struct ItemDates {
  model::Timestamp published;
  bool by_first_sight = false;
  std::optional<model::Timestamp> updated;
  std::string element;  ///< Lineage::date_element: the origin of `published`.
};

/// Binds the item from parameter `first` on. What is given is borrowed until the query has run.
/// Returns the parameter after the last.
int bind_item(Query& query, int first, const model::Item& item, const ItemDates& dates);

/// The item from column `first` of the current row on. Total: a damaged list or date is empty.
[[nodiscard]] model::Item read_item(const Query& row, int first);

/// Of an item its kind, its lists and its origin alone, from column `first` on: what is asked of
/// another item's copies.
inline constexpr const char* kExtraColumns = "kind, lists";
[[nodiscard]] model::Item read_extras(const Query& row, int first);

/// Of an item its title, summary and content alone, from column `first` on.
inline constexpr const char* kTextColumns =
    "title_type, title, summary_type, summary, content_type, content";
[[nodiscard]] model::Item read_texts(const Query& row, int first);

/// As it is stored; lives for ever.
[[nodiscard]] const char* name_of(model::IdentityRule rule);

}  // namespace syndic::store
