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

// A number from 0 to 1023, always the same for a source.
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

seconds quiet_interval(std::optional<model::Timestamp> last_change, model::Timestamp now) {
  if (!last_change) return seconds(0);
  const seconds silence((now - *last_change).total_seconds());
  return std::clamp((silence - 7 * kDay) / 48, seconds(0), kDay);
}

model::Timestamp past_skipped(model::Timestamp due, const model::Wishes& wishes) {
  if (wishes.skip_hours.none() && wishes.skip_days.none()) return due;
  const auto is_skipped = [&](model::Timestamp time) {
    return wishes.skip_hours.test(static_cast<std::size_t>(time.time_of_day().hours())) ||
           wishes.skip_days.test(time.date().day_of_week());
  };
  model::Timestamp open = due;
  while (is_skipped(open)) {
    if (open > after(due, 2 * kDay)) return after(due, kDay);
    open = model::Timestamp(open.date(), boost::posix_time::hours(open.time_of_day().hours() + 1));
  }
  return open;
}

model::Timestamp open_from(model::Timestamp now, model::Timestamp due,
                           const model::Wishes& wishes) {
  const model::Timestamp open = past_skipped(now, wishes);
  if (past_skipped(open, wishes) != open) return now;  // All of the next days are skipped.
  const model::Timestamp latest = after(due, wishes.skip_days.any() ? 2 * kDay : kDay);
  return std::max(now, std::min(open, latest));
}

model::Timestamp due_after_success(const Subscription& subscription, const Options& options,
                                   const model::Wishes& wishes,
                                   std::optional<model::Timestamp> last_change,
                                   model::Timestamp now) {
  seconds interval = base_interval(subscription, options);
  if (!subscription.url.empty()) interval = std::max(interval, quiet_interval(last_change, now));
  const seconds shortened = interval - jitter(subscription.id, interval);
  const seconds asked = std::min(std::max(wishes.server, wishes.feed), kDay);
  return past_skipped(after(now, std::max({shortened, kShortestInterval, asked})), wishes);
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
