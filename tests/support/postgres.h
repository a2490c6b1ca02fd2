// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/postgres_programs.h"
#include "tests/support/process.h"

namespace syndic::test {

/// A PostgreSQL server of a test's own, with all its files and its only socket in one folder below
/// /tmp. It ends, and the folder goes, when the object does or the test's process is killed.
///
/// It does not wait for the disk, to be fast: a killed server has all that was committed, a crash
/// of the machine would lose it. Where the tests are run by root it is run by nobody, as PostgreSQL
/// refuses root. The thread that starts it has to live as long as the object, as the server ends
/// with that thread.
class PostgresServer {
 public:
  /// Whether there is a PostgreSQL to run.
  [[nodiscard]] static bool is_available();

  /// Makes a cluster and starts it, in about a second. Throws what PostgreSQL says against it.
  PostgresServer();

  /// One that repeats what another does, from what that has now on, and lets others read meanwhile.
  struct ReplicaOf {
    const PostgresServer& primary;
  };
  explicit PostgresServer(ReplicaOf of);

  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();

  /// For a database that it has: there is "postgres", others come by CREATE DATABASE. The user may
  /// do everything.
  [[nodiscard]] std::string url(std::string_view database = "postgres") const;

  /// Where all of it is; `log` in it is what the server says.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  /// Starts it with what it had, and returns once it answers; nothing where it runs.
  void start();

  /// Ends it at once, and all connections; the next start repeats what was written last.
  void stop();

  /// Ends it in order: connections are ended, all that was committed is on the disk.
  void stop_in_order();

  /// As power that fails: no process of it does anything any more. Nothing where it does not run.
  void kill();

  void restart();

  /// Gives it a setting of postgresql.conf, which is in force until another is given. A server that
  /// runs is restarted.
  void set(const std::string& name, const std::string& value);

 private:
  void make(const PostgresServer* primary);
  void make_folder();
  void make_cluster();
  void copy_cluster(const PostgresServer& primary);
  void make_data(const char* program, const std::vector<std::string>& options);
  void watch_over_folder();
  void remove_shared_memory() const;
  void wait_until_ready();
  [[nodiscard]] std::vector<std::string> command(const char* program) const;
  [[nodiscard]] std::map<std::string, std::string> environment() const;

  std::filesystem::path folder_;
  PostgresPrograms programs_;
  std::map<std::string, std::string> settings_;
  std::optional<Process> server_;
  int alive_ = -1;  ///< Closed when the test's process ends, however it does.
};

}  // namespace syndic::test
