// SPDX-License-Identifier: MIT
//
// Rows of an export, which may hold anything, put into a table of the store.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.h"
#include "store/sqlite/schema.h"

namespace syndic::store {

/// What is wrong with a line of an export; who reads the lines adds its number, and what to do with
/// an export that is damaged.
class BadLine : public Failure {
 public:
  using Failure::Failure;
};

/// A name or value of the export in quotes, on one line and not too long to be said.
[[nodiscard]] std::string said(const std::string& text);

/// Inserts the rows of one table.
class RowWriter {
 public:
  /// `database` must outlive it.
  RowWriter(SQLite::Database& database, TableShape shape);

  /// Throws BadLine for a row that does not have the table's columns, each once and of its type,
  /// or has a text that rule_for() does not allow; SQLite::Exception for one that breaks a rule of
  /// the table.
  void insert(const nlohmann::json& row);

 private:
  void bind(int at, const ColumnShape& column, const nlohmann::json& value);
  void bind_text(int at, const ColumnShape& column, const std::string& text);
  [[nodiscard]] std::string why_surplus(const nlohmann::json& row) const;

  TableShape shape_;
  SQLite::Statement insert_;
};

}  // namespace syndic::store
