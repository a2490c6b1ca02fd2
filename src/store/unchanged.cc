// SPDX-License-Identifier: MIT
#include "store/unchanged.h"

#include <utility>

#include "store/postgres/open.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/file.h"
#include "store/store.h"

namespace syndic::store {

StoreFailure failure_of(const Options& options, const DatabaseError& failure) {
  return StoreFailure("store " + name_of(options) + " " + failure.what());
}

Unchanged open_unchanged(const Options& options) {
  if (options.is_on_postgres()) return open_postgres_unchanged(options);
  SQLite::Database database = open_as_it_is(options.sqlite_file);
  try {
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    return {sqlite_connection(options.sqlite_file, std::move(database)), version};
  } catch (const SQLite::Exception& failure) {
    throw failure_of(options.sqlite_file, failure);
  }
}

}  // namespace syndic::store
