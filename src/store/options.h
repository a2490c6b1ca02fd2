// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace syndic::store {

/// [store] of the configuration.
struct Options {
  /// Absolute, or relative to the working directory; ":memory:" is a store that only lives as
  /// long as its object. Of no meaning beside `postgres_url`.
  std::filesystem::path sqlite_file;

  /// "postgresql://…", as libpq has it (its manual, "Connection URIs"), or "env:NAME", the
  /// environment's variable that contains it; empty: the store is on SQLite.
  std::string postgres_url = {};

  /// In place of one in the url, or "env:NAME"; empty: that one, or what libpq finds (PGPASSFILE).
  std::string postgres_password = {};

  /// The name of the set of feeds that this process publishes, [a-z0-9-]*: on PostgreSQL each set
  /// remembers for itself what it published.
  std::string set = {};

  /// Whether this process may publish what is in it; else it only fetches.
  bool publish = true;

  [[nodiscard]] bool is_on_postgres() const { return !postgres_url.empty(); }
};

}  // namespace syndic::store
