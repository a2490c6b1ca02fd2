// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
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

/// The URL of the place of a folder, always the same; empty where shared_postgres() is.
[[nodiscard]] inline std::string place_of(const std::filesystem::path& folder) {
  const std::string server = shared_postgres();
  if (server.empty()) return {};
  static std::map<std::filesystem::path, std::string> places;
  auto& place = places[folder];
  if (place.empty()) place = new_place(server);
  return place;
}

/// Whether place_of() gives places.
[[nodiscard]] inline bool is_on_postgres() { return !shared_postgres().empty(); }

/// [store] of a configuration in that folder: its place, else the file of that name.
[[nodiscard]] inline std::string store_section(const std::filesystem::path& folder,
                                               const std::string& file = "var/syndic.db") {
  const std::string place = place_of(folder);
  return "[store]\nurl = \"" + (place.empty() ? "sqlite:" + file : place) + "\"\n";
}

}  // namespace syndic::test
