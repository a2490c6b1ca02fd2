// SPDX-License-Identifier: MIT
#include "pipeline/refresh/shared_hosts.h"

#include <algorithm>
#include <optional>

namespace syndic::pipeline {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

// Turns are kept that often: they end a minute after that.
constexpr std::chrono::seconds kKeepEvery = 15s;

constexpr std::chrono::milliseconds kReportEvery = 500ms;

}  // namespace

SharedHosts::SharedHosts(const store::Options& options, fetch::HostSilence& silence,
                         model::Timestamp now)
    : turns_(options), silence_(silence), now_(now), all_kept_(steady_clock::now()) {}

std::optional<std::chrono::milliseconds> SharedHosts::take(const std::string& host) {
  const auto now = steady_clock::now();
  const auto kept = kept_.find(host);
  const bool is_kept = kept != kept_.end();
  if (kept_.size() > share_ || (!is_kept && kept_.size() == share_)) {
    if (is_kept) leave(host);
    return std::nullopt;
  }
  if (is_kept && now - kept->second < 2 * kKeepEvery) return std::chrono::milliseconds::max();
  const auto turn = turns_.take(host);
  if (!turn) {
    kept_.erase(host);
    return std::nullopt;
  }
  kept_[host] = now;
  for (const auto& [name, until] : turn->silences) silence_.note(name, until);
  return turn->free_for;
}

void SharedHosts::keep(std::size_t hosts) {
  const auto now = steady_clock::now();
  if (now - reported_ >= kReportEvery) {
    reported_ = now;
    const std::size_t processes = turns_.report_at_work();
    share_ = std::max<std::size_t>((hosts + processes - 1) / processes, 1);
  }
  if (now - all_kept_ < kKeepEvery) return;
  all_kept_ = now;
  if (turns_.keep() < kept_.size()) {
    kept_.clear();  // Each is taken anew, if it is not another's by now.
  } else {
    for (auto& [host, time] : kept_) time = now;
  }
}

void SharedHosts::leave(const std::string& host) noexcept {
  kept_.erase(host);
  if (!silence_.any_of(host, now_)) turns_.leave(host);
}

}  // namespace syndic::pipeline
