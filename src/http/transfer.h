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

/// One request with all its exchanges, one after another, until an answer is no redirect.
class Transfer {
 public:
  /// Borrows its arguments. `number` grows from transfer to transfer.
  Transfer(std::size_t index, std::uint64_t number, const Request& request, const Options& options,
           BodyBudget& budget);

  /// Whether the next hop may be made. Errors: bad_url, refused_address, the gate's.
  [[nodiscard]] Result<void> check_hop() const;

  /// Makes the next hop.
  void begin_hop(CURLM* multi, EasyHandle easy);

  /// Ends the hop and returns its handle through `easy`, unless it is of no more use. Returns the
  /// final result, or nullopt if a redirect leads to another hop. `code` is curl's, `in_time` the
  /// result of Exchange::check_time().
  [[nodiscard]] std::optional<Result<Response>> end_hop(CURLcode code, Result<void> in_time,
                                                        EasyHandle& easy);

  /// Whether Transport::Starting was told of it.
  [[nodiscard]] bool is_announced() const { return is_announced_; }
  void note_announced() { is_announced_ = true; }

  /// Whether anything of it was sent, of any hop.
  [[nodiscard]] bool is_sent() const { return is_sent_; }
  void note_sent() { is_sent_ = true; }

  [[nodiscard]] std::size_t index() const { return index_; }
  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] const std::string& host() const { return host_; }
  [[nodiscard]] Exchange& exchange() { return *exchange_; }

 private:
  [[nodiscard]] bool may_be_private() const;
  [[nodiscard]] HeaderLines header_lines() const;
  [[nodiscard]] Result<void> decode(Response& response);
  [[nodiscard]] Result<void> follow(int status, std::string_view location);

  std::size_t index_;
  std::uint64_t number_;
  const Request& request_;
  const Options& options_;
  BodyBudget& budget_;
  std::string url_;  ///< Of the hop; may contain credentials.
  std::string host_;
  std::vector<Redirect> redirects_;
  bool is_announced_ = false;
  bool is_sent_ = false;
  bool at_home_ = true;           ///< No hop has left the origin of the request's URL.
  Cost cost_;                     ///< Of the hops before, and of this one that it was made.
  std::size_t header_bytes_ = 0;  ///< Of the hops before.
  RequestCookies cookies_;
  std::optional<Exchange> exchange_;
};

}  // namespace syndic::http
