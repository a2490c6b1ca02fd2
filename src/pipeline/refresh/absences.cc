// SPDX-License-Identifier: MIT
#include "pipeline/refresh/absences.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/url.h"
#include "discover/search.h"
#include "fetch/fetch.h"
#include "normalize/normalize.h"
#include "parse/calendar/feed.h"
#include "parse/feed_parser.h"
#include "parse/own_faults.h"

namespace syndic::pipeline {
namespace {

constexpr int kOnlyWhatIsNew = 226;

bool is_newer(const model::Item& item, const model::Tombstone& tombstone) {
  return tombstone.when && std::max(item.updated, item.published) > tombstone.when;
}

/// The request for the gap's archive; its id is the gap's index.
fetch::Subscription subscription_of(const Gap& gap, std::size_t index) {
  fetch::Subscription subscription = discover::asked_at(gap.source->fetch, gap.archive);
  subscription.id = std::to_string(index);
  return subscription;
}

bool is_on_own_host(const Gap& gap, const std::string& url) {
  return base::is_http_url(url) && base::url_host(url) == base::url_host(gap.source->fetch.url);
}

/// Stores one archive; the one before it is the gap's archive then. False: that is not to be read.
bool take_archive(Gap& gap, fetch::Fetched got, const config::Config& config, model::Timestamp now,
                  const TakeOlder& take_older) {
  if (!got.has_body() || !is_on_own_host(gap, got.base_url)) return false;
  const parse::Limits limits{.max_bytes = config.fetch.transport.max_body};
  const parse::Hints hints{.base_url = got.base_url,
                           .content_type = got.content_type,
                           .time_zone = gap.source->time_zone,
                           .fetched = now};
  auto content = parse::without_own_faults([&]() -> Result<normalize::Normalized> {
    auto feed = parse::read_feed(got.body, hints, limits);
    if (!feed) return fail(std::move(feed.error()));
    return normalize::normalize(*std::move(feed), gap.source->normalize, now);
  });
  if (!content) return false;
  gap.archive = content->feed.prev_archive;
  ++gap.archives;
  const std::size_t before = gap.items;
  take_older(gap, std::move(content->feed));
  return gap.items > before && gap.held_back == 0;
}

}  // namespace

bool holds(const model::Feed& feed, std::string_view id) {
  return std::any_of(feed.items.begin(), feed.items.end(),
                     [&](const model::Item& item) { return item.id == id; });
}

void note_absences(const model::Feed& feed, store::Ledger& ledger, const config::Source& source,
                   const model::FetchState& state, model::Timestamp now) {
  std::unordered_map<std::string, const model::Item*> by_given_id;
  std::vector<const model::Item*> present;
  for (const model::Item& item : feed.items) {
    by_given_id.emplace(item.lineage.given_id, &item);
    present.push_back(&item);
  }
  std::vector<model::Tombstone> deleted;
  for (model::Tombstone tombstone : feed.deleted) {
    if (const auto item = by_given_id.find(tombstone.id); item != by_given_id.end()) {
      if (is_newer(*item->second, tombstone)) continue;
      std::erase(present, item->second);
    }
    // Made like the ids of items (normalize/item/identity.h).
    if (!base::is_absolute_iri(tombstone.id)) {
      tombstone.id = base::name_based_urn(source.normalize.source_url, tombstone.id);
    }
    deleted.push_back(std::move(tombstone));
  }
  std::sort(present.begin(), present.end(), [](const model::Item* a, const model::Item* b) {
    return a->lineage.position < b->lineage.position;
  });
  std::vector<std::string> ids;
  ids.reserve(present.size());
  for (const model::Item* item : present) ids.push_back(item->id);
  ledger.follow(source.id, deleted, ids, now);
  // A calendar's occurrences leave it from the beginning on, whatever their dates.
  const bool has_order = feed.format != model::Format::icalendar20;
  if (state.last_status != kOnlyWhatIsNew && has_order) {
    ledger.note_window(source.id, ids, now);
  }
}

void withdraw_missing_events(const model::Feed& feed, store::Store& store,
                             const config::Source& source, model::Timestamp now) {
  std::set<std::string_view> there;
  std::set<std::string_view> series;
  std::optional<model::Timestamp> latest;
  bool has_past = false;
  for (const model::Item& item : feed.items) {
    there.insert(item.id);
    if (item.lineage.is_occurrence)
      series.insert(parse::series_of_occurrence(item.lineage.given_id));
    if (!item.event) continue;
    latest = std::max(latest.value_or(item.event->start), item.event->start);
    has_past = has_past || item.event->start < now;
  }
  std::vector<model::Tombstone> deleted;
  for (const store::StoredItem& stored : store.events(source.id)) {
    const model::Item& item = stored.item;
    if (item.event->start <= now || there.contains(item.id)) continue;
    const bool is_of_series = series.contains(parse::series_of_occurrence(item.lineage.given_id));
    const bool counts = is_of_series || (latest && (has_past || item.event->start <= *latest));
    if (counts) deleted.push_back({.id = item.id, .comment = "it is no longer in the calendar"});
  }
  store.ledger().follow(source.id, deleted, {}, now);
}

void follow_archives(std::vector<Gap>& gaps, const config::Config& config,
                     fetch::HostSilence& silence, model::Timestamp now, http::Transport& transport,
                     const TakeOlder& take_older, const std::atomic<bool>& cancelled) {
  std::set<std::string> seen;
  for (std::size_t round = 0; round < kMostArchives && !cancelled; ++round) {
    std::vector<fetch::Subscription> subscriptions;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      if (!is_on_own_host(gaps[i], gaps[i].archive)) continue;
      if (!seen.insert(gaps[i].source->id + " " + gaps[i].archive).second) continue;
      subscriptions.push_back(subscription_of(gaps[i], i));
    }
    if (subscriptions.empty()) return;
    std::set<std::size_t> going_on;
    // Each is taken as it comes: all together may be more than there is memory for.
    fetch::fetch(
        subscriptions, {}, silence, config.fetch, now, transport, {},
        [&](fetch::Fetched got) {
          const std::size_t i = std::stoul(got.source_id);
          if (take_archive(gaps[i], std::move(got), config, now, take_older)) going_on.insert(i);
        },
        cancelled);
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      if (!going_on.contains(i)) gaps[i].archive.clear();
    }
  }
}

void report_archives(Gap& gap) {
  if (gap.held_back > 0) {
    gap.report.notes.push_back("left out " + std::to_string(gap.held_back) +
                               " items of its archives, which are too many new ones for a day "
                               "(max_new_per_day)");
  }
  if (gap.items == 0) return;
  gap.report.added += gap.items;
  gap.report.notes.push_back(std::to_string(gap.items) +
                             " items that its feed had already dropped " + "came from " +
                             std::to_string(gap.archives) + " of its archives");
}

}  // namespace syndic::pipeline
