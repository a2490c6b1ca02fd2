// SPDX-License-Identifier: MIT
//
// The statements that taking in a source's feed runs again and again.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace syndic::store {

/// A kept statement in use: ready for binding now, and holding neither row nor lock afterwards.
class Use {
 public:
  explicit Use(SQLite::Statement& statement) : statement_(statement) { statement_.reset(); }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  ~Use() { statement_.tryReset(); }
  SQLite::Statement* operator->() { return &statement_; }
  SQLite::Statement& operator*() { return statement_; }

 private:
  SQLite::Statement& statement_;
};

/// The statements of merge() and keep(), prepared once.
struct Statements {
  explicit Statements(const SQLite::Database& database);

  SQLite::Statement find_source;
  SQLite::Statement add_source;
  SQLite::Statement set_state;
  SQLite::Statement set_about;
  SQLite::Statement find_item;
  SQLite::Statement has_words;
  SQLite::Statement add_item;
  SQLite::Statement set_names;
  SQLite::Statement set_item;
};

}  // namespace syndic::store
