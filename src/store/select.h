// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "store/database.h"
#include "store/store.h"

namespace syndic::store {

class Selector;

/// Single items as select() returns them, whatever their age and `selection.limit`. The caller
/// holds a transaction during its lifetime. Throws DatabaseError.
class ItemPicker {
 public:
  /// Borrows both.
  ItemPicker(Database& database, const Selection& selection);
  ~ItemPicker();

  /// The item; empty if a rule dropped it, it was withdrawn, another source's is shown in its
  /// place, or its source is not selected.
  [[nodiscard]] std::optional<StoredItem> pick(Key item);

  /// Whether it is shown, and what in its place; that of an item that is withdrawn if a rule
  /// dropped it or its source is not selected.
  [[nodiscard]] model::Verdict verdict(Key item);

  /// All items of its story, itself among them.
  [[nodiscard]] std::vector<Key> kin(Key item);

  /// The items in whose place it is shown; empty if it is not shown.
  [[nodiscard]] std::vector<Key> copies(Key item);

 private:
  [[nodiscard]] std::optional<Key> source_of(Key item);

  Database& database_;
  std::unique_ptr<Selector> selector_;
};

}  // namespace syndic::store
