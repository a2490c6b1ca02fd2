// SPDX-License-Identifier: MIT
#include "tests/support/postgres.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <sstream>
#include <string>
#include <thread>

#include "tests/support/files.h"
#include "tests/support/postgres_programs.h"

namespace postgres_test {

namespace fs = std::filesystem;
using namespace syndic;
using test::PostgresServer;

namespace {

bool is_missing() {
  if (PostgresServer::is_available()) return false;
  WARN("skipped: there is no PostgreSQL (Debian package postgresql-15) here");
  return true;
}

std::string rows(const PostgresServer& server, const std::string& statements) {
  const test::Finished asked = test::run_psql(server.url(), statements);
  INFO(asked.err);
  CHECK(asked.exit_code == 0);
  return asked.out;
}

// How many processes work in a folder, as all of a server do in that of its data.
int processes_in(const fs::path& folder) {
  int found = 0;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    std::error_code not_ours;
    const fs::path works_in = fs::read_symlink(entry.path() / "cwd", not_ours);
    if (works_in.string().starts_with(folder.string())) ++found;
  }
  return found;
}

// The segment of shared memory that a server names in its folder.
int shared_segment(const PostgresServer& server) {
  std::istringstream state(test::bytes_of(server.folder() / "data/postmaster.pid"));
  std::string line;
  for (int number = 0; number < 7; ++number) std::getline(state, line);
  return std::stoi(line.substr(line.find_last_of(' ')));
}

bool is_segment(int id) {
  shmid_ds about{};
  return ::shmctl(id, IPC_STAT, &about) == 0;
}

// Tells the folder of a server, and ends without a chance to end that.
void be_killed(int to) noexcept {
  const PostgresServer server;
  const std::string folder = server.folder();
  static_cast<void>(!::write(to, folder.data(), folder.size()));
  ::kill(::getpid(), SIGKILL);
}

}  // namespace

TEST_CASE("a server answers at its URL, and nothing is left of it") {
  if (is_missing()) return;
  fs::path folder;
  {
    const PostgresServer server;
    folder = server.folder();
    CHECK(server.url("news") ==
          "postgresql:///news?host=" + folder.string() + "&port=5432&user=syndic");
    CHECK(folder.parent_path() == "/tmp");
    CHECK(rows(server, "SELECT 1") == "1\n");
    CHECK(rows(server,
               "SHOW server_encoding; SHOW lc_collate; SHOW listen_addresses; SHOW fsync;"
               "SHOW autovacuum;") == "UTF8\nC.UTF-8\n\noff\non\n");
    CHECK(processes_in(folder) > 3);
    struct stat of_folder {};
    REQUIRE(::stat(folder.c_str(), &of_folder) == 0);
    CHECK((of_folder.st_mode & 0777) == 0700);
    CHECK(of_folder.st_uid != 0);
  }
  CHECK_FALSE(fs::exists(folder));
  CHECK(processes_in(folder) == 0);
}

TEST_CASE("a server that is stopped or killed starts again with what it had") {
  if (is_missing()) return;
  PostgresServer server;
  CHECK(rows(server, "CREATE TABLE item (title text); INSERT INTO item VALUES ('One')").empty());
  server.kill();
  CHECK(processes_in(server.folder()) == 0);
  CHECK(test::run_psql(server.url(), "SELECT 1").exit_code == 2);
  server.kill();
  server.start();
  server.start();
  CHECK(rows(server, "SELECT title FROM item") == "One\n");
  CHECK(rows(server, "INSERT INTO item VALUES ('Two')").empty());
  server.stop();
  CHECK(processes_in(server.folder()) == 0);
  CHECK(test::run_psql(server.url(), "SELECT 1").exit_code == 2);
  server.stop();
  server.start();
  server.restart();
  CHECK(rows(server, "SELECT title FROM item ORDER BY title") == "One\nTwo\n");
}

TEST_CASE("a server is killed in the midst of a statement") {
  if (is_missing()) return;
  PostgresServer server;
  test::Process sleeper(
      {test::find_postgres()->bin / "psql", "-c", "SELECT pg_sleep(10000)", server.url()},
      {{"LD_LIBRARY_PATH", test::find_postgres()->libraries}});
  while (rows(server, "SELECT count(*) FROM pg_stat_activity WHERE query ~ '^SELECT pg_sleep'") !=
         "1\n") {
  }
  server.kill();
  CHECK(processes_in(server.folder()) == 0);
  CHECK(sleeper.wait().exit_code == 2);
  server.start();
  CHECK(rows(server, "SELECT 1") == "1\n");
}

TEST_CASE("a setting is in force at once and after a restart") {
  if (is_missing()) return;
  PostgresServer server;
  server.set("max_connections", "7");
  CHECK(rows(server, "SHOW max_connections") == "7\n");
  server.restart();
  server.set("application_name", "it's a test");
  CHECK(rows(server, "SHOW max_connections") == "7\n");
  server.stop();
  server.set("fsync", "on");
  CHECK(test::run_psql(server.url(), "SELECT 1").exit_code == 2);
  server.start();
  CHECK(rows(server, "SHOW fsync") == "on\n");
}

TEST_CASE("a server that does not start says why, and can be given another setting") {
  if (is_missing()) return;
  PostgresServer server;
  CHECK_THROWS_WITH(server.set("shared_buffers", "much"),
                    Catch::Contains("invalid value for parameter \"shared_buffers\": \"much\""));
  server.set("shared_buffers", "16MB");
  server.start();
  CHECK(rows(server, "SELECT 1") == "1\n");
}

TEST_CASE("a server that was killed leaves no shared memory") {
  if (is_missing()) return;
  int segment = -1;
  {
    PostgresServer server;
    segment = shared_segment(server);
    server.kill();
    CHECK(is_segment(segment));
  }
  CHECK_FALSE(is_segment(segment));
}

TEST_CASE("a test that is killed leaves no server and no folder") {
  if (is_missing()) return;
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
  const pid_t test = ::fork();
  if (test == 0) be_killed(ends[1]);
  ::close(ends[1]);
  std::string folder(100, '\0');
  const ssize_t got = ::read(ends[0], folder.data(), folder.size());
  ::close(ends[0]);
  ::waitpid(test, nullptr, 0);
  REQUIRE(got > 0);
  folder.resize(static_cast<std::size_t>(got));
  while (fs::exists(folder) || processes_in(folder) > 0) {  // Ended by ctest's own limit.
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

}  // namespace postgres_test
