// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "http/transport.h"

namespace syndic::pipeline {

/// A transport that has some answers already: what a search for feeds read need not be asked for
/// again. Each is given once, to the first who asks; everything else goes to the transport behind.
class KnownAnswers : public http::Transport {
 public:
  /// Borrows `behind`.
  explicit KnownAnswers(http::Transport& behind) : behind_(behind) {}

  /// Keeps what `url` answered, if there is room: all bodies together stay below 16 MiB.
  void add(const std::string& url, http::Response response);

  void run(const std::vector<http::Request>& requests, const Done& done,
           const std::atomic<bool>& cancelled) override;

 private:
  http::Transport& behind_;
  std::map<std::string, http::Response> answers_;
  std::size_t held_ = 0;
};

}  // namespace syndic::pipeline
