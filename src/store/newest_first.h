// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "store/store.h"

namespace syndic::store {

/// Store::select. It costs a pass over the sources' rows and then grows with the items returned and
/// the sources that they come from, not with how many items are stored. The caller holds a
/// transaction, so that all is read from one state. Throws SQLite::Exception.
[[nodiscard]] std::vector<StoredItem> newest_first(const SQLite::Database& database,
                                                   const Selection& selection);

/// Single items as select() would give them, whatever their age and `selection.limit`. The caller
/// holds a transaction for as long as it lives. Throws SQLite::Exception.
class ItemPicker {
 public:
  /// All is borrowed.
  ItemPicker(const SQLite::Database& database, const Selection& selection);
  ~ItemPicker();

  /// Nothing where a rule dropped the item, it was withdrawn, another source's stands for it, or
  /// its source is not selected.
  [[nodiscard]] std::optional<StoredItem> pick(std::int64_t item);

  /// The item with all that it stands for or that stand for it, itself among them.
  [[nodiscard]] std::vector<std::int64_t> kin(std::int64_t item);

  /// What the item stands for; nothing where it does not come.
  [[nodiscard]] std::vector<std::int64_t> copies(std::int64_t item);

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace syndic::store
