// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/open_files.h"
#include "http/body_budget.h"
#include "http/curl_handle.h"
#include "http/curl_transport.h"
#include "http/host_queue.h"
#include "http/places.h"

namespace syndic::http {

/// What a transport keeps from one run to the next.
struct CurlTransport::Handles {
  explicit Handles(const Options& options)
      : places(places_within(base::open_files_left(), options.concurrency)),
        hosts(std::max(options.per_host, 1), options.host_delay),
        budget(std::max(options.max_body_total, options.max_body * 2), options.max_body, [this] {
          if (multi != nullptr) curl().multi_wakeup(multi.get());
        }) {}

  /// To be called before the first request: loads libcurl. Throws NoCurl.
  void open();
  /// Replaces the multi handle, and with it its connections.
  void open_multi();

  std::optional<CurlState> state;  ///< None before the first request.
  Places places;
  std::vector<EasyHandle> spare;
  MultiHandle multi;
  HostQueue hosts;                ///< Kept between runs, so that delays are kept as well.
  BodyBudget budget;              ///< Likewise: bodies of an earlier run may still be held.
  std::uint64_t next_number = 0;  ///< Of a transfer.
  Turns* turns = nullptr;
  std::function<void()> on_wait;
};

/// Throws Failure unless it is CURLM_OK.
inline void check_multi(CURLMcode code) {
  if (code != CURLM_OK) throw Failure(std::string("curl: ") + curl().multi_strerror(code));
}

}  // namespace syndic::http
