// SPDX-License-Identifier: MIT
#include <SQLiteCpp/SQLiteCpp.h>
#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "base/error.h"
#include "store/sqlite/migrations.h"
#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace file_test {

using namespace syndic;
using Catch::Matchers::Contains;
using test::bytes_of;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// What opening says, for writing and for reading alike; nothing at `path` may change by it.
std::string refusal(const fs::path& path) {
  const std::string before = bytes_of(path);
  std::string words;
  try {
    (void)store::open({path});
    FAIL("it was opened");
  } catch (const StoreFailure& failure) {
    words = failure.what();
  }
  CHECK_THROWS_WITH(store::open_read_only({path}), words);
  CHECK(bytes_of(path) == before);
  CHECK_THAT(words, Contains(path.string()));
  return words;
}

// A store with one item and the given version, closed.
void make_store_of_version(const fs::path& path, int version) {
  store::open({path})->merge("casel", test::feed({test::item("1", "2022-01-01T00:00:00Z")}), {},
                             test::kNoon);
  SQLite::Database database(path.string(), SQLite::OPEN_READWRITE);
  database.exec("PRAGMA user_version = " + std::to_string(version));
}

bool is_root() { return ::geteuid() == 0; }

}  // namespace

TEST_CASE("A new store is not for everybody, and one that is there keeps its mode") {
  const test::TempDir dir;
  const fs::path path = dir.path() / "syndic.db";
  const auto mode_of = [](const fs::path& file) {
    return static_cast<int>(fs::status(file).permissions());
  };
  const mode_t before = ::umask(0);
  {
    const auto store = store::open({path});
    store->keep("casel", {});
    CHECK(mode_of(path) == 0640);
    CHECK(mode_of(path.string() + "-wal") == 0640);
  }
  fs::permissions(path, static_cast<fs::perms>(0664));
  store::open({path})->keep("casel", {});
  CHECK(mode_of(path) == 0664);
  ::umask(before);
}

TEST_CASE("A missing folder is made") {
  const test::TempDir dir;
  store::open({dir.path() / "var" / "lib" / "syndic.db"})->keep("casel", {});
  CHECK(fs::is_regular_file(dir.path() / "var" / "lib" / "syndic.db"));
}

TEST_CASE("A store closed well is one file") {
  const test::TempDir dir;
  test::open(dir.path())->keep("casel", {});
  CHECK(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("An empty file becomes a store") {
  const test::TempDir dir;
  write(dir.path() / "syndic.db", "");
  CHECK(store::open_read_only({dir.path() / "syndic.db"}) == nullptr);
  CHECK(test::open(dir.path())->fetch_states().empty());
}

TEST_CASE("A name that means something in a URI is a file like any other") {
  const test::TempDir dir;
  const fs::path path = dir.path() / "a?b#c%41 d.db";
  store::open({path})->keep("cec", {});
  CHECK(store::open_read_only({path})->fetch_states().count("cec") == 1);
}

TEST_CASE("A store in memory is no file and goes with its object") {
  const test::TempDir dir;
  const fs::path before = fs::current_path();
  fs::current_path(dir.path());
  const auto store = store::open({":memory:"});
  store->begin_batch();
  store->merge("casel", test::feed({test::item("1", "2022-01-01T00:00:00Z")}), {}, test::kNoon);
  CHECK(store->select(test::newest({"casel"})).size() == 1);
  fs::current_path(before);
  CHECK(fs::is_empty(dir.path()));
}

TEST_CASE("What is no database is refused and left byte for byte as it is") {
  const test::TempDir dir;
  const fs::path path = dir.path() / "syndic.db";
  SECTION("a text") { write(path, "id,title\n1,An important list of somebody\n"); }
  SECTION("a longer text") { write(path, std::string(100'000, 'x')); }
  SECTION("a few bytes of a database") { write(path, std::string("SQLite format 3\0\x10", 17)); }
  CHECK_THAT(refusal(path), Contains("is no SQLite database") && Contains("left as it is"));
  CHECK(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("A database that is damaged behind its header is refused") {
  const test::TempDir dir;
  const fs::path path = dir.path() / "syndic.db";
  make_store_of_version(path, store::latest_version());
  std::string bytes = bytes_of(path);
  std::fill(bytes.begin() + 100, bytes.end(), '\xAA');
  write(path, bytes);
  CHECK_THROWS_WITH(store::open({path}), Contains("is damaged"));
  CHECK(bytes_of(path) == bytes);
}

TEST_CASE("A store of a version that this program does not know is refused and left as it is") {
  const test::TempDir dir;
  const fs::path path = dir.path() / "syndic.db";
  SECTION("a newer one") {
    make_store_of_version(path, store::latest_version() + 1);
    CHECK_THAT(refusal(path),
               Contains("has version " + std::to_string(store::latest_version() + 1)) &&
                   Contains("newer syndic"));
  }
  SECTION("garbage") {
    make_store_of_version(path, -559038737);
    CHECK_THAT(refusal(path), Contains("has version -559038737"));
  }
  SECTION("none, though there are tables") {
    make_store_of_version(path, 0);
    CHECK_THAT(refusal(path), Contains("has version 0"));
  }
  CHECK(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("A newer version that only a killed run's log knows of is refused too") {
  const test::TempDir dir;
  const fs::path path = dir.path() / "syndic.db";
  make_store_of_version(path, store::latest_version());
  const fs::path copy = dir.path() / "copy" / "syndic.db";
  fs::create_directory(copy.parent_path());
  {
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99");
    fs::copy_file(path, copy);
    fs::copy_file(path.string() + "-wal", copy.string() + "-wal");
  }
  const std::string log = bytes_of(copy.string() + "-wal");
  CHECK_THAT(refusal(copy), Contains("has version 99"));
  CHECK(bytes_of(copy.string() + "-wal") == log);
}

TEST_CASE("Another program's database is refused and left as it is") {
  const test::TempDir dir;
  const fs::path path = dir.path() / "places.sqlite";
  {
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("CREATE TABLE places (x); PRAGMA user_version = 1");
  }
  CHECK_THAT(refusal(path), Contains("another program's database"));
}

TEST_CASE("What is no file is refused at once") {
  const test::TempDir dir;
  const fs::path path = dir.path() / "syndic.db";
  SECTION("a folder") { fs::create_directory(path); }
  SECTION("a pipe, which would wait for a writer for ever") {
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  }
  CHECK_THROWS_WITH(store::open({path}), Contains("is no file"));
  CHECK_THROWS_WITH(store::open_read_only({path}), Contains("is no file"));
}

TEST_CASE("A store that is another user's is told with that user's name") {
  if (!is_root()) SUCCEED("Only root can become another user.");
  if (!is_root()) return;
  constexpr uid_t kDaemon = 1;
  constexpr uid_t kNobody = 65'534;
  const test::TempDir dir;
  const fs::path path = dir.path() / "syndic.db";
  test::open(dir.path())->keep("casel", {});
  REQUIRE(::chown(path.c_str(), kDaemon, kDaemon) == 0);
  REQUIRE(::chown(dir.path().c_str(), kDaemon, kDaemon) == 0);
  const std::string why =
      " cannot be read: Permission denied; it is for the user daemon, as in sudo -u daemon "
      "syndic …";
  SECTION("the file is closed") { fs::permissions(dir.path(), static_cast<fs::perms>(0755)); }
  SECTION("its folder is") { fs::permissions(dir.path(), static_cast<fs::perms>(0750)); }
  const pid_t child = ::fork();
  if (child == 0) {
    if (::setgroups(0, nullptr) != 0 || ::setuid(kNobody) != 0) ::_exit(2);
    try {
      (void)store::open_read_only({path});
    } catch (const StoreFailure& failure) {
      ::_exit(failure.what() == "store " + path.string() + why ? 0 : 1);
    }
    ::_exit(3);
  }
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE("A folder that cannot be made is named with the reason") {
  const test::TempDir dir;
  write(dir.path() / "file", "x");
  CHECK_THROWS_WITH(store::open({dir.path() / "file" / "syndic.db"}),
                    Contains("Not a directory") && Contains((dir.path() / "file").string()));
}

TEST_CASE("A read-only folder or file is said to be so") {
  if (is_root()) return;  // Permissions do not bind root.
  const test::TempDir dir;
  const fs::path path = dir.path() / "syndic.db";
  SECTION("no store yet") {
    fs::permissions(dir.path(), fs::perms::owner_read | fs::perms::owner_exec);
    CHECK_THROWS_WITH(store::open({path}), Contains("Permission denied"));
  }
  SECTION("a read-only store") {
    test::open(dir.path())->keep("casel", {});
    fs::permissions(path, fs::perms::owner_read);
    CHECK_THROWS_WITH(store::open({path}), Contains("is read-only"));
  }
  SECTION("a reader needs no right to write") {
    test::open(dir.path())->keep("casel", {});
    fs::permissions(path, fs::perms::owner_read);
    fs::permissions(dir.path(), fs::perms::owner_read | fs::perms::owner_exec);
    CHECK(store::open_read_only({path})->fetch_states().size() == 1);
  }
  fs::permissions(dir.path(), fs::perms::owner_all);
}

TEST_CASE("Opening for reading makes nothing where there is no store") {
  const test::TempDir dir;
  CHECK(store::open_read_only({dir.path() / "var" / "syndic.db"}) == nullptr);
  CHECK(fs::is_empty(dir.path()));
}

TEST_CASE("A reader cannot write") {
  const test::TempDir dir;
  test::open(dir.path())->keep("casel", {});
  const auto reader = store::open_read_only({dir.path() / "syndic.db"});
  REQUIRE(reader);
  CHECK_THROWS_WITH(reader->keep("cec", {}), Contains("read-only"));
  CHECK(reader->fetch_states().size() == 1);
}

TEST_CASE("A reader sees one state in a batch, whatever is committed meanwhile") {
  const test::TempDir dir;
  const auto writer = test::open(dir.path());
  writer->keep("casel", {});
  const auto reader = store::open_read_only({dir.path() / "syndic.db"});
  REQUIRE(reader);
  reader->begin_batch();
  CHECK(reader->fetch_states().size() == 1);
  writer->keep("cec", {});
  CHECK(reader->fetch_states().size() == 1);
  CHECK(reader->sources().size() == 1);
  CHECK(store::open_read_only({dir.path() / "syndic.db"})->sources().size() == 2);
}

TEST_CASE("A copy is of the store's state, and what is done to it stays in it") {
  const test::TempDir dir;
  const auto path = dir.path() / "syndic.db";
  CHECK(store::open_copy({path})->sources().empty());
  CHECK(fs::is_empty(dir.path()));
  const auto writer = test::open(dir.path());  // Its log is not in the file yet.
  writer->keep("casel", {});
  const auto copy = store::open_copy({path});
  CHECK(copy->sources().size() == 1);
  copy->keep("cec", {});
  CHECK(copy->sources().size() == 2);
  CHECK(writer->sources().size() == 1);
}

}  // namespace file_test
