// SPDX-License-Identifier: MIT
//
// One request to one URL and its answer: a hop of a transfer. It sets up a curl handle, receives
// the answer from curl and enforces all bounds.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "http/body_budget.h"
#include "http/cookies.h"
#include "http/curl_handle.h"
#include "http/options.h"
#include "http/proxy.h"
#include "http/transport.h"

namespace syndic::http {

using SteadyTime = std::chrono::steady_clock::time_point;

/// The longest time that all hops of a request may take together.
[[nodiscard]] std::chrono::milliseconds time_limit(const Request& request, const Options& options);

/// The most bytes that the body of a request's answer may have.
[[nodiscard]] std::size_t body_limit(const Request& request, const Options& options);

/// The part of a request's bounds that its earlier hops have left for the next one.
struct BoundsLeft {
  std::chrono::milliseconds time;
  std::size_t header_bytes;
  bool allow_private;
};

class Exchange {
 public:
  /// Begins in `multi`. `private_data` is returned by CURLINFO_PRIVATE; `number` is the transfer's
  /// in `budget`. All references are borrowed; of `request` only the content, the proxy and
  /// the authorities are used. `cookies` are sent, and get those that the answer sets.
  Exchange(CURLM* multi, EasyHandle easy, void* private_data, const std::string& url,
           HeaderLines headers, const Request& request, const Options& options, BodyBudget& budget,
           std::uint64_t number, BoundsLeft left, RequestCookies& cookies);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  ~Exchange();

  /// The result after curl has ended it with `code`. On success status(), headers() and body() are
  /// those of the answer, the body as it was sent. Errors: as Transport::Done lists them.
  [[nodiscard]] Result<void> outcome(CURLcode code) const;

  /// Whether the exchange may go on at `now`. If `others_wait` for memory, one that holds much must
  /// receive at a pace. Errors: timeout, and any failure of ours that curl did not notice.
  [[nodiscard]] Result<void> check_time(SteadyTime now, bool others_wait);

  /// Whether it waits until the budget allows its next bytes.
  [[nodiscard]] bool is_paused() const { return paused_since_.has_value(); }

  /// Whether the whole head of the answer is received and its body is not needed: the exchange may
  /// end at any time.
  [[nodiscard]] bool answered() const { return head_complete_ && !keeps_body_; }

  /// Goes on reading if the budget now allows it.
  void resume();

  /// Excludes time in which nothing was read from the bounds: it is not the server's fault.
  void exclude_time(std::chrono::steady_clock::duration lost);

  /// When the request began to be sent, told once; empty before that.
  [[nodiscard]] std::optional<SteadyTime> take_sent() { return std::exchange(sent_, {}); }

  [[nodiscard]] const std::string& host() const { return host_; }
  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] Headers& headers() { return headers_; }
  [[nodiscard]] std::string& body() { return body_; }
  [[nodiscard]] std::size_t header_bytes() const { return header_bytes_; }
  [[nodiscard]] std::uint64_t bytes_received() const;
  [[nodiscard]] std::chrono::milliseconds elapsed(SteadyTime now) const;

  /// As Response::certificate_ends.
  [[nodiscard]] std::optional<std::int64_t> certificate_ends() const;

  /// Takes the handle out, for another exchange. The last call.
  [[nodiscard]] EasyHandle take_handle();

 private:
  /// A time over which the pace is measured.
  struct Window {
    SteadyTime begin;
    std::size_t body_before;
  };

  static std::size_t on_header_line(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body_bytes(char* data, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_connected(void* self, char*, char*, int, int);
  static int on_raw_bytes(CURL*, curl_infotype kind, char*, std::size_t count, void* self);

  template <class Value, class Work>
  Value guarded(Value abort, Work work) noexcept;

  void set_up(const std::string& url, void* private_data);
  bool read_header_line(std::string_view line);
  bool end_of_head();
  void watch_framing();
  std::size_t read_body(std::string_view chunk);
  bool make_room(std::size_t bytes);
  Result<void> check_pace(SteadyTime now, bool others_wait);
  bool give_up(Errc code, std::string message);

  const Request& request_;
  const Options& options_;
  BodyBudget& budget_;
  std::uint64_t number_;
  std::string host_;
  std::string port_;
  std::optional<Proxy> proxy_;
  BoundsLeft left_;
  RequestCookies& cookies_;

  HeaderLines request_headers_;
  EasyHandle easy_;
  std::array<char, CURL_ERROR_SIZE> curl_words_{};

  int status_ = 0;
  Headers headers_;
  std::size_t header_bytes_ = 0;  ///< With the trailer and informational answers.
  bool head_complete_ = false;
  bool keeps_body_ = false;
  std::string body_;
  std::size_t discarded_ = 0;
  std::size_t framed_ = 0;  ///< Bytes of a chunked body, with what frames the chunks.
  Result<void> result_;     ///< Our own failure, in place of curl's.

  std::string refused_address_;
  bool some_address_allowed_ = false;
  bool lacks_socket_ = false;  ///< As too many files are open.

  SteadyTime started_;
  SteadyTime last_byte_;
  bool connected_ = false;
  std::optional<SteadyTime> sent_;  ///< Until it is told.
  std::optional<SteadyTime> paused_since_;
  std::optional<Window> window_;  ///< While others wait for memory.

  std::optional<Membership> membership_;  ///< Destroyed before all above.
};

}  // namespace syndic::http
