// SPDX-License-Identifier: MIT
//
// The requests of a connection. Beast knows their grammar (RFC 9112); the bytes are read here, as
// they come, so that every request is bounded in size and time.
#pragma once

#include <boost/beast/http/message.hpp>
#include <optional>
#include <string>

#include "serve/connections.h"

namespace syndic::serve {

/// The request line and the fields.
using RequestHead = boost::beast::http::request_header<>;

/// Whether it is a GET or a HEAD.
[[nodiscard]] bool is_reading(const RequestHead& request);

struct Received {
  RequestHead head;
  /// The status that it is refused with, as it cannot be read or is too large; else ok.
  boost::beast::http::status refusal = boost::beast::http::status::ok;
  bool is_last = false;  ///< No further one can be read, or the client wants none.
};

/// The requests that come on a connection, also those that are sent ahead (RFC 9112 §9.3.2).
class Requests {
 public:
  /// Borrows `connection`.
  explicit Requests(Connection& connection) : connection_(connection) {}

  /// Waits for the next one; nullopt if none is complete in its time. Refused are a head of more
  /// than 64 KiB (431, RFC 6585 §5), a target (414) or field (400) of more than 8 KiB, and a body
  /// of more than 1 KiB (413). The body of a GET or HEAD is not read, and is not the next request;
  /// others are discarded.
  [[nodiscard]] std::optional<Received> next();

 private:
  Connection& connection_;
  std::string unread_;
};

}  // namespace syndic::serve
