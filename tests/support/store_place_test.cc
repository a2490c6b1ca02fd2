// SPDX-License-Identifier: MIT
#include "tests/support/store_place.h"

#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/support/postgres_programs.h"

namespace store_place_test {

using namespace syndic;

TEST_CASE("every place is another schema of the same database") {
  const std::string process = std::to_string(::getpid());
  CHECK(test::new_place("postgresql:///postgres?host=/tmp/a") ==
        "postgresql:///postgres?host=/tmp/a&options=-csearch_path%3Dt" + process + "_1");
  CHECK(test::new_place("postgresql:///postgres?host=/tmp/a") ==
        "postgresql:///postgres?host=/tmp/a&options=-csearch_path%3Dt" + process + "_2");
}

TEST_CASE("the shared server keeps what is made in one place out of another") {
  const std::string server = test::shared_postgres();
  if (server.empty()) {
    WARN("skipped: not run for PostgreSQL, or there is none here");
    return;
  }
  const std::string one = test::new_place(server);
  const std::string other = test::new_place(server);
  const std::string create =
      "SELECT format('CREATE SCHEMA %I', current_setting('search_path')) \\gexec\n"
      "CREATE TABLE item (title text);";
  CHECK(test::run_psql(one, create + "INSERT INTO item VALUES ('The first');").exit_code == 0);
  CHECK(test::run_psql(other, create).exit_code == 0);
  CHECK(test::run_psql(one, "SELECT title FROM item;").out == "The first\n");
  CHECK(test::run_psql(other, "SELECT title FROM item;").out.empty());
}

}  // namespace store_place_test
