// SPDX-License-Identifier: MIT
#include "notify/websub.h"

#include <chrono>
#include <map>
#include <utility>

#include "base/ascii.h"
#include "base/url.h"

namespace syndic::notify {
namespace {

constexpr std::chrono::seconds kTimeLimit{30};

/// A value in application/x-www-form-urlencoded, in which every byte may be percent-encoded.
std::string form_value(std::string_view value) {
  return base::percent_encode(
      value, [](char c) { return base::is_alpha(c) || base::is_digit(c) || c == '-' || c == '.'; });
}

/// The form of a ping. Some hubs read hub.topic in place of hub.url.
std::string content_of(const std::string& topic) {
  const std::string value = form_value(topic);
  return "hub.mode=publish&hub.url=" + value + "&hub.topic=" + value;
}

PingResult result_of(const std::string& hub, const http::Response& answer) {
  const int status = answer.status;
  if (status >= 200 && status < 300) return {.taken = true};
  std::string error = std::string(base::url_host(hub)) + " answers HTTP " + std::to_string(status);
  if (status >= 300 && status < 400) {
    // Not where to: a hub's new address belongs into the feeds, too.
    error += ": the hub has moved; put its new address into publish.hubs";
  }
  return {.error = std::move(error)};
}

}  // namespace

std::vector<PingResult> ping(const std::vector<Ping>& pings, http::Transport& transport,
                             const std::atomic<bool>& cancelled) {
  std::vector<PingResult> results(pings.size());
  std::map<std::string, Error> silent;  // Hubs that do not answer, and why.
  std::vector<http::Request> requests;
  requests.reserve(pings.size());
  for (const Ping& ping : pings) {
    http::Request request{.url = ping.hub, .content = content_of(ping.topic)};
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.time_limit = kTimeLimit;
    request.gate = [&silent, hub = ping.hub](std::string_view) -> Result<void> {
      const auto known = silent.find(hub);
      if (known == silent.end()) return {};
      return fail(known->second.code, known->second.message);
    };
    requests.push_back(std::move(request));
  }
  transport.run(
      requests,
      [&](std::size_t index, Result<http::Response> answer) {
        const std::string& hub = pings[index].hub;
        if (answer) {
          results[index] = result_of(hub, *answer);
        } else {
          silent.emplace(hub, answer.error());
          results[index].error = std::move(answer.error().message);
        }
      },
      cancelled);
  return results;
}

}  // namespace syndic::notify
