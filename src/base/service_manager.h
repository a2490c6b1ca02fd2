// SPDX-License-Identifier: MIT
//
// What a service tells systemd, by its protocol of datagrams (sd_notify(3)) and without its
// library.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace syndic::base {

/// Whoever started this process as a service and wants to hear of it. A value: copies tell the same
/// one. Any thread may tell it.
class ServiceManager {
 public:
  /// Nobody: what is told is heard by none.
  ServiceManager() = default;

  /// `socket`: a path, or "@NAME" of an abstract one; any other is nobody. `watchdog`: this process
  /// is ended unless it tells that it is alive that often; 0: it is not.
  explicit ServiceManager(std::string socket, std::chrono::microseconds watchdog = {});

  /// The one that the environment names by NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID. They are
  /// taken out of it, so that no program that this one runs speaks for it: to be called before
  /// threads begin.
  [[nodiscard]] static ServiceManager take_from_environment();

  /// Sends lines such as "READY=1\nSTATUS=asleep". Waits for a second at most where nobody takes
  /// them, and is silent if they cannot be sent, as there is nothing to be done about it.
  void tell(std::string_view lines) const;

  [[nodiscard]] std::chrono::microseconds watchdog() const { return watchdog_; }

 private:
  std::string socket_;  ///< As above; empty: nobody.
  std::chrono::microseconds watchdog_{0};
};

}  // namespace syndic::base
