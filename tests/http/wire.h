// SPDX-License-Identifier: MIT
//
// What scripts of the fault server begin with.
#pragma once

#include <string>

#include "tests/support/fault_server.h"

namespace syndic::test {

inline const std::string kOk = "HTTP/1.1 200 OK\r\n";

inline void send_endlessly(Wire& wire, const std::string& head, const std::string& piece) {
  wire.send(head);
  while (wire.send(piece)) continue;
}

}  // namespace syndic::test
