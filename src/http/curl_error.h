// SPDX-License-Identifier: MIT
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.h"

namespace syndic::http {

/// The exchange that failed.
struct FailedExchange {
  std::string host;
  std::string port;
  std::string proxy;        ///< shown_proxy(); empty: none.
  int os_error = 0;         ///< errno of the last connect; 0: none.
  std::string_view detail;  ///< curl's own message, which may contain data of the server.
  std::chrono::milliseconds connect_timeout{0};
};

/// A CURLcode as one line for the operator.
[[nodiscard]] Error describe(CURLcode code, const FailedExchange& exchange);

/// "2 min", "10 s", "300 ms".
[[nodiscard]] std::string duration_text(std::chrono::milliseconds duration);

}  // namespace syndic::http
