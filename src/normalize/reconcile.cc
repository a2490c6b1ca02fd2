// SPDX-License-Identifier: MIT
#include "normalize/reconcile.h"

#include <algorithm>
#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <iterator>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "normalize/folded.h"
#include "normalize/identity.h"
#include "normalize/words.h"

namespace syndic::normalize {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Fetches in a row that bring known items under new ids: once is a migration, twice is a habit.
constexpr int kHabit = 2;

// A feed that changed as a whole may have another idea of time zones than before.
constexpr int kMostZoneHours = 14;

// What counts of a title: its words, without case and punctuation.
std::string words_of(std::string_view title) {
  std::string all;
  const std::string text = folded(title);
  Words words(text);
  for (auto word = words.next(); !word.empty(); word = words.next()) all.append(word).append(" ");
  return all;
}

bool has_other_link(const model::Item& item, const model::KnownItem& known) {
  return !item.canonical_url.empty() && !known.canonical_url.empty() &&
         item.canonical_url != known.canonical_url;
}

bool has_same_title(const model::Item& item, const model::KnownItem& known) {
  return item.title.value == known.title || words_of(item.title.value) == words_of(known.title);
}

bool both_dated(const model::Item& item, const model::KnownItem& known) {
  return !item.dated_by_first_sight && !known.dated_by_first_sight;
}

// To the second; to the day where one of them says no more.
bool has_same_date(const model::Item& item, const model::KnownItem& known) {
  if (!both_dated(item, known)) return false;
  if (*item.published == known.published) return true;
  const auto is_a_day = [](model::Timestamp time) { return time.time_of_day().ticks() == 0; };
  return item.published->date() == known.published.date() &&
         (is_a_day(*item.published) || is_a_day(known.published));
}

// As far as dates tell when they went through another program.
bool may_have_same_date(const model::Item& item, const model::KnownItem& known) {
  if (!both_dated(item, known)) return true;
  const auto [earlier, later] = std::minmax(*item.published, known.published);
  return later - earlier <= boost::posix_time::hours(kMostZoneHours);
}

// Whether nothing but an id that was seen with both says that the two are one. The id may be that
// of `known` from before the feed gave it another; then a date alone does not make them one.
bool is_another(const model::Item& item, const model::KnownItem& known) {
  if (!has_other_link(item, known)) return false;
  const bool by_present_id = known.feed_id == item.lineage.feed_id;
  if (by_present_id && (!both_dated(item, known) || has_same_date(item, known))) return false;
  return !has_same_title(item, known);
}

// The only one that fits; kNone where none or several do.
template <class Fits>
std::size_t only_one(const std::vector<std::size_t>& all, Fits fits) {
  const auto first = std::find_if(all.begin(), all.end(), fits);
  const bool alone = first != all.end() && std::none_of(first + 1, all.end(), fits);
  return alone ? *first : kNone;
}

class Reconciliation {
 public:
  Reconciliation(std::vector<model::Item>& items, std::string_view source_url, const Recall& recall)
      : items_(items), source_url_(source_url), recall_(recall), matches_(items.size()) {}

  void by_id();
  void by_link();
  void by_title_and_date();

  /// Gives all items their ids and their lineage.
  void settle();

  [[nodiscard]] model::IdentityMemory learned(model::IdentityMemory memory) const;
  [[nodiscard]] std::vector<std::size_t> differ() const;

 private:
  // What is found out about a fetched item.
  struct Matched {
    std::size_t known = kNone;  // Which stored one it is.
    std::string other_id;       // What it is called where its id is another stored item's.
    bool by_link = false;       // other_id is of its link.
  };
  using Places = std::vector<std::size_t>;
  using ByText = std::unordered_map<std::string, Places>;

  void ask(const model::Clues& clues);
  void match(std::size_t i, std::size_t known);
  void rename(std::size_t i, model::IdentityRule rule);
  void match_other_ids();
  [[nodiscard]] Places unmatched() const;
  [[nodiscard]] bool whole_feed_changed() const;

  template <class SameDate>
  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> pairs_of_title(
      SameDate same_date) const;

  std::vector<model::Item>& items_;
  std::string_view source_url_;
  const Recall& recall_;
  std::vector<Matched> matches_;         // One for each of items_.
  std::vector<model::KnownItem> known_;  // All that was recalled, each once.
  std::unordered_set<std::int64_t> keys_;
  std::vector<bool> taken_;  // Which of known_ are matched.
  std::size_t by_id_ = 0;
  std::size_t by_link_ = 0;
  std::size_t by_title_ = 0;
  std::size_t reused_ = 0;  // Ids that stand for another item than before.
};

void Reconciliation::ask(const model::Clues& clues) {
  for (model::KnownItem& known : recall_(clues)) {
    if (keys_.insert(known.key).second) known_.push_back(std::move(known));
  }
  taken_.resize(known_.size());
}

void Reconciliation::match(std::size_t i, std::size_t known) {
  matches_[i].known = known;
  taken_[known] = true;
}

Reconciliation::Places Reconciliation::unmatched() const {
  Places places;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (matches_[i].known == kNone) places.push_back(i);
  }
  return places;
}

void Reconciliation::by_id() {
  model::Clues clues;
  for (const model::Item& item : items_) clues.ids.push_back(item.lineage.feed_id);
  ask(clues);
  std::unordered_map<std::string_view, Places> by_feed_id;
  std::unordered_map<std::string_view, Places> by_own_id;
  for (std::size_t k = 0; k < known_.size(); ++k) {
    by_feed_id[known_[k].feed_id].push_back(k);
    by_own_id[known_[k].id].push_back(k);
  }
  // The id that the feed gave an item last counts before one that it gave it once.
  for (const auto* ids : {&by_feed_id, &by_own_id}) {
    for (const std::size_t i : unmatched()) {
      const auto found = ids->find(items_[i].lineage.feed_id);
      if (found == ids->end()) continue;
      const auto same = std::find_if(found->second.begin(), found->second.end(), [&](auto k) {
        return !taken_[k] && !is_another(items_[i], known_[k]);
      });
      if (same == found->second.end()) continue;
      match(i, *same);
      ++by_id_;
    }
  }
  for (const std::size_t i : unmatched()) {
    const std::string& id = items_[i].lineage.feed_id;
    if (by_feed_id.contains(id) || by_own_id.contains(id)) rename(i, model::IdentityRule::link);
  }
}

// Its id is another's: it gets the one that it would have if the feed gave that id to both.
void Reconciliation::rename(std::size_t i, model::IdentityRule rule) {
  Matched& item = matches_[i];
  if (item.other_id.empty()) ++reused_;
  item.by_link = rule == model::IdentityRule::link && !items_[i].url.empty();
  item.other_id =
      id_beside(items_[i], source_url_, item.by_link ? rule : model::IdentityRule::title_and_date);
}

// By the ids that rename() gave, now or in an earlier fetch.
void Reconciliation::match_other_ids() {
  std::unordered_map<std::string_view, std::size_t> by_id;
  for (std::size_t k = 0; k < known_.size(); ++k) by_id.emplace(known_[k].id, k);
  for (const std::size_t i : unmatched()) {
    const auto found = by_id.find(matches_[i].other_id);
    if (matches_[i].other_id.empty() || found == by_id.end()) continue;
    if (taken_[found->second]) {
      rename(i, model::IdentityRule::title_and_date);
    } else {
      match(i, found->second);
      ++by_id_;
    }
  }
}

// A title alone does not do: each week's digest has that of the last, at one and the same link.
void Reconciliation::by_link() {
  std::unordered_map<std::string_view, std::size_t> sharing;
  for (const model::Item& item : items_) ++sharing[item.canonical_url];
  const auto is_its_own = [&](const model::Item& item) {
    return !item.canonical_url.empty() && sharing.at(item.canonical_url) == 1;
  };
  model::Clues clues;
  for (const std::size_t i : unmatched()) {
    if (!matches_[i].other_id.empty()) clues.ids.push_back(matches_[i].other_id);
    if (is_its_own(items_[i])) clues.links.push_back(items_[i].canonical_url);
  }
  if (clues.ids.empty() && clues.links.empty()) return;
  ask(clues);
  match_other_ids();

  std::unordered_map<std::string_view, Places> by_link;
  for (std::size_t k = 0; k < known_.size(); ++k) by_link[known_[k].canonical_url].push_back(k);
  for (const std::size_t i : unmatched()) {
    const auto found = by_link.find(items_[i].canonical_url);
    if (!is_its_own(items_[i]) || found == by_link.end()) continue;
    Places same;
    std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(same), [&](auto k) {
      return !taken_[k] &&
             (has_same_date(items_[i], known_[k]) ||
              (has_same_title(items_[i], known_[k]) && may_have_same_date(items_[i], known_[k])));
    });
    if (same.size() != 1) continue;
    match(i, same.front());
    ++by_link_;
  }
}

// Not one of several items is known by id or link.
bool Reconciliation::whole_feed_changed() const {
  return items_.size() > 1 && by_id_ + by_link_ == 0;
}

// The fetched and stored items of one title that `same_date` holds for, where each is the other's
// only one. Items that are matched already stand in the way but are no part of a pair.
template <class SameDate>
std::vector<std::pair<std::size_t, std::size_t>> Reconciliation::pairs_of_title(
    SameDate same_date) const {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  if (std::find(taken_.begin(), taken_.end(), false) == taken_.end()) return pairs;
  ByText fetched;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    fetched[words_of(items_[i].title.value)].push_back(i);
  }
  ByText stored;
  for (std::size_t k = 0; k < known_.size(); ++k) {
    if (!taken_[k]) stored[words_of(known_[k].title)].push_back(k);
  }
  for (const auto& [title, places] : fetched) {
    const auto found = stored.find(title);
    if (title.empty() || found == stored.end()) continue;
    const Places& others = found->second;
    for (const std::size_t i : places) {
      if (matches_[i].known != kNone) continue;
      const auto k = only_one(others, [&](auto any) { return same_date(items_[i], known_[any]); });
      if (k == kNone) continue;
      const auto back =
          only_one(places, [&](auto any) { return same_date(items_[any], known_[k]); });
      if (back == i) pairs.emplace_back(i, k);
    }
  }
  return pairs;
}

void Reconciliation::by_title_and_date() {
  model::Clues clues;
  for (const std::size_t i : unmatched()) {
    const model::Item& item = items_[i];
    if (item.title.empty() || item.dated_by_first_sight) continue;
    clues.days.emplace_back(item.published->date());
  }
  std::sort(clues.days.begin(), clues.days.end());
  clues.days.erase(std::unique(clues.days.begin(), clues.days.end()), clues.days.end());
  const bool whole = whole_feed_changed();
  // What stood in the feed before it changed is among the newest that are stored.
  if (whole) clues.newest = 2 * items_.size();
  if (clues.days.empty() && clues.newest == 0) return;
  ask(clues);
  for (const auto& [i, k] : pairs_of_title(has_same_date)) {
    match(i, k);
    ++by_title_;
  }
  if (!whole) return;
  const auto pairs = pairs_of_title(may_have_same_date);
  // Titles alone may be equal by chance; those of most items are not.
  if (by_title_ + pairs.size() < 2 || 2 * (by_title_ + pairs.size()) <= items_.size()) return;
  for (const auto& [i, k] : pairs) {
    match(i, k);
    ++by_title_;
  }
}

void Reconciliation::settle() {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    model::Item& item = items_[i];
    const Matched& matched = matches_[i];
    if (!matched.other_id.empty()) {
      item.id = item.lineage.feed_id = matched.other_id;
      item.lineage.identity =
          matched.by_link ? model::IdentityRule::link : model::IdentityRule::title_and_date;
    }
    if (matched.known == kNone) continue;
    item.id = known_[matched.known].id;
    if (item.id != item.lineage.feed_id) item.lineage.identity = model::IdentityRule::earlier;
  }
}

std::vector<std::size_t> Reconciliation::differ() const {
  Places places;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const std::size_t known = matches_[i].known;
    if (known == kNone || known_[known].content_hash != items_[i].content_hash) {
      places.push_back(i);
    }
  }
  return places;
}

// What this fetch says of the scheme by which it was read.
model::IdentityMemory Reconciliation::learned(model::IdentityMemory memory) const {
  const std::size_t moved = by_link_ + by_title_;
  if (moved > by_id_) {
    ++memory.id_changes;
  } else if (by_id_ > 0) {
    memory.id_changes = 0;
  }
  const bool all_share_one =
      items_.size() > 1 && !items_.front().lineage.given_id.empty() &&
      std::all_of(items_.begin(), items_.end(), [&](const model::Item& item) {
        return item.lineage.given_id == items_.front().lineage.given_id;
      });
  if (memory.scheme == model::IdentityScheme::ids && (all_share_one || reused_ > by_id_)) {
    return {model::IdentityScheme::links, 0};
  }
  if (memory.id_changes < kHabit || memory.scheme == model::IdentityScheme::titles) return memory;
  const bool links_hold = memory.scheme == model::IdentityScheme::ids && by_link_ >= by_title_;
  return {links_hold ? model::IdentityScheme::links : model::IdentityScheme::titles, 0};
}

// What the items will be known by in the next fetch; their ids stay.
void take_on(std::vector<model::Item>& items, std::string_view source_url,
             model::IdentityScheme scheme) {
  std::vector<std::pair<std::string, model::IdentityRule>> kept;
  for (model::Item& item : items) kept.emplace_back(std::move(item.id), item.lineage.identity);
  identify(items, source_url, scheme);
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i].id = std::move(kept[i].first);
    items[i].lineage.identity = kept[i].second;
  }
}

}  // namespace

Reconciled reconcile(std::vector<model::Item>& items, std::string_view source_url,
                     const model::IdentityMemory& memory, const Recall& recall) {
  if (memory.scheme != model::IdentityScheme::ids) identify(items, source_url, memory.scheme);
  Reconciliation reconciliation(items, source_url, recall);
  reconciliation.by_id();
  reconciliation.by_link();
  reconciliation.by_title_and_date();
  reconciliation.settle();
  Reconciled result{reconciliation.learned(memory), reconciliation.differ()};
  if (result.memory.scheme != memory.scheme) take_on(items, source_url, result.memory.scheme);
  return result;
}

}  // namespace syndic::normalize
