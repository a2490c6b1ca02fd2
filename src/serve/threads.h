// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "serve/connections.h"

namespace syndic::serve {

/// A thread for each open connection, made when the first one needs it and used again. Its end
/// shuts all connections and waits for them.
class Threads {
 public:
  /// Borrows `connections`; there are as many threads as these may be, at most.
  explicit Threads(Connections& connections) : connections_(connections) {}
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;
  ~Threads();

  /// Runs `connection` on a thread, once one is free: room is made for it. An exception of its own
  /// ends it alone. Throws std::system_error if there can be no thread at all.
  void start(std::function<void()> connection);

 private:
  void work();

  Connections& connections_;
  std::mutex mutex_;  ///< Guards all below.
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::size_t idle_ = 0;  ///< Threads without a connection.
  bool ended_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace syndic::serve
