// SPDX-License-Identifier: MIT
#include "http/transport.h"

namespace syndic::http {

std::string request_key(const Request& request) {
  std::string text = request.url + '\n' + request.proxy + '\n' + request.ca_file.string();
  for (const auto& [name, value] : request.headers.all()) {
    text.append("\n").append(name).append(":").append(value);
  }
  return text;
}

HeldBytes Transport::hold(std::size_t /*bytes*/) { return {}; }

void Transport::run(const std::vector<Request>& requests, const Done& done,
                    const std::atomic<bool>& cancelled) {
  std::deque<Request> fixed(requests.begin(), requests.end());
  perform(fixed, {}, done, cancelled);
}

}  // namespace syndic::http
