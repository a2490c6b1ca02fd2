// SPDX-License-Identifier: MIT
#include "tests/support/fake_transport.h"

#include <utility>

#include "base/url.h"

namespace syndic::test {

void FakeTransport::answer(const std::string& url, Result<http::Response> response) {
  if (response && response->url.empty()) response->url = base::public_url(url);
  answers_.insert_or_assign(url, std::move(response));
}

void FakeTransport::answer(const std::string& url, std::string body, const http::Headers& headers) {
  http::Response response;
  response.status = 200;
  response.headers = headers;
  response.cost.bytes = body.size();
  response.body = std::move(body);
  answer(url, std::move(response));
}

void FakeTransport::perform(std::deque<http::Request>& requests, const Starting& starting,
                            const Done& done, const std::atomic<bool>& cancelled) {
  for (std::size_t i = 0; i < requests.size() && !cancelled; ++i) {
    const http::Gate& gate = requests[i].gate;
    if (auto allowed = gate ? gate(requests[i].url) : Result<void>(); !allowed) {
      done(i, fail(std::move(allowed.error())));
      continue;
    }
    if (starting.announce && !starting.announce({i}).take().empty()) continue;
    if (cancelled) break;
    if (requests[i].cost != nullptr) requests[i].cost->hops = 1;
    requests_.push_back(requests[i]);
    const auto answer = answers_.find(requests[i].url);
    done(i, answer == answers_.end() ? fail(Errc::dns, "no answer was made up for this host")
                                     : answer->second);
  }
}

http::Headers headers(const std::vector<std::pair<std::string, std::string>>& fields) {
  http::Headers headers;
  for (const auto& [name, value] : fields) headers.add(name, value);
  return headers;
}

}  // namespace syndic::test
