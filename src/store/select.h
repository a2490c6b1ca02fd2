// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "store/database.h"
#include "store/store.h"

namespace syndic::store {

class Selector;

/// Single items as select() would give them, whatever their age and `selection.limit`. The caller
/// holds a transaction for as long as it lives. Throws SQLite::Exception.
class ItemPicker {
 public:
  /// All is borrowed.
  ItemPicker(Database& database, const Selection& selection);
  ~ItemPicker();

  /// Empty if a rule dropped the item, it was withdrawn, another source's stands for it, or
  /// its source is not selected.
  [[nodiscard]] std::optional<StoredItem> pick(Key item);

  /// The item with all that it stands for or that stand for it, itself among them.
  [[nodiscard]] std::vector<Key> kin(Key item);

  /// What the item stands for; empty if it does not come.
  [[nodiscard]] std::vector<Key> copies(Key item);

 private:
  [[nodiscard]] std::optional<Key> source_of(Key item);

  Database& database_;
  std::unique_ptr<Selector> selector_;
};

}  // namespace syndic::store
