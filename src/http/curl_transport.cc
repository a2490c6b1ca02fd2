// SPDX-License-Identifier: MIT
#include "http/curl_transport.h"

#include <new>
#include <utility>

#include "http/curl_handles.h"
#include "http/curl_run.h"

namespace syndic::http {

void CurlTransport::Handles::open() {
  if (multi != nullptr) return;
  state.emplace();
  open_multi();
}

void CurlTransport::Handles::open_multi() {
  multi.reset();  // First, as the new one has files open, too.
  multi.reset(curl().multi_init());
  if (multi == nullptr) throw std::bad_alloc();
  check_multi(curl().multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, places.connections));
}

CurlTransport::CurlTransport(Options options)
    : options_(std::move(options)), handles_(std::make_unique<Handles>(options_)) {}

void CurlTransport::close_connections() {
  if (handles_->multi == nullptr) return;
  handles_->spare.clear();
  handles_->open_multi();
}

CurlTransport::~CurlTransport() = default;

void CurlTransport::take_turns(Turns* turns) { handles_->turns = turns; }

void CurlTransport::tell_waits(const std::function<void()>& on_wait) {
  handles_->on_wait = on_wait;
}

HeldBytes CurlTransport::hold(std::size_t bytes) { return handles_->budget.keep(bytes); }

void CurlTransport::perform(std::deque<Request>& requests, const Starting& starting,
                            const Done& done, const std::atomic<bool>& cancelled) {
  if (requests.empty()) return;
  try {
    handles_->open();
  } catch (const NoCurl& missing) {
    for (std::size_t i = 0; i < requests.size() && !cancelled; ++i) {
      done(i, fail(Errc::no_library, missing.what()));
    }
    return;
  }
  perform_all(*handles_, options_, requests, starting, done, cancelled);
}

}  // namespace syndic::http
