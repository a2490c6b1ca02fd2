// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/time_format.h"
#include "fetch/fetch.h"
#include "http/transport.h"

namespace syndic::test {

inline constexpr const char* kFeedUrl = "https://partner.example/feed";

[[nodiscard]] inline model::Timestamp at(std::string_view rfc3339) {
  return base::parse_rfc3339_utc(rfc3339).value();
}

[[nodiscard]] inline fetch::Subscription subscription(std::string id = "partner",
                                                      std::string url = kFeedUrl) {
  return {.id = std::move(id), .url = std::move(url)};
}

/// Asks all, and gives the answers by source id.
[[nodiscard]] inline std::map<std::string, fetch::Fetched> ask(
    const std::vector<fetch::Subscription>& subscriptions,
    const std::map<std::string, model::FetchState>& states, http::Transport& transport,
    model::Timestamp now, const fetch::Options& options = {}) {
  std::map<std::string, fetch::Fetched> answers;
  const std::atomic<bool> never = false;
  fetch::fetch(
      subscriptions, states, options, now, transport,
      [&](fetch::Fetched fetched) {
        answers.insert_or_assign(fetched.source_id, std::move(fetched));
      },
      never);
  return answers;
}

/// Asks the one source "partner".
[[nodiscard]] inline fetch::Fetched ask(const model::FetchState& state, http::Transport& transport,
                                        model::Timestamp now, const fetch::Options& options = {}) {
  return ask({subscription()}, {{"partner", state}}, transport, now, options).at("partner");
}

}  // namespace syndic::test
