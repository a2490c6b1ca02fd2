// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace syndic::serve {

/// The address to listen on.
struct ListenAddress {
  std::string host;  ///< An address or a host name; an IPv6 address without brackets.
  int port = 0;      ///< 0: any that is free.
  friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};

/// "HOST:PORT", "[IPV6]:PORT", or only a PORT, which means 127.0.0.1. Errors: malformed.
[[nodiscard]] Result<ListenAddress> parse_listen(std::string_view text);

/// In the form of URLs: "127.0.0.1:8080", "[::1]:8080".
[[nodiscard]] std::string to_string(const ListenAddress& address);

}  // namespace syndic::serve
