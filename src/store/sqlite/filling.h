// SPDX-License-Identifier: MIT
//
// A new store that is filled with rows as they are.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "store/sqlite/row_writer.h"

namespace syndic::store {

/// A store of some version to which rows are added before it is migrated: no trigger and no foreign
/// key acts on them. All methods throw SQLite::Exception where the file cannot be written; what is
/// in it then is of no use.
class Filling {
 public:
  /// `database` is empty, and no other process knows of it.
  Filling(SQLite::Database database, int version);

  /// Throws BadLine for what is no row of that table, or no table of that version.
  void insert(const std::string& table, const nlohmann::json& row);

  /// Migrates it to the latest version. Returns how many rows were dropped as they had lost what
  /// they belong to; throws BadLine if there are some and the store was not damaged.
  std::int64_t finish(bool was_damaged);

  /// The store once it is finished.
  [[nodiscard]] SQLite::Database take() && { return std::move(database_); }

 private:
  struct Trigger {
    std::string name;
    std::string sql;
  };
  struct Orphans {
    std::string table;
    std::string removal;  // As SQL.
  };

  void take_triggers_out();
  void drop_orphans(bool was_damaged);
  std::vector<Orphans> orphans();
  void count_anew();

  SQLite::Database database_;
  int version_;
  std::vector<Trigger> triggers_;
  std::map<std::string, RowWriter> tables_;
};

}  // namespace syndic::store
