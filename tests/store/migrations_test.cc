// SPDX-License-Identifier: MIT
#include "store/migrations.h"

#include <SQLiteCpp/Column.h>

#include <array>
#include <catch2/catch.hpp>

#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

using namespace syndic;
using namespace syndic::store;

namespace {

int version_of(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

SQLite::Database make(const test::TempDir& dir) {
  return {(dir.path() / "syndic.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
}

}  // namespace

TEST_CASE("A store goes through every step that it has not had, once") {
  const test::TempDir dir;
  auto database = make(dir);
  constexpr std::array steps = {"CREATE TABLE a (x)", "INSERT INTO a VALUES (1)"};
  migrate(database, std::span(steps).first(1));
  CHECK(version_of(database) == 1);
  migrate(database, steps);
  migrate(database, steps);
  CHECK(version_of(database) == 2);
  CHECK(database.execAndGet("SELECT count(*) FROM a").getInt() == 1);
}

TEST_CASE("A step that fails is undone, and those before it stay") {
  const test::TempDir dir;
  auto database = make(dir);
  constexpr std::array steps = {"CREATE TABLE a (x)", "CREATE TABLE b (x); CREATE TABLE a (x)"};
  CHECK_THROWS_AS(migrate(database, steps), SQLite::Exception);
  CHECK(version_of(database) == 1);
  CHECK(database.tableExists("a"));
  CHECK_FALSE(database.tableExists("b"));
}

TEST_CASE("A version beyond the steps is left alone") {
  const test::TempDir dir;
  auto database = make(dir);
  database.exec("PRAGMA user_version = 3");
  constexpr std::array steps = {"CREATE TABLE a (x)"};
  migrate(database, steps);
  CHECK(version_of(database) == 3);
  CHECK_FALSE(database.tableExists("a"));
}

TEST_CASE("A new store is of the latest version, signed, checked and logged ahead") {
  const test::TempDir dir;
  test::open(dir.path());
  auto database = make(dir);
  CHECK(version_of(database) == latest_version());
  CHECK(database.execAndGet("PRAGMA application_id").getInt() == kApplicationId);
  CHECK(database.execAndGet("PRAGMA journal_mode").getString() == "wal");
  CHECK(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
}
