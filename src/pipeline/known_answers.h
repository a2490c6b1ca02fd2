// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <string>

#include "http/transport.h"

namespace syndic::pipeline {

/// A transport that has some answers already: what a search for feeds read need not be asked for
/// again. Each is given once, to the first who asks; everything else goes to the transport behind.
class KnownAnswers : public http::Transport {
 public:
  /// Borrows `behind`.
  explicit KnownAnswers(http::Transport& behind) : behind_(behind) {}

  /// Keeps what `request` was answered for who asks the same in the same name (http::likeness()),
  /// if there is room: all bodies together stay below 16 MiB.
  void add(const http::Request& request, http::Response response);

  void perform(std::deque<http::Request>& requests, const Done& done,
               const std::atomic<bool>& cancelled) override;

 private:
  http::Transport& behind_;
  std::map<std::string, http::Response> answers_;  ///< By http::likeness().
  std::size_t held_ = 0;
};

}  // namespace syndic::pipeline
