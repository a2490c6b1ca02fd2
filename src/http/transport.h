// SPDX-License-Identifier: MIT
//
// HTTP without feed knowledge: requests go in, answers come out, every bound kept. The interface
// stands at the world's edge; curl_transport is the real one, tests bring their own.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace syndic::http {

/// Header fields in order, names as received.
class Headers {
 public:
  void add(std::string name, std::string value);
  void clear() { fields_.clear(); }

  /// The first value of the field, found whatever its case; empty where there is none.
  [[nodiscard]] std::string_view get(std::string_view name) const;

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const {
    return fields_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// Asked before each hop is made, on perform()'s thread, with the hop's URL: an error is the
/// request's outcome, and the hop is not made.
using Gate = std::function<std::optional<Error>(std::string_view url)>;

/// What a request cost, whatever came of it.
struct Cost {
  std::uint64_t bytes = 0;  ///< Of bodies on the wire, those of all hops.
  std::chrono::milliseconds elapsed{0};
};

/// A GET request.
struct Request {
  std::string url;  ///< Absolute, http or https; may carry user and password for its own origin.
  Headers headers;  ///< Beside the transport's own (User-Agent, Accept-Encoding). Sent on for as
                    ///< long as redirects stay within the origin of `url`; Accept always.

  /// If-None-Match and its kin: sent to the one URL that they speak of, be it `url` or one that it
  /// redirects to, and to no other.
  Headers conditions;
  std::string conditions_url;  ///< As Response::url names it; empty: `url`.

  std::string proxy;  ///< URL of the proxy for all hops; empty: the environment's, if any. Its own
                      ///< address is not guarded.
  std::filesystem::path ca_file;  ///< PEM, in place of the system's authorities; empty: those.
  Gate gate;                      ///< Empty: every hop may be made.

  /// Of the whole transfer, where that is shorter than the transport's own timeout.
  std::optional<std::chrono::milliseconds> time_limit;

  Cost* cost = nullptr;  ///< Borrowed, and set before `done` is called; null: nobody asks.
};

/// Equal for requests that ask for the same in the same name and the same way: URL with its login,
/// header fields, proxy and authorities. It holds secrets: a key to compare, never to show.
[[nodiscard]] std::string likeness(const Request& request);

/// One hop on the way to an answer.
struct Redirect {
  int status = 0;
  std::string url;  ///< Where it sent on to; no user name and password.
  friend bool operator==(const Redirect&, const Redirect&) = default;
};

/// Whatever final status a server gave, redirects followed.
struct Response {
  int status = 0;
  Headers headers;
  std::string body;                  ///< Of a 2xx answer, content coding undone; else empty.
  std::string url;                   ///< Where it came from, after redirects; no credentials.
  std::vector<Redirect> redirects;   ///< The hops on the way, in order.
  std::uint64_t bytes_received = 0;  ///< Body bytes on the wire.
  std::chrono::milliseconds elapsed{0};
};

class Transport {
 public:
  virtual ~Transport() = default;

  /// Called on perform()'s thread, once for each request, in the order in which they end. An answer
  /// of any status is a Response; an Error is a failure to get one (bad_url, refused_address, dns,
  /// connect, tls, timeout, transfer, too_large, too_many_redirects, or the gate's), its message
  /// naming the host.
  using Done = std::function<void(std::size_t index, Result<Response> response)>;

  /// Performs all requests, returning when each has ended, or soon after `cancelled` becomes true;
  /// then the unfinished ones are dropped without a call of `done`. What `done` appends to
  /// `requests` is performed as well, beside what is under way.
  virtual void perform(std::deque<Request>& requests, const Done& done,
                       const std::atomic<bool>& cancelled) = 0;

  /// The same of a list that does not grow.
  void run(const std::vector<Request>& requests, const Done& done,
           const std::atomic<bool>& cancelled);
};

}  // namespace syndic::http
