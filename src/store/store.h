// SPDX-License-Identifier: MIT
//
// Stage 4, the truth: every item ever seen and what is remembered of asking each source. One thread
// owns a store. Whatever fails throws StoreFailure and leaves the store as it was at the last
// commit.
//
// The methods of a topic are in one file: source_record.cc, merge.cc, lookup.cc, select.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/feed.h"
#include "model/fetch_day.h"
#include "model/identity.h"
#include "model/source.h"
#include "model/story.h"
#include "model/timestamp.h"
#include "store/options.h"

namespace syndic::store {

/// What a merge did to a source's items, those apart that a rule keeps out.
struct Change {
  std::size_t added = 0;
  std::size_t changed = 0;  ///< Same id, other content.
};

/// Days of fetches that are kept of each source, today included.
inline constexpr std::int64_t kDaysKept = 90;

/// The rule that keeps an item out; empty: none does.
using DroppedBy = std::function<std::string(const model::Item&)>;

/// What a source's rules make of its stored items.
struct Judgement {
  std::map<std::string, std::size_t> dropped;  ///< By rule: how many it keeps out now.
  std::size_t let_in = 0;                      ///< How many were kept out before.
};

/// Which items a published feed holds.
struct Selection {
  std::vector<std::string> source_ids;
  std::size_t limit = 50;
  std::optional<model::Timestamp> not_before;  ///< Published at or after.
  /// By source id: of it only what was published at or before; the rest is as if it were not there.
  std::map<std::string, model::Timestamp> not_after;
  bool dedupe = true;           ///< Whether an item that several sources carry comes once.
  model::StoryRule same_story;  ///< Which items are the same; empty: none is another's copy.
};

/// What an item may be asked for by; any of it will do.
struct Lookup {
  std::string id;                  ///< Published, given by the feed, or derived from that.
  std::vector<std::string> links;  ///< As published, or canonical.
};

/// Whether a title is wanted.
using TitleTest = std::function<bool(std::string_view title)>;

/// What is known of a source before its feed is taken in.
struct History {
  std::size_t items = 0;  ///< Stored.
  model::IdentityMemory identity;
};

struct StoredItem {
  std::string source_id;
  model::Item item;  ///< With its copies' categories and enclosures after its own.
  model::Timestamp first_seen;
  std::vector<model::Copy> copies;  ///< Other selected sources' that it stands for, by source id.
  model::ItemKey key = 0;           ///< select(): the store's own.
};

/// What a source's own feed says of itself, and how much of it is kept.
struct SourceRecord {
  model::Source about;  ///< id, and the feed's own title as name, home page, atom id, icon …
  std::size_t items = 0;
};

/// A source that was asked once, and is in the configuration no more.
struct Departed {
  std::string id;
  std::size_t items = 0;  ///< Kept.
};

class Database;
class Ledger;

class Store {
 public:
  explicit Store(std::unique_ptr<Database> database);
  ~Store();

  /// What is remembered of publishing. It is the store's own: in its batches, and gone with it.
  [[nodiscard]] Ledger& ledger();

  /// All fetch states, by source id.
  [[nodiscard]] std::map<std::string, model::FetchState> fetch_states();

  /// Remembers an answer that changed no item: a 304, or a failure.
  void keep(const std::string& source_id, const model::FetchState& state);

  /// Adds what a fetch gave to its source's day, `gave.day`, in the batch that takes in the fetch
  /// itself, so that both are stored or neither. Of each source kDaysKept are kept.
  void count(const std::string& source_id, const model::FetchDay& gave);

  /// Of each source the days on which it was asked, oldest first, by id.
  [[nodiscard]] std::map<std::string, std::vector<model::FetchDay>> fetch_days();

  /// What is known of the source; empty if it is new.
  [[nodiscard]] History history(const std::string& source_id);

  /// The items of the source that any of the clues fits, each once or more. Bounded: of what has
  /// thousands of items of one link or day, some are left out.
  [[nodiscard]] std::vector<model::KnownItem> recall(const std::string& source_id,
                                                     const model::Clues& clues);

  /// Remembers how the source treats its ids.
  void remember(const std::string& source_id, const model::IdentityMemory& memory);

  /// What is known of the feeds of sites, by source id.
  [[nodiscard]] std::map<std::string, model::SiteFeed> site_feeds();

  /// Remembers where a source's site has its feed, or that it was looked for in vain.
  void remember(const std::string& source_id, const model::SiteFeed& feed);

  /// The published date of the `n`th newest item of the sources, or of their oldest where they have
  /// fewer. Only what was first seen before `now` counts, so it is the same throughout a run.
  [[nodiscard]] std::optional<model::Timestamp> nth_newest(
      const std::vector<std::string>& source_ids, std::size_t n, model::Timestamp now);

  /// Takes in a source's feed and its fetch state, both or neither. New items are added; known ones
  /// (same source and id) whose content_hash differs are changed, keeping first_seen and their
  /// published date with what gave it; nothing is removed. Where the words of an item changed and
  /// the feed gives no newer `updated`, that is `now`. A content_hash of another version says that
  /// our rules changed since: then the item is stored anew, which is no change, and keeps all its
  /// dates. Where an item has another feed_id or canonical URL than before, these are noted, which
  /// is no change either. `state.last_change` is set to `now` where
  /// anything was added or changed.
  Change merge(const std::string& source_id, const model::Feed& feed, model::FetchState state,
               model::Timestamp now);

  /// The newest items of the selection, newest published first, then by id, without those that a
  /// rule dropped (Lineage::dropped_by) or that were withdrawn (ledger.h).
  ///
  /// With `dedupe`, an item that several of its sources carry, by Selection::same_story, comes
  /// once. Without, every source's item comes. Of those that are the same, the one that would have
  /// won keeps its id; the others get a name-based urn of source and id, so that ids are unique.
  [[nodiscard]] std::vector<StoredItem> select(const Selection& selection);

  /// What is known of each source, by id.
  [[nodiscard]] std::map<std::string, SourceRecord> sources();

  /// Renames a source, with all that is stored of it, to an id that no source has.
  void rename(const std::string& from, const std::string& to);

  /// Remembers which sources the configuration has. Returns those of the store that it has no more,
  /// by id, unless they were returned before and have not been back since.
  std::vector<Departed> record_departures(const std::vector<std::string>& source_ids);

  /// Remembers what a run that failed as a whole has to say, or that one did not (empty). Returns
  /// whether it is what was remembered before.
  bool record_alarm(const std::string& words);

  /// The rules that each source's items were judged by, as rejudge() was told; those without any
  /// are left out.
  [[nodiscard]] std::map<std::string, std::string> rules();

  /// Judges every stored item of the source anew, and remembers by which rules (any text that is
  /// another for other rules; empty: none). merge() trusts what Lineage::dropped_by says.
  Judgement rejudge(const std::string& source_id, const std::string& rules,
                    const DroppedBy& dropped_by);

  /// How many of the source's items each rule keeps out.
  [[nodiscard]] std::map<std::string, std::size_t> dropped(const std::string& source_id);

  /// For `why`, each a pass over all items: the newest `limit` that fit, dropped ones too, without
  /// copies.
  [[nodiscard]] std::vector<StoredItem> find(const Lookup& lookup, std::size_t limit);
  [[nodiscard]] std::vector<StoredItem> find_titled(const TitleTest& wanted, std::size_t limit);

  /// The source's newest item, dropped ones too.
  [[nodiscard]] std::optional<StoredItem> newest(const std::string& source_id);

  /// When the source's `limit` newest items were published, newest first.
  [[nodiscard]] std::vector<model::Timestamp> newest_dates(const std::string& source_id,
                                                           std::size_t limit);

  /// How an item of the store stands in a selection, by the rules of select().
  [[nodiscard]] model::Verdict verdict(const Selection& selection, const std::string& source_id,
                                       const std::string& item_id);

  /// Groups what follows into one commit until commit() or the next begin_batch(); without a batch
  /// each call commits by itself. A batch that is not committed when the store goes is undone. In a
  /// batch of a store that was opened for reading, all calls show one state, that of the first.
  void begin_batch();
  void commit();

 private:
  std::unique_ptr<Database> database_;
  std::unique_ptr<Ledger> ledger_;
};

/// Opens the SQLite store, making its folder, file and schema, or migrating an older schema.
/// Throws StoreFailure for a file that is no store or of a newer version, which is left as it is.
[[nodiscard]] std::unique_ptr<Store> open_sqlite(const Options& options);

/// A copy of the store, for a rehearsal: what is done to it changes nothing on disk and goes with
/// it. An empty store where there is none yet. Throws StoreFailure as open_sqlite().
[[nodiscard]] std::unique_ptr<Store> open_sqlite_copy(const Options& options);

/// Opens it for reading alone (`status` beside a running refresh): nothing is made or migrated.
/// Empty (nullptr) where there is no store yet.
[[nodiscard]] std::unique_ptr<Store> open_sqlite_read_only(const Options& options);

}  // namespace syndic::store
