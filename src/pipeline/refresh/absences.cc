// SPDX-License-Identifier: MIT
#include "pipeline/refresh/absences.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/url.h"

namespace syndic::pipeline {
namespace {

constexpr int kOnlyWhatIsNew = 226;

bool is_newer(const model::Item& item, const model::Tombstone& tombstone) {
  return tombstone.when && std::max(item.updated, item.published) > tombstone.when;
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
    // As the id of the item is (contract, "Items": Identity).
    if (!base::is_absolute_iri(tombstone.id)) {
      tombstone.id = base::name_based_urn(source.normalize.source_url, tombstone.id);
    }
    deleted.push_back(std::move(tombstone));
  }
  std::sort(present.begin(), present.end(), [](const model::Item* a, const model::Item* b) {
    return a->lineage.position < b->lineage.position;
  });
  std::vector<std::string> ids;
  for (const model::Item* item : present) ids.push_back(item->id);
  ledger.follow(source.id, deleted, ids, now);
  if (state.last_status != kOnlyWhatIsNew) ledger.note_window(source.id, ids, now);
}

}  // namespace syndic::pipeline
