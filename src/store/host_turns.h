// SPDX-License-Identifier: MIT
//
// Which process asks which host, where several share a store: tables host_turn and process, which
// stores on PostgreSQL alone have. A turn ends when its process leaves it, or a minute after that
// last kept it, however the process ended. All times are the database's, so that no machine's clock
// counts.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "model/timestamp.h"
#include "store/options.h"

namespace syndic::store {

class Database;

class HostTurns {
 public:
  /// A turn that was taken.
  struct Turn {
    std::chrono::milliseconds free_for;  ///< How long no other process had it.
    /// By "host:port": until when it asked for silence, as others recorded it.
    std::map<std::string, model::Timestamp> silences;
  };

  /// Opens a connection of its own to the store, which is there. Throws StoreFailure.
  explicit HostTurns(const Options& options);
  HostTurns(const HostTurns&) = delete;
  HostTurns& operator=(const HostTurns&) = delete;
  ~HostTurns();

  /// Takes the turn of a host, or keeps it. nullopt where it is another process's. Throws
  /// StoreFailure.
  [[nodiscard]] std::optional<Turn> take(const std::string& host);

  /// Keeps all turns. Returns how many they are: fewer than were taken if this comes too late.
  /// Throws StoreFailure.
  std::size_t keep();

  /// Tells the others that this process is at work, for the next five seconds. Returns how many
  /// are, itself included. Throws StoreFailure.
  [[nodiscard]] std::size_t report_at_work();

  /// Leaves it to others; if that fails, it ends by itself.
  void leave(const std::string& host) noexcept;

 private:
  std::unique_ptr<Database> database_;
  std::string process_;  ///< Its name, which no other has.
};

/// Whether a process is at work on the store. Throws StoreFailure.
[[nodiscard]] bool is_any_at_work(const Options& options);

}  // namespace syndic::store
