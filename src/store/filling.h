// SPDX-License-Identifier: MIT
//
// A new store that is filled with rows as they are.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "store/row_writer.h"
#include "store/upkeep.h"

namespace syndic::store {

/// A store of some version to which rows are added before it is migrated: no trigger and no foreign
/// key acts on them. All methods throw SQLite::Exception where the file cannot be written; what is
/// in it then is of no use.
class Filling {
 public:
  /// `file` is empty, and no other process knows of it.
  Filling(const std::filesystem::path& file, int version);

  /// Throws BadLine for what is no row of that table, or no table of that version.
  void insert(const std::string& table, const nlohmann::json& row);

  /// Migrates it to the latest version. Returns how many rows were dropped as they had lost what
  /// they belong to; throws BadLine if there are some and the store was not damaged.
  std::int64_t finish(bool was_damaged);

  [[nodiscard]] Summary summary();

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
