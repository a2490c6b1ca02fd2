// SPDX-License-Identifier: MIT
#include "store/sqlite/migrations.h"

#include <SQLiteCpp/Column.h>

#include <array>
#include <catch2/catch.hpp>

#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace migrations_test {

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

TEST_CASE(
    "A store of version 1 keeps its items, and learns how they came to be at the next fetch") {
  const test::TempDir dir;
  {
    auto database = make(dir);
    migrate(database, migrations().first(1));
    database.exec(R"sql(
      INSERT INTO source (key, id, title, etag, items, newest_published)
        VALUES (7, 'casel', 'CASEL', '"1"', 2, 1642723200);
      INSERT INTO item VALUES
        (1, 7, 1652702400, 'urn:a', 1642723200, 1642723300, 0, 'Bridges', 'https://c.example/a',
         1, 'https://c.example/a?', '', '', 'R', 'en', '', '', 'listen', 'plain', 'plain', 'html',
         'Bridges', '{"categories":[{"term":"sel"}]}', 'In short', '<p>Long</p>'),
        (2, 7, 1652702400, 'urn:b', 1642636800, NULL, 1, 'Budgets', '', NULL, '', '', '', '', '',
         '', '', 'read', 'plain', 'plain', 'plain', 'Budgets', '', '', '');
    )sql");
  }
  const auto store = test::open(dir.path());
  const auto items = store->select(test::newest({"casel"}));
  REQUIRE(test::names(items) == std::vector<std::string>{"casel/urn:a", "casel/urn:b"});
  CHECK(items[0].first_seen == test::kNoon);
  CHECK(items[0].item.published == test::at("2022-01-21T00:00:00Z"));
  CHECK(items[0].item.updated == test::at("2022-01-21T00:01:40Z"));
  CHECK(items[0].item.content_hash == "Bridges");
  CHECK(items[0].item.canonical_url == "https://c.example/a");
  CHECK(items[0].item.guid_is_permalink == true);
  CHECK(items[0].item.rights == "R");
  CHECK(items[0].item.kind == model::Kind::listen);
  CHECK(items[0].item.categories.at(0).term == "sel");
  CHECK(items[0].item.summary.value == "In short");
  CHECK(items[0].item.content == model::Text{"<p>Long</p>", model::TextType::html, ""});
  CHECK(items[0].item.lineage.feed_id == "urn:a");
  CHECK(items[0].item.lineage.given_id.empty());
  CHECK(items[1].item.dated_by_first_sight);
  CHECK(store->history("casel").items == 2);
  CHECK(store->history("casel").identity == model::IdentityMemory{});
  CHECK(store->fetch_states().at("casel").validators.etag == "\"1\"");

  auto again = test::item("urn:a", "2022-01-21T00:00:00Z", "Bridges");
  again.lineage.given_id = again.lineage.feed_id = "urn:a";
  CHECK(store->merge("casel", test::feed({again}), {}, test::kOneHourLater).changed == 0);
  CHECK(store->select(test::newest({"casel"}, 1))[0].item.lineage.given_id == "urn:a");
  auto database = make(dir);
  CHECK(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
  CHECK(database.execAndGet("SELECT count(*) FROM pragma_foreign_key_check").getInt() == 0);
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

}  // namespace migrations_test
