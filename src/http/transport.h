// SPDX-License-Identifier: MIT
//
// HTTP without feed knowledge: the interface of what sends requests and returns answers within all
// bounds. curl_transport.h implements it; tests have their own.
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

#include "base/later.h"
#include "base/result.h"
#include "http/body_budget.h"
#include "http/turns.h"

namespace syndic::http {

/// Header fields in order, names as received.
class Headers {
 public:
  void add(std::string name, std::string value);
  void clear() { fields_.clear(); }

  /// The first value of the field, whose name is compared ignoring case; empty if there is none.
  [[nodiscard]] std::string_view get(std::string_view name) const;

  /// All values of a field that may be in several lines, as one list (RFC 9110 §5.3).
  [[nodiscard]] std::string list(std::string_view name) const;

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const {
    return fields_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// The media type of a Content-Type field's value, in lower case and without parameters (RFC 9110
/// §8.3.1); empty if it is.
[[nodiscard]] std::string media_type_of(std::string_view content_type);

/// Called with the URL of each hop before it is made, and again if it had to wait meanwhile, on
/// perform()'s thread. On an error the hop is not made, and the error is the request's result.
using Gate = std::function<Result<void>(std::string_view url)>;

/// What a request cost, whether it succeeded or failed.
struct Cost {
  std::size_t hops = 0;     ///< That were made: the first and each redirect that was followed.
  std::uint64_t bytes = 0;  ///< Body bytes on the wire, of all hops.
  std::chrono::milliseconds elapsed{0};
};

/// A GET or POST request.
struct Request {
  std::string url;  ///< Absolute, http or https; may carry user and password for its own origin.
  Headers headers;  ///< Beside the transport's own (User-Agent, Accept-Encoding). After a
                    ///< redirect to another origin only Accept is sent.

  /// The content of a POST, whose Content-Type is among `headers`; empty: a GET. A redirect of a
  /// POST is not followed but is the answer, as it may do twice what must be done once (RFC 9110
  /// §15.4).
  std::optional<std::string> content;

  /// If-None-Match and the like: sent only to the URL that they are about, which is `url` or one
  /// that it redirects to.
  Headers conditions;
  std::string conditions_url;  ///< In the form of Response::url; empty: `url`.

  std::string proxy;  ///< URL of the proxy for all hops; empty: the environment's, if any. Its own
                      ///< address is not guarded.
  std::filesystem::path
      ca_file;  ///< PEM, in place of the system's authorities; empty: the system's.
  Gate gate;    ///< Empty: every hop is made.

  /// The URL's own host may be private, as the operator named it; redirects elsewhere may not.
  bool is_trusted = false;

  /// Response::certificate_ends is wanted.
  bool wants_certificate = false;

  /// Of the whole transfer, if shorter than the transport's own timeout.
  std::optional<std::chrono::milliseconds> time_limit;

  /// Bytes of the body, if less than the transport's own max_body.
  std::optional<std::size_t> max_body;

  /// Borrowed, and set when a hop begins and before `done` is called; null: not needed.
  Cost* cost = nullptr;
};

/// A key that is equal for GET requests with equal URL and login, header fields, proxy and
/// authorities.
/// It contains secrets and must not be shown.
[[nodiscard]] std::string request_key(const Request& request);

/// One hop on the way to an answer.
struct Redirect {
  int status = 0;
  std::string url;  ///< Its target, without user name and password.
  friend bool operator==(const Redirect&, const Redirect&) = default;
};

/// A server's final answer of any status, after the redirects of a GET.
struct Response {
  int status = 0;
  Headers headers;
  std::string body;                 ///< Of a 2xx answer, decoded; else empty.
  std::string url;                  ///< After redirects, without credentials.
  std::vector<Redirect> redirects;  ///< The hops on the way, in order.

  /// Until when the certificate of the last hop is valid, in Unix seconds; empty also of a
  /// connection that an earlier request opened, and unless it was wanted.
  std::optional<std::int64_t> certificate_ends;
  Cost cost;
};

class Transport {
 public:
  virtual ~Transport() = default;

  /// Called on perform()'s thread, once for each request, in the order in which they end. An answer
  /// of any status is a Response; an Error is a failure to get one (bad_url, refused_address, dns,
  /// connect, tls, timeout, transfer, too_large, too_many_redirects, too_many_files, or the
  /// gate's), its message naming the host, or no_library.
  using Done = std::function<void(std::size_t index, Result<Response> response)>;

  /// Who is told of requests before they begin, on perform()'s thread.
  struct Starting {
    /// Is called with requests that are about to begin, whose gates allow it. Returns those that
    /// are not to begin after all: they end without a call of `done`. Nothing of the others is sent
    /// before that is taken, on the same thread, and nothing at all if `cancelled` is true then.
    std::function<base::Later<std::vector<std::size_t>>(const std::vector<std::size_t>& indexes)>
        announce;

    /// Is called at the end of perform() with those that were announced, and of which nothing was
    /// sent before `cancelled` became true.
    std::function<void(const std::vector<std::size_t>& indexes)> withdraw;
  };

  /// Performs all requests, returning when each has ended, or soon after `cancelled` becomes true;
  /// then the unfinished ones are dropped without a call of `done`. What `done` appends to
  /// `requests` is performed as well, at the same time. `starting` may have no functions.
  virtual void perform(std::deque<Request>& requests, const Starting& starting, const Done& done,
                       const std::atomic<bool>& cancelled) = 0;

  /// The same without `starting`.
  void perform(std::deque<Request>& requests, const Done& done,
               const std::atomic<bool>& cancelled) {
    perform(requests, {}, done, cancelled);
  }

  /// Counts `bytes` in the bound of all bodies until the result is destroyed: for other threads
  /// that work on a body after `done` has returned. Transfers wait while too many are held. On
  /// perform()'s thread.
  [[nodiscard]] virtual HeldBytes hold(std::size_t bytes);

  /// From now on no host is asked but in a turn of `turns`, which is borrowed; nullptr: without.
  /// Not during perform().
  virtual void take_turns(Turns* /*turns*/) {}

  /// From now on `on_wait` is called on perform()'s thread each time it is about to wait, which it
  /// does for 200 ms at most; an empty one is not. Not during perform().
  virtual void tell_waits(const std::function<void()>& /*on_wait*/) {}

  /// Closes the connections that are kept for later requests, so that others may open files. Not
  /// during perform(), nor while bodies are held.
  virtual void close_connections() {}

  /// perform() of a list that does not grow.
  void run(const std::vector<Request>& requests, const Done& done,
           const std::atomic<bool>& cancelled);
};

}  // namespace syndic::http
