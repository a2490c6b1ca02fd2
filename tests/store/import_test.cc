// SPDX-License-Identifier: MIT
//
// Exports that come back as they were, and imports of anything else, which change nothing.
#include "store/import.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/error.h"
#include "tests/store/filled.h"
#include "tests/support/temp_dir.h"

namespace import_test {

using namespace syndic;
using Catch::Matchers::Contains;
using test::rows_of;
namespace fs = std::filesystem;

namespace {

Result<store::Imported> import(const std::string& text, const fs::path& file,
                               std::size_t longest_line = 100'000) {
  std::istringstream in(text);
  return store::import_rows({file}, in, longest_line);
}

std::string header(int version = store::latest_version()) {
  return "{\"syndic_store\":" + std::to_string(version) + "}\n";
}

// Why it is refused, with what to do; nothing is made.
std::string whole_refusal(const std::string& text) {
  const test::TempDir dir;
  const auto imported = import(text, dir / "new.db");
  CHECK(test::names_in(dir.path()).empty());
  REQUIRE_FALSE(imported);
  CHECK(imported.error().code == Errc::malformed);
  return imported.error().message;
}

// Why a damaged one is refused.
std::string refusal(const std::string& text) {
  constexpr std::string_view kStep =
      "; the export is damaged: make it anew with syndic store export, or restore a backup";
  std::string message = whole_refusal(text);
  CHECK_THAT(message, Catch::EndsWith(std::string(kStep)));
  if (message.size() >= kStep.size()) message.resize(message.size() - kStep.size());
  return message;
}

// An export of one row of the table, whose `column` has that text.
std::string export_of(const std::string& table, const std::string& column,
                      const std::string& text) {
  nlohmann::json row;
  for (const store::TableShape& shape : store::tables_of(store::latest_version())) {
    if (shape.name != table) continue;
    for (const store::ColumnShape& each : shape.columns) {
      if (each.type == "INTEGER") row[each.name] = 1;
      if (each.type == "TEXT") row[each.name] = test::text_for(table, each.name);
    }
  }
  REQUIRE(row.contains(column));
  row[column] = text;
  return header() + nlohmann::json{{"table", table}, {"row", row}}.dump() + "\n{\"rows\":1}\n";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

void make_store(const fs::path& file) {
  store::open({file})->merge("casel",
                             test::feed({test::item("urn:a", "2022-01-01T00:00:00Z"),
                                         test::item("urn:b", "2022-01-02T00:00:00Z")}),
                             {}, test::kNoon);
}

}  // namespace

TEST_CASE("an export begins with the version, has a line a row, and ends with their number") {
  const test::TempDir dir;
  SQLite::Database((dir / "s.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  store::open({dir / "s.db"})->record_alarm("the disk is full");
  CHECK(test::exported(dir / "s.db") ==
        "{\"syndic_store\":" + std::to_string(store::latest_version()) +
            ",\"exported\":\"2022-05-16T12:00:00Z\"}\n"
            "{\"table\":\"alarm\",\"row\":{\"key\":1,\"words\":\"the disk is full\"}}\n"
            "{\"rows\":1}\n");
}

TEST_CASE("an export of every version comes back as that version would be after its migration") {
  for (int version = 1; version <= store::latest_version(); ++version) {
    CAPTURE(version);
    const test::TempDir dir;
    test::make_filled(dir / "old.db", version);
    CHECK(store::check_up({dir / "old.db"}).faults.empty());
    const std::string text = test::exported(dir / "old.db");
    const auto imported = import(text, dir / "new.db");
    REQUIRE(imported);
    CHECK(imported->summary.version == store::latest_version());
    CHECK(imported->summary.items == 1);
    CHECK(store::check_up({dir / "new.db"}).faults.empty());
    static_cast<void>(store::back_up({dir / "old.db"}, dir / "backup.db"));
    CHECK(rows_of(dir / "backup.db") == rows_of(dir / "old.db"));
    static_cast<void>(store::open({dir / "old.db"}));
    CHECK(rows_of(dir / "new.db") == rows_of(dir / "old.db"));
  }
}

TEST_CASE("no trigger acts on what is imported, and all act on what comes later") {
  const test::TempDir dir;
  make_store(dir / "old.db");
  SQLite::Database((dir / "old.db").string(), SQLite::OPEN_READWRITE)
      .exec("DELETE FROM changed_item");
  REQUIRE(import(test::exported(dir / "old.db"), dir / "new.db"));
  CHECK(rows_of(dir / "new.db") == rows_of(dir / "old.db"));
  store::open({dir / "new.db"})
      ->merge("casel", test::feed({test::item("urn:c", "2022-01-03T00:00:00Z")}), {}, test::kNoon);
  CHECK_THAT(rows_of(dir / "new.db"), Contains("{\"table\":\"changed_item\""));
  CHECK(store::check_up({dir / "new.db"}).faults.empty());
}

TEST_CASE("texts of any bytes and numbers of any size come back") {
  const test::TempDir dir;
  make_store(dir / "old.db");
  SQLite::Database((dir / "old.db").string(), SQLite::OPEN_READWRITE)
      .exec(
          "UPDATE item SET title = CAST(x'61ff00eda08062' AS TEXT), "
          "summary = CAST(x'610062' AS TEXT), rights = char(10, 8232, 34, 92, 128512), "
          "fingerprint = -9223372036854775807 - 1, words = 9223372036854775807");
  CHECK_THAT(rows_of(dir / "old.db"), Contains("\"title\":{\"text\":\"61ff00eda08062\"}") &&
                                          Contains("\"summary\":\"a\\u0000b\""));
  REQUIRE(import(test::exported(dir / "old.db"), dir / "new.db"));
  CHECK(rows_of(dir / "new.db") == rows_of(dir / "old.db"));
}

TEST_CASE("an import is refused with the line that is wrong, and makes nothing") {
  const std::string row = "{\"table\":\"alarm\",\"row\":{\"key\":1,\"words\":\"w\"}}\n";
  const std::string end = "{\"rows\":1}\n";
  const test::TempDir dir;
  REQUIRE(import(header() + row + end, dir / "new.db"));
  const std::string next = std::to_string(store::latest_version() + 1);
  CHECK(refusal("") == "line 1: it is empty");
  CHECK(refusal("\n") == "line 1: it is no JSON object");
  CHECK(refusal("Things to do") == "line 1: it is no JSON object");
  CHECK(whole_refusal(std::string("SQLite format 3\0\x10", 17)) ==
        "line 1: it is a database and no export; copy a backup to where the store is");
  CHECK(refusal(row) == "line 1: it is no header of a syndic store export");
  CHECK(whole_refusal("{\"syndic_store\":" + next + "}\n" + end) ==
        "line 1: the export is of version " + next + ", this syndic knows 1 to " +
            std::to_string(store::latest_version()) + ": use a newer syndic");
  for (const std::string number : {"0", "-1", "-9223372036854775808"}) {
    CHECK(refusal("{\"syndic_store\":" + number + "}\n") ==
          "line 1: the export is of version " + number + ", which no syndic makes");
  }
  CHECK_THAT(
      whole_refusal("{\"syndic_store\":18446744073709551615}\n"),
      Contains("of version 18446744073709551615, ") && Catch::EndsWith("use a newer syndic"));
  CHECK_THAT(refusal("{\"syndic_store\":\"22\"}\n"), Contains("no header"));
  CHECK(refusal(header()) == "line 2: it is not there: the export is cut off");
  CHECK(refusal(header() + row) == "line 3: it is not there: the export is cut off");
  CHECK(refusal(header() + row.substr(0, 20)) == "line 2: it is no JSON object");
  CHECK(refusal(header() + end) ==
        "line 2: the export has not all of its rows: 0 came before its end, which counts \"1\"");
  CHECK(refusal(header() + row + end + row) == "line 4: it is behind the export's end");
  CHECK(refusal(header() + row + row + end) == "line 3: UNIQUE constraint failed: alarm.key");
  CHECK(refusal(header(7) + row + end) == "line 2: version 7 has no table \"alarm\"");
  CHECK(refusal(header() + replaced(row, "alarm", "sqlite_schema")) ==
        "line 2: version " + std::to_string(store::latest_version()) +
            " has no table \"sqlite_schema\"");
  CHECK(refusal(header() + replaced(row, "\"words\"", "\"wrods\"")) ==
        "line 2: the row lacks alarm.words");
  CHECK(refusal(header() + replaced(row, "{\"key\"", "{\"a\\u001b[1m\":2,\"key\"")) ==
        "line 2: table alarm has no column \"a[1m\"");
  CHECK(refusal(header() + replaced(row, "\"w\"", "7")) == "line 2: alarm.words is no text");
  CHECK(refusal(header() + replaced(row, "\"w\"", "{\"text\":\"6\"}")) ==
        "line 2: a value is no hexadecimal text");
  CHECK(refusal(header() + replaced(row, "\"w\"", "null")) ==
        "line 2: NOT NULL constraint failed: alarm.words");
  CHECK(refusal(header() + replaced(row, ":1", ":\"1\"")) ==
        "line 2: alarm.key is no whole number");
  CHECK(refusal(header() + replaced(row, ":1", ":1.5")) == "line 2: alarm.key is no whole number");
  CHECK(refusal(header() + replaced(row, ":1", ":18446744073709551615")) ==
        "line 2: alarm.key is no whole number");
  CHECK_THAT(refusal(header() + replaced(row, ":1", ":2")), Contains("line 2: CHECK constraint"));
  CHECK(refusal(header() + replaced(row, ":1", ":[]")) == "line 2: it is no row");
  CHECK(refusal(header() + std::string(50'000, '[')) == "line 2: it is no row");
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "{\"a\":";
  CHECK(refusal(header() + deep) == "line 2: it is no row");
  CHECK(refusal(header() + "{\"row\":{},\"table\":1}") ==
        "line 2: it is no row, which has \"table\" and \"row\"");
  CHECK(refusal(header() + std::string(100'001, ' ')) == "line 2: it is longer than 100000 bytes");
  CHECK_THAT(refusal(header() + replaced(row, "\"w\"", "\"\xff\"")), Contains("no JSON object"));
}

TEST_CASE("a text that becomes a path, an address or a header is refused where it may do harm") {
  struct Hostile {
    const char* table;
    const char* column;
    const char* due;
    std::vector<std::string> refused;
    std::vector<std::string> taken;
  };
  const std::vector<std::string> paths = {
      "",     "../victim.css", "/tmp/x/victim.css",   ".git", "a/../../b", "a//b", "./a",
      "a\nb", "a\x1b[1m",      std::string("a\0b", 3)};
  const std::vector<std::string> names = {"all.rss", "assets/a-0123.png", "why/0a.json"};
  const std::vector<std::string> addresses = {"file:///etc/passwd", "gopher://a.example/", "x",
                                              "https://a.example/\r\nHost: b.example"};
  const std::vector<std::string> links = {"javascript:alert(1)", " JavaScript:alert(1)",
                                          "data:text/html,x", "file:///etc/passwd"};
  const std::vector<std::string> fine = {"", "https://a.example/feed?x=1", "http://a.example/"};
  const std::vector<std::string> headers = {"a\r\nHost: b.example", std::string("a\0b", 3)};
  for (const Hostile& each : std::vector<Hostile>{
           {"published_file", "name", "name of a published file", paths, names},
           {"unannounced_file", "name", "name of a published file", paths, names},
           {"link_file",
            "name",
            "pair of hexadecimal digits",
            {"..", "/a", "0", "0ab", ""},
            {"0a"}},
           {"source", "adopted_url", "http or https address", addresses, fine},
           {"source", "moved_url", "http or https address", addresses, fine},
           {"ping", "hub", "http or https address", addresses, fine},
           {"ping", "topic", "http or https address", addresses, fine},
           {"item", "url", "link for a page", links, {}},
           {"item", "external_url", "link for a page", links, {}},
           {"item", "image", "link for a page", links, {}},
           {"source", "home_page_url", "link for a page", links, {"", "tag:a.example,2020:1"}},
           {"source", "etag", "value of a header", headers, {"", "W/\"a\tb\"", "\"\xc3\xbc\""}},
           {"source", "last_modified", "value of a header", headers, {"", "Mon"}},
           {"source_list", "etag", "value of a header", headers, {"", "\"a\""}},
           {"source_list", "last_modified", "value of a header", headers, {"", "Mon"}}}) {
    for (const std::string& text : each.refused) {
      CAPTURE(each.table, each.column, text);
      const std::string said = refusal(export_of(each.table, each.column, text));
      CHECK_THAT(said, Catch::StartsWith("line 2: " + std::string(each.table) + "." + each.column +
                                         " \"") &&
                           Catch::EndsWith("\" is no " + std::string(each.due)));
    }
    for (const std::string& text : each.taken) {
      CAPTURE(each.table, each.column, text);
      const test::TempDir dir;
      CHECK(import(export_of(each.table, each.column, text), dir / "new.db"));
    }
  }
  // Rows that belong to others are judged before these are looked for.
  CHECK_THAT(refusal(export_of("site_feed", "feed_url", "file:///x")), Contains("is no http"));
  CHECK_THAT(refusal(export_of("known_file", "name", "a/b.md")), Contains("is no name of a file"));
  CHECK_THAT(refusal(export_of("link_answer", "link", "../x")), Contains("is no hash of a link"));
  // A run goes through all archives up to the newest.
  const std::string archive = export_of("archive", "feed", "all");
  for (const std::string number : {"0", "-1", "100001", "9223372036854775807"}) {
    CHECK(refusal(replaced(archive, "\"number\":1", "\"number\":" + number)) ==
          "line 2: archive.number cannot be " + number);
  }
  // Also where it is said in another way.
  CHECK_THAT(refusal(replaced(export_of("unannounced_file", "name", "all.rss"), "\"all.rss\"",
                              "{\"text\":\"2e2e2f78\"}")),
             Contains("unannounced_file.name \"../x\" is no name of a published file"));
}

TEST_CASE("an imported store is for its user and group, or for those whose an empty one is") {
  const test::TempDir dir;
  const auto mode_of = [](const fs::path& file) {
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    return status.st_mode & 0777U;
  };
  const std::string text = header() + "{\"rows\":0}\n";
  const mode_t before = ::umask(0022);
  static_cast<void>(store::open({dir / "refreshed.db"}));
  CHECK(import(text, dir / "new.db"));
  ::umask(0077);
  CHECK(import(text, dir / "private.db"));
  ::umask(before);
  CHECK(mode_of(dir / "refreshed.db") == 0640);
  CHECK(mode_of(dir / "new.db") == 0640);
  CHECK(mode_of(dir / "private.db") == 0600);
  dir.write("empty.db", "");
  fs::permissions(dir / "empty.db", fs::perms::owner_read | fs::perms::owner_write);
  CHECK(import(text, dir / "empty.db"));
  CHECK(mode_of(dir / "empty.db") == 0600);
}

TEST_CASE("an export whose rows have lost what they belong to is refused, unless it was damaged") {
  const test::TempDir dir;
  make_store(dir / "old.db");
  SQLite::Database((dir / "old.db").string(), SQLite::OPEN_READWRITE)
      .exec("INSERT INTO correction SELECT key, 1 FROM item; DELETE FROM item WHERE id = 'urn:a'");
  const std::string text = test::exported(dir / "old.db");
  CHECK_THAT(refusal(text),
             Contains("a row of table correction belongs to a row that is not there"));
  const auto imported =
      import(replaced(text, "{\"rows\":", "{\"damaged\":true,\"rows\":"), dir / "new.db");
  REQUIRE(imported);
  CHECK(imported->dropped == 1);
  CHECK(imported->summary.items == 1);
  CHECK(store::check_up({dir / "new.db"}).faults.empty());
}

TEST_CASE("what can be read of a damaged store is exported, and is a whole store again") {
  const test::TempDir dir;
  std::vector<model::Item> items;
  for (int i = 0; i < 300; ++i) {
    items.push_back(test::item("urn:" + std::to_string(i), "2022-01-01T00:00:00Z"));
    items.back().content.value = std::string(2'000, 'x');
  }
  test::open(dir.path())->merge("casel", test::feed(std::move(items)), {}, test::kNoon);
  int damaged_page = 0;
  {
    SQLite::Database database((dir / "syndic.db").string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    damaged_page = static_cast<int>(fs::file_size(dir / "syndic.db") / 4096 / 2);
  }
  {
    std::fstream bytes(dir / "syndic.db", std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(std::streamoff{4096} * damaged_page);
    bytes << std::string(4096, '\x07');
  }
  REQUIRE_FALSE(store::check_up({dir / "syndic.db"}).faults.empty());
  std::ostringstream out;
  const store::Exported exported = store::export_rows({dir / "syndic.db"}, test::kNoon, out);
  REQUIRE(exported.damaged.size() == 1);
  CHECK_THAT(exported.damaged[0], Contains("table item: "));
  const auto imported = import(out.str(), dir / "new.db");
  REQUIRE(imported);
  CHECK(imported->summary.items >= 290);
  CHECK(store::check_up({dir / "new.db"}).faults.empty());
}

TEST_CASE("an import replaces an empty store only, and leaves no log of another one") {
  const test::TempDir dir;
  make_store(dir / "old.db");
  const std::string text = test::exported(dir / "old.db");
  CHECK_THROWS_WITH(
      import(text, dir / "old.db"),
      Contains("has 1 source and 2 items and is left as it is") && Contains("move this one away"));
  static_cast<void>(store::open({dir / "new.db"})->record_alarm("the disk is full"));
  REQUIRE(import(text, dir / "new.db"));
  CHECK(rows_of(dir / "new.db") == rows_of(dir / "old.db"));
  // A log that was left behind when its store was removed.
  dir.write("third.db-wal", "not of this store");
  dir.write("third.db-shm", "nor this");
  REQUIRE(import(text, dir / "third.db"));
  CHECK_FALSE(fs::exists(dir / "third.db-wal"));
  CHECK_FALSE(fs::exists(dir / "third.db-shm"));
  CHECK(rows_of(dir / "third.db") == rows_of(dir / "old.db"));
  dir.write("notes", "Things to do");
  CHECK_THROWS_WITH(import(text, dir / "notes"), Contains("is no SQLite database"));
}

TEST_CASE("an export to a file is for its owner, and replaces an export only") {
  const test::TempDir dir;
  make_store(dir / "s.db");
  const fs::path file = dir / "e.jsonl";
  for (int i = 0; i < 2; ++i) {
    CHECK(store::export_rows_to({dir / "s.db"}, test::kNoon, file).damaged.empty());
    CHECK(test::bytes_of(file) == test::exported(dir / "s.db"));
  }
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600);
  dir.write("notes", "Things to do");
  CHECK_THROWS_WITH(store::export_rows_to({dir / "s.db"}, test::kNoon, dir / "notes"),
                    Contains("a file that is no export is there"));
  dir.write("s.db.lock", "");
  fs::create_symlink("s.db.lock", dir / "link");
  for (const char* name : {"s.db", "s.db.lock", "link", "s.db-journal"}) {
    CHECK_THROWS_WITH(store::export_rows_to({dir / "s.db"}, test::kNoon, dir / name),
                      Contains("it is the store itself, or belongs to it"));
  }
  CHECK_THROWS_WITH(store::export_rows_to({dir / "s.db"}, test::kNoon, "/dev/null"),
                    Contains("it is no file"));
  CHECK_THROWS_AS(store::export_rows_to({dir / "s.db"}, test::kNoon, dir / "none" / "e"),
                  FileFailure);
}

}  // namespace import_test
