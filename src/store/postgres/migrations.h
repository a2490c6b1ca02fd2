// SPDX-License-Identifier: MIT
//
// The schema's history on PostgreSQL, which begins with a version of SQLite's. Versions are
// numbered alike, and each later one has a step here, too.
#pragma once

#include <span>

#include "store/postgres/wire.h"

namespace syndic::store {

/// The first version of a store on PostgreSQL.
inline constexpr int kFirstOnPostgres = 24;

/// The statements that lead to a version from the one before. Either may be empty.
struct PostgresMigration {
  const char* of_store = "";  ///< Run once.
  const char* of_set = "";    ///< Run then for each set of feeds, as for_set() has them.
};

/// All of them, oldest first: the first leads to kFirstOnPostgres + 1. A released one never
/// changes. A store that is made new has what they lead to at once (schema.cc, feed_set.cc).
[[nodiscard]] std::span<const PostgresMigration> postgres_migrations();

/// Notes that this connection uses the store as its version has it: until it ends, nobody else
/// migrates the store. Waits for who does now. Returns the version; 0 if there is no store. Throws
/// DatabaseError, as do all that follow.
int use_store(Wire& wire);

/// Applies the missing ones to a store of kFirstOnPostgres or later, for all of its sets, all in
/// one transaction, in which nobody else uses the store. Waits for those who do, as long as
/// lock_timeout allows; what the connection itself has noted by use_store() is over. Does nothing
/// where another process has been faster.
void migrate(Wire& wire, std::span<const PostgresMigration> steps);

}  // namespace syndic::store
