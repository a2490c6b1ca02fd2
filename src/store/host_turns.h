// SPDX-License-Identifier: MIT
//
// Which process asks which host, where several share a store: tables host_turn and process, which
// stores on PostgreSQL alone have. A turn ends when its process leaves it, or ends in whatever way:
// the database sees its connection close. Where that stays open, as that of a machine that is cut
// off, a turn ends a minute after it was last kept. All times are the database's, so that no
// machine's clock counts.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "model/timestamp.h"
#include "store/options.h"

namespace syndic::store {

class Database;

class HostTurns {
 public:
  /// Opens a connection of its own to the store, which is there. Throws StoreFailure.
  explicit HostTurns(const Options& options);
  HostTurns(const HostTurns&) = delete;
  HostTurns& operator=(const HostTurns&) = delete;
  ~HostTurns();

  /// Throws StoreFailure if the database has closed the connection by now, so that the turns are
  /// others' already.
  void check();

  /// Takes the turns of hosts, or keeps them. Returns for how long no other process had each of
  /// those that are taken; the others are another process's. Throws StoreFailure.
  [[nodiscard]] std::map<std::string, std::chrono::milliseconds> take(
      const std::set<std::string>& hosts);

  /// Hosts ("host:port") that asked for silence, as any process recorded it, and until when. Throws
  /// StoreFailure.
  [[nodiscard]] std::map<std::string, model::Timestamp> silences(model::Timestamp now);

  /// Keeps all turns. Returns how many they are: fewer than were taken if this comes too late.
  /// Throws StoreFailure.
  std::size_t keep();

  /// Tells the others that this process is at work, for the next five seconds. Returns how many
  /// are, itself included. Throws StoreFailure.
  [[nodiscard]] std::size_t report_at_work();

  /// Leaves them to others; if that fails, they end by themselves.
  void leave(const std::set<std::string>& hosts) noexcept;

 private:
  std::unique_ptr<Database> database_;
  std::string process_;  ///< Its name, which no other has.
};

/// Whether a process is at work on the store. Throws StoreFailure.
[[nodiscard]] bool is_any_at_work(const Options& options);

}  // namespace syndic::store
