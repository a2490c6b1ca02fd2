// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <string>

namespace syndic::test {

/// The URL of the PostgreSQL server that the tests of a run of ctest share; empty in tests that are
/// not run for PostgreSQL, and where there is none.
[[nodiscard]] inline std::string shared_postgres() {
  const char* file = std::getenv("SYNDIC_TEST_STORE");
  std::string url;
  if (file != nullptr) std::getline(std::ifstream(file), url);
  return url;
}

/// The URL of a place in a server's database that no other test uses, in this or another program: a
/// schema "t<process>_<number>". It is not there yet, whoever opens it makes it.
[[nodiscard]] inline std::string new_place(const std::string& server_url) {
  static std::atomic<int> number = 0;
  return server_url + "&options=-csearch_path%3Dt" + std::to_string(::getpid()) + '_' +
         std::to_string(++number);
}

}  // namespace syndic::test
