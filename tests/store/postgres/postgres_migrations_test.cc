// SPDX-License-Identifier: MIT
//
// How a store on PostgreSQL becomes one of a later version. Where there is no server, only the case
// that needs none has anything to do.
#include "store/postgres/migrations.h"

#include <array>
#include <catch2/catch.hpp>
#include <future>
#include <thread>

#include "base/error.h"
#include "store/postgres/feed_set.h"
#include "store/upkeep.h"
#include "tests/store/filled.h"
#include "tests/support/paths.h"
#include "tests/support/postgres_programs.h"
#include "tests/support/temp_dir.h"

namespace postgres_migrations_test {

using namespace syndic;
using Catch::Matchers::Contains;
using store::PostgresMigration;

namespace {

bool has_server() { return !test::shared_postgres().empty(); }

std::string ask(const std::string& url, const std::string& sql) {
  const test::Finished done = test::run_psql(url, sql);
  if (done.exit_code != 0) throw std::runtime_error("psql failed: " + done.err);
  return done.out;
}

std::string schema_of(const std::string& url) {
  constexpr std::string_view kMark = "search_path%3D";
  return url.substr(url.find(kMark) + kMark.size());
}

// A store, with a set of feeds "b" beside the one without a name.
class Place {
 public:
  [[nodiscard]] store::Options options(const std::string& set = {}) const {
    store::Options options = test::options_of(dir_.path());
    options.set = set;
    return options;
  }
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] std::string ask(const std::string& sql) const {
    return postgres_migrations_test::ask(url_, sql);
  }
  [[nodiscard]] std::string version() const { return ask("SELECT version FROM syndic_store"); }
  [[nodiscard]] const std::string& schema() const { return schema_; }
  [[nodiscard]] std::string schema_of_b() const { return '"' + schema_ + "/b\""; }

  void make_now() const {
    for (const char* set : {"", "b"}) static_cast<void>(store::open(options(set)));
  }

  // As the first version on PostgreSQL made it, a row in each table.
  void make_first() const {
    const auto text = [](const char* file) {
      return test::bytes_of(test::source_dir() / "tests/data/store" / file);
    };
    const std::string of_set = text("postgres_24_set.sql");
    const std::string b = schema_of_b();
    static_cast<void>(
        ask("CREATE SCHEMA " + schema_ + "; " + text("postgres_24.sql") +
            store::for_set(of_set, {.name = {}, .schema = schema_, .search_path = schema_}) +
            "CREATE SCHEMA " + b + "; SET search_path = " + b + ", " + schema_ + "; " +
            store::for_set(of_set, {.name = "b", .schema = b, .search_path = {}}) +
            "SET search_path = " + schema_ + "; SET session_replication_role = replica; " +
            rows_of_each_table() +
            "SELECT setval(pg_get_serial_sequence('source', 'key'), 1), "
            "setval(pg_get_serial_sequence('item', 'key'), 1)"));
  }

 private:
  static std::string rows_of_each_table() {
    std::string sql;
    for (const store::TableShape& table : store::tables_of(store::kFirstOnPostgres)) {
      sql += "INSERT INTO " + table.name + " VALUES (" + test::values_for(table) + "); ";
    }
    return sql;
  }

  test::TempDir dir_;
  std::string url_ = test::place_of(dir_.path());
  std::string schema_ = schema_of(url_);
};

// All that a schema has: columns with what they take, indexes, references and triggers with their
// functions.
std::string shape_of(const Place& place, const std::string& schema) {
  const std::string of_schema = "(SELECT oid FROM pg_namespace WHERE nspname = '" + schema + "')";
  std::string shape = place.ask(
      "SELECT relname, attname, format_type(atttypid, atttypmod), attcollation::regcollation, "
      "attnotnull, attidentity, pg_get_expr(adbin, adrelid) FROM pg_class "
      "JOIN pg_attribute ON attrelid = pg_class.oid "
      "LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum "
      "WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped AND relnamespace = " +
      of_schema +
      " ORDER BY 1, 2; "
      "SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON oid = indexrelid "
      "WHERE relnamespace = " +
      of_schema +
      " ORDER BY 1; "
      "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint "
      "WHERE connamespace = " +
      of_schema +
      " ORDER BY 1, 2; "
      "SELECT pg_get_triggerdef(t.oid), prosrc FROM pg_trigger t JOIN pg_proc f ON f.oid = tgfoid "
      "WHERE NOT tgisinternal AND pronamespace = " +
      of_schema + " ORDER BY 1");
  for (std::size_t at = shape.find(place.schema()); at != std::string::npos;
       at = shape.find(place.schema(), at)) {
    shape.replace(at, place.schema().size(), "STORE");
  }
  return shape;
}

void migrate(const std::string& url, std::span<const PostgresMigration> steps) {
  store::Wire wire(url, {});
  store::migrate(wire, steps);
}

constexpr std::array kSteps = {
    PostgresMigration{.of_store = "ALTER TABLE item ADD COLUMN added BIGINT NOT NULL DEFAULT 5"},
    PostgresMigration{.of_store = "UPDATE item SET added = added + 1",
                      .of_set = "CREATE TABLE made (x BIGINT); INSERT INTO {set}.made "
                                "SELECT added FROM item"},
};

}  // namespace

TEST_CASE("each version has its step on PostgreSQL, too") {
  const auto steps = static_cast<int>(store::postgres_migrations().size());
  CHECK(store::kFirstOnPostgres + steps == store::latest_version());
}

TEST_CASE(
    "a store of the first version on PostgreSQL becomes what is made new, with all its rows") {
  if (!has_server()) return;
  const Place now;
  now.make_now();
  const Place first;
  first.make_first();
  const std::string rows = test::rows_of(first.options());
  for (const char* set : {"", "b"}) {
    CHECK(store::open(first.options(set)));
    CHECK(store::check_up(first.options(set)).faults == std::vector<std::string>());
  }
  for (const char* set : {"", "/b"}) {
    const std::string shape = shape_of(first, first.schema() + set);
    CHECK(shape == shape_of(now, now.schema() + set));
    CHECK_THAT(shape, Contains("changed_item|item_key|bigint|-|t||"));
  }
  const test::TempDir dir;
  test::make_filled(dir / "syndic.db", store::kFirstOnPostgres);
  static_cast<void>(store::open({.sqlite_file = dir / "syndic.db"}));
  CHECK(test::rows_of(first.options()) == test::rows_of(dir / "syndic.db"));
}

TEST_CASE("a step is applied once, to the store and to each of its sets") {
  if (!has_server()) return;
  const Place place;
  place.make_first();
  migrate(place.url(), std::span(kSteps).first(1));
  CHECK(place.version() == "25\n");
  migrate(place.url(), kSteps);
  migrate(place.url(), kSteps);
  CHECK(place.version() == "26\n");
  CHECK(place.ask("SELECT added FROM item; SELECT x FROM made; SELECT x FROM " +
                  place.schema_of_b() + ".made") == "6\n6\n6\n");
}

TEST_CASE("a step that fails leaves the store as it was, those before it undone, too") {
  if (!has_server()) return;
  const Place place;
  place.make_first();
  std::array steps = kSteps;
  steps[1].of_set = "CREATE TABLE made (x BIGINT); SELECT 1 / (key - 1) FROM item";
  CHECK_THROWS_WITH(migrate(place.url(), steps),
                    "cannot be brought from version 24 to 26: it failed: division by zero (22012); "
                    "run again");
  CHECK(place.version() == "24\n");
  CHECK(store::check_up(place.options()).faults == std::vector<std::string>());
  CHECK(place.ask("SELECT to_regclass('made') IS NULL, count(*) FROM pg_attribute "
                  "WHERE attrelid = 'item'::regclass AND attname = 'added'") == "t|0\n");
}

TEST_CASE("of processes that begin with a later version at once one migrates the store") {
  if (!has_server()) return;
  const Place place;
  place.make_first();
  std::vector<std::future<int>> processes;
  for (int i = 0; i < 4; ++i) {
    processes.push_back(std::async(std::launch::async, [&] {
      store::Wire wire(place.url(), {});
      static_cast<void>(store::use_store(wire));
      store::migrate(wire, kSteps);
      return store::use_store(wire);
    }));
  }
  for (auto& process : processes) CHECK(process.get() == 26);
  CHECK(place.ask("SELECT added FROM item") == "6\n");
}

TEST_CASE("a store that another process uses is not migrated, until that has ended") {
  if (!has_server()) return;
  const Place place;
  place.make_first();
  const std::string impatient = place.url() + "%20-clock_timeout%3D100ms";
  for (const auto open : {store::open, store::open_read_only}) {
    const auto other = open(place.options("b"));
    CHECK_THROWS_WITH(
        migrate(impatient, kSteps),
        "cannot be brought from version 24 to 26 while another syndic uses it: stop that, all "
        "workers too, and run again");
  }
  migrate(impatient, kSteps);
  CHECK(place.version() == "26\n");
}

TEST_CASE("who uses a store may open more connections while another waits to migrate it") {
  if (!has_server()) return;
  const Place place;
  place.make_first();
  const std::string patient = place.url() + "%20-clock_timeout%3D600s";
  auto other = std::make_unique<store::Wire>(place.url(), "");
  CHECK(store::use_store(*other) == 24);
  auto migrated = std::async(std::launch::async, [&] { migrate(patient, kSteps); });
  const std::string is_waiting =
      "SELECT count(*) > 0 FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
      "AND query LIKE '%advisory_xact_lock%'";
  while (place.ask(is_waiting) != "t\n") std::this_thread::sleep_for(std::chrono::milliseconds(5));
  store::Wire more(place.url() + "%20-clock_timeout%3D5s", "");
  CHECK(store::use_store(more) == 24);
  more.execute("SELECT pg_advisory_unlock_all()");
  other.reset();
  migrated.get();
  CHECK(place.version() == "26\n");
}

TEST_CASE("a store whose version none has on PostgreSQL is left as it is, and says why") {
  if (!has_server()) return;
  const Place place;
  place.make_now();
  const auto expect = [&](const char* sql, const std::string& words) {
    static_cast<void>(place.ask(sql));
    CHECK_THROWS_WITH(store::open(place.options()), Contains(words));
    CHECK_THROWS_WITH(store::open_read_only(place.options()), Contains(words));
    CHECK_THROWS_WITH(store::check_up(place.options()), Contains(words));
  };
  expect("UPDATE syndic_store SET version = 23",
         " has version 23, which none has on PostgreSQL: its table syndic_store was changed; "
         "restore a backup");
  const std::string damaged =
      " is damaged: its table syndic_store does not hold one version; restore a backup";
  for (const char* version : {"0", "-1", "9223372036854775807"}) {
    expect((std::string("UPDATE syndic_store SET version = ") + version).c_str(), damaged);
  }
  expect("DELETE FROM syndic_store", damaged);
  expect("INSERT INTO syndic_store VALUES (24), (24)", damaged);
}

}  // namespace postgres_migrations_test
