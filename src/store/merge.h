// SPDX-License-Identifier: MIT
//
// The items of a feed put among those that are stored (Store::merge).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "model/feed.h"
#include "model/timestamp.h"
#include "store/statements.h"
#include "store/store.h"

namespace syndic::store {

struct Merged {
  Change change;
  std::size_t stored = 0;                         ///< New rows, those included that a rule drops.
  std::optional<model::Timestamp> newest_change;  ///< Of what was added or changed.
};

/// The caller holds a transaction. Throws SQLite::Exception.
[[nodiscard]] Merged merge_items(Statements& statements, std::int64_t source,
                                 const model::Feed& feed, model::Timestamp now);

}  // namespace syndic::store
