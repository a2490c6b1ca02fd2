// SPDX-License-Identifier: MIT
#include "normalize/item/reconcile.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "normalize/item/content_hash.h"
#include "normalize/item/identity.h"
#include "normalize/item/resemblance.h"
#include "normalize/item/title_pairs.h"
#include "normalize/story/fingerprint.h"

namespace syndic::normalize {
namespace {

constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

// After so many fetches in a row with new ids for known items, the ids are no longer trusted: once
// is a migration, twice is a habit.
constexpr int kHabit = 2;

// A single item proves nothing.
constexpr std::size_t kSeveral = 2;

class Reconciliation {
 public:
  Reconciliation(std::vector<model::Item>& items, std::string_view source_url, const Recall& recall,
                 const ReadText& read_text)
      : items_(items),
        source_url_(source_url),
        recall_(recall),
        read_text_(read_text),
        matches_(items.size()) {}

  void by_id();
  void by_link();
  void by_title_and_date();
  void by_title_and_text();
  void as_a_whole();

  /// Sets the ids and the lineage of all items.
  void settle();

  [[nodiscard]] model::IdentityMemory learned(model::IdentityMemory memory) const;
  /// Completes the items that are to be stored.
  void describe_changed();

  [[nodiscard]] std::vector<std::size_t> newcomers() const { return unmatched(); }

 private:
  // The result for a fetched item.
  struct Matched {
    std::size_t known = kNoMatch;  // The stored item that it is.
    std::string other_id;          // Its id if its own is another stored item's.
    bool by_link = false;          // other_id is of its link.
  };
  using Indexes = std::vector<std::size_t>;
  using ByLink = std::unordered_map<std::string_view, Indexes>;

  void ask(const model::Clues& clues);
  void match(std::size_t i, std::size_t known);
  void rename(std::size_t i, model::IdentityRule rule);
  void match_other_ids();
  [[nodiscard]] Indexes unmatched() const;
  [[nodiscard]] Indexes sought() const;
  [[nodiscard]] Unpaired unpaired();
  void ask_where_ids_moved();
  [[nodiscard]] bool has_other_id(std::size_t i, std::size_t k) const;
  [[nodiscard]] bool is_another(std::size_t i, std::size_t k);
  [[nodiscard]] bool is_same_by_link(std::size_t i, std::size_t k);

  std::vector<model::Item>& items_;
  std::string_view source_url_;
  const Recall& recall_;
  const ReadText& read_text_;
  std::vector<Matched> matches_;         // One for each of items_.
  std::vector<model::KnownItem> known_;  // All that was recalled, each once.
  std::unordered_set<std::int64_t> keys_;
  std::vector<bool> taken_;  // Which of known_ are matched.
  ByLink fetched_links_;     // What is at a link in this feed, and in the store.
  ByLink known_links_;
  std::size_t by_id_ = 0;
  std::size_t by_link_ = 0;
  std::size_t by_title_ = 0;
  std::size_t by_text_ = 0;
  std::size_t reused_ = 0;  // Ids that were moved to another item.
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

Reconciliation::Indexes Reconciliation::unmatched() const {
  Indexes places;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (matches_[i].known == kNoMatch) places.push_back(i);
  }
  return places;
}

// The unmatched items that may be found by what they say. The occurrences of a series all say the
// same, but for when they are.
Reconciliation::Indexes Reconciliation::sought() const {
  Indexes places = unmatched();
  std::erase_if(places, [&](std::size_t i) { return items_[i].lineage.is_occurrence; });
  return places;
}

Unpaired Reconciliation::unpaired() {
  std::vector<bool> done(items_.size(), true);
  for (const std::size_t i : sought()) done[i] = false;
  return {items_, known_, read_text_, std::move(done), taken_};
}

// If an id has another link and title than before, it was moved to another item if the old link is
// elsewhere in the feed, or the new one elsewhere in the store: recalls what has those links.
void Reconciliation::ask_where_ids_moved() {
  std::unordered_map<std::string_view, const model::KnownItem*> by_feed_id;
  for (const model::KnownItem& known : known_) by_feed_id.emplace(known.feed_id, &known);
  model::Clues clues;
  for (const model::Item& item : items_) {
    const auto found = by_feed_id.find(item.lineage.feed_id);
    if (found == by_feed_id.end() || !has_other_link(item, *found->second)) continue;
    if (!has_same_title(item, *found->second)) clues.links.push_back(item.canonical_url);
  }
  if (clues.links.empty()) return;
  ask(clues);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    fetched_links_[items_[i].canonical_url].push_back(i);
  }
  for (std::size_t k = 0; k < known_.size(); ++k) {
    known_links_[known_[k].canonical_url].push_back(k);
  }
}

// Whether the feed has the stored item under another id as well, or the store the fetched one.
bool Reconciliation::has_other_id(std::size_t i, std::size_t k) const {
  const auto fetched = fetched_links_.find(known_[k].canonical_url);
  const auto stored = known_links_.find(items_[i].canonical_url);
  return (fetched != fetched_links_.end() &&
          std::any_of(
              fetched->second.begin(), fetched->second.end(),
              [&](std::size_t other) { return has_same_title(items_[other], known_[k]); })) ||
         (stored != known_links_.end() &&
          std::any_of(stored->second.begin(), stored->second.end(),
                      [&](std::size_t other) { return has_same_title(items_[i], known_[other]); }));
}

// Whether the two items have nothing but an id in common. The id may be one that the stored item
// had before its present one; then equal dates do not make them one item.
bool Reconciliation::is_another(std::size_t i, std::size_t k) {
  const model::Item& item = items_[i];
  model::KnownItem& known = known_[k];
  if (!has_other_link(item, known) || has_same_title(item, known)) return false;
  if (known.feed_id == item.lineage.feed_id || known.feed_id == earlier_id(item)) {
    if (!both_dated(item, known) || has_same_date(item, known)) return false;
    if (may_have_same_date(item, known)) return has_other_id(i, k);
  }
  const TextLikeness texts = compare_texts(items_[i], known, read_text_);
  return texts == TextLikeness::other || texts == TextLikeness::unknown;
}

void Reconciliation::by_id() {
  model::Clues clues;
  for (const model::Item& item : items_) {
    clues.ids.push_back(item.lineage.feed_id);
    if (const auto earlier = earlier_id(item); !earlier.empty()) clues.ids.emplace_back(earlier);
  }
  ask(clues);
  ask_where_ids_moved();
  std::unordered_map<std::string_view, Indexes> by_feed_id;
  std::unordered_map<std::string_view, Indexes> by_own_id;
  for (std::size_t k = 0; k < known_.size(); ++k) {
    by_feed_id[known_[k].feed_id].push_back(k);
    by_own_id[known_[k].id].push_back(k);
  }
  const auto match_ids = [&](const auto& ids, const auto& id_of) {
    for (const std::size_t i : unmatched()) {
      const auto found = ids.find(id_of(items_[i]));
      if (found == ids.end()) continue;
      const auto same = std::find_if(found->second.begin(), found->second.end(),
                                     [&](auto k) { return !taken_[k] && !is_another(i, k); });
      if (same == found->second.end()) continue;
      match(i, *same);
      ++by_id_;
    }
  };
  // An item's last id in the feed counts before its earlier ones.
  const auto feed_id = [](const model::Item& item) -> std::string_view {
    return item.lineage.feed_id;
  };
  match_ids(by_feed_id, feed_id);
  match_ids(by_own_id, feed_id);
  match_ids(by_feed_id, earlier_id);
  match_ids(by_own_id, earlier_id);
  for (const std::size_t i : unmatched()) {
    const std::string& id = items_[i].lineage.feed_id;
    if (by_feed_id.contains(id) || by_own_id.contains(id)) rename(i, model::IdentityRule::link);
  }
  fetched_links_.clear();  // They borrow from known_, which the next question moves.
  known_links_.clear();
}

// Gives an item whose id is another's the id that it would have if both had that id in one feed.
void Reconciliation::rename(std::size_t i, model::IdentityRule rule) {
  Matched& item = matches_[i];
  if (item.other_id.empty()) ++reused_;
  item.by_link = rule == model::IdentityRule::link && !items_[i].url.empty();
  item.other_id =
      id_beside(items_[i], source_url_, item.by_link ? rule : model::IdentityRule::title_and_date);
}

// Matches by the ids that rename() made, now or in an earlier fetch.
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

// The title is not enough: each week's digest has that of the last, at the same link, and each
// day's may have it on one day, with another text.
bool Reconciliation::is_same_by_link(std::size_t i, std::size_t k) {
  model::KnownItem& known = known_[k];
  if (taken_[k]) return false;
  if (has_same_date(items_[i], known)) return true;
  if (!has_same_title(items_[i], known)) return false;
  if (!both_dated(items_[i], known)) return true;
  return may_have_same_date(items_[i], known) &&
         compare_texts(items_[i], known, read_text_) != TextLikeness::other;
}

void Reconciliation::by_link() {
  std::unordered_map<std::string_view, std::size_t> sharing;
  for (const model::Item& item : items_) ++sharing[item.canonical_url];
  const auto is_its_own = [&](const model::Item& item) {
    return !item.canonical_url.empty() && sharing.at(item.canonical_url) == 1;
  };
  model::Clues clues;
  for (const std::size_t i : sought()) {
    if (!matches_[i].other_id.empty()) clues.ids.push_back(matches_[i].other_id);
    if (is_its_own(items_[i])) clues.links.push_back(items_[i].canonical_url);
  }
  if (clues.ids.empty() && clues.links.empty()) return;
  ask(clues);
  match_other_ids();

  ByLink by_link;
  for (std::size_t k = 0; k < known_.size(); ++k) by_link[known_[k].canonical_url].push_back(k);
  for (const std::size_t i : sought()) {
    const auto found = by_link.find(items_[i].canonical_url);
    if (!is_its_own(items_[i]) || found == by_link.end()) continue;
    Indexes same;
    std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(same),
                 [&](std::size_t k) { return is_same_by_link(i, k); });
    if (same.size() != 1) continue;
    match(i, same.front());
    ++by_link_;
  }
}

void Reconciliation::by_title_and_date() {
  model::Clues clues;
  for (const std::size_t i : sought()) {
    const model::Item& item = items_[i];
    if (item.title.empty() || item.dated_by_first_sight) continue;
    clues.days.emplace_back(item.published->date());
  }
  if (clues.days.empty()) return;
  std::sort(clues.days.begin(), clues.days.end());
  clues.days.erase(std::unique(clues.days.begin(), clues.days.end()), clues.days.end());
  ask(clues);
  for (const auto& [i, k] : pairs_of_title_and_date(unpaired())) {
    match(i, k);
    ++by_title_;
  }
}

// For items that are named by their date: a date that changes at each fetch must not make a new
// item each time.
void Reconciliation::by_title_and_text() {
  model::Clues clues;
  for (const std::size_t i : unmatched()) {
    if (is_nameless(items_[i])) clues.titles.push_back(items_[i].title.value);
  }
  if (clues.titles.empty()) return;
  std::sort(clues.titles.begin(), clues.titles.end());
  clues.titles.erase(std::unique(clues.titles.begin(), clues.titles.end()), clues.titles.end());
  ask(clues);
  for (const auto& [i, k] : pairs_of_title_and_text(unpaired())) {
    match(i, k);
    ++by_text_;
  }
}

// If none of several items was recognised. Matches made here do not count against the ids: the feed
// may only repeat itself.
void Reconciliation::as_a_whole() {
  if (items_.size() < kSeveral || by_id_ + by_link_ + by_text_ > 0) return;
  // The feed's items from before the change are among the newest stored ones.
  ask({.ids = {}, .links = {}, .titles = {}, .days = {}, .newest = 2 * items_.size()});
  const std::vector<Pair> pairs = pairs_of_changed_feed(unpaired());
  const std::size_t known_again = by_title_ + pairs.size();
  // Some titles may be equal by chance, but not those of most items.
  if (known_again < kSeveral || 2 * known_again <= items_.size()) return;
  for (const auto& [i, k] : pairs) match(i, k);
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
    if (matched.known == kNoMatch) continue;
    item.id = known_[matched.known].id;
    if (item.id != item.lineage.feed_id) item.lineage.identity = model::IdentityRule::earlier;
  }
}

void Reconciliation::describe_changed() {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const std::size_t known = matches_[i].known;
    model::Item& item = items_[i];
    if (known != kNoMatch && model::same_content(known_[known].content_hash, item.content_hash)) {
      continue;
    }
    describe_title(item);
    add_hash_of_words(item);
  }
}

// What this fetch shows about the identity scheme that it was read by.
model::IdentityMemory Reconciliation::learned(model::IdentityMemory memory) const {
  const std::size_t moved = by_link_ + by_title_;
  if (moved > by_id_) {
    ++memory.id_changes;
  } else if (by_id_ > 0) {
    memory.id_changes = 0;
  }
  const bool all_share_one =
      items_.size() >= kSeveral && !items_.front().lineage.given_id.empty() &&
      std::all_of(items_.begin(), items_.end(), [&](const model::Item& item) {
        return item.lineage.given_id == items_.front().lineage.given_id;
      });
  const bool many_reused = reused_ >= kSeveral && reused_ > by_id_;
  if (memory.scheme == model::IdentityScheme::ids && (all_share_one || many_reused)) {
    return {model::IdentityScheme::links, 0};
  }
  if (memory.id_changes < kHabit || memory.scheme == model::IdentityScheme::titles) return memory;
  const bool links_hold = memory.scheme == model::IdentityScheme::ids && by_link_ >= by_title_;
  return {links_hold ? model::IdentityScheme::links : model::IdentityScheme::titles, 0};
}

// Records under which ids the next fetch finds the items; their published ids stay.
void take_on(std::vector<model::Item>& items, std::string_view source_url,
             model::IdentityScheme scheme) {
  std::vector<std::pair<std::string, model::IdentityRule>> kept;
  kept.reserve(items.size());
  for (model::Item& item : items) kept.emplace_back(std::move(item.id), item.lineage.identity);
  identify(items, source_url, scheme);
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i].id = std::move(kept[i].first);
    items[i].lineage.identity = kept[i].second;
  }
}

}  // namespace

Reconciled reconcile(std::vector<model::Item>& items, std::string_view source_url,
                     const model::IdentityMemory& memory, const Recall& recall,
                     const ReadText& read_text) {
  if (memory.scheme != model::IdentityScheme::ids) identify(items, source_url, memory.scheme);
  Reconciliation reconciliation(items, source_url, recall, read_text);
  reconciliation.by_id();
  reconciliation.by_link();
  reconciliation.by_title_and_date();
  reconciliation.by_title_and_text();
  reconciliation.as_a_whole();
  reconciliation.settle();
  reconciliation.describe_changed();
  Reconciled result{reconciliation.learned(memory), reconciliation.newcomers()};
  if (result.memory.scheme != memory.scheme) take_on(items, source_url, result.memory.scheme);
  return result;
}

}  // namespace syndic::normalize
