// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace syndic::http {

/// Whose turn it is to ask a host, where several processes ask for one list of sources: one at a
/// time does, so that what is polite of one is polite of all. On perform()'s thread.
class Turns {
 public:
  virtual ~Turns() = default;

  /// Takes the turns of hosts that are asked soon, as far as they are free: of many at once, which
  /// costs little more than of one.
  virtual void take_ahead(const std::vector<std::string>& hosts) = 0;

  /// Takes the turn of a host, or keeps it; to be called before each request. Returns for how long
  /// no other process has asked the host; nullopt where it is another's turn, or left to others, as
  /// this process has its share of hosts.
  [[nodiscard]] virtual std::optional<std::chrono::milliseconds> take(const std::string& host) = 0;

  /// Called several times a second while hosts are asked, so that no turn ends meanwhile. `hosts`:
  /// how many have requests that wait.
  virtual void keep(std::size_t hosts) = 0;

  /// Leaves the turn to others, now or soon. A turn that cannot be left ends by itself.
  virtual void leave(const std::string& host) noexcept = 0;

  /// Leaves all turns now.
  virtual void leave_all() noexcept = 0;
};

}  // namespace syndic::http
