// SPDX-License-Identifier: MIT
#include "store/one_per_source.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace syndic::store {
namespace {

// The sets as they grow. Each is known by the place of its first item.
class Sets {
 public:
  explicit Sets(const std::vector<std::int64_t>& sources) : up_(sources.size()) {
    for (std::size_t i = 0; i < sources.size(); ++i) {
      up_[i] = i;
      sources_.push_back({sources[i]});
    }
  }

  std::size_t first_of(std::size_t item) {
    while (up_[item] != item) item = up_[item] = up_[up_[item]];
    return item;
  }

  // Whether the two items are in one set now.
  bool unite(std::size_t a, std::size_t b) {
    const auto [first, second] = std::minmax({first_of(a), first_of(b)});
    if (first == second) return true;
    std::set<std::int64_t>* more = &sources_[first];
    std::set<std::int64_t>* fewer = &sources_[second];
    if (more->size() < fewer->size()) std::swap(more, fewer);
    for (const std::int64_t source : *fewer) {
      if (more->contains(source)) return false;
    }
    more->merge(*fewer);
    if (more != &sources_[first]) sources_[first].swap(*more);
    up_[second] = first;
    return true;
  }

 private:
  std::vector<std::size_t> up_;  // To an item of the same set that stands before; to itself: first.
  std::vector<std::set<std::int64_t>> sources_;  // Of the set whose first item this is.
};

}  // namespace

std::vector<Membership> one_per_source(const std::vector<std::int64_t>& sources,
                                       std::vector<Tie> ties) {
  for (Tie& tie : ties) {
    if (tie.other < tie.one) std::swap(tie.one, tie.other);
  }
  std::sort(ties.begin(), ties.end(), [](const Tie& a, const Tie& b) {
    return std::tie(a.match, a.one, a.other) < std::tie(b.match, b.one, b.other);
  });
  Sets sets(sources);
  std::vector<Membership> members(sources.size());
  for (const Tie& tie : ties) {
    if (!sets.unite(tie.one, tie.other)) continue;
    for (const std::size_t item : {tie.one, tie.other}) {
      members[item].match = std::min(members[item].match, tie.match);
    }
  }
  for (std::size_t i = 0; i < members.size(); ++i) members[i].first = sets.first_of(i);
  return members;
}

}  // namespace syndic::store
