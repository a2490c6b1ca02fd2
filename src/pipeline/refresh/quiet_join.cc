// SPDX-License-Identifier: MIT
#include "pipeline/refresh/quiet_join.h"

#include <algorithm>

namespace syndic::pipeline {
namespace {

void keep_out(model::Item& item) {
  if (item.lineage.dropped_by.empty()) item.lineage.dropped_by = kJoiningQuietly;
}

}  // namespace

std::size_t keep_all_but_newest_out(model::Feed& feed, const std::vector<std::size_t>& newcomers,
                                    std::size_t taken) {
  std::vector<model::Item*> items;
  for (const std::size_t index : newcomers) {
    model::Item& item = feed.items[index];
    if (item.lineage.dropped_by.empty()) items.push_back(&item);
  }
  if (items.size() <= taken) return 0;
  std::ranges::stable_sort(items, [](const model::Item* a, const model::Item* b) {
    return a->published > b->published;
  });
  for (std::size_t i = taken; i < items.size(); ++i) keep_out(*items[i]);
  return items.size() - taken;
}

void keep_older_out(model::Feed& feed, const std::vector<std::size_t>& newcomers,
                    model::Timestamp joined) {
  for (const std::size_t index : newcomers) {
    model::Item& item = feed.items[index];
    if (!item.dated_by_first_sight && item.published && *item.published < joined) keep_out(item);
  }
}

void keep_known_out(model::Feed& feed, const std::set<std::string>& ids) {
  if (ids.empty()) return;
  for (model::Item& item : feed.items) {
    if (ids.contains(item.id)) keep_out(item);
  }
}

}  // namespace syndic::pipeline
