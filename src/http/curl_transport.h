// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <functional>
#include <memory>

#include "http/options.h"
#include "http/transport.h"

namespace syndic::http {

/// The transport over real sockets: one thread, any number of transfers at once. It follows
/// redirects itself, hop by hop, each hop as polite, bounded and guarded as the first; sends no
/// Referer, and a cookie only to the host that set it within the same request; speaks HTTP/2 over
/// TLS if that is offered, and reuses connections, also in the next run. The delay between two
/// starts to a host is kept between runs, too.
///
/// A request's own proxy is used, else one of the environment (http_proxy, https_proxy, no_proxy).
/// The address guard does not judge a proxy's address, and of the servers reached through one it
/// can judge only those that a URL names by address.
///
/// Transfers that are paused, as others hold the memory for bodies, take no place: up to twice
/// `concurrency` are then under way. There are never more than the limit of open files allows, and
/// one for which none can be opened waits until another has ended.
///
/// The first request loads libcurl (curl_library.h); a transport that makes none never does.
///
/// Time bounds are seen at most 200 ms late. Without libcurl each request ends as no_library.
/// perform() throws Failure if libcurl itself fails, and passes on what `done` throws.
class CurlTransport : public Transport {
 public:
  explicit CurlTransport(Options options);
  ~CurlTransport() override;
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  using Transport::perform;
  void perform(std::deque<Request>& requests, const Starting& starting, const Done& done,
               const std::atomic<bool>& cancelled) override;
  [[nodiscard]] HeldBytes hold(std::size_t bytes) override;
  void close_connections() override;
  void take_turns(Turns* turns) override;
  void tell_waits(const std::function<void()>& on_wait) override;

  struct Handles;

 private:
  Options options_;
  std::unique_ptr<Handles> handles_;
};

}  // namespace syndic::http
