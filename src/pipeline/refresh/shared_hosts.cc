// SPDX-License-Identifier: MIT
#include "pipeline/refresh/shared_hosts.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace syndic::pipeline {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

// Turns are kept that often: they end a minute after that.
constexpr std::chrono::seconds kKeepEvery = 15s;

constexpr std::chrono::milliseconds kReportEvery = 500ms;
constexpr std::chrono::milliseconds kAskAgain = 200ms;
constexpr std::size_t kMostLeft = 32;

}  // namespace

SharedHosts::SharedHosts(const store::Options& options, fetch::HostSilence& silence,
                         model::Timestamp now)
    : opening_(std::async(std::launch::async,
                          [options] { return std::make_unique<store::HostTurns>(options); })),
      silence_(silence),
      now_(now),
      all_kept_(steady_clock::now()) {}

// What else there is to do before the first request is done while the connection is opened.
store::HostTurns& SharedHosts::turns() {
  if (turns_ == nullptr) turns_ = opening_.get();
  return *turns_;
}

bool SharedHosts::is_others(const std::string& host, Time now) const {
  const auto other = others_.find(host);
  return other != others_.end() && now - other->second < kAskAgain;
}

void SharedHosts::take_ahead(const std::vector<std::string>& hosts) {
  const auto now = steady_clock::now();
  std::set<std::string> wanted;
  for (const std::string& host : hosts) {
    if (kept_.size() + wanted.size() >= share_) break;
    if (!is_others(host, now) && !kept_.contains(host)) wanted.insert(host);
  }
  take_free(wanted, now);
}

void SharedHosts::take_free(const std::set<std::string>& hosts, Time now) {
  if (hosts.empty()) return;
  leave_those_left();  // One of them may be wanted again.
  const auto taken = turns().take(hosts);
  for (const std::string& host : hosts) {
    const auto turn = taken.find(host);
    if (turn == taken.end()) {
      others_[host] = now;
    } else {
      kept_[host] = {now, turn->second};
      others_.erase(host);
    }
  }
  if (taken.empty()) return;
  for (const auto& [host, until] : turns().silences(now_)) silence_.note(host, until);
}

std::optional<std::chrono::milliseconds> SharedHosts::take(const std::string& host) {
  turns().check();
  const auto now = steady_clock::now();
  auto kept = kept_.find(host);
  if (kept != kept_.end() && kept_.size() > share_) {
    leave(host);
    return std::nullopt;
  }
  const bool is_fresh = kept != kept_.end() && now - kept->second.kept < 2 * kKeepEvery;
  if (!is_fresh) {
    if (is_others(host, now)) return std::nullopt;
    if (kept == kept_.end() && kept_.size() >= share_) return std::nullopt;
    kept_.erase(host);
    take_free({host}, now);
    kept = kept_.find(host);
    if (kept == kept_.end()) return std::nullopt;
  }
  return std::exchange(kept->second.free_for, std::chrono::milliseconds::max());
}

void SharedHosts::keep(std::size_t hosts) {
  const auto now = steady_clock::now();
  if (now - reported_ >= kReportEvery) {
    reported_ = now;
    leave_those_left();
    const std::size_t processes = turns().report_at_work();
    share_ = std::max<std::size_t>((hosts + processes - 1) / processes, 1);
  }
  if (now - all_kept_ < kKeepEvery) return;
  all_kept_ = now;
  if (turns().keep() < kept_.size()) {
    kept_.clear();  // Each is taken anew, if it is not another's by now.
  } else {
    for (auto& [host, turn] : kept_) turn.kept = now;
  }
}

void SharedHosts::leave(const std::string& host) noexcept {
  kept_.erase(host);
  if (silence_.any_of(host, now_)) return;
  left_.insert(host);
  if (left_.size() >= kMostLeft) leave_those_left();
}

void SharedHosts::leave_all() noexcept {
  for (const auto& [host, turn] : kept_) {
    if (!silence_.any_of(host, now_)) left_.insert(host);
  }
  kept_.clear();
  leave_those_left();
}

void SharedHosts::leave_those_left() noexcept {
  if (left_.empty()) return;
  turns().leave(left_);
  left_.clear();
}

}  // namespace syndic::pipeline
