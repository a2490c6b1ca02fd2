// SPDX-License-Identifier: MIT
#include "pipeline/publish/events.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/time_zone.h"
#include "pipeline/publish/facets.h"
#include "pipeline/publish/history.h"
#include "write/feed/calendar.h"

namespace syndic::pipeline {
namespace {

// The name of no feed, as it has a blank.
constexpr const char* kEventFacet = "all events";

constexpr std::size_t kMostEvents = 2'000;
const boost::gregorian::days kKept(31);

// The first moment after the event.
model::Timestamp over(const model::Event& event, const std::string& zone) {
  const model::Timestamp last = event.end.value_or(event.start);
  return event.all_day ? base::local_to_utc(last + boost::gregorian::days(1), zone) : last;
}

// The newest items of the feed that may tell of an event.
std::vector<store::StoredItem> candidates(const config::Config& config, store::Store& store,
                                          model::Timestamp now) {
  const config::Feed& feed = config.feeds.front();
  store::Selection selection = selection_of(config, feed, now);
  selection.limit = kMostEvents;
  selection.max_per_source.reset();
  selection.not_before.reset();
  selection.late_since.reset();
  if (!has_filter(feed)) selection.facet = kEventFacet;  // Items have one facet at a time.
  return store.select(selection);
}

}  // namespace

store::Facet event_facet() {
  return {.feed = kEventFacet,
          .definition = "1",
          .holds = [](const std::string& /*source_id*/, const model::Item& item) {
            return item.event.has_value();
          }};
}

Calendar calendar_of(const config::Config& config, const Documents& documents, store::Store& store,
                     model::Timestamp now) {
  Calendar calendar;
  std::vector<store::StoredItem> events;
  for (store::StoredItem& stored : candidates(config, store, now)) {
    if (!stored.item.event) continue;
    const model::Timestamp leaves = over(*stored.item.event, config.site.time_zone) + kKept;
    if (leaves <= now) continue;
    calendar.valid_until = std::min(calendar.valid_until.value_or(leaves), leaves);
    events.push_back(std::move(stored));
  }
  write::Document document = documents.of(config.feeds.front(), std::move(events));
  document.title = config.site.title;
  calendar.bytes =
      write::render_calendar(document, served_at(config, kEventsFile), config.site.time_zone);
  return calendar;
}

}  // namespace syndic::pipeline
