// SPDX-License-Identifier: MIT
//
// Stores as earlier versions left them, row by row: each opens, keeps what it holds, and goes on.
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>

#include <array>
#include <catch2/catch.hpp>

#include "base/hash.h"
#include "store/sqlite/migrations.h"
#include "store/upkeep.h"
#include "tests/store/filled.h"
#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace versions_test {

using namespace syndic;

namespace {

// The tables of version 2 in full; what came later was added to them.
constexpr const char* kVersion2 = R"sql(
CREATE TABLE source (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  fetched_url TEXT NOT NULL DEFAULT '', etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '', validators_url TEXT NOT NULL DEFAULT '',
  body_hash TEXT NOT NULL DEFAULT '', last_fetch INTEGER, last_success INTEGER,
  last_change INTEGER, next_due INTEGER, retry_after INTEGER,
  last_status INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0, last_error TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '', feed_url TEXT NOT NULL DEFAULT '',
  home_page_url TEXT NOT NULL DEFAULT '', atom_id TEXT NOT NULL DEFAULT '',
  icon TEXT NOT NULL DEFAULT '', rights TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '', items INTEGER NOT NULL DEFAULT 0,
  newest_published INTEGER, newest_change INTEGER,
  identity_scheme TEXT NOT NULL DEFAULT 'ids', id_changes INTEGER NOT NULL DEFAULT 0,
  rules TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE item (
  key INTEGER PRIMARY KEY,
  source_key INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  first_seen INTEGER NOT NULL, id TEXT NOT NULL, published INTEGER NOT NULL, updated INTEGER,
  dated_by_first_sight INTEGER NOT NULL, content_hash TEXT NOT NULL,
  canonical_url TEXT NOT NULL, given_id TEXT NOT NULL, feed_id TEXT NOT NULL,
  identity TEXT NOT NULL, date_element TEXT NOT NULL, position INTEGER NOT NULL,
  dropped_by TEXT NOT NULL, title_key TEXT NOT NULL, fingerprint INTEGER NOT NULL,
  words INTEGER NOT NULL, guid_is_permalink INTEGER, url TEXT NOT NULL,
  external_url TEXT NOT NULL, comments_url TEXT NOT NULL, rights TEXT NOT NULL,
  language TEXT NOT NULL, image TEXT NOT NULL, banner_image TEXT NOT NULL, kind TEXT NOT NULL,
  title_type TEXT NOT NULL, summary_type TEXT NOT NULL, content_type TEXT NOT NULL,
  title TEXT NOT NULL, lists TEXT NOT NULL, summary TEXT NOT NULL, content TEXT NOT NULL,
  UNIQUE (id, source_key)
) STRICT;
CREATE INDEX item_by_date ON item (source_key, published DESC, id);
CREATE INDEX item_by_link ON item (canonical_url, source_key, first_seen, published)
  WHERE canonical_url <> '';
CREATE INDEX item_by_feed_id ON item (source_key, feed_id);
CREATE INDEX item_by_title ON item (title_key, published) WHERE title_key <> '';
PRAGMA application_id = 0x53594E44;

INSERT INTO source (key, id, fetched_url, etag, last_fetch, last_success, last_change, next_due,
    last_status, failures, last_error, title, items, newest_published)
  VALUES (7, 'casel', 'https://c.example/feed', '"1"', 1652702400, 1652698800, 1652612400,
    1652706000, 500, 2, 'HTTP 500', 'CASEL', 1, 1642723200);
INSERT INTO item VALUES (1, 7, 1652702400, 'urn:a', 1642723200, NULL, 0, 'Bridges',
  'https://c.example/a', 'a', 'urn:a', 'given', 'pubDate', 0, '', '', 0, 0, 1,
  'https://c.example/a', '', '', 'R', 'en', '', '', 'listen', 'plain', 'plain', 'html', 'Bridges',
  '', 'In short', '<p>Long</p>');
)sql";

constexpr const char* kVersion3 = R"sql(
ALTER TABLE source ADD COLUMN retry_host TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN failing_since INTEGER;
ALTER TABLE source ADD COLUMN server_wish INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN feed_wish INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN adopted_url TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN moved_url TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN moved_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN moved_last INTEGER;
UPDATE source SET failing_since = 1652695200, server_wish = 7200, skip_hours = 5,
  adopted_url = 'https://new.example/feed';
)sql";

constexpr const char* kVersion4 = R"sql(
CREATE TABLE site_feed (
  source_key INTEGER PRIMARY KEY REFERENCES source (key) ON DELETE CASCADE,
  site TEXT NOT NULL, feed_url TEXT NOT NULL, searched INTEGER
) STRICT;
INSERT INTO site_feed VALUES (7, 'https://c.example', 'https://c.example/feed', 1652702400);
)sql";

// Makes a store as that version left it.
void make(const test::TempDir& dir, int version) {
  SQLite::Database database((dir.path() / "syndic.db").string(),
                            SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec(kVersion2);
  if (version >= 3) database.exec(kVersion3);
  if (version >= 4) database.exec(kVersion4);
  database.exec("PRAGMA user_version = " + std::to_string(version));
}

// What every one of them holds.
void check_what_it_held(store::Store& store) {
  const auto items = store.select(test::newest({"casel"}));
  REQUIRE(test::names(items) == std::vector<std::string>{"casel/urn:a"});
  CHECK(items[0].first_seen == test::kNoon);
  CHECK(items[0].item.published == test::at("2022-01-21T00:00:00Z"));
  CHECK(items[0].item.content.value == "<p>Long</p>");
  CHECK(items[0].item.lineage.given_id == "a");
  CHECK(store.sources().at("casel").about.name == "CASEL");
  const auto state = store.fetch_states().at("casel");
  CHECK(state.fetched_url == "https://c.example/feed");
  CHECK(state.validators.etag == "\"1\"");
  CHECK(state.failures == 2);
  CHECK(state.next_due == test::at("2022-05-16T13:00:00Z"));
  CHECK(state.last_error == "HTTP 500");
}

void check_that_it_goes_on(const test::TempDir& dir, store::Store& store) {
  CHECK(store.fetch_days().empty());
  store.merge("casel", test::feed({test::item("urn:b", "2022-05-16T00:00:00Z")}), {},
              test::kOneHourLater);
  store.count("casel", {.day = 19128, .fetches = 1, .added = 1});
  CHECK(store.fetch_days().at("casel").size() == 1);
  CHECK(store.select(test::newest({"casel"})).size() == 2);
  SQLite::Database database((dir.path() / "syndic.db").string());
  CHECK(database.execAndGet("PRAGMA user_version").getInt() == store::latest_version());
  CHECK(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
  CHECK(database.execAndGet("SELECT count(*) FROM pragma_foreign_key_check").getInt() == 0);
}

// What the tables of that version hold, a line each: "item.title=title".
std::vector<std::string> values_in(const std::filesystem::path& file, int version) {
  SQLite::Database database(file.string());
  std::vector<std::string> values;
  for (const store::TableShape& table : store::tables_of(version)) {
    for (const store::ColumnShape& column : table.columns) {
      const std::string sql = "SELECT " + column.name + " FROM " + table.name;
      values.push_back(table.name + "." + column.name + "=" + database.execAndGet(sql).getString());
    }
  }
  return values;
}

}  // namespace

TEST_CASE(
    "a store of version 2 keeps its items and states; it has been failing since its last "
    "fetch at the latest") {
  const test::TempDir dir;
  make(dir, 2);
  const auto store = test::open(dir.path());
  check_what_it_held(*store);
  const auto state = store->fetch_states().at("casel");
  CHECK(state.failing_since == test::kNoon);
  CHECK(state.wishes == model::Wishes{});
  CHECK(state.move == model::Move{});
  check_that_it_goes_on(dir, *store);
}

TEST_CASE("a store of version 3 keeps what was wished for and where a source has moved") {
  const test::TempDir dir;
  make(dir, 3);
  const auto store = test::open(dir.path());
  check_what_it_held(*store);
  const auto state = store->fetch_states().at("casel");
  CHECK(state.failing_since == test::at("2022-05-16T10:00:00Z"));
  CHECK(state.wishes.server == std::chrono::hours(2));
  CHECK(state.wishes.skip_hours.to_ulong() == 5);
  CHECK(state.move.adopted_url == "https://new.example/feed");
  CHECK(store->site_feeds().empty());
  check_that_it_goes_on(dir, *store);
}

TEST_CASE("a store of version 4 keeps where the feeds of sites are") {
  const test::TempDir dir;
  make(dir, 4);
  const auto store = test::open(dir.path());
  check_what_it_held(*store);
  CHECK(store->site_feeds().at("casel") ==
        model::SiteFeed{"https://c.example", "https://c.example/feed", test::kNoon, 0});
  check_that_it_goes_on(dir, *store);
}

TEST_CASE("a store of every version migrates, and keeps what each of its rows says") {
  for (int version = 1; version <= store::latest_version(); ++version) {
    CAPTURE(version);
    const test::TempDir dir;
    test::make_filled(dir / "syndic.db", version);
    const std::vector<std::string> before = values_in(dir / "syndic.db", version);
    CHECK(before.size() >= 50);
    if (version < store::latest_version()) {
      CHECK_THROWS_WITH(store::open_read_only({dir / "syndic.db"}),
                        Catch::Contains("run \"syndic refresh\" once"));
    }
    CHECK(store::open_copy({dir / "syndic.db"})->history("id").items == 1);
    CHECK(values_in(dir / "syndic.db", version) == before);

    CHECK(store::open({dir / "syndic.db"})->history("id").items == 1);
    CHECK(values_in(dir / "syndic.db", version) == before);
    const store::Checkup checkup = store::check_up({dir / "syndic.db"});
    CHECK(checkup.summary.version == store::latest_version());
    CHECK(checkup.faults.empty());
  }
}

TEST_CASE("no step that was released has changed since") {
  constexpr std::array kReleased = {
      "f83dfdb1331bd8ec", "afa2c54e1b08124c", "786f18ae29ad51f0", "500fbc5fdc8b1163",
      "f86a370011b82a0e", "d3146e54b26c34c2", "1d0fa5e6e9e76b2b", "484a6e96432bb32b",
      "dcfb0e8105da0f0b", "be01b4eda17c263a", "bcb82b1fe6ecd1c4", "ebb05a7fa955cd5b",
      "35f7d399863868c5", "90bb78c426db6ed1", "b79f4429c21704f7", "30f015695d1a803a",
      "af5e3915db952b26", "8938de190a854a4b", "cd657c2c6a30be29", "a33ff1ef1bd93e86",
      "04bb6594b30d8dc9", "882764c392681b4a"};
  REQUIRE(store::migrations().size() >= kReleased.size());
  for (std::size_t step = 0; step < kReleased.size(); ++step) {
    CAPTURE(step);
    CHECK(base::fnv1a(store::migrations()[step]) == kReleased[step]);
  }
}

}  // namespace versions_test
