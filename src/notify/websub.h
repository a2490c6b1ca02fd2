// SPDX-License-Identifier: MIT
//
// Tells WebSub hubs that a document has changed. How a publisher does that is left open by WebSub
// (§6); hubs understand the form of PubSubHubbub 0.4 (§7.1).
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "http/transport.h"

namespace syndic::notify {

/// A changed document and a hub that is to be told of it.
struct Ping {
  std::string hub;    ///< Its URL; may contain user name and password.
  std::string topic;  ///< The document's URL, which it has in its own rel=self.
};

struct PingResult {
  bool taken = false;  ///< The hub answered with any 2xx.
  std::string error;   ///< One line that names the hub's host; empty if taken, or cancelled before.
};

/// Sends all pings at the same time, within the transport's bounds and 30 seconds each. A hub that
/// does not answer at all is not asked again: its other pings fail with the same error. Returns the
/// result of each ping, in order, soon after `cancelled` becomes true.
[[nodiscard]] std::vector<PingResult> ping(const std::vector<Ping>& pings,
                                           http::Transport& transport,
                                           const std::atomic<bool>& cancelled);

}  // namespace syndic::notify
