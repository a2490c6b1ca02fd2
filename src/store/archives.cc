// SPDX-License-Identifier: MIT
//
// How a published feed's history is divided: tables published_feed, archive and archive_entry.
#include <algorithm>
#include <tuple>
#include <utility>

#include "base/time_format.h"
#include "store/ledger.h"
#include "store/select.h"

namespace syndic::store {
namespace {

using Keys = std::set<Key>;

// The number for items in the subscription document or waiting for an archive, and for those that
// are held back by an embargo.
constexpr int kNoArchive = 0;
constexpr int kEmbargoed = -1;

// Whether the item itself is in an archive of the feed.
bool is_archived(Database& database, const std::string& feed, Key item) {
  return database.has(
      "SELECT 1 FROM archive_entry WHERE feed = $1 AND item_key = $2 AND archive > 0 AND "
      "is_copy = 0",
      feed, item);
}

// Whether the item, or one that is shown in its place, is still to be had; or we withdrew it.
bool is_kept(Database& database, const std::string& feed, ItemPicker& picker, Key item) {
  if (database.has("SELECT 1 FROM withdrawal WHERE item_key = $1 AND by_source = 0", item)) {
    return true;
  }
  if (is_archived(database, feed, item) && picker.pick(item)) return true;
  const std::vector<Key> kin = picker.kin(item);
  return std::ranges::any_of(kin, [&](Key other) { return other != item && picker.pick(other); });
}

std::size_t text_of(const model::Item& item) {
  return item.title.value.size() + item.summary.value.size() + item.content.value.size();
}

bool has_appearance(Database& database, const std::string& name, const std::string& appearance) {
  return database.has("SELECT 1 FROM published_feed WHERE name = $1 AND appearance = $2", name,
                      appearance);
}

void set_appearance(Database& database, const std::string& name, const std::string& appearance) {
  database.run(
      "INSERT INTO published_feed (name, appearance) VALUES ($1, $2) "
      "ON CONFLICT (name) DO UPDATE SET appearance = excluded.appearance",
      name, appearance);
}

/// Brings one feed's archives up to date, once.
class Settler {
 public:
  Settler(Database& database, const Shelf& shelf, const std::vector<StoredItem>& shown,
          const std::vector<Key>& changed)
      : database_(database), shelf_(shelf), picker_(database, shelf.selection), changed_(changed) {
    for (const StoredItem& stored : shown) shown_.insert(stored.key);
  }

  Archives run_once() {
    if (looks_different()) {
      take_all();
    } else {
      for (const Key item : changed_) look_at(item);
      has_news_ = !seen_.empty();
    }
    for (const Key item : waiting()) {
      waiting_.insert(item);
      if (!shown_.contains(item)) candidates_.insert(item);
    }
    if (has_news_) release_former_copies();
    if (shelf_.capacity == 0) drop_archives();
    enter(newcomers());
    note_shown();
    return archives();
  }

 private:
  // Whether all entries are to be examined; stores the reasons for the next call.
  bool looks_different() {
    if (has_appearance(database_, shelf_.feed, shelf_.appearance)) return false;
    set_appearance(database_, shelf_.feed, shelf_.appearance);
    return true;
  }

  void take_all() {
    has_news_ = true;
    database_.run("UPDATE archive SET stale = 1 WHERE feed = $1", shelf_.feed);
    for (const std::string& source : shelf_.selection.source_ids) {
      for (const Key item : database_.keys(
               "SELECT key FROM item WHERE source_key = (SELECT key FROM source WHERE id = $1)",
               source)) {
        candidates_.insert(item);
      }
    }
  }

  // Handles an item that changed: the archives of all items of its story are stale, as any of them
  // may be shown now, or no longer.
  void look_at(Key item) {
    if (!seen_.insert(item).second) return;
    for (const Key kin : picker_.kin(item)) {
      candidates_.insert(kin);
      for (const Key archive :
           database_.keys("SELECT archive FROM archive_entry WHERE feed = $1 AND item_key = $2",
                          shelf_.feed, kin)) {
        spoil(static_cast<int>(archive));
      }
    }
  }

  void spoil(int archive) {
    if (archive == kNoArchive) return;
    database_.run("UPDATE archive SET stale = 1 WHERE feed = $1 AND number = $2", shelf_.feed,
                  archive);
  }

  [[nodiscard]] std::vector<Key> waiting() const {
    std::vector<Key> waiting = entries_of(kNoArchive, false);
    const std::vector<Key> embargoed = entries_of(kEmbargoed, false);
    waiting.insert(waiting.end(), embargoed.begin(), embargoed.end());
    return waiting;
  }

  [[nodiscard]] std::vector<Key> entries_of(int archive, bool copies) const {
    return database_.keys(
        "SELECT item_key FROM archive_entry "
        "WHERE feed = $1 AND archive = $2 AND is_copy = $3",
        shelf_.feed, archive, copies ? 1 : 0);
  }

  // A former copy of an entry may be shown by itself now. That may make other archives stale, so
  // this repeats until nothing changes.
  void release_former_copies() {
    std::set<int> done;
    for (;;) {
      std::set<int> groups = {kNoArchive};
      for (const Key number : stale_archives()) groups.insert(static_cast<int>(number));
      bool found = false;
      for (const int group : groups) {
        if (!done.insert(group).second) continue;
        found = true;
        for (const Key former : renew_copies(group)) look_at(former);
      }
      if (!found) return;
    }
  }

  // Stores the copies of the group's entries; returns the items that are no longer copies.
  std::vector<Key> renew_copies(int group) {
    Keys now;
    std::vector<Key> entries = entries_of(group, false);
    if (group == kNoArchive) entries.assign(shown_.begin(), shown_.end());
    for (const Key entry : entries) {
      for (const Key copy : picker_.copies(entry)) now.insert(copy);
    }
    std::vector<Key> former;
    for (const Key copy : entries_of(group, true)) {
      if (now.erase(copy) > 0) continue;
      former.push_back(copy);
      remove(copy, group, true);
    }
    for (const Key copy : now) add(copy, group, true);
    return former;
  }

  void add(Key item, int archive, bool is_copy) {
    database_.run("INSERT INTO archive_entry VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                  shelf_.feed, item, archive, is_copy ? 1 : 0);
  }

  void remove(Key item, int archive, bool is_copy) {
    database_.run(
        "DELETE FROM archive_entry "
        "WHERE feed = $1 AND item_key = $2 AND archive = $3 AND is_copy = $4",
        shelf_.feed, item, archive, is_copy ? 1 : 0);
  }

  void stop_waiting(Key item) {
    remove(item, kNoArchive, false);
    remove(item, kEmbargoed, false);
  }

  struct Newcomer {
    Key item;
    std::size_t text;  // Its bytes.
  };

  // The candidates to be shown that are in no document or archive yet, in the order of their dates.
  std::vector<Newcomer> newcomers() {
    using Rank = std::tuple<model::Timestamp, std::string, std::string, Key, std::size_t>;
    std::vector<Rank> ranks;
    for (const Key item : candidates_) {
      if (shown_.contains(item)) continue;
      const auto stored = shelf_.capacity == 0 || is_archived(database_, shelf_.feed, item)
                              ? std::nullopt
                              : picker_.pick(item);
      if (stored) {
        const auto date = stored->item.published.value_or(*base::from_unix_seconds(0));
        ranks.emplace_back(date, stored->source_id, stored->item.id, item, text_of(stored->item));
      } else if (is_embargoed(item)) {
        add(item, kEmbargoed, false);
      } else if (waiting_.contains(item) && !is_withdrawn(item)) {  // Else its tombstone is shown.
        stop_waiting(item);
      }
    }
    std::sort(ranks.begin(), ranks.end());
    std::vector<Newcomer> sorted;
    sorted.reserve(ranks.size());
    for (const Rank& rank : ranks) sorted.push_back({std::get<3>(rank), std::get<4>(rank)});
    return sorted;
  }

  // Whether it will be shown later, by time.
  [[nodiscard]] bool is_embargoed(Key item) const {
    if (shelf_.selection.not_after.empty()) return false;
    Query row = database_.query(
        "SELECT source.id, published FROM item JOIN source ON source.key = source_key "
        "WHERE item.key = $1",
        item);
    if (!row.next()) return false;
    const auto until = shelf_.selection.not_after.find(row.text(0));
    return until != shelf_.selection.not_after.end() &&
           row.number(1) > base::to_unix_seconds(until->second);
  }

  [[nodiscard]] bool is_withdrawn(Key item) const {
    return database_.has("SELECT 1 FROM withdrawal WHERE item_key = $1", item);
  }

  void enter(const std::vector<Newcomer>& newcomers) {
    if (newcomers.empty()) return;
    int newest = archives().newest;
    std::size_t held = entries_of(newest, false).size();
    std::size_t text = text_in(newest);
    for (const Newcomer& newcomer : newcomers) {
      const bool is_full = held >= shelf_.capacity || text + newcomer.text > shelf_.most_text;
      if (newest == 0 || (held > 0 && is_full)) {
        spoil(newest);  // It has a link to a next one now.
        ++newest;
        held = 0;
        text = 0;
        database_.run("INSERT INTO archive (feed, number, stale) VALUES ($1, $2, 1)", shelf_.feed,
                      newest);
      }
      spoil(newest);
      if (waiting_.contains(newcomer.item)) stop_waiting(newcomer.item);
      add(newcomer.item, newest, false);
      for (const Key copy : picker_.copies(newcomer.item)) add(copy, newest, true);
      ++held;
      text += newcomer.text;
    }
  }

  // As text_of(), of all items of an archive.
  [[nodiscard]] std::size_t text_in(int archive) const {
    Query row = database_.query(
        "SELECT coalesce(sum(octet_length(title) + octet_length(summary) + octet_length(content)), "
        "0) "
        "FROM item JOIN archive_entry ON item_key = item.key "
        "WHERE feed = $1 AND archive = $2 AND is_copy = 0",
        shelf_.feed, archive);
    return row.next() ? static_cast<std::size_t>(row.number(0)) : 0;
  }

  void drop_archives() {
    database_.run("DELETE FROM archive WHERE feed = $1", shelf_.feed);
    database_.run("DELETE FROM archive_entry WHERE feed = $1 AND archive > 0", shelf_.feed);
  }

  void note_shown() {
    const std::vector<Key> noted = entries_of(kNoArchive, false);
    const Keys known(noted.begin(), noted.end());
    for (const Key item : shown_) {
      remove(item, kEmbargoed, false);
      if (!known.contains(item)) add(item, kNoArchive, false);
    }
  }

  [[nodiscard]] Archives archives() const {
    Archives archives;
    Query newest = database_.query("SELECT max(number) FROM archive WHERE feed = $1", shelf_.feed);
    if (newest.next()) archives.newest = static_cast<int>(newest.number(0));
    for (const Key number : stale_archives()) archives.stale.push_back(static_cast<int>(number));
    return archives;
  }

  [[nodiscard]] std::vector<Key> stale_archives() const {
    return database_.keys(
        "SELECT number FROM archive WHERE feed = $1 AND stale = 1 ORDER BY number", shelf_.feed);
  }

  Database& database_;
  const Shelf& shelf_;
  ItemPicker picker_;
  const std::vector<Key>& changed_;
  Keys shown_;
  Keys candidates_;  // What may have to enter an archive.
  Keys waiting_;     // What waited for an archive or the end of an embargo.
  Keys seen_;        // Changed items that were looked at.
  bool has_news_ = false;
};

}  // namespace

Archives Ledger::settle(const Shelf& shelf, const std::vector<StoredItem>& shown) {
  return database_.atomically([&] {
    const std::vector<Key> changed = changed_keys();
    return Settler(database_, shelf, shown, changed).run_once();
  });
}

std::map<std::string, int> Ledger::newest_archives() {
  return database_.reading([&] {
    std::map<std::string, int> newest;
    Query rows = database_.query("SELECT feed, max(number) FROM archive GROUP BY feed");
    while (rows.next()) newest.emplace(rows.text(0), static_cast<int>(rows.number(1)));
    return newest;
  });
}

std::vector<StoredItem> Ledger::archived(const Shelf& shelf, int number) {
  return database_.reading([&] {
    std::vector<StoredItem> items;
    ItemPicker picker(database_, shelf.selection);
    for (const Key item : database_.keys(
             "SELECT item_key FROM archive_entry WHERE feed = $1 AND archive = $2 AND is_copy = 0",
             shelf.feed, number)) {
      if (auto stored = picker.pick(item)) items.push_back(std::move(*stored));
    }
    std::sort(items.begin(), items.end(), [](const StoredItem& a, const StoredItem& b) {
      return std::tie(b.item.published, a.item.id, a.source_id) <
             std::tie(a.item.published, b.item.id, b.source_id);
    });
    return items;
  });
}

std::set<std::string> Ledger::kept_of(const Shelf& shelf, const std::vector<std::string>& ids) {
  static const std::string kOfId = "SELECT key FROM item WHERE " + same_text("id", "$1");
  return database_.reading([&] {
    std::set<std::string> kept;
    ItemPicker picker(database_, shelf.selection);
    for (const std::string& id : ids) {
      const std::vector<Key> items = database_.keys(kOfId, id);
      if (std::ranges::any_of(
              items, [&](Key item) { return is_kept(database_, shelf.feed, picker, item); })) {
        kept.insert(id);
      }
    }
    return kept;
  });
}

std::vector<std::string> Ledger::sources_of(const std::string& id) {
  return database_.reading([&] {
    std::vector<std::string> sources;
    static const std::string kSources =
        "SELECT source.id FROM item JOIN source ON source.key = item.source_key WHERE " +
        same_text("item.id", "$1");
    Query rows = database_.query(kSources, id);
    while (rows.next()) sources.push_back(rows.text(0));
    return sources;
  });
}

void Ledger::refreshed(const std::string& feed, int number) {
  database_.atomically([&] {
    database_.run("UPDATE archive SET stale = 0 WHERE feed = $1 AND number = $2", feed, number);
  });
}

bool Ledger::is_made_of(const std::string& what, const std::string& text) {
  return database_.reading([&] { return has_appearance(database_, what, text); });
}

void Ledger::note_made_of(const std::string& what, const std::string& text) {
  database_.atomically([&] {
    if (!has_appearance(database_, what, text)) set_appearance(database_, what, text);
  });
}

void Ledger::settled(const std::vector<std::string>& feeds) {
  database_.atomically([&] {
    std::vector<std::string> others;
    Query rows = database_.query("SELECT name FROM published_feed WHERE appearance <> ''");
    while (rows.next()) {
      std::string name = rows.text(0);
      if (std::find(feeds.begin(), feeds.end(), name) == feeds.end()) {
        others.push_back(std::move(name));
      }
    }
    for (const std::string& name : others) {
      database_.run("UPDATE published_feed SET appearance = '' WHERE name = $1", name);
    }
    static_cast<void>(changes());
    changes_.reset();
    database_.run("UPDATE publication SET feeds = ''");  // No publication() any longer.
  });
}

}  // namespace syndic::store
