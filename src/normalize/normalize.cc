// SPDX-License-Identifier: MIT
#include "normalize/normalize.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/time_format.h"
#include "base/url.h"
#include "normalize/clean.h"
#include "normalize/html/shorten.h"
#include "normalize/item/content_hash.h"
#include "normalize/item/dates.h"
#include "normalize/item/identity.h"
#include "normalize/link/canonical_url.h"
#include "normalize/link/private_hosts.h"

namespace syndic::normalize {
namespace {

// The namespace of the ids that clean() makes, as no source is known there.
constexpr std::string_view kAnySource = "urn:syndic:any-source";

std::string id_of_text(const model::Item& item) {
  std::string name = item.title.value + '\n';
  if (item.published) name.append(base::format_rfc3339(*item.published));
  return base::name_based_urn(kAnySource, name.append("\n").append(item.content.value));
}

// Items that are dated by first sight have equal dates, and keep the feed's order.
bool newest_first(const model::Item& a, const model::Item& b) {
  if (a.published != b.published) return a.published > b.published;
  if (a.dated_by_first_sight != b.dated_by_first_sight) return a.dated_by_first_sight;
  if (a.dated_by_first_sight) return a.lineage.position < b.lineage.position;
  return a.id < b.id;
}

// Sorts by pointers, as an item is large: each is moved once, and none where all are in order.
void sort_items(std::vector<model::Item>& items) {
  if (std::is_sorted(items.begin(), items.end(), newest_first)) return;
  std::vector<model::Item*> order;
  order.reserve(items.size());
  for (model::Item& item : items) order.push_back(&item);
  std::sort(order.begin(), order.end(),
            [](const model::Item* a, const model::Item* b) { return newest_first(*a, *b); });
  std::vector<model::Item> sorted;
  sorted.reserve(items.size());
  for (model::Item* item : order) sorted.push_back(std::move(*item));
  items = std::move(sorted);
}

}  // namespace

void clean(model::Feed& feed) {
  clean_feed(feed, {});
  for (model::Item& item : feed.items) {
    if (item.id.empty()) {
      item.id = item.url.empty() ? id_of_text(item) : base::escape_brackets(item.url);
    }
  }
}

Normalized normalize(model::Feed feed, const Options& options, model::Timestamp now) {
  if (std::exchange(feed.last_is_half, false)) feed.items.pop_back();
  std::vector<std::string> images =
      clean_feed(feed, {.for_publishing = true, .without_private = !options.allow_private});
  for (std::size_t i = 0; i < feed.items.size(); ++i) {
    model::Item& item = feed.items[i];
    if (item.image.empty()) item.image = std::move(images[i]);
    item.lineage.given_id = item.id;
    item.lineage.position = i;
  }
  drop_twins(feed.items);
  drop_fetch_times(feed.items, now);
  identify(feed.items, options.source_url);
  set_canonical_urls(feed.items);
  // Only now, as items are known by their links.
  for (model::Item& item : feed.items) {
    if (!options.allow_private && is_private_url(item.url)) item.url.clear();
  }
  for (model::Item& item : feed.items) date_item(item, now);
  sort_items(feed.items);
  Normalized result{.feed = std::move(feed)};
  if (result.feed.items.size() > options.max_items) {
    result.left_out = result.feed.items.size() - options.max_items;
    result.feed.items.resize(options.max_items);
    result.feed.items.shrink_to_fit();  // The others' places may be most of its memory.
  }
  for (model::Item& item : result.feed.items) {
    const bool is_cut_content = shorten(item.content, options.max_item, item.url);
    const std::string_view whole = item.content.empty() ? item.url : std::string_view();
    const bool is_cut = shorten(item.summary, options.max_item, whole) || is_cut_content;
    if (is_cut) ++result.cut;
    item.content_hash = content_hash(item, is_cut ? options.max_item : 0);
    if (!options.rules.empty()) item.lineage.dropped_by = options.rules.dropped_by(item);
  }
  return result;
}

}  // namespace syndic::normalize
