// SPDX-License-Identifier: MIT
#include "normalize/item/title_pairs.h"

#include <algorithm>
#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "normalize/item/resemblance.h"

namespace syndic::normalize {
namespace {

using boost::posix_time::time_duration;
using Positions = std::vector<std::size_t>;
using ByTitle = std::unordered_map<std::string, Positions>;

constexpr std::size_t kNoPair = static_cast<std::size_t>(-1);

// Programs that mistake one time zone for another are off by a multiple of this.
constexpr int kZoneStepMinutes = 15;

// A shift that only one day's items have in common may be that of their next issue.
constexpr std::size_t kDaysOfShift = 2;

// A title that more items share is not examined: it says little, and would take long.
constexpr std::size_t kMostOfOneTitle = 50;

// The only one that fits; kNoPair if none or several do.
template <class Fits>
std::size_t only_one(const Positions& all, Fits fits) {
  const auto first = std::find_if(all.begin(), all.end(), fits);
  const bool alone = first != all.end() && std::none_of(first + 1, all.end(), fits);
  return alone ? *first : kNoPair;
}

// Pairs of one title for which `fit(item, known)` is true, if each is the other's only candidate.
template <class Fit>
std::vector<Pair> pairs_of_title(const Unpaired& unpaired, std::size_t most, Fit fit) {
  std::vector<Pair> pairs;
  ByTitle stored;
  for (std::size_t k = 0; k < unpaired.known.size(); ++k) {
    if (!unpaired.known_done[k]) stored[words_of(unpaired.known[k].title)].push_back(k);
  }
  if (stored.empty()) return pairs;
  ByTitle fetched;
  for (std::size_t i = 0; i < unpaired.items.size(); ++i) {
    fetched[words_of(unpaired.items[i].title.value)].push_back(i);
  }
  for (const auto& [title, places] : fetched) {
    const auto found = stored.find(title);
    if (title.empty() || found == stored.end()) continue;
    if (std::max(places.size(), found->second.size()) > most) continue;
    for (const std::size_t i : places) {
      if (unpaired.items_done[i]) continue;
      const std::size_t k = only_one(
          found->second, [&](auto any) { return fit(unpaired.items[i], unpaired.known[any]); });
      if (k == kNoPair) continue;
      const std::size_t back =
          only_one(places, [&](auto any) { return fit(unpaired.items[any], unpaired.known[k]); });
      if (back == i) pairs.push_back({i, k});
    }
  }
  return pairs;
}

bool may_have_moved(model::Item& item, model::KnownItem& known, const ReadText& read_text) {
  const TextLikeness texts = compare_texts(item, known, read_text);
  return texts == TextLikeness::same ||
         (texts != TextLikeness::other && may_have_same_date(item, known));
}

time_duration shift_of(const Unpaired& unpaired, const Pair& pair) {
  return *unpaired.items[pair.item].published - unpaired.known[pair.known].published;
}

bool is_of_zones(const time_duration& shift) {
  return shift.total_seconds() % (kZoneStepMinutes * 60) == 0;
}

// The time zone by which the dates of most pairs differ; empty if there is none.
std::optional<time_duration> common_shift(const Unpaired& unpaired,
                                          const std::vector<Pair>& pairs) {
  std::map<time_duration, std::set<boost::gregorian::date>> days;
  for (const Pair& pair : pairs) {
    const model::KnownItem& known = unpaired.known[pair.known];
    if (!both_dated(unpaired.items[pair.item], known)) continue;
    const time_duration shift = shift_of(unpaired, pair);
    if (is_of_zones(shift)) days[shift].insert(known.published.date());
  }
  const auto most = std::max_element(days.begin(), days.end(), [](const auto& a, const auto& b) {
    return a.second.size() < b.second.size();
  });
  if (most == days.end() || most->second.size() < kDaysOfShift) return std::nullopt;
  return most->first;
}

}  // namespace

std::vector<Pair> pairs_of_title_and_date(const Unpaired& unpaired) {
  return pairs_of_title(unpaired, kNoPair, has_same_date);
}

bool is_nameless(const model::Item& item) {
  const model::IdentityRule rule = item.lineage.identity;
  return item.lineage.given_id.empty() || rule == model::IdentityRule::title_and_date ||
         rule == model::IdentityRule::text;
}

std::vector<Pair> pairs_of_title_and_text(const Unpaired& unpaired) {
  std::unordered_map<std::string_view, Positions> stored;
  for (std::size_t k = 0; k < unpaired.known.size(); ++k) {
    if (!unpaired.known_done[k]) stored[unpaired.known[k].title].push_back(k);
  }
  for (auto& [title, places] : stored) {
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
      const auto rank = [&](std::size_t k) {
        return std::pair(unpaired.known[k].published, unpaired.known[k].key);
      };
      return rank(a) > rank(b);
    });
  }
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < unpaired.items.size(); ++i) {
    model::Item& item = unpaired.items[i];
    const auto found = stored.find(item.title.value);
    if (unpaired.items_done[i] || !is_nameless(item) || found == stored.end()) continue;
    const bool has_own_link = item.lineage.identity == model::IdentityRule::link;
    Positions& places = found->second;
    const auto same = std::find_if(places.begin(), places.end(), [&](std::size_t k) {
      model::KnownItem& known = unpaired.known[k];
      if (has_own_link && has_other_link(item, known)) return false;
      return compare_texts(item, known, unpaired.read_text) == TextLikeness::same;
    });
    if (same == places.end()) continue;
    pairs.push_back({i, *same});
    places.erase(same);
  }
  return pairs;
}

std::vector<Pair> pairs_of_changed_feed(const Unpaired& unpaired) {
  std::vector<Pair> pairs =
      pairs_of_title(unpaired, kMostOfOneTitle, [&](model::Item& item, model::KnownItem& known) {
        return may_have_moved(item, known, unpaired.read_text);
      });
  const auto shift = common_shift(unpaired, pairs);
  const auto holds = [&](const Pair& pair) {
    model::Item& item = unpaired.items[pair.item];
    model::KnownItem& known = unpaired.known[pair.known];
    if (compare_texts(item, known, unpaired.read_text) != TextLikeness::unknown) return true;
    return shift && both_dated(item, known) && shift_of(unpaired, pair) == *shift;
  };
  const bool any_holds = std::any_of(pairs.begin(), pairs.end(), holds) ||
                         std::find(unpaired.items_done.begin(), unpaired.items_done.end(), true) !=
                             unpaired.items_done.end();
  std::erase_if(pairs, [&](const Pair& pair) {
    const bool undated = !both_dated(unpaired.items[pair.item], unpaired.known[pair.known]);
    return !holds(pair) && !(any_holds && undated);
  });
  return pairs;
}

}  // namespace syndic::normalize
