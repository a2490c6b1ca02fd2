// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/bench/measure.h"
#include "tests/support/many_hosts.h"
#include "tests/support/postgres.h"
#include "tests/support/temp_dir.h"

namespace syndic::bench {

/// Workers that only fetch (`store.publish = false`), at once, for one store on PostgreSQL.
///
/// Each source has a host of its own, which answers 50 ms after it was asked, so that a worker's 32
/// transfers are all under way and wait for the network: by the defaults one worker asks 640
/// sources a second at most. All else is the default, but that hosts are loopback addresses.
class Workers {
 public:
  /// The server is borrowed, and its schema "workers" is this object's.
  explicit Workers(const test::PostgresServer& server);

  /// For people: how many sources of what.
  [[nodiscard]] static std::string words();

  /// Sources a second, from the start of the workers to the end of the last.
  [[nodiscard]] static double a_second(const Cost& cost);

  /// So many workers take in all sources for the first time. Throws if any is asked twice or fails.
  [[nodiscard]] Cost cold(std::size_t workers);

  /// The same after cold(), where each answers what it did before.
  [[nodiscard]] Cost unchanged(std::size_t workers);

 private:
  void configure() const;
  [[nodiscard]] Cost run_all(std::size_t workers, const std::string& outcome);
  [[nodiscard]] std::size_t count(std::size_t workers, const std::string& outcome) const;

  const test::PostgresServer& server_;
  test::TempDir dir_;
  std::string feed_;
  test::ManyHosts hosts_;
  int hours_ = 0;  ///< Since the first run: sources are due again each time.
};

}  // namespace syndic::bench
