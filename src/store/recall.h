// SPDX-License-Identifier: MIT
//
// Looking up a source's stored items by what they may be recognised by. Each clue is a search in an
// index, so what it costs grows with what was fetched, not with history.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/identity.h"
#include "model/timestamp.h"

namespace syndic::store {

class ItemFinder {
 public:
  /// Borrows the database, and prepares its statements there.
  explicit ItemFinder(const SQLite::Database& database);

  /// The items of the source that any of the clues fits; the same one may come more than once. Of a
  /// link or a title a few will do, and of days and of the newest some thousands.
  [[nodiscard]] std::vector<model::KnownItem> find(std::int64_t source, const model::Clues& clues);

 private:
  void read(SQLite::Statement& rows, std::vector<model::KnownItem>& found);

  SQLite::Statement by_id_;
  SQLite::Statement by_link_;
  SQLite::Statement by_title_;
  SQLite::Statement by_day_;
  SQLite::Statement newest_;
};

/// The published date of the `n`th newest item of the sources, or of the oldest where they have
/// fewer, not counting those first seen at `before` or later; nothing where there is none.
[[nodiscard]] std::optional<model::Timestamp> nth_newest(const SQLite::Database& database,
                                                         const std::vector<std::string>& source_ids,
                                                         std::size_t n, model::Timestamp before);

}  // namespace syndic::store
