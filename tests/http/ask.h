// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <map>
#include <string>
#include <vector>

#include "http/curl_transport.h"

namespace syndic::test {

/// Options for loopback servers: everything allowed, nothing waited for.
[[nodiscard]] inline http::Options loopback_options() {
  http::Options options;
  options.allow_private = true;
  options.host_delay = std::chrono::milliseconds(0);
  options.per_host = 64;
  options.timeout = std::chrono::seconds(10);
  return options;
}

/// What each URL answered.
[[nodiscard]] inline std::map<std::string, Result<http::Response>> ask_all(
    http::Transport& transport, const std::vector<http::Request>& requests) {
  std::map<std::string, Result<http::Response>> answers;
  const std::atomic<bool> never = false;
  transport.run(
      requests,
      [&](std::size_t index, Result<http::Response> response) {
        answers.insert_or_assign(requests[index].url, std::move(response));
      },
      never);
  return answers;
}

[[nodiscard]] inline Result<http::Response> ask(const http::Request& request,
                                                const http::Options& options = loopback_options()) {
  http::CurlTransport transport(options);
  return ask_all(transport, {request}).at(request.url);
}

[[nodiscard]] inline Result<http::Response> ask(const std::string& url,
                                                const http::Options& options = loopback_options()) {
  return ask(http::Request{.url = url}, options);
}

}  // namespace syndic::test
