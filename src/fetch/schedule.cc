// SPDX-License-Identifier: MIT
#include "fetch/schedule.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/hash.h"

namespace syndic::fetch {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

// A number from 0 to 1023 that is the source's own.
std::int64_t share_of(std::string_view source_id) {
  const std::string digits = base::content_hash(source_id).substr(0, 8);
  return static_cast<std::int64_t>(std::strtoul(digits.c_str(), nullptr, 16) % 1024);
}

// 2 to 10 % of the interval.
seconds jitter(std::string_view source_id, seconds interval) {
  const seconds least = interval / 50;
  const seconds most = interval / 10;
  return least + (most - least) * share_of(source_id) / 1023;
}

}  // namespace

model::Timestamp after(model::Timestamp now, seconds time) {
  return now + boost::posix_time::seconds(time.count());
}

seconds base_interval(const Subscription& subscription, const Options& options) {
  return std::max(subscription.interval.value_or(options.interval), kShortestInterval);
}

model::Timestamp due_after_success(const Subscription& subscription, const Options& options,
                                   seconds asked, model::Timestamp now) {
  const seconds base = base_interval(subscription, options);
  const seconds shortened = std::max(base - jitter(subscription.id, base), kShortestInterval);
  return after(now, std::max(shortened, std::min(asked, kDay)));
}

model::Timestamp due_after_failure(const Subscription& subscription, const Options& options,
                                   int failures, seconds at_least, model::Timestamp now) {
  const seconds base = base_interval(subscription, options);
  if (subscription.url.empty()) return after(now, base);
  const int doublings = std::clamp(failures - 1, 0, 5);
  const seconds back_off = std::min<seconds>(hours(1 << doublings), kDay);
  return after(now, std::max({base, back_off, at_least}));
}

}  // namespace syndic::fetch
