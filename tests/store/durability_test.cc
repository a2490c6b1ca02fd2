// SPDX-License-Identifier: MIT
//
// What a killed process, a full disk and a second process leave behind.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <functional>

#include "base/error.h"
#include "tests/store/sample.h"
#include "tests/support/temp_dir.h"

namespace durability_test {

using namespace syndic;
using Catch::Matchers::Contains;
using test::feed;
using test::item;
using test::kNoon;

namespace {

model::Feed large_feed(int items, std::size_t bytes = 10'000) {
  std::vector<model::Item> made;
  for (int i = 0; i < items; ++i) {
    made.push_back(item(std::to_string(i), "2022-01-01T00:00:00Z"));
    made.back().content.value = std::string(bytes, 'x');
  }
  return feed(std::move(made));
}

// Runs `work` in a child, which tells the pipe when it is in the middle of things.
pid_t in_child(const std::function<void(int pipe)>& work, int pipe) {
  const pid_t child = ::fork();
  if (child == 0) {
    work(pipe);
    ::_exit(0);
  }
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

bool is_whole(const test::TempDir& dir) {
  SQLite::Database database((dir.path() / "syndic.db").string(), SQLite::OPEN_READWRITE);
  return database.execAndGet("PRAGMA integrity_check").getString() == "ok" &&
         database.execAndGet("SELECT count(*) FROM pragma_foreign_key_check").getInt() == 0;
}

}  // namespace

TEST_CASE("A run killed in the middle of a merge leaves every committed source whole") {
  const test::TempDir dir;
  std::array<int, 2> pipe{};
  REQUIRE(::pipe(pipe.data()) == 0);
  const pid_t child = in_child(
      [&](int out) {
        const auto store = test::open(dir.path());
        const auto large = large_feed(100);
        store->merge("committed", large, {}, kNoon);
        store->begin_batch();
        for (int i = 0;; ++i) {
          store->merge("s" + std::to_string(i), large, {}, kNoon);
          // The log has outgrown the page cache by now: half of a batch is on the disk.
          if (i == 8 && ::write(out, "x", 1) != 1) return;
        }
      },
      pipe[1]);
  char byte = 0;
  REQUIRE(::read(pipe[0], &byte, 1) == 1);
  ::kill(child, SIGKILL);
  CHECK(WIFSIGNALED(wait_for(child)));
  ::close(pipe[0]);
  ::close(pipe[1]);

  {
    const auto store = test::open(dir.path());
    const auto sources = store->sources();
    CHECK(sources.size() == 1);
    CHECK(sources.at("committed").items == 100);
    CHECK(store->select(test::newest({"committed", "s0"}, 1000)).size() == 100);
    store->merge("s0", large_feed(3), {}, kNoon);
  }
  CHECK(is_whole(dir));
}

TEST_CASE("A full disk fails one batch in plain words and leaves the last commit") {
  const test::TempDir dir;
  test::open(dir.path())->keep("before", {});
  const pid_t child = in_child(
      [&](int) {
        // No file may grow beyond a megabyte; the write that tries fails instead of killing.
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{1 << 20, 1 << 20};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const auto store = test::open(dir.path());
        store->begin_batch();
        try {
          for (int i = 0; i < 50; ++i) {
            store->merge("s" + std::to_string(i), large_feed(100, 2'000), {}, kNoon);
          }
          store->commit();
          ::_exit(2);
        } catch (const StoreFailure& failure) {
          const std::string words = failure.what();
          if (words.find("disk is full") == std::string::npos &&
              words.find("File too large") == std::string::npos) {
            ::_exit(3);
          }
        }
        // Whether the batch is lost or only its last source, nothing may pass for committed that
        // is not.
        try {
          store->merge("after", feed({}), {}, kNoon);
          store->commit();
        } catch (const StoreFailure&) {
          ::_exit(0);
        }
        ::_exit(store->fetch_states().count("after") == 1 ? 0 : 4);
      },
      -1);
  const int status = wait_for(child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  const auto sources = test::open(dir.path())->sources();
  CHECK(sources.count("before") == 1);
  for (const auto& [id, record] : sources) {
    if (id.starts_with("s")) CHECK(record.items == 100);
  }
  CHECK(is_whole(dir));
}

TEST_CASE("What fails within a batch is undone alone, and the batch goes on") {
  const test::TempDir dir;
  const auto store = test::open(dir.path());
  {
    SQLite::Database other((dir.path() / "syndic.db").string(), SQLite::OPEN_READWRITE);
    other.exec(
        "CREATE TRIGGER poison BEFORE INSERT ON item WHEN new.id = 'poison' "
        "BEGIN SELECT RAISE(ABORT, 'poisoned'); END");
  }
  store->begin_batch();
  store->merge("good", feed({item("1", "2022-01-01T00:00:00Z")}), {}, kNoon);
  CHECK_THROWS_WITH(
      store->merge(
          "bad", feed({item("2", "2022-01-01T00:00:00Z"), item("poison", "2022-01-01T00:00:00Z")}),
          {}, kNoon),
      Contains("poisoned"));
  store->merge("next", feed({item("3", "2022-01-01T00:00:00Z")}), {}, kNoon);
  store->commit();
  const auto sources = store->sources();
  CHECK(sources.size() == 2);
  CHECK(sources.count("bad") == 0);
  CHECK(test::names(store->select(test::newest({"good", "bad", "next"}))) ==
        std::vector<std::string>{"good/1", "next/3"});
}

TEST_CASE("A reader beside a writer sees the last commit and does not wait") {
  const test::TempDir dir;
  const auto writer = test::open(dir.path());
  writer->merge("casel", feed({item("1", "2022-01-01T00:00:00Z")}), {}, kNoon);
  writer->begin_batch();
  writer->merge("cec", feed({item("2", "2022-01-01T00:00:00Z")}), {}, kNoon);

  const auto reader = store::open_read_only({dir.path() / "syndic.db"});
  REQUIRE(reader);
  CHECK(reader->fetch_states().size() == 1);
  writer->commit();
  CHECK(reader->fetch_states().size() == 2);
  CHECK(reader->select(test::newest({"casel", "cec"})).size() == 2);
}

TEST_CASE("Two processes may write in turn") {
  const test::TempDir dir;
  const auto one = test::open(dir.path());
  const auto two = test::open(dir.path());
  one->merge("casel", feed({item("1", "2022-01-01T00:00:00Z")}), {}, kNoon);
  two->merge("cec", feed({item("2", "2022-01-01T00:00:00Z")}), {}, kNoon);
  two->merge("casel", feed({item("1", "2022-01-01T00:00:00Z", "New")}), {}, kNoon);
  CHECK(one->merge("casel", feed({item("1", "2022-01-01T00:00:00Z", "New")}), {}, kNoon).changed ==
        0);
  CHECK(one->sources().size() == 2);
}

}  // namespace durability_test
