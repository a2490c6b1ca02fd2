// SPDX-License-Identifier: MIT
#include "parse/date/feed_dates.h"

#include <algorithm>

#include "base/ascii.h"
#include "parse/date/zones.h"
#include "text/language.h"

namespace syndic::parse {
namespace {

// Of a feed in `language`, whose dates are in `zone`.
bool is_of_us(std::string_view language, std::string_view zone) {
  const std::string tag = text::language_tag(base::trim(language));
  if (base::equals_ignoring_case(tag, "en-US")) return true;
  return (tag.empty() || base::equals_ignoring_case(tag, "en")) && is_us_zone(zone);
}

// Counts dates of both readings that are of after a moment.
class Future {
 public:
  // A date may be a day without a clock, or of a zone that is ahead.
  explicit Future(model::Timestamp now) : end_(now + boost::posix_time::hours(24)) {}

  void count(const std::optional<model::Timestamp>& day_first, model::Timestamp month_first) {
    if (day_first > end_) ++day_first_;
    if (month_first > end_) ++month_first_;
  }
  [[nodiscard]] bool is_month_first() const { return day_first_ > month_first_; }

 private:
  model::Timestamp end_;
  std::size_t day_first_ = 0;
  std::size_t month_first_ = 0;
};

}  // namespace

std::optional<ReadDate> FeedDates::read(std::string_view text) {
  auto read = read_date(text, zone_);
  if (read) count(*read);
  return read;
}

void FeedDates::count(const ReadDate& read) {
  if (read.order == NumberOrder::day_first) ++day_first_;
  if (read.order == NumberOrder::month_first) ++month_first_;
  has_half_of_day_ = has_half_of_day_ || read.has_half_of_day;
}

void FeedDates::keep(std::size_t item, std::optional<model::Timestamp> model::Item::*field,
                     const std::optional<model::Timestamp>& month_first) {
  if (month_first) open_.push_back({item, field, *month_first});
}

bool FeedDates::is_month_first(const model::Feed& feed,
                               const std::optional<model::Timestamp>& updated_month_first) const {
  if (day_first_ != month_first_) return month_first_ > day_first_;
  if (has_half_of_day_ || is_of_us(feed.language, zone_)) return true;
  const auto holds_after = [&](model::Timestamp now) {
    Future future(now);
    for (const Open& each : open_) {
      future.count(feed.items[each.item].*each.field, each.month_first);
    }
    if (updated_month_first) future.count(feed.updated, *updated_month_first);
    return future.is_month_first();
  };
  if (feed.updated && !updated_month_first && holds_after(*feed.updated)) return true;
  return fetched_ && holds_after(*fetched_);
}

void FeedDates::settle(model::Feed& feed,
                       const std::optional<model::Timestamp>& updated_month_first) {
  if (open_.empty() && !updated_month_first) return;
  if (!is_month_first(feed, updated_month_first)) return;
  for (const Open& each : open_) feed.items[each.item].*each.field = each.month_first;
  if (updated_month_first) feed.updated = updated_month_first;
}

}  // namespace syndic::parse
