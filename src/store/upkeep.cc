// SPDX-License-Identifier: MIT
#include "store/upkeep.h"

#include "base/error.h"
#include "store/postgres/upkeep.h"
#include "store/sqlite/upkeep.h"
#include "store/store.h"
#include "store/unchanged.h"

namespace syndic::store {

Summary back_up(const Options& options, const std::filesystem::path& file) {
  if (!options.is_on_postgres()) return back_up_file(options.sqlite_file, file);
  throw StoreFailure("store " + name_of(options) +
                     " is on PostgreSQL, whose own program backs it up: " +
                     dump_command(options.postgres_url, file.string()));
}

Checkup check_up(const Options& options) {
  try {
    return options.is_on_postgres() ? check_postgres(options) : check_file(options.sqlite_file);
  } catch (const DatabaseError& failure) {
    throw failure_of(options, failure);
  }
}

Compaction compact(const Options& options) {
  if (!options.is_on_postgres()) return compact_file(options.sqlite_file);
  throw StoreFailure("store " + name_of(options) +
                     " is on PostgreSQL, which uses room again by itself (autovacuum); where it is "
                     "to go back to the disk, run VACUUM FULL in psql while no syndic runs");
}

}  // namespace syndic::store
