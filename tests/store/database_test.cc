// SPDX-License-Identifier: MIT
#include "store/database.h"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "store/sqlite/connection.h"
#include "store/sqlite/file.h"

using namespace syndic;

namespace {

struct Fixture {
  store::Database database{
      ":memory:", store::sqlite_connection(":memory:", store::open_for_writing(":memory:"))};

  Fixture() {
    database.run("CREATE TABLE t (a INTEGER, b TEXT)");
    for (const char* b : {"x", "y"}) database.run("INSERT INTO t VALUES ($1, $2)", 1, b);
  }
};

}  // namespace

TEST_CASE("parameters out of the order in which SQLite counts them are refused") {
  Fixture f;
  CHECK_THROWS_AS(f.database.run("UPDATE t SET a = $2 WHERE b = $1", "x", 2), std::logic_error);
  CHECK_THROWS_AS(f.database.run("UPDATE t SET a = ? WHERE b = ?", 2, "x"), std::logic_error);
  CHECK(f.database.change("UPDATE t SET a = $1 WHERE b = $2 OR a > $1", 2, "x") == 1);
}

TEST_CASE("a statement that is asked for while it is in use has rows of its own") {
  Fixture f;
  int rows = 0;
  for (auto outer = f.database.query("SELECT b FROM t WHERE a = $1", 1); outer.next();) {
    for (auto inner = f.database.query("SELECT b FROM t WHERE a = $1", 1); inner.next();) ++rows;
  }
  CHECK(rows == 4);
}

TEST_CASE("a kept statement has none of its last values") {
  Fixture f;
  CHECK(f.database.has("SELECT 1 FROM t WHERE b = $1", "x"));
  CHECK_FALSE(f.database.has("SELECT 1 FROM t WHERE b = $1"));
}
