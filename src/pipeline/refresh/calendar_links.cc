// SPDX-License-Identifier: MIT
#include "pipeline/refresh/calendar_links.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/url.h"
#include "discover/search.h"
#include "fetch/fetch.h"
#include "fetch/memory.h"
#include "normalize/normalize.h"
#include "parse/calendar/feed.h"
#include "parse/feed_parser.h"
#include "parse/own_faults.h"

namespace syndic::pipeline {
namespace {

constexpr std::string_view kCalendarType = "text/calendar";
constexpr std::string_view kCalendarEnding = ".ics";

bool is_calendar_file(std::string_view url) {
  return base::is_http_url(url) &&
         base::lower(base::split_url(url).path).ends_with(kCalendarEnding);
}

/// The series of an occurrence; empty if it is none.
std::string_view series_of(const model::Item& item) {
  if (!item.lineage.is_occurrence) return {};
  return parse::series_of_occurrence(item.id);
}

bool is_over(const model::Event& event, model::Timestamp now) {
  const model::Timestamp last = event.end.value_or(event.start);
  return (event.all_day ? last + boost::gregorian::days(1) : last) < now;
}

/// The item that a file is about, if it is about one; else null.
model::Item* only_one(model::Feed& feed, model::Timestamp now) {
  std::vector<model::Item>& items = feed.items;
  if (items.empty() || feed.is_cut) return nullptr;
  if (items.size() == 1 && !items.front().lineage.is_occurrence) return &items.front();
  const std::string_view series = series_of(items.front());
  if (series.empty()) return nullptr;
  model::Item* next = nullptr;
  for (model::Item& item : items) {
    if (series_of(item) != series || !item.event) return nullptr;
    if (is_over(*item.event, now)) continue;
    if (next == nullptr || item.event->start < next->event->start) next = &item;
  }
  return next;
}

/// The request for a link; its id is the link's index.
fetch::Subscription asked_for(const CalendarLink& link, std::size_t index) {
  fetch::Subscription subscription = discover::asked_at(link.source->fetch, link.url);
  subscription.id = std::to_string(index);
  subscription.path.clear();
  subscription.max_body = kLargestCalendarFile;
  return subscription;
}

}  // namespace

std::string calendar_link_of(const model::Item& item) {
  const auto& files = item.enclosures;
  const auto typed = std::find_if(files.begin(), files.end(), [](const model::Enclosure& each) {
    return base::starts_with_ignoring_case(each.media_type, kCalendarType) &&
           base::is_http_url(each.url);
  });
  if (typed != files.end()) return typed->url;
  const auto named = std::find_if(files.begin(), files.end(), [](const model::Enclosure& each) {
    return is_calendar_file(each.url);
  });
  if (named != files.end()) return named->url;
  return is_calendar_file(item.url) ? item.url : std::string();
}

std::size_t recall_events(model::Feed& feed, store::Store& store, const config::Source& source,
                          std::vector<CalendarLink>& links) {
  std::set<std::string> files;
  std::size_t left = 0;
  for (model::Item& item : feed.items) {
    if (item.event) continue;
    std::string url = calendar_link_of(item);
    if (url.empty()) continue;
    if (auto known = store.known_event(source.id, item)) {
      item.event = std::move(known->event);
      item.lineage.calendar_asked = known->calendar_asked;
    }
    if (item.lineage.calendar_asked || !item.lineage.dropped_by.empty()) continue;
    if (files.size() == kMostCalendarFiles && !files.contains(url)) {
      ++left;
      continue;
    }
    files.insert(url);
    links.push_back({.source = &source, .item_id = item.id, .url = std::move(url)});
  }
  return left;
}

std::optional<model::Event> event_in(fetch::Fetched answer, const config::Source& source,
                                     model::Timestamp now) {
  if (!answer.has_body()) return std::nullopt;
  const parse::Hints hints{.base_url = answer.base_url,
                           .content_type = answer.content_type,
                           .time_zone = source.time_zone,
                           .fetched = now};
  auto event = parse::without_own_faults([&]() -> Result<std::optional<model::Event>> {
    auto feed = parse::read_feed(answer.body, hints, {.max_bytes = kLargestCalendarFile});
    if (!feed) return fail(std::move(feed.error()));
    if (feed->format != model::Format::icalendar20) return std::nullopt;
    const model::Item* const item = only_one(*feed, now);
    if (item == nullptr) return std::nullopt;
    feed->items = {model::Item(*item)};
    auto clean = normalize::normalize(*std::move(feed), source.normalize, now);
    if (clean.feed.items.empty()) return std::nullopt;
    return std::move(clean.feed.items.front().event);
  });
  return event ? *std::move(event) : std::nullopt;
}

std::set<std::string> follow_calendar_links(const std::vector<CalendarLink>& links,
                                            const config::Config& config,
                                            fetch::HostSilence& silence, model::Timestamp now,
                                            http::Transport& transport, const TakeEvent& take_event,
                                            const std::atomic<bool>& cancelled) {
  std::vector<fetch::Subscription> subscriptions;
  std::set<std::size_t> unasked;
  for (std::size_t i = 0; i < links.size(); ++i) {
    subscriptions.push_back(asked_for(links[i], i));
    unasked.insert(i);
  }
  fetch::fetch(
      subscriptions, {}, silence, config.fetch, now, transport, {},
      [&](fetch::Fetched got) {
        if (got.postponed) return;
        const std::size_t index = std::stoul(got.source_id);
        unasked.erase(index);
        const CalendarLink& link = links[index];
        take_event(link, event_in(std::move(got), *link.source, now));
      },
      cancelled);
  std::set<std::string> sources;
  for (const std::size_t index : unasked) sources.insert(links[index].source->id);
  return sources;
}

void read_feeds_again(const std::set<std::string>& source_ids, store::Store& store) {
  if (source_ids.empty()) return;
  auto states = store.fetch_states();
  for (const std::string& id : source_ids) {
    model::FetchState& state = states[id];
    fetch::forget_body(state);
    store.keep(id, state);
  }
}

}  // namespace syndic::pipeline
