// SPDX-License-Identifier: MIT
#include "store/postgres/open.h"

#include <string_view>
#include <utility>

#include "base/error.h"
#include "store/postgres/connection.h"
#include "store/postgres/feed_set.h"
#include "store/postgres/migrations.h"
#include "store/postgres/schema.h"
#include "store/postgres/store_url.h"
#include "store/postgres/wire.h"
#include "store/sqlite/migrations.h"

namespace syndic::store {
namespace {

constexpr int kOldestServer = 120'000;

// A plan that is made before the tables are filled must be one for full tables: it is kept as long
// as the connection, and statements are made to find what they ask for by an index, in its order, a
// row of one table for each of another. A sort or a join by hashes that nothing can replace is
// still done. What the url says of patience counts.
constexpr const char* kSettings = R"sql(
SET client_encoding = 'UTF8';
SET synchronous_commit = off;
SET plan_cache_mode = force_generic_plan;
SET enable_seqscan = off;
SET enable_sort = off;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET enable_material = off;
SET enable_bitmapscan = off;
SET jit = off;
SELECT set_config(name, value, false)
  FROM (VALUES ('lock_timeout', '60s'), ('statement_timeout', '10min'),
               ('idle_in_transaction_session_timeout', '10min')) AS patience (name, value)
  WHERE current_setting(name) = '0';
)sql";

void check_server(Wire& wire) {
  if (wire.server_version() < kOldestServer) {
    throw DatabaseError("needs PostgreSQL 12 or newer; its server is version " +
                        std::to_string(wire.server_version() / 10'000));
  }
  const std::string_view name = wire.server_encoding();
  if (name != "UTF8") {
    throw DatabaseError("needs a database in UTF8, and this one is in " + std::string(name) +
                        "; make it with createdb --encoding UTF8 --template template0");
  }
}

// Of long texts, where the server has it: its other way, pglz, took a sixth of its time.
void compress_by_lz4(Wire& wire) {
  try {
    wire.execute("SET default_toast_compression = 'lz4'");
  } catch (const DatabaseError&) {
    // Older than PostgreSQL 14, or built without it.
  }
}

void check_version(int version) {
  if (version == latest_version()) return;
  const std::string has = "has version " + std::to_string(version) + ", ";
  if (version < kFirstOnPostgres) {
    throw DatabaseError(has +
                        "which none has on PostgreSQL: its table syndic_store was changed; "
                        "restore a backup");
  }
  throw DatabaseError(version > latest_version()
                          ? has + "this syndic knows up to " + std::to_string(latest_version()) +
                                ", and is left as it is: use a newer syndic"
                          : has + "an older one than " + std::to_string(latest_version()) +
                                ": run \"syndic refresh\" once");
}

void check_known(int version) {
  if (version == 0) throw DatabaseError("is not there: the first \"syndic refresh\" makes it");
  if (version > latest_version() || version < kFirstOnPostgres) check_version(version);
}

// Returns the version of the store that is there then.
int make_or_migrate(Wire& wire) {
  int version = use_store(wire);
  if (version == 0) {
    make_schema(wire);
    version = use_store(wire);
  }
  if (version < kFirstOnPostgres || version >= latest_version()) return version;
  migrate(wire, postgres_migrations());
  return use_store(wire);
}

Wire connect_to_store(const Options& options) {
  const std::string url = from_environment("url", options.postgres_url);
  if (!is_clear_url(url)) {
    throw DatabaseError(
        "has a url that is wrong: write special characters of user and password as "
        "%25 for %, %40 for @, %2F for /, %3F for ?, %23 for #, or give password "
        "in [store]");
  }
  Wire wire(url, from_environment("password", options.postgres_password));
  check_server(wire);
  wire.execute(kSettings);
  return wire;
}

// Where no server could be reached, libpq's words name those that it has tried.
StoreFailure failed_to_open(const Options& options, const DatabaseError& error) {
  const std::string words = error.what();
  if (words.find("connection to server ") == std::string::npos) return failure_of(options, error);
  return StoreFailure("store " + shown_database(options.postgres_url) + " " + words);
}

}  // namespace

std::unique_ptr<Connection> open_postgres(const Options& options, Connection::Access access) {
  try {
    Wire wire = connect_to_store(options);
    const bool reads = access == Connection::Access::read;
    const int version = reads ? use_store(wire) : make_or_migrate(wire);
    if (version == 0) return nullptr;
    check_version(version);
    if (!reads) {
      compress_by_lz4(wire);
      make_set(wire, options.set);
    } else if (!enter_set(wire, options.set)) {
      return nullptr;
    }
    if (reads) wire.execute("SET default_transaction_read_only = on");
    return postgres_connection(std::move(wire), access);
  } catch (const DatabaseError& error) {
    throw failed_to_open(options, error);
  }
}

Unchanged open_postgres_unchanged(const Options& options) {
  try {
    Wire wire = connect_to_store(options);
    const int version = use_store(wire);
    check_known(version);
    if (!enter_set(wire, options.set)) {
      throw DatabaseError("has no set " + options.set + ": the first \"syndic refresh\" makes it");
    }
    wire.execute("SET default_transaction_read_only = on");
    return {postgres_connection(std::move(wire), Connection::Access::read), version};
  } catch (const DatabaseError& error) {
    throw failed_to_open(options, error);
  }
}

}  // namespace syndic::store
