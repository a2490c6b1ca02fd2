// SPDX-License-Identifier: MIT
//
// One request to one URL and its answer: a hop of a transfer. It sets up a curl handle, receives
// the answer from curl and enforces all bounds.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "http/body_budget.h"
#include "http/content_decoder.h"
#include "http/curl_handle.h"
#include "http/options.h"
#include "http/proxy.h"
#include "http/transport.h"

namespace syndic::http {

using SteadyTime = std::chrono::steady_clock::time_point;

/// The longest time that all hops of a request may take together.
[[nodiscard]] std::chrono::milliseconds time_limit(const Request& request, const Options& options);

class Exchange {
 public:
  /// Begins in `multi`. `private_data` is returned by CURLINFO_PRIVATE; `number` is the transfer's
  /// in `budget`; `time_left` bounds the whole exchange. All references are borrowed; of `request`
  /// only the proxy and the authorities are used.
  Exchange(CURLM* multi, EasyHandle easy, void* private_data, const std::string& url,
           HeaderLines headers, const Request& request, const Options& options, BodyBudget& budget,
           std::uint64_t number, std::chrono::milliseconds time_left);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  ~Exchange();

  /// The result after curl has ended it with `code`. On success status(), headers() and body() are
  /// those of the answer. Errors: as Transport::Done lists them.
  [[nodiscard]] Result<void> outcome(CURLcode code) const;

  /// Whether the exchange may go on at `now`. Errors: timeout, and any failure of ours that curl
  /// did not notice.
  [[nodiscard]] Result<void> check_time(SteadyTime now) const;

  /// Whether the whole head of the answer is received and its body is not needed: the exchange may
  /// end at any time.
  [[nodiscard]] bool answered() const { return head_complete_ && !keeps_body_; }

  /// Goes on reading if the budget now allows it.
  void resume();

  /// Excludes time in which nothing was read from the bounds: it is not the server's fault.
  void exclude_time(std::chrono::steady_clock::duration lost);

  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] Headers& headers() { return headers_; }
  [[nodiscard]] std::string& body() { return body_; }
  [[nodiscard]] std::uint64_t bytes_received() const;
  [[nodiscard]] std::chrono::milliseconds elapsed(SteadyTime now) const;

  /// Takes the handle out, for another exchange. The last call.
  [[nodiscard]] EasyHandle take_handle();

 private:
  static std::size_t on_header_line(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body_bytes(char* data, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_connected(void* self, char*, char*, int, int);

  template <class Value, class Work>
  Value guarded(Value abort, Work work) noexcept;

  void set_up(const std::string& url, void* private_data);
  bool read_header_line(std::string_view line);
  bool end_of_head();
  bool choose_decoder();
  std::size_t read_body(std::string_view chunk);
  bool decode_into_body(std::string_view& input, bool& more);
  bool make_room();
  bool give_up(Errc code, std::string message);

  const Request& request_;
  const Options& options_;
  BodyBudget& budget_;
  std::uint64_t number_;
  std::string host_;
  std::string port_;
  std::optional<Proxy> proxy_;
  std::chrono::milliseconds time_left_;

  HeaderLines request_headers_;
  EasyHandle easy_;
  std::array<char, CURL_ERROR_SIZE> curl_words_{};

  int status_ = 0;
  Headers headers_;
  std::size_t header_bytes_ = 0;
  bool head_complete_ = false;
  bool keeps_body_ = false;
  std::unique_ptr<ContentDecoder> decoder_;
  std::string body_;
  std::size_t body_read_ = 0;     ///< Bytes before decoding.
  std::size_t already_read_ = 0;  ///< Of the chunk that curl passes again after a pause.
  std::size_t discarded_ = 0;
  Result<void> result_;  ///< Our own failure, in place of curl's.

  std::string refused_address_;
  bool some_address_allowed_ = false;
  bool lacks_socket_ = false;  ///< As too many files are open.

  SteadyTime started_;
  SteadyTime last_byte_;
  bool connected_ = false;
  std::optional<SteadyTime> paused_since_;

  std::optional<Membership> membership_;  ///< Destroyed before all above.
};

}  // namespace syndic::http
