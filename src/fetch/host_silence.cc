// SPDX-License-Identifier: MIT
#include "fetch/host_silence.h"

#include <algorithm>

#include "base/url.h"
#include "fetch/schedule.h"
#include "http/freshness.h"

namespace syndic::fetch {
namespace {

constexpr std::chrono::seconds kUnsaidSilence = std::chrono::hours(4);

}  // namespace

std::string host_and_port(std::string_view url) {
  const std::string origin = base::url_origin(url);
  return std::string(base::split_url(origin).host_and_port());
}

std::optional<std::chrono::seconds> silence_asked(const http::Response& answer,
                                                  model::Timestamp now) {
  if (!asks_for_silence(answer.status)) return std::nullopt;
  return std::min(http::retry_after(answer.headers, now).value_or(kUnsaidSilence), kLongestSilence);
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
  if (!state.retry_host.empty() && state.retry_after) note(state.retry_host, *state.retry_after);
}

void HostSilence::note(const http::Response& answer, model::Timestamp now) {
  if (const auto silence = silence_asked(answer, now)) {
    note(host_and_port(answer.url), after(now, *silence));
  }
}

void HostSilence::note(const std::string& host, model::Timestamp until) {
  const auto [place, added] = until_.try_emplace(host, until);
  if (!added) place->second = std::max(place->second, until);
}

bool HostSilence::any_of(const std::string& host_name, model::Timestamp now) const {
  const std::string begin = host_name + ":";
  for (auto at = until_.lower_bound(begin); at != until_.end() && at->first.starts_with(begin);
       ++at) {
    if (at->second > now) return true;
  }
  return false;
}

std::optional<model::Timestamp> HostSilence::until(std::string_view url,
                                                   model::Timestamp now) const {
  if (until_.empty()) return std::nullopt;
  const auto found = until_.find(host_and_port(url));
  if (found == until_.end() || found->second <= now) return std::nullopt;
  return found->second;
}

}  // namespace syndic::fetch
