// SPDX-License-Identifier: MIT
//
// Backups that are whole whenever they are made, checks that find what is wrong, and compaction.
#include "store/upkeep.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>

#include "base/error.h"
#include "store/file_aside.h"
#include "tests/store/filled.h"
#include "tests/support/temp_dir.h"

namespace upkeep_test {

using namespace syndic;
using Catch::Matchers::Contains;
using test::bytes_of;
using test::names_in;
namespace fs = std::filesystem;

namespace {

void make_store(const fs::path& file, int items = 2) {
  std::vector<model::Item> made;
  for (int i = 0; i < items; ++i) {
    made.push_back(test::item("urn:" + std::to_string(i), "2022-01-01T00:00:00Z"));
    made.back().content.value = std::string(2'000, 'x');
  }
  store::open({file})->merge("casel", test::feed(std::move(made)), {}, test::kNoon);
}

void change(const fs::path& file, const std::string& sql) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  database.exec(sql);
}

unsigned mode_of(const fs::path& file) {
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

// Why a backup to `file` is refused; what is there stays.
std::string refusal(const fs::path& store, const fs::path& file) {
  const bool is_file = fs::is_regular_file(file);
  const std::string before = is_file ? bytes_of(file) : "";
  std::string words;
  try {
    static_cast<void>(store::back_up({store}, file));
    FAIL("it was written");
  } catch (const Failure& failure) {
    words = failure.what();
  }
  if (is_file) CHECK(bytes_of(file) == before);
  return words;
}

std::vector<std::string> faults_in(const fs::path& file) { return store::check_up({file}).faults; }

}  // namespace

TEST_CASE("a backup is one whole file with the rows of the store, which only its owner reads") {
  const test::TempDir dir;
  make_store(dir / "syndic.db");
  fs::create_directory(dir / "backups");
  const store::Summary made = store::back_up({dir / "syndic.db"}, dir / "backups" / "b.db");
  CHECK(made.sources == 1);
  CHECK(made.items == 2);
  CHECK(made.version == store::latest_version());
  CHECK(made.bytes == static_cast<std::int64_t>(fs::file_size(dir / "backups" / "b.db")));
  CHECK(mode_of(dir / "backups" / "b.db") == 0600);
  CHECK(test::rows_of(dir / "backups" / "b.db") == test::rows_of(dir / "syndic.db"));
  CHECK(faults_in(dir / "backups" / "b.db").empty());
  CHECK(names_in(dir / "backups") == std::set<std::string>{"b.db"});
}

TEST_CASE("a backup has what was committed, while a run writes") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  store->merge("casel", test::feed({test::item("urn:a", "2022-01-01T00:00:00Z")}), {}, test::kNoon);
  store->begin_batch();
  store->merge("casel", test::feed({test::item("urn:b", "2022-01-02T00:00:00Z")}), {}, test::kNoon);
  CHECK(store::back_up({dir / "syndic.db"}, dir / "b.db").items == 1);
  CHECK(store::check_up({dir / "syndic.db"}).summary.items == 1);
  store->commit(store::Durability::process_end);
  CHECK(store::back_up({dir / "syndic.db"}, dir / "b.db").items == 2);
  CHECK(faults_in(dir / "b.db").empty());
}

TEST_CASE("a backup replaces an older one, which keeps its permissions, and an empty file") {
  const test::TempDir dir;
  make_store(dir / "syndic.db", 1);
  static_cast<void>(store::back_up({dir / "syndic.db"}, dir / "b.db"));
  ::chmod((dir / "b.db").c_str(), 0640);
  make_store(dir / "syndic.db", 3);
  fs::create_symlink("b.db", dir / "latest");
  CHECK(store::back_up({dir / "syndic.db"}, dir / "latest").items == 3);
  CHECK(fs::is_symlink(dir / "latest"));
  CHECK(store::check_up({dir / "b.db"}).summary.items == 3);
  CHECK(mode_of(dir / "b.db") == 0640);
  dir.write("empty", "");
  CHECK(store::back_up({dir / "syndic.db"}, dir / "empty").items == 3);
}

TEST_CASE("a backup that is put back is a store that goes on") {
  const test::TempDir dir;
  make_store(dir / "syndic.db");
  static_cast<void>(store::back_up({dir / "syndic.db"}, dir / "b.db"));
  make_store(dir / "syndic.db", 5);
  fs::copy_file(dir / "b.db", dir / "syndic.db", fs::copy_options::overwrite_existing);
  CHECK(store::open_read_only({dir / "syndic.db"})->history("casel").items == 2);
  make_store(dir / "syndic.db", 5);
  CHECK(store::check_up({dir / "syndic.db"}).summary.items == 5);
  CHECK(faults_in(dir / "syndic.db").empty());
}

TEST_CASE("no backup is written over the store, another store in use or another file") {
  const test::TempDir dir;
  const fs::path store = dir / "syndic.db";
  make_store(store);
  fs::create_symlink("syndic.db", dir / "link");
  fs::create_hard_link(store, dir / "hard");
  for (const char* name : {"syndic.db", "link", "hard"}) {
    CHECK_THAT(refusal(store, dir / name),
               Contains("it is the store itself, or belongs to it; name another file"));
  }
  for (const char* name : {"syndic.db-wal", "syndic.db-shm", "syndic.db.lock"}) {
    CHECK_THAT(refusal(dir / "link", dir / name),
               Contains("it is the store itself, or belongs to it"));
  }
  dir.write("notes", "Things to do");
  dir.write("long", std::string(5'000, 'x'));
  SQLite::Database((dir / "other").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("CREATE TABLE places (x)");
  for (const char* name : {"notes", "long", "other"}) {
    CHECK_THAT(refusal(store, dir / name), Contains("a file that is no store is there"));
  }
  make_store(dir / "used.db");
  dir.write("used.db.lock", "");
  CHECK_THAT(refusal(store, dir / "used.db"),
             Contains("it is a store in use, as " + (dir / "used.db.lock").string() + " tells"));
  CHECK_THAT(refusal(store, dir.path()), Contains("it is a folder"));
  CHECK_THAT(refusal(store, dir / "none" / "b.db"), Contains("No such file or directory"));
  CHECK_THAT(refusal(dir / "none.db", dir / "b.db"), Contains("is not there"));
  CHECK_FALSE(fs::exists(dir / "b.db"));
}

TEST_CASE("what a killed backup leaves goes with the next; two at once do not mix") {
  const test::TempDir dir;
  make_store(dir / "syndic.db");
  dir.write(".b.db.syndic-tmp", "half of it");
  static_cast<void>(store::back_up({dir / "syndic.db"}, dir / "b.db"));
  CHECK_FALSE(fs::exists(dir / ".b.db.syndic-tmp"));
  {
    const store::FileAside other(dir / "b.db");
    CHECK_THAT(refusal(dir / "syndic.db", dir / "b.db"),
               Contains("another process is writing it; try again"));
  }
  CHECK_FALSE(fs::exists(dir / ".b.db.syndic-tmp"));
  dir.write("victim", "mine");
  fs::create_symlink("victim", dir / ".b.db.syndic-tmp");
  CHECK_THAT(refusal(dir / "syndic.db", dir / "b.db"), Contains("cannot write"));
  fs::remove(dir / ".b.db.syndic-tmp");
  fs::create_hard_link(dir / "victim", dir / ".b.db.syndic-tmp");
  CHECK_THAT(refusal(dir / "syndic.db", dir / "b.db"), Contains("is in the way; remove it"));
  CHECK(bytes_of(dir / "victim") == "mine");
}

TEST_CASE("a full disk leaves the older backup, and nothing beside it") {
  const test::TempDir dir;
  make_store(dir / "syndic.db", 200);
  static_cast<void>(store::back_up({dir / "syndic.db"}, dir / "b.db"));
  const std::string before = bytes_of(dir / "b.db");
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 100'000, .rlim_max = 100'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      static_cast<void>(store::back_up({dir / "syndic.db"}, dir / "b.db"));
    } catch (const std::exception& failure) {
      const std::string words = failure.what();
      ::_exit(words.find("which stays as it was: ") != std::string::npos ? 7 : 8);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WEXITSTATUS(status) == 7);
  CHECK(bytes_of(dir / "b.db") == before);
  CHECK_FALSE(fs::exists(dir / ".b.db.syndic-tmp"));
}

TEST_CASE("a damaged store replaces no backup, and check says what to do") {
  const test::TempDir dir;
  make_store(dir / "syndic.db", 200);
  static_cast<void>(store::back_up({dir / "syndic.db"}, dir / "b.db"));
  {
    std::fstream bytes(dir / "syndic.db", std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(fs::file_size(dir / "syndic.db") / 2 / 4096 * 4096));
    bytes << std::string(4096, '\x07');
  }
  CHECK_THAT(refusal(dir / "syndic.db", dir / "b.db"),
             Contains("is damaged and was not backed up") && Contains("stays as it was"));
  const auto faults = faults_in(dir / "syndic.db");
  REQUIRE_FALSE(faults.empty());
  CHECK_THAT(faults[0], Contains("restore a backup, or save what can be read: syndic store export, "
                                 "then import"));
}

TEST_CASE("check names each fault that SQLite does not see") {
  const test::TempDir dir;
  const fs::path file = dir / "syndic.db";
  make_store(file);
  CHECK(faults_in(file).empty());
  const std::string save =
      "; restore a backup, or save what can be read: syndic store export, then import";
  const auto faults_after = [&](const std::string& sql) {
    change(file, sql);
    return faults_in(file);
  };
  CHECK(
      faults_after("UPDATE source SET items = 7") ==
      std::vector<std::string>{
          "source casel has 2 items and counts 7; syndic store export, then import, counts anew"});
  CHECK(faults_after("UPDATE source SET items = 2, newest_published = 5") ==
        std::vector<std::string>{"source casel has another date for the newest of its 2 items; "
                                 "syndic store export, then import, counts anew"});
  CHECK(faults_after("DELETE FROM source") ==
        std::vector<std::string>{"2 rows of table item without its row of source" + save});
  CHECK(faults_after("DELETE FROM item; DROP INDEX item_by_date") ==
        std::vector<std::string>{"the index item_by_date is missing" + save});
  CHECK(faults_after("ALTER TABLE alarm DROP COLUMN words") ==
        std::vector<std::string>{"the column alarm.words is missing" + save,
                                 "the index item_by_date is missing" + save});
  CHECK(
      faults_after("CREATE TRIGGER spy AFTER INSERT ON item BEGIN DELETE FROM alarm; END").back() ==
      "the trigger spy is none of syndic's; remove it with sqlite3");
}

TEST_CASE("check changes nothing, and reads a store that it may not write") {
  const test::TempDir dir;
  make_store(dir / "syndic.db");
  static_cast<void>(store::back_up({dir / "syndic.db"}, dir / "b.db"));
  const auto before = names_in(dir.path());
  const std::string bytes = bytes_of(dir / "b.db");
  ::chmod((dir / "b.db").c_str(), 0400);
  ::chmod(dir.path().c_str(), 0500);
  CHECK(faults_in(dir / "b.db").empty());
  ::chmod(dir.path().c_str(), 0700);
  CHECK(names_in(dir.path()) == before);
  CHECK(bytes_of(dir / "b.db") == bytes);
}

TEST_CASE("compact gives back what nothing uses, and keeps every row") {
  const test::TempDir dir;
  const fs::path file = dir / "syndic.db";
  make_store(file, 500);
  change(file, "UPDATE item SET content = ''");
  const std::string before = test::rows_of(file);
  const store::Compaction done = store::compact({file});
  CHECK(done.after < done.before / 2);
  CHECK(done.after == fs::file_size(file));
  CHECK(test::rows_of(file) == before);
  CHECK(faults_in(file).empty());
  CHECK_THROWS_WITH(store::compact({dir / "none.db"}), Contains("is not there"));
  CHECK_FALSE(fs::exists(dir / "none.db"));
}

TEST_CASE("a compaction that finds no room leaves the store as it is") {
  const test::TempDir dir;
  const fs::path file = dir / "syndic.db";
  make_store(file, 500);
  const std::string before = test::rows_of(file);
  std::array<int, 2> pipe{};
  REQUIRE(::pipe(pipe.data()) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 300'000, .rlim_max = 300'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      static_cast<void>(store::compact({file}));
    } catch (const std::exception& failure) {
      const std::string words = failure.what();
      static_cast<void>(::write(pipe[1], words.data(), words.size()));
    }
    ::_exit(0);
  }
  ::close(pipe[1]);
  std::string words(1000, '\0');
  words.resize(static_cast<std::size_t>(std::max<ssize_t>(::read(pipe[0], words.data(), 1000), 0)));
  ::close(pipe[0]);
  ::waitpid(child, nullptr, 0);
  CHECK_THAT(words, Contains("store " + file.string()));
  CHECK(test::rows_of(file) == before);
  CHECK(faults_in(file).empty());
}

}  // namespace upkeep_test
