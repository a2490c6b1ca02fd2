// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <optional>

#include "serve/listen_address.h"

namespace syndic::serve {

/// The socket that clients connect to.
class Listener {
 public:
  /// Takes the port. Throws Failure if the address cannot be listened on.
  explicit Listener(const ListenAddress& address);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  /// The port; a free one if the address had none.
  [[nodiscard]] int port() const;

  /// Waits for the next client and returns its socket, which is the caller's to close; nullopt
  /// after stop().
  [[nodiscard]] std::optional<int> accept() const;

  /// Ends accept(), also a later one, and refuses clients. A signal handler may call it.
  void stop() noexcept;

 private:
  int socket_ = -1;
  std::atomic<bool> stopped_ = false;
};

}  // namespace syndic::serve
