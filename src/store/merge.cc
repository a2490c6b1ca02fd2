// SPDX-License-Identifier: MIT
#include "store/merge.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/time_format.h"
#include "model/item.h"
#include "store/item_record.h"

namespace syndic::store {
namespace {

using Key = std::int64_t;

// An item as it stands in the store, as far as a change to it must know.
struct Known {
  Key key = 0;
  std::string content_hash;
  ItemDates dates;
  std::string feed_id;
  bool has_given_id = false;
  std::string canonical_url;
};

std::optional<Known> find(Statements& statements, Key source, const std::string& id) {
  Use row(statements.find_item);
  row->bindNoCopy(1, id);
  row->bind(2, source);
  if (!row->executeStep()) return std::nullopt;
  Known known;
  known.key = row->getColumn(0).getInt64();
  known.content_hash = row->getColumn(1).getString();
  known.dates.published = read_time(*row, 2).value_or(*base::from_unix_seconds(0));
  known.dates.by_first_sight = row->getColumn(3).getInt() != 0;
  known.dates.updated = read_time(*row, 4);
  known.dates.element = row->getColumn(5).getString();
  known.feed_id = row->getColumn(6).getString();
  known.has_given_id = row->getColumn(7).getInt() != 0;
  known.canonical_url = row->getColumn(8).getString();
  return known;
}

ItemDates add(Statements& statements, Key source, const model::Item& item, model::Timestamp now) {
  const ItemDates dates{item.published.value_or(now), item.dated_by_first_sight || !item.published,
                        item.updated, item.lineage.date_element};
  Use insert(statements.add_item);
  insert->bind(1, source);
  bind_time(*insert, 2, now);
  bind_item(*insert, 3, item, dates);
  insert->exec();
  return dates;
}

bool has_other_words(Statements& statements, const Known& known, const model::Item& item) {
  Use same(statements.has_words);
  same->bind(1, known.key);
  same->bindNoCopy(2, item.title.value);
  same->bindNoCopy(3, item.content.value);
  same->bindNoCopy(4, item.summary.value);
  return !same->executeStep();
}

// The dates of an item that its partner changed. When it was published does not change, whatever
// the feed says later: a date that moves at every fetch would put old news above new for ever.
// Where the words changed and the feed names no time of the change, it is `now`, or no reader would
// look.
ItemDates dates_of_change(Statements& statements, const Known& known, const model::Item& item,
                          model::Timestamp now) {
  ItemDates dates = known.dates;
  if (item.updated && *item.updated > dates.updated.value_or(dates.published)) {
    dates.updated = item.updated;
  } else if (has_other_words(statements, known, item)) {
    dates.updated = now;
  }
  return dates;
}

// Puts the item in the place of the known one.
void replace(Statements& statements, const Known& known, const model::Item& item,
             const ItemDates& dates) {
  Use update(statements.set_item);
  bind_item(*update, 1, item, dates);
  update->bind(kItemColumnCount + 1, known.key);
  update->exec();
}

// By what the feed knows the item now: which id, and which link, of which neighbours may say how
// much counts. A store that was migrated does not know the given id.
void note_names(Statements& statements, const Known& known, const model::Item& item) {
  const model::Lineage& lineage = item.lineage;
  if (known.feed_id == lineage.feed_id && known.canonical_url == item.canonical_url &&
      (known.has_given_id || lineage.given_id.empty())) {
    return;
  }
  Use update(statements.set_names);
  update->bindNoCopy(1, lineage.given_id);
  update->bindNoCopy(2, lineage.feed_id);
  update->bindNoCopy(3, name_of(lineage.identity));
  update->bindNoCopy(4, item.canonical_url);
  update->bind(5, known.key);
  update->exec();
}

// Whether two content hashes can be compared: both were made after the same rules.
bool are_of_same_rules(std::string_view a, std::string_view b) {
  const auto version = [](std::string_view hash) {
    const std::size_t colon = hash.find(':');
    return colon == std::string_view::npos ? std::string_view() : hash.substr(0, colon);
  };
  return version(a) == version(b);
}

}  // namespace

Merged merge_items(Statements& statements, std::int64_t source, const model::Feed& feed,
                   model::Timestamp now) {
  Merged merged;
  const auto note_change = [&](const ItemDates& dates) {
    const model::Timestamp changed = dates.updated.value_or(dates.published);
    merged.newest_change =
        merged.newest_change ? std::max(*merged.newest_change, changed) : changed;
  };
  std::unordered_set<std::string_view> met;
  for (const model::Item& item : feed.items) {
    // Ids are unique in a normalised feed. Were they not, two items would take turns at changing
    // one row for ever.
    if (!met.insert(item.id).second) continue;
    const auto known = find(statements, source, item.id);
    const bool is_in = item.lineage.dropped_by.empty();  // Else nobody gets to see it.
    if (!known) {
      const ItemDates dates = add(statements, source, item, now);
      ++merged.stored;
      if (!is_in) continue;
      note_change(dates);
      ++merged.change.added;
    } else if (known->content_hash == item.content_hash) {
      note_names(statements, *known, item);
    } else if (!are_of_same_rules(known->content_hash, item.content_hash)) {
      // Nobody can tell what of the difference is the partner's; most of it is ours, and a whole
      // feed must not pass for edited because this program got better.
      replace(statements, *known, item, known->dates);
    } else {
      const ItemDates dates = dates_of_change(statements, *known, item, now);
      replace(statements, *known, item, dates);
      if (!is_in) continue;
      note_change(dates);
      ++merged.change.changed;
    }
  }
  return merged;
}

}  // namespace syndic::store
