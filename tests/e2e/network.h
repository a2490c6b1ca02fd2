// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/fault_server.h"
#include "tests/support/process.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace syndic::test {

/// A small RSS feed: one item a title, dated a day apart, the first the newest.
[[nodiscard]] std::string rss_feed(const std::string& site, const std::vector<std::string>& titles);

/// A network of its own in a temporary folder: a server to be asked, a configuration, and what
/// `syndic` makes of it.
class Network {
 public:
  /// Adds a source "[[source]] id, url" for a path of the server, or any other URL.
  void add_source(const std::string& id, const std::string& url);

  /// Adds a page without a feed at a path of the server: `rules` are lines of its [source.page],
  /// `lines` of the source itself.
  void add_page(const std::string& id, const std::string& path, const std::string& rules,
                const std::string& lines = {});

  /// Takes all sources out of the configuration.
  void remove_sources() { sources_.clear(); }

  /// More lines at the end of the configuration.
  void configure(const std::string& lines) { more_ += lines + "\n"; }

  /// Lines within [fetch], beside allow_private = true and host_delay = "0s".
  void configure_fetch(const std::string& lines) { fetch_ += lines + "\n"; }

  /// One transfer at a time to one host, which is the default; else there are up to eight.
  void one_at_a_time() { per_host_ = 1; }

  /// Runs `syndic refresh --json` and whatever else, at `now`.
  [[nodiscard]] Finished refresh(const std::vector<std::string>& flags = {},
                                 const std::string& now = "2026-01-31T12:00:00Z");

  /// The command line of refresh(), for a test that runs it beside itself.
  [[nodiscard]] std::vector<std::string> refresh_command(
      const std::vector<std::string>& flags = {});

  [[nodiscard]] std::filesystem::path published(const std::string& name) const {
    return dir_.path() / "public" / name;
  }
  /// Waits until a run that is under way has committed items of this source.
  void await_items_of(const std::string& source_id) const;

  /// Where the store is on SQLite.
  [[nodiscard]] std::filesystem::path store_file() const { return dir_.path() / "var/syndic.db"; }
  [[nodiscard]] store::Options store() const { return options_of(dir_.path(), "var/syndic.db"); }

  /// Runs a statement on the store behind its back. Returns its rows, a line each, their fields
  /// parted by "|".
  std::string sql(const std::string& statement) const;

  [[nodiscard]] std::filesystem::path config_file() const { return dir_.path() / "syndic.toml"; }
  [[nodiscard]] FaultServer& server() { return server_; }
  [[nodiscard]] const TempDir& dir() const { return dir_; }

 private:
  TempDir dir_;
  FaultServer server_;
  std::string sources_;
  std::string fetch_;
  int per_host_ = 8;
  std::string more_;
};

}  // namespace syndic::test
