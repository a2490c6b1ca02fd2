// SPDX-License-Identifier: MIT
#include "normalize/item/dates.h"

#include <algorithm>
#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <cstddef>

namespace syndic::normalize {
namespace {

using boost::posix_time::minutes;
using boost::posix_time::seconds;

// How far a partner's clock may be ahead of ours.
constexpr int kToleratedMinutes = 10;

// How far the clock of a feed that is generated on request may be from ours.
constexpr int kFetchMinutes = 5;

// A single item with the date of the fetch is simply new.
constexpr std::size_t kFewestOfFetchTime = 2;

using Date = std::optional<model::Timestamp>;

bool is_about(const Date& date, model::Timestamp now) {
  return date && *date >= now - minutes(kFetchMinutes) && *date <= now + minutes(kFetchMinutes);
}

bool is_ahead(const Date& date, model::Timestamp now) {
  return date && *date > now + minutes(kToleratedMinutes);
}

bool are_all_about(const std::vector<model::Item>& items, Date model::Item::*date,
                   model::Timestamp now) {
  return items.size() >= kFewestOfFetchTime &&
         std::all_of(items.begin(), items.end(),
                     [&](const model::Item& item) { return is_about(item.*date, now); });
}

Date oldest_given(const model::Feed& feed) {
  Date oldest;
  for (const model::Item& item : feed.items) {
    if (!item.dated_by_first_sight && (!oldest || *item.published < *oldest)) {
      oldest = item.published;
    }
  }
  return oldest;
}

// Those dated ahead first, the nearest first; then the feed's order.
bool comes_first(const model::Item* a, const model::Item* b) {
  const Date& one = a->lineage.ahead;
  const Date& other = b->lineage.ahead;
  if (one.has_value() != other.has_value()) return one.has_value();
  if (one != other) return one < other;
  return a->lineage.position < b->lineage.position;
}

}  // namespace

void drop_fetch_times(std::vector<model::Item>& items, model::Timestamp now) {
  const bool published = are_all_about(items, &model::Item::published, now);
  const bool updated = are_all_about(items, &model::Item::updated, now);
  if (!published && !updated) return;
  for (model::Item& item : items) {
    if (published) item.published.reset();
    if (updated) item.updated.reset();
    if (!item.published) item.lineage.date_element = item.updated ? "updated" : "";
  }
}

void date_item(model::Item& item, model::Timestamp now) {
  if (is_ahead(item.updated, now)) item.updated.reset();
  if (!item.published) item.published = item.updated;
  item.dated_by_first_sight = !item.published || is_ahead(item.published, now);
  if (!item.dated_by_first_sight) return;
  item.lineage.ahead = item.published;
  item.published = now;
}

model::Timestamp newest_undated(Date feed_updated, const Shown& shown, model::Timestamp now) {
  if (feed_updated && *feed_updated <= now && !is_about(feed_updated, now)) {
    return shown.newest ? std::min(*feed_updated, *shown.newest - seconds(1)) : *feed_updated;
  }
  return shown.oldest ? *shown.oldest - seconds(1) : now;
}

bool date_newcomers(model::Feed& feed, model::Timestamp now, const std::function<Shown()>& shown) {
  std::vector<model::Item*> undated;
  for (model::Item& item : feed.items) {
    if (item.dated_by_first_sight) undated.push_back(&item);
  }
  if (undated.empty()) return false;
  std::sort(undated.begin(), undated.end(), comes_first);
  const Date oldest = oldest_given(feed);
  model::Timestamp date =
      oldest ? *oldest - seconds(1) : newest_undated(feed.updated, shown(), now);
  // Boost's calendar has a beginning, and a feed may say that it was made then.
  const model::Timestamp earliest(boost::posix_time::min_date_time);
  for (model::Item* item : undated) {
    item->published = std::max(date, earliest);
    date -= seconds(1);
  }
  return !oldest;
}

void space_out(std::vector<model::Item>& items, const std::vector<std::size_t>& newcomers) {
  int place = 0;
  for (const std::size_t i : newcomers) {
    model::Item& item = items[i];
    if (item.dated_by_first_sight) *item.published -= seconds(place++);
  }
}

}  // namespace syndic::normalize
