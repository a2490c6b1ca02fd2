// SPDX-License-Identifier: MIT
//
// Checks of a store on PostgreSQL, and what is left to PostgreSQL itself. Where there is no server,
// only the cases that need none have anything to do.
#include "store/postgres/upkeep.h"

#include <catch2/catch.hpp>

#include "base/error.h"
#include "store/export.h"
#include "store/postgres/schema.h"
#include "store/unchanged.h"
#include "tests/store/filled.h"
#include "tests/support/temp_dir.h"

namespace check_test {

using namespace syndic;
using Catch::Matchers::Contains;
using Faults = std::vector<std::string>;
namespace fs = std::filesystem;

namespace {

bool has_server() { return !test::shared_postgres().empty(); }

const std::string kAdvice =
    "; restore a backup, or make it anew: syndic store export, then import into an empty schema";

// A store with a source and two items.
class Fixture {
 public:
  Fixture() {
    if (!has_server()) return;
    test::open(dir_.path())
        ->merge("casel",
                test::feed({test::item("urn:a", "2022-01-01T00:00:00Z"),
                            test::item("urn:b", "2022-01-02T00:00:00Z")}),
                {}, test::kNoon);
  }

  [[nodiscard]] store::Options options() const { return test::options_of(dir_.path()); }
  [[nodiscard]] Faults faults() const { return store::check_up(options()).faults; }
  [[nodiscard]] Faults faults_after(const std::string& sql) const {
    test::change(dir_.path(), sql);
    return faults();
  }
  [[nodiscard]] fs::path file(const char* name) const { return dir_ / name; }

 private:
  test::TempDir dir_;
};

}  // namespace

TEST_CASE("a check of a store that is whole says what it holds, and changes nothing") {
  if (!has_server()) return;
  const Fixture f;
  const std::string before = test::rows_of(f.options());
  const store::Checkup checkup = store::check_up(f.options());
  CHECK(checkup.faults == Faults());
  CHECK(checkup.summary.version == store::latest_version());
  CHECK(checkup.summary.sources == 1);
  CHECK(checkup.summary.items == 2);
  CHECK(checkup.summary.bytes > 100'000);
  CHECK(test::rows_of(f.options()) == before);
}

TEST_CASE("what is due in a store on PostgreSQL is all that is made") {
  const std::set<std::string> due = store::due_parts();
  for (const char* part :
       {"table syndic_store", "column syndic_store.version", "table item", "column item.content",
        "index item_pkey", "index source_id_key", "index item_by_id", "index archive_pkey",
        "reference fetch_day_source_key_fkey", "trigger item_restored"}) {
    CHECK(due.contains(part));
  }
  if (!has_server()) return;
  const Fixture f;
  CHECK(store::parts_there(*store::open_unchanged(f.options()).connection) == due);
}

TEST_CASE("a check names each part that is missing or does not work") {
  if (!has_server()) return;
  const Fixture f;
  Faults due;
  const auto expect = [&](const std::string& part, const std::string& sql) {
    due.push_back("the " + part + " is missing" + kAdvice);
    CHECK(f.faults_after(sql) == due);
  };
  expect("index item_by_date", "DROP INDEX item_by_date");
  expect("reference item_page_source_key_fkey",
         "ALTER TABLE item_page DROP CONSTRAINT item_page_source_key_fkey");
  expect("trigger item_added", "DROP TRIGGER item_added ON item");
  expect("trigger item_restored", "ALTER TABLE withdrawal DISABLE TRIGGER item_restored");
  due.insert(due.begin(), "the column alarm.words is missing" + kAdvice);
  CHECK(f.faults_after("ALTER TABLE alarm DROP COLUMN words") == due);
}

TEST_CASE("a check names triggers that are not the store's, but for those of other tables") {
  if (!has_server()) return;
  const Fixture f;
  const std::string spy = "FOR EACH ROW EXECUTE FUNCTION note_item()";
  CHECK(f.faults_after("CREATE TABLE other (key BIGINT); "
                       "CREATE TRIGGER others AFTER INSERT ON other " +
                       spy) == Faults());
  CHECK(f.faults_after("CREATE TRIGGER spy AFTER INSERT ON alarm " + spy) ==
        Faults{"the trigger spy is none of syndic's; remove it with DROP TRIGGER"});
}

TEST_CASE("a check names rows without what they belong to, and wrong counts") {
  if (!has_server()) return;
  const Fixture f;
  CHECK(
      f.faults_after("UPDATE source SET items = 7") ==
      Faults{
          "source casel has 2 items and counts 7; syndic store export, then import, counts anew"});
  CHECK(f.faults_after("UPDATE source SET items = 2, newest_published = NULL") ==
        Faults{"source casel has another date for the newest of its 2 items; "
               "syndic store export, then import, counts anew"});
  CHECK(f.faults_after("SET session_replication_role = replica; DELETE FROM source") ==
        Faults{"2 rows of table item without its row of source" + kAdvice});
}

TEST_CASE("a check names a table whose next row would get a key that is there") {
  if (!has_server()) return;
  const Fixture f;
  CHECK(f.faults_after("ALTER TABLE item ALTER COLUMN key RESTART WITH 2") ==
        Faults{"the next key of table item is there already" + kAdvice});
}

TEST_CASE("a store of a later version is refused, and so is a server that is not there") {
  if (!has_server()) return;
  const Fixture f;
  const auto needs = Contains("has version 999, this syndic knows up to " +
                              std::to_string(store::latest_version()) +
                              ", and is left as it is: use a newer syndic");
  CHECK_THROWS_WITH(f.faults_after("UPDATE syndic_store SET version = 999"), needs);
  CHECK_THROWS_WITH(test::exported(f.options()), needs);
  CHECK_THROWS_WITH(
      store::check_up({.sqlite_file = {}, .postgres_url = "postgresql://u:secret@[::1]:1/d"}),
      Contains("store postgresql://[::1]:1/d cannot be reached") && !Contains("secret"));
}

TEST_CASE("an export of many rows is whole, and one to a file is a file") {
  if (!has_server()) return;
  const test::TempDir dir;
  std::vector<model::Item> items;
  for (int i = 0; i < 1'203; ++i) {
    items.push_back(test::item("urn:" + std::to_string(i), "2022-01-01T00:00:00Z"));
  }
  test::open(dir.path())->merge("casel", test::feed(std::move(items)), {}, test::kNoon);
  const store::Options options = test::options_of(dir.path());
  const store::Exported done = store::export_rows_to(options, test::kNoon, dir / "e.jsonl");
  CHECK(done.damaged.empty());
  const std::string text = test::bytes_of(dir / "e.jsonl");
  CHECK(text == test::exported(options));
  std::size_t found = 0;
  for (std::size_t at = text.find("{\"table\":\"item\","); at != std::string::npos;
       at = text.find("{\"table\":\"item\",", at + 1)) {
    ++found;
  }
  CHECK(found == 1'203);
}

TEST_CASE("a backup names the program that makes it, and a compaction those that do it") {
  const store::Options options = {.sqlite_file = {},
                                  .postgres_url = "postgresql://ann:secret@db.example/feeds"};
  CHECK_THROWS_WITH(
      store::back_up(options, "b.dump"),
      "store postgresql://db.example/feeds is on PostgreSQL, whose own program backs it up: "
      "pg_dump --format=custom --file='b.dump' 'postgresql://ann@db.example/feeds'");
  CHECK_THROWS_WITH(store::compact(options), Contains("store postgresql://db.example/feeds is on "
                                                      "PostgreSQL") &&
                                                 Contains("autovacuum") && Contains("VACUUM FULL"));
}

TEST_CASE("the command for a backup is one for a shell, without passwords, with the schema") {
  const std::string dump = "pg_dump --format=custom ";
  CHECK(store::dump_command("postgresql:///feeds", "b") ==
        dump + "--file='b' 'postgresql:///feeds'");
  CHECK(store::dump_command(
            "postgresql://ann:p%40ss@db.example:5433/feeds"
            "?password=secret&sslmode=require&sslpassword=x&options=-csearch_path%3Dnews%2Cpublic",
            "/a b/it's.dump") ==
        dump +
            "--schema='news' --schema='\"news/\"*' --file='/a b/it'\\''s.dump' "
            "'postgresql://ann@db.example:5433/feeds"
            "?sslmode=require&options=-csearch_path%3Dnews%2Cpublic'");
  CHECK(store::dump_command("postgresql://db.example/'$(id)", "b") ==
        dump + "--file='b' 'postgresql://db.example/'\\''$(id)'");
  CHECK(store::dump_command("env:STORE_URL", "b") == dump + "--file='b' \"$STORE_URL\"");
}

}  // namespace check_test
