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
  int proxy_status = 0;     ///< Of the proxy's answer to CONNECT; 0: none.
  int os_error = 0;         ///< errno of the last connect; 0: none.
  long verdict = 0;         ///< Of the check of the certificate's chain, as in certificate_words().
  std::string ca_file;      ///< The source's own; empty: the system's authorities.
  std::string_view detail;  ///< curl's own message; tells causes apart, and is never shown.
  std::chrono::milliseconds connect_timeout{0};
};

/// A CURLcode as one line for the operator, in our own words: no function, library or number.
[[nodiscard]] Error describe(CURLcode code, const FailedExchange& exchange);

/// "2 min", "10 s", "300 ms".
[[nodiscard]] std::string duration_text(std::chrono::milliseconds duration);

}  // namespace syndic::http
