// SPDX-License-Identifier: MIT
#include "store/selected_sources.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace syndic::store {
namespace {

// Sources that are looked up one by one, in place of a walk down all.
constexpr std::size_t kFewSources = 10;

// Most selections come to an end within the first. SQLite passes over all sources for each.
constexpr std::size_t kFirstSources = 128;
constexpr std::size_t kTimesAsMany = 8;

}  // namespace

const std::string* SelectedSources::id_of(Key source) {
  auto found = known_.find(source);
  if (found == known_.end()) {
    std::optional<std::string> id;
    Query row = database_.query("SELECT id FROM source WHERE key = $1", source);
    if (row.next()) id = row.text(0);
    if (id && !has(*id)) id.reset();
    found = known_.emplace(source, std::move(id)).first;
  }
  return found->second ? &*found->second : nullptr;
}

void SelectedSources::note(Key source, std::string id) { known_.emplace(source, std::move(id)); }

const SourcesByNewest::Head* SourcesByNewest::next() {
  while (at_ == heads_.size() && !is_at_end_) {
    heads_.clear();
    at_ = 0;
    ids_.size() <= kFewSources ? read_few() : read_more();
  }
  return at_ < heads_.size() ? &heads_[at_] : nullptr;
}

void SourcesByNewest::read_few() {
  for (const std::string& id : ids_) {
    Query row = database_.query(
        "SELECT key, newest_published FROM source "
        "WHERE newest_published IS NOT NULL AND id = $1",
        id);
    if (!row.next()) continue;
    heads_.push_back({row.number(0), row.number(1)});
    selected_.note(row.number(0), id);
  }
  std::ranges::sort(heads_, [](const Head& a, const Head& b) {
    return std::tie(a.newest, a.source) > std::tie(b.newest, b.source);
  });
  is_at_end_ = true;
}

void SourcesByNewest::read_more() {
  constexpr std::int64_t kLatest = std::numeric_limits<std::int64_t>::max();
  const Head last = last_.value_or(Head{kLatest, kLatest});
  count_ = count_ == 0 ? kFirstSources : count_ * kTimesAsMany;
  Query rows = database_.query(
      "SELECT key, newest_published, id FROM source "
      "WHERE newest_published <= $1 AND (newest_published < $1 OR key < $2) "
      "ORDER BY newest_published DESC, key DESC LIMIT $3",
      last.newest, last.source, count_);
  std::size_t read = 0;
  for (; rows.next(); ++read) {
    last_ = Head{rows.number(0), rows.number(1)};
    std::string id = rows.text(2);
    if (!selected_.has(id)) continue;
    heads_.push_back(*last_);
    selected_.note(last_->source, std::move(id));
  }
  is_at_end_ = read < count_;
}

}  // namespace syndic::store
