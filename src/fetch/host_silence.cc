// SPDX-License-Identifier: MIT
#include "fetch/host_silence.h"

#include <algorithm>

#include "base/url.h"
#include "fetch/schedule.h"

namespace syndic::fetch {

std::string host_of(std::string_view url) {
  const std::string origin = base::url_origin(url);
  const std::size_t host = origin.find("://");
  return host == std::string::npos ? std::string() : origin.substr(host + 3);
}

HostSilence::HostSilence(const std::map<std::string, model::FetchState>& states,
                         model::Timestamp now) {
  for (const auto& [id, state] : states) {
    if (!state.retry_after || *state.retry_after <= now) continue;
    const bool believable = (!state.last_fetch || *state.last_fetch <= now) &&
                            *state.retry_after <= after(now, kLongestSilence);
    if (believable) note(state);
  }
}

void HostSilence::note(const model::FetchState& state) {
  if (state.retry_host.empty() || !state.retry_after) return;
  const auto [place, added] = until_.try_emplace(state.retry_host, *state.retry_after);
  if (!added) place->second = std::max(place->second, *state.retry_after);
}

std::optional<model::Timestamp> HostSilence::until(std::string_view url,
                                                   model::Timestamp now) const {
  if (until_.empty()) return std::nullopt;
  const auto found = until_.find(host_of(url));
  if (found == until_.end() || found->second <= now) return std::nullopt;
  return found->second;
}

}  // namespace syndic::fetch
