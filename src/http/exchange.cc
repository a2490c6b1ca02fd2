// SPDX-License-Identifier: MIT
#include "http/exchange.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <utility>

#include "base/ascii.h"
#include "base/open_files.h"
#include "base/printable.h"
#include "base/url.h"
#include "http/address_guard.h"
#include "http/authorities.h"
#include "http/curl_error.h"
#include "http/curl_library.h"
#include "http/places.h"

namespace syndic::http {
namespace {

constexpr std::size_t kFirstRoom = 16 * 1024;
constexpr std::size_t kMostFirstRoom = 256 * 1024;

// A body that is not needed is read to its end if that is near, so that the connection is kept.
constexpr std::size_t kMostDiscarded = 64 * 1024;

// What a transfer must receive to keep more memory than this from others that wait for it.
constexpr std::size_t kMostHeldSlowly = 1024 * 1024;
constexpr std::size_t kLeastPerSecond = 16 * 1024;
constexpr std::chrono::milliseconds kPaceWindow{10'000};

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  const CURLcode code = curl().easy_setopt(easy, option, value);
  if (code != CURLE_OK) throw Failure(std::string("curl: ") + curl().easy_strerror(code));
}

template <class Value>
Value info(CURL* easy, CURLINFO which, Value otherwise) {
  Value value = otherwise;
  return curl().easy_getinfo(easy, which, &value) == CURLE_OK ? value : otherwise;
}

// With lengths that contradict each other the end of the body is unclear (RFC 9112 §6.3); curl uses
// one of them.
bool has_two_lengths(const Headers& headers) {
  std::string_view first;
  for (const auto& [field, value] : headers.all()) {
    if (!base::equals_ignoring_case(field, "Content-Length")) continue;
    if (!first.empty() && value != first) return true;
    first = value;
  }
  return false;
}

}  // namespace

std::chrono::milliseconds time_limit(const Request& request, const Options& options) {
  return std::min(options.timeout, request.time_limit.value_or(options.timeout));
}

std::size_t body_limit(const Request& request, const Options& options) {
  return std::min(options.max_body, request.max_body.value_or(options.max_body));
}

Exchange::Exchange(CURLM* multi, EasyHandle easy, void* private_data, const std::string& url,
                   HeaderLines headers, const Request& request, const Options& options,
                   BodyBudget& budget, std::uint64_t number, BoundsLeft left,
                   RequestCookies& cookies)
    : request_(request),
      options_(options),
      budget_(budget),
      number_(number),
      host_(base::url_host(url)),
      port_(base::url_port(url)),
      proxy_(request.proxy.empty() ? proxy_from_environment(url, process_environment)
                                   : Proxy{request.proxy, "the source"}),
      left_(left),
      cookies_(cookies),
      request_headers_(std::move(headers)),
      easy_(std::move(easy)),
      started_(std::chrono::steady_clock::now()),
      last_byte_(started_) {
  set_up(url, private_data);
  budget_.enter(number_);
  membership_.emplace(multi, easy_.get());
}

Exchange::~Exchange() { budget_.leave(number_); }

void Exchange::set_up(const std::string& url, void* private_data) {
  CURL* const easy = easy_.get();
  set(easy, CURLOPT_URL, url.c_str());
  set(easy, CURLOPT_HTTPHEADER, request_headers_.get());
  set(easy, CURLOPT_USERAGENT, options_.user_agent.c_str());
  set(easy, CURLOPT_PRIVATE, private_data);
  set(easy, CURLOPT_ERRORBUFFER, curl_words_.data());
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  set(easy, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
  set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  if (request_.content) {
    set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.content->size()));
    set(easy, CURLOPT_POSTFIELDS, request_.content->c_str());  // Borrowed.
  }
  set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(easy, CURLOPT_CONNECTTIMEOUT_MS,
      static_cast<long>(std::min(options_.connect_timeout, left_.time).count()));
  set(easy, CURLOPT_PROXY, proxy_ ? proxy_->url.c_str() : "");  // "": none of the environment's.
  set(easy, CURLOPT_NOPROXY, "");
  const std::string authorities = request_.ca_file.empty()
                                      ? authorities_file(process_environment, is_file)
                                      : request_.ca_file.string();
  if (!authorities.empty()) {
    set(easy, CURLOPT_CAINFO, authorities.c_str());
    set(easy, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
  // Two Cookie fields would be an error (RFC 6265 §5.4), and the source's own is meant.
  if (request_.headers.get("Cookie").empty()) cookies_.put_into(easy);
  // Neither signals nor waiting for a resolver's thread that a dead DNS server holds up.
  if (request_.wants_certificate) set(easy, CURLOPT_CERTINFO, 1L);
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_QUICK_EXIT, 1L);

  set(easy, CURLOPT_HEADERFUNCTION, &Exchange::on_header_line);
  set(easy, CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(easy, CURLOPT_WRITEFUNCTION, &Exchange::on_body_bytes);
  set(easy, CURLOPT_WRITEDATA, static_cast<void*>(this));
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &Exchange::on_socket);
  set(easy, CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
  set(easy, CURLOPT_PREREQFUNCTION, &Exchange::on_connected);
  set(easy, CURLOPT_PREREQDATA, static_cast<void*>(this));
}

// Runs `work` for a callback of curl. No exception may cross curl's own frames, which are C: one
// becomes the exchange's failure, and the callback returns `abort`.
template <class Value, class Work>
Value Exchange::guarded(Value abort, Work work) noexcept {
  try {
    return work();
  } catch (...) {
    // Nothing else is thrown below, and the message is too short to need memory itself.
    result_ = fail(Errc::transfer, "out of memory");
    return abort;
  }
}

std::size_t Exchange::on_header_line(char* data, std::size_t, std::size_t count, void* self) {
  auto& exchange = *static_cast<Exchange*>(self);
  exchange.last_byte_ = std::chrono::steady_clock::now();
  return exchange.guarded(std::size_t{0}, [&] {
    return exchange.read_header_line({data, count}) ? count : std::size_t{0};
  });
}

std::size_t Exchange::on_body_bytes(char* data, std::size_t, std::size_t count, void* self) {
  auto& exchange = *static_cast<Exchange*>(self);
  exchange.last_byte_ = std::chrono::steady_clock::now();
  return exchange.guarded(std::size_t{0}, [&] { return exchange.read_body({data, count}); });
}

// The address guard: after DNS, for each address that curl is about to try.
curl_socket_t Exchange::on_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(self);
  return exchange.guarded(curl_socket_t{CURL_SOCKET_BAD}, [&]() -> curl_socket_t {
    const bool internet = address->family == AF_INET || address->family == AF_INET6;
    // A proxy's address is allowed wherever it is. The address that it connects to was checked
    // before (Transfer::check_hop()).
    const bool trusted = exchange.left_.allow_private || exchange.proxy_;
    if (!internet || !(trusted || is_public_address(address->addr))) {
      exchange.refused_address_ = address_text(address->addr);
      return CURL_SOCKET_BAD;
    }
    exchange.some_address_allowed_ = true;
    const int socket =
        ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (socket < 0 && base::is_too_many_files(errno)) exchange.lacks_socket_ = true;
    return socket;
  });
}

int Exchange::on_connected(void* self, char*, char*, int, int) {
  auto& exchange = *static_cast<Exchange*>(self);
  exchange.connected_ = true;
  exchange.last_byte_ = std::chrono::steady_clock::now();
  exchange.sent_ = exchange.last_byte_;
  return CURL_PREREQFUNC_OK;
}

bool Exchange::give_up(Errc code, std::string message) {
  result_ = fail(code, std::move(message));
  return false;
}

bool Exchange::read_header_line(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > left_.header_bytes) {
    if (answered()) return false;
    // Those of redirects, informational answers and trailers count, too.
    return give_up(Errc::too_large, host_ + " sent more than " +
                                        base::size_text(options_.max_header) + " of headers");
  }
  if (head_complete_) return true;  // A trailer, RFC 9110 §6.5, which is not used.
  if (line.starts_with("HTTP/")) {  // Also after an informational answer, RFC 9110 §15.2.
    headers_.clear();
    return true;
  }
  if (line.starts_with('\r') || line.starts_with('\n')) return end_of_head();
  const std::string_view text = base::trim(line);
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && !base::is_space(line.front())) {
    headers_.add(std::string(text.substr(0, colon)),
                 std::string(base::trim(text.substr(colon + 1))));
  }
  return true;
}

bool Exchange::end_of_head() {
  status_ = static_cast<int>(info(easy_.get(), CURLINFO_RESPONSE_CODE, 0L));
  if (status_ < 200) return true;
  head_complete_ = true;
  keeps_body_ = status_ < 300;
  const std::string transfer_coding = base::lower(headers_.list("Transfer-Encoding"));
  if (transfer_coding == "chunked") watch_framing();
  if (!keeps_body_) return true;
  const auto declared =
      info(easy_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, static_cast<curl_off_t>(-1));
  if (declared > 0 && static_cast<std::uint64_t>(declared) > body_limit(request_, options_)) {
    return give_up(Errc::too_large, "the body of " + host_ + " is larger than " +
                                        base::size_text(body_limit(request_, options_)));
  }
  if (has_two_lengths(headers_)) {
    return give_up(Errc::transfer, host_ + " gives one body several lengths");
  }
  // curl would undo further transfer codings by itself, out of our bounds.
  if (!transfer_coding.empty() && transfer_coding != "chunked" && transfer_coding != "identity") {
    return give_up(Errc::transfer, host_ + " uses a transfer coding that was not asked for");
  }
  return true;
}

// Chunk extensions (RFC 9112 §7.1.1) are dropped by curl and would be endless, unseen by the other
// callbacks.
void Exchange::watch_framing() {
  set(easy_.get(), CURLOPT_DEBUGFUNCTION, &Exchange::on_raw_bytes);
  set(easy_.get(), CURLOPT_DEBUGDATA, static_cast<void*>(this));
  set(easy_.get(), CURLOPT_VERBOSE, 1L);
}

int Exchange::on_raw_bytes(CURL*, curl_infotype kind, char*, std::size_t count, void* self) {
  if (kind == CURLINFO_DATA_IN) static_cast<Exchange*>(self)->framed_ += count;
  return 0;
}

std::size_t Exchange::read_body(std::string_view chunk) {
  if (!result_) return 0;
  if (!keeps_body_) {
    discarded_ += chunk.size();
    return discarded_ > kMostDiscarded ? 0 : chunk.size();
  }
  if (chunk.size() > body_limit(request_, options_) - body_.size()) {
    give_up(Errc::too_large, "the body of " + host_ + " is larger than " +
                                 base::size_text(body_limit(request_, options_)));
    return 0;
  }
  if (!make_room(chunk.size())) {
    paused_since_ = last_byte_;
    return CURL_WRITEFUNC_PAUSE;
  }
  body_.append(chunk);
  return chunk.size();
}

/// Doubles the body's memory if less than `bytes` of it are left; false if the budget does not
/// allow it.
bool Exchange::make_room(std::size_t bytes) {
  const std::size_t needed = body_.size() + bytes;
  if (needed <= body_.capacity()) return true;
  const auto declared =
      info(easy_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, static_cast<curl_off_t>(-1));
  const std::size_t first = std::clamp(static_cast<std::size_t>(std::max<curl_off_t>(declared, 0)),
                                       kFirstRoom, kMostFirstRoom);
  const std::size_t room = std::max(
      needed, std::min(std::max(body_.capacity() * 2, first), body_limit(request_, options_)));
  if (!budget_.hold(number_, room)) return false;
  std::string larger;  // reserve() in place may take more than requested.
  larger.reserve(room);
  larger.append(body_);
  body_.swap(larger);
  return true;
}

void Exchange::resume() {
  if (!paused_since_) return;
  const SteadyTime now = std::chrono::steady_clock::now();
  exclude_time(now - *paused_since_);
  paused_since_.reset();
  window_.reset();
  last_byte_ = now;
  // curl passes at once what it kept.
  curl().easy_pause(easy_.get(), CURLPAUSE_CONT);
}

void Exchange::exclude_time(std::chrono::steady_clock::duration lost) {
  started_ += lost;
  last_byte_ += lost;
  if (window_) window_->begin += lost;
}

Result<void> Exchange::check_time(SteadyTime now, bool others_wait) {
  if (!result_) return result_;  // While resuming curl ignores it.
  if (framed_ > body_.size() + body_limit(request_, options_)) {
    return fail(Errc::too_large, "what frames the body of " + host_ + " is larger than " +
                                     base::size_text(body_limit(request_, options_)));
  }
  if (paused_since_) return {};
  if (now - started_ >= left_.time) {
    return fail(Errc::timeout, "the transfer from " + host_ + " took longer than " +
                                   duration_text(time_limit(request_, options_)));
  }
  if (connected_ && now - last_byte_ >= options_.stall_timeout) {
    const std::string time = duration_text(options_.stall_timeout);
    return fail(Errc::timeout, header_bytes_ == 0 ? "no answer from " + host_ + " within " + time
                                                  : host_ + " stalled for " + time);
  }
  return check_pace(now, others_wait);
}

// A server that sends one byte a second would keep its memory until `timeout`, and who waits for it
// would begin just as late.
Result<void> Exchange::check_pace(SteadyTime now, bool others_wait) {
  if (!others_wait) {
    window_.reset();
    return {};
  }
  if (!window_) window_ = Window{now, body_.size()};
  const auto length = std::min(kPaceWindow, options_.stall_timeout);
  const auto received = static_cast<std::int64_t>(body_.size() - window_->body_before);
  // A window ends once it has received enough, so that a burst does not count twice.
  const bool is_fast =
      received * 1000 >= static_cast<std::int64_t>(kLeastPerSecond) * length.count();
  if (!is_fast && now - window_->begin < length) return {};
  if (!is_fast && body_.capacity() > kMostHeldSlowly) {
    return fail(Errc::timeout, host_ + " sent less than " + base::size_text(kLeastPerSecond) +
                                   " a second while others waited for memory");
  }
  window_ = Window{now, body_.size()};
  return {};
}

Result<void> Exchange::outcome(CURLcode code) const {
  if (!result_) return result_;
  if (answered()) return {};
  if (!refused_address_.empty() && !some_address_allowed_) {
    const std::string who = host_ == refused_address_
                                ? host_ + " is"
                                : host_ + " leads to " + refused_address_ + ", which is";
    return fail(Errc::refused_address, who + " a private address; " + options_.private_advice);
  }
  if (code != CURLE_OK && (lacks_socket_ || lacks_open_files(code))) {
    return fail(Errc::too_many_files, "too many files are open for a connection to " + host_ +
                                          "; allow more of them (ulimit -n)");
  }
  if (code != CURLE_OK) {
    return fail(describe(
        code, {.host = host_,
               .port = port_,
               .proxy = proxy_ ? shown_proxy(*proxy_) : std::string(),
               .proxy_status = static_cast<int>(info(easy_.get(), CURLINFO_HTTP_CONNECTCODE, 0L)),
               .os_error = static_cast<int>(info(easy_.get(), CURLINFO_OS_ERRNO, 0L)),
               .verdict = info(easy_.get(), CURLINFO_SSL_VERIFYRESULT, 0L),
               .ca_file = request_.ca_file.string(),
               .detail = curl_words_.data(),
               .connect_timeout = options_.connect_timeout}));
  }
  if (!head_complete_) {  // curl accepts half a header.
    return fail(Errc::transfer, host_ + " closed the connection before the end of the header");
  }
  return {};
}

std::uint64_t Exchange::bytes_received() const {
  const auto bytes = info(easy_.get(), CURLINFO_SIZE_DOWNLOAD_T, static_cast<curl_off_t>(0));
  return static_cast<std::uint64_t>(std::max<curl_off_t>(bytes, 0));
}

std::chrono::milliseconds Exchange::elapsed(SteadyTime now) const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(now - started_);
}

std::optional<std::int64_t> Exchange::certificate_ends() const {
  constexpr std::string_view kLabel = "Expire date:";
  const auto* const chain =
      info(easy_.get(), CURLINFO_CERTINFO, static_cast<curl_certinfo*>(nullptr));
  if (chain == nullptr || chain->num_of_certs == 0) return std::nullopt;
  for (const curl_slist* line = chain->certinfo[0]; line != nullptr; line = line->next) {
    const std::string_view text = line->data;
    if (!text.starts_with(kLabel)) continue;
    const std::time_t ends = curl().getdate(line->data + kLabel.size(), nullptr);
    if (ends >= 0) return ends;
  }
  return std::nullopt;
}

EasyHandle Exchange::take_handle() {
  membership_.reset();
  cookies_.take_from(easy_.get(), host_);
  curl().easy_reset(easy_.get());  // It points into this.
  return std::move(easy_);
}

}  // namespace syndic::http
