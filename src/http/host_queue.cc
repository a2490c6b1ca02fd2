// SPDX-License-Identifier: MIT
#include "http/host_queue.h"

#include <algorithm>

namespace syndic::http {

HostQueue::Entry& HostQueue::entry(const std::string& host) {
  const auto [place, added] = hosts_.try_emplace(host);
  if (added) place->second.number = hosts_.size();
  return *place;
}

void HostQueue::offer(Entry& host) {
  if (host.second.active < per_host_ && !host.second.waiting.empty()) ready_.insert(&host);
}

void HostQueue::add(const std::string& host, std::size_t index) {
  Entry& place = entry(host);
  place.second.waiting.push_back(index);
  offer(place);
}

void HostQueue::add_first(const std::string& host, std::size_t index) {
  Entry& place = entry(host);
  place.second.waiting.push_front(index);
  offer(place);
}

const std::string* HostQueue::next_host(Time now) const {
  if (ready_.empty() || (*ready_.begin())->second.earliest > now) return nullptr;
  return &(*ready_.begin())->first;
}

std::vector<std::string> HostQueue::next_hosts(Time now, std::size_t most) const {
  std::vector<std::string> hosts;
  for (const Entry* host : ready_) {
    if (hosts.size() == most || host->second.earliest > now) break;
    hosts.push_back(host->first);
  }
  return hosts;
}

void HostQueue::hold_off(const std::string& host, Time until) {
  Entry& place = entry(host);
  ready_.erase(&place);  // Before its key changes.
  place.second.earliest = std::max(place.second.earliest, until);
  offer(place);
}

void HostQueue::start(const std::string& host, Time now) {
  hold_off(host, now + delay_);
  Time& free = entry(host).second.free;
  free = std::max(free, now + delay_);
}

HostQueue::Time HostQueue::may_start(const std::string& host) const {
  const auto place = hosts_.find(host);
  return place == hosts_.end() ? Time() : place->second.free;
}

std::size_t HostQueue::hosts() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(hosts_, [](const auto& host) { return !host.second.waiting.empty(); }));
}

bool HostQueue::is_idle(const std::string& host) const {
  const auto place = hosts_.find(host);
  return place == hosts_.end() || (place->second.active == 0 && place->second.waiting.empty());
}

std::optional<std::size_t> HostQueue::next(Time now) {
  if (next_host(now) == nullptr) return std::nullopt;
  Entry& place = **ready_.begin();
  ready_.erase(ready_.begin());  // Before its key changes.
  Host& host = place.second;
  const std::size_t index = host.waiting.front();
  host.waiting.pop_front();
  ++host.active;
  host.earlier = host.earliest;
  host.earliest = now + delay_;
  offer(place);
  return index;
}

void HostQueue::release(const std::string& host) {
  Entry& place = entry(host);
  --place.second.active;
  offer(place);
}

void HostQueue::withdraw(const std::string& host) {
  Entry& place = entry(host);
  ready_.erase(&place);  // Before its key changes.
  place.second.earliest = place.second.earlier;
  release(host);
}

void HostQueue::forget_transfers() {
  ready_.clear();
  for (auto& [name, host] : hosts_) {
    host.active = 0;
    host.waiting.clear();
  }
}

std::optional<HostQueue::Time> HostQueue::next_start() const {
  if (ready_.empty()) return std::nullopt;
  return (*ready_.begin())->second.earliest;
}

}  // namespace syndic::http
