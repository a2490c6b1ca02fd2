// SPDX-License-Identifier: MIT
//
// Stores that move between databases by an export, in each direction, and copies for a rehearsal.
#include "store/copy.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "base/error.h"
#include "store/import.h"
#include "store/upkeep.h"
#include "tests/store/filled.h"
#include "tests/support/temp_dir.h"

namespace copy_test {

using namespace syndic;
using Catch::Matchers::Contains;
using test::options_of;
using test::rows_of;
namespace fs = std::filesystem;

namespace {

Result<store::Imported> import(const std::string& text, const store::Options& options) {
  std::istringstream in(text);
  return store::import_rows(options, in);
}

void move_store(const store::Options& from, const store::Options& to) {
  const auto imported = import(test::exported(from), to);
  if (!imported) FAIL(imported.error().message);
  CHECK(imported->dropped == 0);
}

// A store on SQLite with a row in each table, and what is hard to keep: texts of any bytes, also in
// keys, where they have an order, numbers of any size, and none at all.
fs::path make_hard(const test::TempDir& dir) {
  fs::path file = dir / "hard.db";
  test::make_filled(file, store::latest_version());
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE)
      .exec(
          "UPDATE item SET title = CAST(x'61ff00eda08062' AS TEXT), "
          "summary = CAST(x'610062' AS TEXT), rights = char(10, 8232, 34, 92, 128512), "
          "content = CAST(x'f48fbfa9e9' AS TEXT), updated = NULL, "
          "fingerprint = -9223372036854775807 - 1, words = 9223372036854775807;"
          "INSERT INTO facet VALUES (CAST(x'e9' AS TEXT), 'a'), (CAST(x'c3a9' AS TEXT), 'b'), "
          "(CAST(x'80' AS TEXT), 'c'), (CAST(x'f48fbfa9' AS TEXT), 'd'), (char(1114111), 'e'), "
          "(CAST(x'f48fbba9' AS TEXT), 'f'), (CAST(x'ff' AS TEXT), 'g'), ('z', 'h'), ('', 'i'), "
          "(CAST(x'fb' AS TEXT), 'j'), (CAST(x'f5' AS TEXT), 'k'), (CAST(x'6100' AS TEXT), 'l'), "
          "('a', 'm'), (CAST(x'fbc8' AS TEXT), 'n'), (CAST(x'1f48fbc8' AS TEXT), 'o'), "
          "(CAST(x'2f' AS TEXT), 'p'), (CAST(x'2f48fbc8' AS TEXT), 'q'), (char(20843), 'r'), "
          "(CAST(x'4f48fbd9' AS TEXT), 's')");
  return file;
}

void remember_item(const store::Options& options, const std::string& id) {
  store::open(options)->merge("casel", test::feed({test::item(id, "2022-01-03T00:00:00Z")}), {},
                              test::kNoon);
}

std::string header(int version) { return "{\"syndic_store\":" + std::to_string(version) + "}\n"; }

}  // namespace

TEST_CASE("a store moves to another database and back without a change to a row or their order") {
  const test::TempDir dir;
  const test::TempDir first;
  const test::TempDir second;
  const store::Options file = {.sqlite_file = make_hard(dir)};
  const std::string rows = rows_of(file);
  CHECK_THAT(rows, Contains("\"title\":{\"text\":\"61ff00eda08062\"}"));
  CHECK_THAT(rows, Contains("\"feed\":{\"text\":\"e9\"}"));
  const store::Options back = {.sqlite_file = dir / "back.db"};
  for (const auto& [from, to] : std::vector<std::pair<store::Options, store::Options>>{
           {file, options_of(first.path())},
           {options_of(first.path()), options_of(second.path())},
           {options_of(second.path()), back},
           {back, {.sqlite_file = dir / "again.db"}}}) {
    CAPTURE(store::name_of(from), store::name_of(to));
    move_store(from, to);
    CHECK(rows_of(to) == rows);
    CHECK(store::check_up(to).faults.empty());
    CHECK(store::check_up(to).summary.items == 1);
    CHECK(store::check_up(to).summary.version == store::latest_version());
    CHECK(store::check_up(to).summary.bytes > 0);
  }
}

TEST_CASE("an export of an old version becomes a store of the latest") {
  for (const int version : {1, 2, 7, 12, 18, store::latest_version() - 1}) {
    CAPTURE(version);
    const test::TempDir dir;
    test::make_filled(dir / "old.db", version);
    const std::string text = test::exported(dir / "old.db");
    const store::Options options = options_of(dir.path());
    const auto imported = import(text, options);
    REQUIRE(imported);
    CHECK(imported->summary.version == store::latest_version());
    CHECK(imported->summary.items == 1);
    CHECK(imported->summary.sources == 1);
    static_cast<void>(store::open({dir / "old.db"}));
    CHECK(rows_of(options) == rows_of(dir / "old.db"));
  }
}

TEST_CASE("what is refused makes no store") {
  const test::TempDir dir;
  const store::Options options = options_of(dir.path());
  const auto refusal = [&](const std::string& text) {
    const auto imported = import(text, options);
    CHECK(store::open_read_only(options) == nullptr);
    return imported ? "" : imported.error().message;
  };
  CHECK_THAT(refusal(header(999) + "{\"rows\":0}\n"),
             Contains("line 1: the export is of version 999, this syndic knows 1 to "));
  CHECK_THAT(refusal(header(store::latest_version())), Contains("the export is cut off"));
  CHECK_THAT(refusal("Things to do"), Contains("line 1: it is no JSON object"));
  CHECK_THROWS_WITH(test::exported(options), Contains("is not there"));
  CHECK_THROWS_WITH(store::check_up(options), Contains("is not there"));
}

TEST_CASE("an import replaces a store without sources and items only") {
  const test::TempDir dir;
  const store::Options file = {.sqlite_file = make_hard(dir)};
  const std::string text = test::exported(file);
  const store::Options options = options_of(dir.path());
  store::open(options)->record_alarm("the disk is full");
  REQUIRE(import(text, options));
  CHECK(rows_of(options) == rows_of(file));
  remember_item(options, "urn:new");
  const std::string before = rows_of(options);
  CHECK_THROWS_WITH(
      import(text, options),
      Contains("has 2 sources and 2 items and is left as it is") && Contains("under [store]"));
  CHECK(rows_of(options) == before);
}

TEST_CASE("an import that PostgreSQL does not take leaves what was there") {
  if (test::shared_postgres().empty()) return;
  const test::TempDir dir;
  const test::TempDir empty;
  const store::Options file = {.sqlite_file = make_hard(dir)};
  // So long a key finds no room in an index, as it cannot be compressed either.
  std::string sql = "INSERT INTO facet VALUES ('";
  for (int i = 0; i < 2'000; ++i) sql += std::to_string(7919L * i * i % 100'003);
  SQLite::Database(file.sqlite_file.string(), SQLite::OPEN_READWRITE).exec(sql + "', 'long')");
  const store::Options options = options_of(empty.path());
  store::open(options)->record_alarm("the disk is full");
  const std::string before = rows_of(options);
  CHECK_THROWS_WITH(import(test::exported(file), options),
                    Contains("cannot hold a text that is a key and longer than PostgreSQL takes"));
  CHECK(rows_of(options) == before);
}

TEST_CASE("no trigger acts on rows that are moved; later rows get keys of their own") {
  const test::TempDir dir;
  const store::Options file = {.sqlite_file = dir / "file.db"};
  for (const char* id : {"urn:a", "urn:b"}) remember_item(file, id);
  SQLite::Database((dir / "file.db").string(), SQLite::OPEN_READWRITE)
      .exec(
          "DELETE FROM changed_item; DELETE FROM late_item; UPDATE item SET key = 7000000000 WHERE "
          "id = 'urn:b'; "
          "INSERT INTO changed_item VALUES (7000000000)");
  const store::Options options = options_of(dir.path());
  move_store(file, options);
  CHECK(rows_of(options) == rows_of(file));
  remember_item(options, "urn:c");
  remember_item(file, "urn:c");
  CHECK(rows_of(options) == rows_of(file));
  CHECK_THAT(rows_of(options),
             Contains("{\"table\":\"changed_item\",\"row\":{\"item_key\":7000000001}}"));
  CHECK(store::check_up(options).faults.empty());
}

TEST_CASE("an export, a check and a copy have what was committed, while a run writes") {
  const test::TempDir dir;
  const store::Options options = options_of(dir.path());
  remember_item(options, "urn:a");
  const std::string before = rows_of(options);
  const auto store = store::open(options);
  store->begin_batch();
  store->merge("casel", test::feed({test::item("urn:b", "2022-01-04T00:00:00Z")}), {}, test::kNoon);
  CHECK(rows_of(options) == before);
  CHECK(store::check_up(options).summary.items == 1);
  CHECK(store::open_copy(options)->history("casel").items == 1);
  store->commit(store::Durability::process_end);
  CHECK(store::check_up(options).summary.items == 2);
}

TEST_CASE("keys are made from one on in a store that was moved without any") {
  const test::TempDir dir;
  const store::Options options = options_of(dir.path());
  REQUIRE(import(header(store::latest_version()) + "{\"rows\":0}\n", options));
  remember_item(options, "urn:a");
  CHECK_THAT(rows_of(options), Contains("{\"table\":\"item\",\"row\":{\"key\":1,"));
}

TEST_CASE("a copy has what the store has, and keeps its changes to itself") {
  const test::TempDir dir;
  const store::Options options = options_of(dir.path());
  CHECK(store::open_copy(options)->history("casel").items == 0);
  CHECK(store::open_read_only(options) == nullptr);
  remember_item(options, "urn:a");
  const std::string before = rows_of(options);
  const auto copy = store::open_copy(options);
  CHECK(test::names(copy->select(test::newest({"casel"}))) ==
        std::vector<std::string>{"casel/urn:a"});
  copy->merge("casel", test::feed({test::item("urn:b", "2022-01-04T00:00:00Z")}), {}, test::kNoon);
  CHECK(copy->history("casel").items == 2);
  CHECK(rows_of(options) == before);
}

}  // namespace copy_test
