// SPDX-License-Identifier: MIT
//
// Which items a published feed holds. What it costs grows with the items returned and the sources
// that they come from, not with how many items are stored; with how many sources only as far as
// newer items are those of sources that are not selected.
//
// Each source's items are already in order in the index item_by_date, so the newest of many sources
// are a merge of sorted lists: a heap of cursors, each at its source's next item. A cursor is
// opened only when the merge has come down to the date of its source's newest item, so a source
// that cannot contribute costs nothing.
#include "store/select.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/time_format.h"
#include "store/candidates.h"
#include "store/item_record.h"
#include "store/published_ids.h"
#include "store/source_record.h"

namespace syndic::store {
namespace {

constexpr std::size_t kMostCategories = 50;
constexpr std::size_t kMostEnclosures = 20;

std::string category_name(const model::Category& category) {
  return base::lower(base::trim(category.label.empty() ? category.term : category.label));
}

std::string address_of(const model::Enclosure& enclosure) {
  constexpr std::string_view kPlain = "http:";
  const bool is_plain = base::starts_with_ignoring_case(enclosure.url, kPlain);
  return is_plain ? "https:" + enclosure.url.substr(kPlain.size()) : enclosure.url;
}

// Adds those of `others` whose names are not yet in `list`; returns how many.
template <class Each, class Name>
std::size_t add_new(std::vector<Each>& list, const std::vector<Each>& others, std::size_t most,
                    Name name) {
  if (others.empty()) return 0;
  const std::size_t before = list.size();
  std::set<std::string> names;
  for (const Each& each : list) names.insert(name(each));
  for (const Each& other : others) {
    if (list.size() >= most) break;
    if (names.insert(name(other)).second) list.push_back(other);
  }
  return list.size() - before;
}

// Adds what another source says of the same item after what the item has: categories whose label
// (or term) it does not have in any case, enclosures whose URL it has under neither http nor https.
// Up to 50 of the former and 20 of the latter, so that no number of copies makes an item
// unreadable; what the item itself has stays, however many. With an enclosure to watch or to listen
// to, an item that was there to be read becomes one to watch or to listen to.
void join(model::Item& item, const model::Item& copy) {
  add_new(item.categories, copy.categories, kMostCategories, category_name);
  const std::size_t added = add_new(item.enclosures, copy.enclosures, kMostEnclosures, address_of);
  if (added > 0 && item.kind == model::Kind::read) item.kind = copy.kind;
}

// Renames an item whose id is another's.
void rename(model::Item& item, std::string id) {
  item.id = std::move(id);
  item.guid_is_permalink.reset();
}

// Newest published first, then by id: as the cursors had them, except for renamed ones.
void sort(std::vector<StoredItem>& items) {
  std::stable_sort(items.begin(), items.end(), [](const StoredItem& a, const StoredItem& b) {
    return std::tie(b.item.published, a.item.id) < std::tie(a.item.published, b.item.id);
  });
}

using Seconds = std::int64_t;  // Since 1970-01-01T00:00:00Z.

// A source's items, newest first, one at a time. No query stays open between two of them: SQLite
// goes through all open ones whenever another is begun, and of a thousand sources that took a
// quarter of a refresh.
class Cursor {
 public:
  Cursor(Database& database, Key source, const std::string& facet)
      : database_(&database), facet_(&facet), source_(source) {}

  bool next() { return ++at_ < items_.size() || read_more(); }

  [[nodiscard]] Key key() const { return items_[at_].key; }
  [[nodiscard]] Key source() const { return source_; }
  [[nodiscard]] Seconds published() const { return items_[at_].published; }

  // The order of a heap, whose top is its greatest: newest first, then by id. Whichever of two
  // items of one id comes first makes no difference: one of them is not shown, or not under that
  // id.
  friend bool operator<(const Cursor& a, const Cursor& b) {
    const Item& x = a.items_[a.at_];
    const Item& y = b.items_[b.at_];
    return std::tie(x.published, y.id, b.source_) < std::tie(y.published, x.id, a.source_);
  }

 private:
  struct Item {
    Key key = 0;
    Seconds published = 0;
    std::string id;
  };

  // Twice as many as the last time, as most sources give one item or none.
  bool read_more() {
    const Item last = items_.empty() ? Item{.published = kLatest, .id = {}} : items_.back();
    items_.clear();
    at_ = 0;
    Query rows = facet_->empty()
                     ? database_->query(
                           "SELECT key, published, id FROM item "
                           "WHERE source_key = $1 AND published <= $2 AND dropped_by = '' "
                           "AND (published < $2 OR id > $3) "
                           "ORDER BY published DESC, id LIMIT $4",
                           source_, last.published, last.id, count_)
                     : database_->query(
                           "SELECT item_key, facet_item.published, facet_item.id FROM facet_item "
                           "JOIN item ON item.key = item_key "
                           "WHERE facet_item.source_key = $1 AND facet_item.published <= $2 "
                           "AND (facet_item.published < $2 OR facet_item.id > $3) "
                           "AND feed = $4 AND dropped_by = '' "
                           "ORDER BY facet_item.published DESC, facet_item.id LIMIT $5",
                           source_, last.published, last.id, *facet_, count_);
    while (rows.next()) items_.push_back({rows.number(0), rows.number(1), rows.text(2)});
    count_ *= 2;
    return !items_.empty();
  }

  static constexpr Seconds kLatest = std::numeric_limits<Seconds>::max();

  Database* database_;
  const std::string* facet_;
  Key source_;
  std::vector<Item> items_;
  std::size_t at_ = 0;
  std::size_t count_ = 1;  // To be read the next time.
};

// The stories to show, each by the item with the best claim that the selection has come to: a story
// whose best item is too old is shown by another one.
class ShownStories {
 public:
  explicit ShownStories(const Selection& selection)
      : limit_(selection.limit), max_per_source_(selection.max_per_source) {}

  // Takes an item; `winner` is that of its story, itself if it has the best claim.
  void take(const Cursor& at, Key winner, std::size_t claim) {
    const auto [story, is_new] = stories_.try_emplace(winner, items_.size());
    if (claim == 0) ++winners_;
    if (!is_new) {
      Shown& other = items_[story->second];
      if (other.claim < claim) return;
      --of_source_[std::exchange(other.source, 0)];
      story->second = items_.size();
    }
    ++of_source_[at.source()];
    items_.push_back({at.key(), at.source(), at.published(), claim});
  }

  // Whether the source has as many items as one may have.
  [[nodiscard]] bool has_enough_of(Key source) const {
    const auto found = of_source_.find(source);
    return max_per_source_ && found != of_source_.end() && found->second >= *max_per_source_;
  }

  // Only stories that are shown by their best item count: whoever stands in for one may still be
  // replaced by it.
  [[nodiscard]] bool are_enough() const { return winners_ >= limit_; }

  struct Shown {
    Key item = 0;
    Key source = 0;
    Seconds published = 0;
    std::size_t claim = 0;
    bool is_late = false;
  };

  // In the order in which they were taken.
  [[nodiscard]] std::vector<Shown> shown() && {
    std::erase_if(items_, [](const Shown& each) { return each.source == 0; });
    if (items_.size() > limit_) items_.resize(limit_);
    return std::move(items_);
  }

 private:
  std::size_t limit_;
  std::optional<std::size_t> max_per_source_;
  std::size_t winners_ = 0;
  std::vector<Shown> items_;  // Replaced ones have no source.
  std::unordered_map<Key, std::size_t> of_source_;
  std::unordered_map<Key, std::size_t> stories_;  // Their places, by the story's best item.
};

}  // namespace

/// A selection at work. Borrows all; throws DatabaseError.
class Selector {
 public:
  Selector(Database& database, const Selection& selection);
  std::vector<StoredItem> run();

  /// The item; empty if another source's is shown in its place, or it was withdrawn.
  std::optional<StoredItem> pick(Key item, Key source);

  [[nodiscard]] bool selects(Key source) { return sources_.id_of(source) != nullptr; }
  [[nodiscard]] model::Verdict verdict(Key item) const { return judge_(item); }

 private:
  void open_sources_down_to_top();
  void consider(const Cursor& at, ShownStories& stories) const;
  void let_in_late(std::vector<ShownStories::Shown>& shown);
  std::optional<StoredItem> read(Key item, Key source);
  [[nodiscard]] bool is_candidate(Key item);
  void join_copies(StoredItem& stored);

  Database& database_;
  const Selection& selection_;
  SelectedSources sources_;
  SourcesByNewest heads_;
  std::vector<Cursor> heap_;
  StoredCandidates candidates_;
  model::Judge judge_;
};

Selector::Selector(Database& database, const Selection& selection)
    : database_(database),
      selection_(selection),
      sources_(database, selection.source_ids),
      heads_(database, selection.source_ids, sources_),
      candidates_(database, selection, sources_),
      judge_(judge_of(selection, candidates_)) {}

void Selector::open_sources_down_to_top() {
  for (;;) {
    const auto* const head = heads_.next();
    if (head == nullptr) return;
    if (!heap_.empty() && head->newest < heap_.front().published()) return;
    Cursor cursor(database_, head->source, selection_.facet);
    heads_.pop();
    if (!cursor.next()) continue;
    heap_.push_back(std::move(cursor));
    std::push_heap(heap_.begin(), heap_.end());
  }
}

std::vector<StoredItem> Selector::run() {
  ShownStories stories(selection_);
  while (!stories.are_enough()) {
    open_sources_down_to_top();
    if (heap_.empty()) break;
    const Cursor& newest = heap_.front();
    if (selection_.not_before &&
        newest.published() < base::to_unix_seconds(*selection_.not_before)) {
      break;
    }
    consider(newest, stories);
    std::pop_heap(heap_.begin(), heap_.end());
    if (!stories.has_enough_of(heap_.back().source()) && heap_.back().next()) {
      std::push_heap(heap_.begin(), heap_.end());
    } else {
      heap_.pop_back();
    }
  }
  std::vector<ShownStories::Shown> shown = std::move(stories).shown();
  let_in_late(shown);
  std::vector<StoredItem> chosen;
  for (const ShownStories::Shown& each : shown) {
    if (auto stored = read(each.item, each.source)) {
      stored->is_late = each.is_late;
      chosen.push_back(std::move(*stored));
    }
  }
  sort(chosen);
  return chosen;
}

void Selector::consider(const Cursor& at, ShownStories& stories) const {
  const model::Verdict verdict = judge_(at.key());
  if (verdict.withdrawn) return;
  // Nobody stands in for an item that is left out since its source has enough.
  if (verdict.winner && selection_.max_per_source && !selection_.not_before) return;
  stories.take(at, verdict.winner ? verdict.winner->key : at.key(), verdict.claim);
}

// Replaces the oldest of `shown` by the newest late items that are older than these.
void Selector::let_in_late(std::vector<ShownStories::Shown>& shown) {
  const std::size_t room = selection_.limit / 5;
  if (!selection_.late_since || room == 0 || shown.size() < selection_.limit) return;
  std::unordered_set<Key> there;
  std::unordered_map<Key, std::size_t> of_source;
  for (const ShownStories::Shown& each : shown) {
    there.insert(each.item);
    ++of_source[each.source];
  }
  const Seconds oldest = shown.back().published;
  Query rows = database_.query(
      "SELECT key, source_key, published FROM late_item JOIN item ON key = item_key "
      "WHERE late_item.first_seen > $1 AND published < $2 AND dropped_by = '' "
      "ORDER BY published DESC, id, source_key",
      base::to_unix_seconds(*selection_.late_since), oldest);
  std::vector<ShownStories::Shown> late;
  while (late.size() < room && rows.next()) {
    const Key item = rows.number(0);
    const Key source = rows.number(1);
    const Seconds published = rows.number(2);
    if (selection_.not_before && published < base::to_unix_seconds(*selection_.not_before)) break;
    if (!selects(source) || there.contains(item)) continue;
    const model::Verdict verdict = judge_(item);
    if (!verdict.wins() || std::ranges::any_of(verdict.copies, [&](const model::Copy& copy) {
          return there.contains(copy.key);
        })) {
      continue;
    }
    if (selection_.max_per_source && ++of_source[source] > *selection_.max_per_source) continue;
    late.push_back({item, source, published, 0, true});
  }
  shown.resize(shown.size() - late.size());
  shown.insert(shown.end(), late.begin(), late.end());
}

std::optional<StoredItem> Selector::pick(Key item, Key source) {
  return judge_(item).wins() ? read(item, source) : std::nullopt;
}

// The item as it is shown. If it stands in for one with a better claim, it has that one's id: a
// story has one id, whoever shows it.
std::optional<StoredItem> Selector::read(Key item, Key source) {
  static const std::string kItem =
      "SELECT first_seen, EXISTS (SELECT 1 FROM late_item WHERE item_key = key), "
      "(SELECT at FROM correction WHERE item_key = key), " +
      item_columns().list() + " FROM item WHERE key = $1";
  Query row = database_.query(kItem, item);
  if (!row.next()) return std::nullopt;
  StoredItem stored;
  stored.key = item;
  stored.source_id = *sources_.id_of(source);
  stored.first_seen = row.time_or_epoch(0);
  stored.came_late = row.number(1) != 0;
  stored.corrected = row.time(2);
  stored.item = read_item(row, 3);
  const model::Verdict verdict = judge_(item);
  stored.copies = verdict.copies;
  Key owner = item;
  if (verdict.winner) {
    owner = verdict.winner->key;
    rename(stored.item, verdict.winner->id);
    stored.copies = judge_(owner).copies;
    std::erase_if(stored.copies, [&](const model::Copy& copy) { return copy.key == item; });
    stored.copies.insert(stored.copies.begin(), *verdict.winner);
  }
  if (judge_(owner).id_is_taken) {
    rename(stored.item,
           base::name_based_urn(owner == item ? stored.source_id : verdict.winner->source_id,
                                stored.item.id));
  }
  if (auto id = lasting_id(database_, selection_.lasting_of, stored, owner,
                           [&](Key other) { return is_candidate(other); })) {
    if (*id != stored.item.id) rename(stored.item, *std::move(id));
  }
  join_copies(stored);
  return stored;
}

// Whether the item is one of the selection, be it shown or not.
bool Selector::is_candidate(Key item) {
  const auto candidate = candidates_.item(item);
  return candidate && selects(candidate->source);
}

void Selector::join_copies(StoredItem& stored) {
  static const std::string kExtras =
      std::string("SELECT ") + kExtraColumns + " FROM item WHERE key = $1";
  for (const model::Copy& copy : stored.copies) {
    Query extras = database_.query(kExtras, copy.key);
    if (extras.next()) join(stored.item, read_extras(extras, 0));
  }
}

std::vector<StoredItem> Store::select(const Selection& selection) {
  return database_->reading([&] { return Selector(*database_, selection).run(); });
}

model::Verdict Store::verdict(const Selection& selection, const std::string& source_id,
                              const std::string& item_id) {
  return database_->reading([&]() -> model::Verdict {
    const auto source = find_source(*database_, source_id);
    Selector selector(*database_, selection);
    if (!source || !selector.selects(*source)) return {};
    static const std::string kOfSource =
        "SELECT key FROM item WHERE " + same_text("id", "$1") + " AND source_key = $2";
    const auto item = database_->key(kOfSource, item_id, *source);
    return item ? selector.verdict(*item) : model::Verdict();
  });
}

ItemPicker::ItemPicker(Database& database, const Selection& selection)
    : database_(database), selector_(std::make_unique<Selector>(database, selection)) {}

ItemPicker::~ItemPicker() = default;

// The key of its source if it is selected; empty if not, or if a rule drops the item.
std::optional<Key> ItemPicker::source_of(Key item) {
  const auto source =
      database_.key("SELECT source_key FROM item WHERE key = $1 AND dropped_by = ''", item);
  return source && selector_->selects(*source) ? source : std::nullopt;
}

std::optional<StoredItem> ItemPicker::pick(Key item) {
  const auto source = source_of(item);
  return source ? selector_->pick(item, *source) : std::nullopt;
}

model::Verdict ItemPicker::verdict(Key item) {
  return source_of(item) ? selector_->verdict(item) : model::Verdict{.withdrawn = true};
}

std::vector<Key> ItemPicker::kin(Key item) {
  std::vector<Key> kin = {item};
  if (!source_of(item)) return kin;
  model::Verdict verdict = selector_->verdict(item);
  if (verdict.winner) {
    kin.push_back(verdict.winner->key);
    verdict = selector_->verdict(verdict.winner->key);
  }
  for (const model::Copy& copy : verdict.copies) {
    if (copy.key != item) kin.push_back(copy.key);
  }
  return kin;
}

std::vector<Key> ItemPicker::copies(Key item) {
  std::vector<Key> copies;
  if (!source_of(item)) return copies;
  const model::Verdict verdict = selector_->verdict(item);
  if (!verdict.wins()) return copies;
  for (const model::Copy& copy : verdict.copies) copies.push_back(copy.key);
  return copies;
}

}  // namespace syndic::store
