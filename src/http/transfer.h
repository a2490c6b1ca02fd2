// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/exchange.h"
#include "http/options.h"
#include "http/transport.h"

namespace syndic::http {

/// One request all the way: its exchanges, one after another, until an answer is no redirect.
class Transfer {
 public:
  /// Borrows `request` and `options`. `number` grows from transfer to transfer.
  Transfer(std::size_t index, std::uint64_t number, const Request& request, const Options& options);

  /// Why the next hop must not be made at all; nothing where it may.
  [[nodiscard]] std::optional<Error> refusal() const;

  /// Makes the next hop.
  void begin_hop(CURLM* multi, EasyHandle easy, BodyBudget& budget);

  /// Ends the hop, giving its handle back through `easy`: the final outcome, or nothing where a
  /// redirect leads to another hop. `code` is curl's, `overdue` a bound of time that was passed.
  [[nodiscard]] std::optional<Result<Response>> end_hop(CURLcode code, std::optional<Error> overdue,
                                                        EasyHandle& easy);

  [[nodiscard]] std::size_t index() const { return index_; }
  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] const std::string& host() const { return host_; }
  [[nodiscard]] Exchange& exchange() { return *exchange_; }

 private:
  [[nodiscard]] HeaderLines header_lines() const;
  [[nodiscard]] std::optional<Error> follow(int status, std::string_view location);

  std::size_t index_;
  std::uint64_t number_;
  const Request& request_;
  const Options& options_;
  std::string url_;  ///< Of the hop; may hold credentials.
  std::string host_;
  std::vector<Redirect> redirects_;
  bool at_home_ = true;                 ///< No hop has left the origin of the request's URL.
  std::chrono::milliseconds spent_{0};  ///< By the hops before.
  std::uint64_t bytes_ = 0;
  std::optional<Exchange> exchange_;
};

}  // namespace syndic::http
