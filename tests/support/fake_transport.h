// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "http/transport.h"

namespace syndic::test {

/// A transport without a network: answers each URL as it was told, and remembers what it was asked.
class FakeTransport : public http::Transport {
 public:
  /// What `url` answers from now on. Response::url is filled in where it is empty.
  void answer(const std::string& url, Result<http::Response> response);

  /// A 200 with a body and header fields.
  void answer(const std::string& url, std::string body, const http::Headers& headers = {});

  /// All requests so far, in order.
  [[nodiscard]] const std::vector<http::Request>& requests() const { return requests_; }

  /// Answers in the order of `requests`; a URL that it was told nothing of fails with Errc::dns.
  /// Once `cancelled`, it drops the rest.
  using Transport::perform;
  void perform(std::deque<http::Request>& requests, const Starting& starting, const Done& done,
               const std::atomic<bool>& cancelled) override;

 private:
  std::map<std::string, Result<http::Response>> answers_;
  std::vector<http::Request> requests_;
};

/// Header fields in one line: `headers({{"ETag", "\"1\""}})`.
[[nodiscard]] http::Headers headers(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace syndic::test
