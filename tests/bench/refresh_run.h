// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/measure.h"
#include "tests/bench/site.h"
#include "tests/support/postgres.h"

namespace syndic::bench {

/// Runs it after what was written before is on the disk, as that is not to be waited for in its
/// time.
[[nodiscard]] Cost run_on_idle_disk(const Command& command);

/// `syndic refresh` with a store and a published folder of its own.
///
/// As an operator has it, but: hosts are loopback addresses (allow_private), they are not left
/// alone between two requests (host_delay, a second by default), and the published files are not
/// asked for at site.feeds_url (verify). One transfer at a time to a host is the default. Beyond
/// curl it asks nothing of the hosts: robots.txt is for pages and searches, not for feeds.
class Refresh {
 public:
  /// What it publishes.
  enum class Output {
    all,  ///< The default: feeds of three formats with archives, pages, FILE.gz of each.
    rss,  ///< One RSS file of the newest items, so that most of the time goes into taking in.
  };

  /// The store is on the server, which is borrowed, else on SQLite. A site has one of each at a
  /// time.
  Refresh(const Site& site, bool gzip, Output output, const test::PostgresServer* server = nullptr);

  /// The first one: nothing is stored or published before.
  [[nodiscard]] Cost cold();

  /// Another one, where each feed is as it was.
  [[nodiscard]] Cost unchanged();

 private:
  void clear() const;
  [[nodiscard]] std::string store_url() const;
  [[nodiscard]] Command command(const std::vector<std::string>& flags) const;
  void check(const std::string& outcome, int status, std::size_t new_items) const;

  const Site& site_;
  const test::PostgresServer* server_;
  std::filesystem::path dir_;
};

}  // namespace syndic::bench
