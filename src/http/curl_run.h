// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <deque>

#include "http/curl_transport.h"

namespace syndic::http {

/// One call of CurlTransport::perform(), with handles that are open.
void perform_all(CurlTransport::Handles& handles, const Options& options,
                 const std::deque<Request>& requests, const Transport::Starting& starting,
                 const Transport::Done& done, const std::atomic<bool>& cancelled);

}  // namespace syndic::http
