// SPDX-License-Identifier: MIT
//
// Stage 4, the truth: every item ever seen and the fetch state of each source. One thread owns a
// store. Failures throw StoreFailure and leave the store as it was at the last commit.
//
// The methods of a topic are in one file: source_record.cc, merge.cc, lookup.cc, select.cc,
// known_files.cc, item_pages.cc, listed_sources.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/feed.h"
#include "model/fetch_day.h"
#include "model/identity.h"
#include "model/item_page.h"
#include "model/known_file.h"
#include "model/listed_source.h"
#include "model/source.h"
#include "model/story.h"
#include "model/timestamp.h"
#include "store/options.h"

namespace syndic::store {

/// How many items a merge added and changed, without those that a rule keeps out.
struct Change {
  std::size_t added = 0;
  std::size_t changed = 0;  ///< Same id, other content.
};

/// What is stored of an item's event, from the feed itself or from a calendar file.
struct KnownEvent {
  std::optional<model::Event> event;
  bool calendar_asked = false;  ///< Lineage::calendar_asked; false if the item's message is another
                                ///< now than then.
};

/// In place of a number of tries: Store::item_pages_tried().
inline constexpr int kItemPageDone = 1'000'000;

/// How many days of fetches are kept of each source, today included.
inline constexpr std::int64_t kDaysKept = 90;

/// Returns the rule that keeps an item out; empty if none does.
using DroppedBy = std::function<std::string(const model::Item&)>;

/// The result of applying a source's rules to its stored items.
struct Judgement {
  std::map<std::string, std::size_t> dropped;  ///< By rule: how many it keeps out now.
  std::size_t let_in = 0;                      ///< How many were kept out before.
};

/// An item that is first seen that long after its date is late, unless its source was new. Most
/// sources are asked more often, so that few items are.
inline const boost::posix_time::hours kLate(6);

/// Which items a published feed holds.
struct Selection {
  std::vector<std::string> source_ids;
  std::string facet;  ///< Of a feed (Facet::feed), whose items alone count; empty: all items do.
  /// The published feed whose ids (Ledger::keep_ids) items keep, whoever shows them; empty: none.
  std::string lasting_of;
  std::size_t limit = 50;
  std::optional<std::size_t> max_per_source;   ///< The newest of one source.
  std::optional<model::Timestamp> not_before;  ///< Published at or after.
  /// By source id: only its items published at or before; others are treated as not stored.
  std::map<std::string, model::Timestamp> not_after;
  /// Items first seen after this, and kLate or more after their dates, take the places of its
  /// oldest, up to a fifth of `limit`; absent: none do.
  std::optional<model::Timestamp> late_since;
  model::StoryRule same_story;  ///< Which items are the same; empty: none is another's copy.
};

/// A source that is about to be asked.
struct Claim {
  std::string source_id;
  model::FetchState before;  ///< As it was read.
  model::FetchState state;   ///< Until its answer is stored.
};

/// What to find an item by: it matches if any of these does.
struct Lookup {
  std::string id;                  ///< The published one, the feed's, or one derived from that.
  std::vector<std::string> links;  ///< Published or canonical ones.
};

/// Returns whether a title is wanted.
using TitleTest = std::function<bool(std::string_view title)>;

/// The past of a source whose feed is to be merged.
struct History {
  std::size_t items = 0;  ///< Stored.
  model::IdentityMemory identity;
};

struct StoredItem {
  std::string source_id;
  model::Item item;  ///< With its copies' categories and enclosures after its own.
  model::Timestamp first_seen;
  std::vector<model::Copy> copies;  ///< In other selected sources, which it replaces; by source id.
  model::ItemKey key = 0;           ///< Of its row.
  bool is_late = false;             ///< Selected for Selection::late_since alone.
  bool came_late = false;           ///< First seen kLate or more after its date.
  std::optional<model::Timestamp> corrected;  ///< When its words last changed after first_seen.
};

/// A source as its own feed describes it, and which of its items are kept.
struct SourceRecord {
  model::Source about;  ///< id, and the feed's own title as name, home page, atom id, icon …
  std::size_t items = 0;
  /// When the newest of them was published, those that a rule keeps out included; empty: there are
  /// none.
  std::optional<model::Timestamp> newest;
};

/// A stored source that is no longer in the configuration.
struct Departed {
  std::string id;
  std::size_t items = 0;  ///< Kept.
};

/// An item that a selection may hold, before it is read.
struct Arrival {
  std::string source_id;
  model::Timestamp first_seen;
  model::Timestamp published;
  bool came_late = false;  ///< First seen kLate or more after its date, of a source that was known.
};

/// What Store::arrivals() is to return.
struct ArrivalRule {
  model::Timestamp since;  ///< Items that were first seen before are not looked at.
  std::function<bool(const Arrival&)> is_wanted;
  /// Asked of another source's copy of a wanted item: whether the story was told before.
  std::function<bool(const Arrival&)> was_told;
};

struct Arrivals {
  std::vector<StoredItem> items;
  std::size_t more = 0;  ///< Wanted, but beyond the selection's bounds.
};

/// What a commit outlives. All outlive the process, however it ends.
enum class Durability {
  process_end,  ///< After a loss of power, or of the store's server, the store may be as it was at
                ///< an earlier commit.
  server_end,   ///< The store's server, too, if it has one: other processes outlive that.
  power_loss,   ///< Waits for the disk, also for all earlier commits.
};

class Database;
class Ledger;

class Store {
 public:
  explicit Store(std::unique_ptr<Database> database);
  ~Store();

  /// The part of the store about publishing. Its calls are in the store's batches.
  [[nodiscard]] Ledger& ledger();

  /// The time of the database's machine, which counts for all that share it; empty on SQLite.
  [[nodiscard]] std::optional<model::Timestamp> database_time();

  /// The right to publish what is in the store, which this one has then until it is closed: false
  /// if another process has it. On SQLite whoever may change the store may publish.
  [[nodiscard]] bool take_right_to_publish();

  /// All fetch states, by source id.
  [[nodiscard]] std::map<std::string, model::FetchState> fetch_states();

  /// Stores the states of sources that are about to be asked, but of those that another process
  /// has asked since, or decides to ask now: returns their ids. A source that was claimed once
  /// stays this store's.
  [[nodiscard]] std::set<std::string> claim(const std::vector<Claim>& claims);

  /// The opposite, for a source that was claimed and is not asked: it has its state of before,
  /// unless it was claimed earlier, too, and asked then.
  void unclaim(const Claim& claim);

  /// Stores the state after an answer that changed no item: a 304, or a failure.
  void keep(const std::string& source_id, const model::FetchState& state);

  /// What is remembered of the files of a folder of authored items, by name.
  [[nodiscard]] std::vector<model::KnownFile> known_files(const std::string& source_id);

  /// Remembers these files of the folder, and forgets those that are `gone`.
  void remember(const std::string& source_id, const std::vector<model::KnownFile>& files,
                const std::vector<std::string>& gone);

  /// How often the own pages of the source's items were tried, by URL; kItemPageDone if one needs
  /// no other try.
  [[nodiscard]] std::map<std::string, int> item_pages_tried(const std::string& source_id);

  /// What is stored of an item's own page; empty if it was not tried.
  [[nodiscard]] std::optional<model::ItemPage> item_page(const std::string& source_id,
                                                         const std::string& url);

  /// Stores what items' own pages say.
  void remember(const std::string& source_id, const std::vector<model::ItemPage>& pages);

  /// What is remembered of asking each list of sources, by its place: a FetchState without wishes
  /// and moves.
  [[nodiscard]] std::map<std::string, model::FetchState> list_states();
  void keep_list(const std::string& place, const model::FetchState& state);

  /// All sources that lists name or named, each list's in its order.
  [[nodiscard]] std::vector<model::ListMember> list_members();

  /// Replaces those of the list at `place`; all of `members` are of it.
  void keep_members(const std::string& place, const std::vector<model::ListMember>& members);

  /// Forgets all of the list, but not its sources' items.
  void forget_list(const std::string& place);

  /// Adds a fetch to its source's day, `fetched.day`. To be called in the batch that stores the
  /// fetch itself, so that both are stored or neither. Days older than kDaysKept are removed.
  void count(const std::string& source_id, const model::FetchDay& fetched);

  /// The days on which each source was asked, oldest first, by source id.
  [[nodiscard]] std::map<std::string, std::vector<model::FetchDay>> fetch_days();

  /// The source's past; empty if it is new.
  [[nodiscard]] History history(const std::string& source_id);

  /// The items of the source that match any of the clues; one may come twice. Bounded: of thousands
  /// of items of one link or day, some are left out.
  [[nodiscard]] std::vector<model::KnownItem> recall(const std::string& source_id,
                                                     const model::Clues& clues);

  /// Remembers how the source treats its ids.
  void remember(const std::string& source_id, const model::IdentityMemory& memory);

  /// The feeds of site sources, by source id.
  [[nodiscard]] std::map<std::string, model::SiteFeed> site_feeds();

  /// Stores the URL of the feed of a source's site, or that none was found.
  void remember(const std::string& source_id, const model::SiteFeed& feed);

  /// The published date of the `n`th newest item of the sources, or of their oldest if they have
  /// fewer.
  [[nodiscard]] std::optional<model::Timestamp> nth_newest(
      const std::vector<std::string>& source_ids, std::size_t n);

  /// The ids of the sources that have items, all of them dated by first sight.
  [[nodiscard]] std::set<std::string> undated_sources();

  /// Dates the source's items that are dated by first sight from `newest` on, a second apart, in
  /// the order that they have.
  void date_undated(const std::string& source_id, model::Timestamp newest);

  /// Stores a source's feed and its fetch state, both or neither. New items are added; known ones
  /// (same source and id) whose content_hash differs are changed, but keep first_seen and their
  /// published date with its origin, unless that is_date_firm; nothing is removed. If its words
  /// changed and the feed has no newer `updated`, its `updated` becomes `now`. If a content_hash
  /// has another version, our rules changed since, and if it has the same message, addresses did:
  /// then the item is stored anew, which does not count as a change, and keeps all its dates. A new
  /// feed_id or canonical URL is stored, which is no change either. `state.last_change` is set to
  /// `now` if anything was added or changed.
  Change merge(const std::string& source_id, const model::Feed& feed, model::FetchState state,
               model::Timestamp now);

  /// What is stored of the event of an item of the source; empty if the item is new.
  [[nodiscard]] std::optional<KnownEvent> known_event(const std::string& source_id,
                                                      const model::Item& item);

  /// Stores that a stored item's calendar file was asked for, and the event from it; without one
  /// the item keeps what it has. Its content_hash and dates stay.
  void note_calendar(const std::string& source_id, const std::string& item_id,
                     const std::optional<model::Event>& event);

  /// The newest items of the selection, newest published first, then by id, without those that a
  /// rule dropped (Lineage::dropped_by) or that were withdrawn (ledger.h).
  ///
  /// Each story (Selection::same_story) is shown once, by the item with the best claim that the
  /// selection can show, and under the id of the one with the best claim of all, so that it has the
  /// same id whoever shows it. Of several stories' items with one id, the one with the best claim
  /// keeps it, and the others get a name-based urn of source and id.
  [[nodiscard]] std::vector<StoredItem> select(const Selection& selection);

  /// The items of the selection that came in lately and are wanted, newest published first: each
  /// story once, as select() shows it, and not if it was told before by another source. At most
  /// `selection.limit`, and `max_per_source` of one source; its dates do not count. A pass over all
  /// items.
  [[nodiscard]] Arrivals arrivals(const Selection& selection, const ArrivalRule& rule);

  /// The record of each source, by id.
  [[nodiscard]] std::map<std::string, SourceRecord> sources();

  /// Renames a source, with all its rows, to an id that no source has.
  void rename(const std::string& from, const std::string& to);

  /// Records which sources the configuration has. Returns, by id, the stored sources that it no
  /// longer has; each once, and again if it came back and left.
  std::vector<Departed> record_departures(const std::vector<std::string>& source_ids);

  /// Why the last run failed as a whole, a line each; empty if it did not.
  [[nodiscard]] std::string alarm();
  void record_alarm(const std::string& words);

  /// The text of the rules that each source's items were judged by, of sources with rules.
  [[nodiscard]] std::map<std::string, std::string> rules();

  /// Applies new rules to every stored item of the source, and stores their text (empty: no rules).
  /// Items given to merge() have Lineage::dropped_by set already.
  Judgement rejudge(const std::string& source_id, const std::string& rules,
                    const DroppedBy& dropped_by);

  /// The ids of the source's items that this rule keeps out.
  [[nodiscard]] std::set<std::string> kept_out_by(const std::string& source_id,
                                                  const std::string& rule);

  /// How many of the source's items each rule keeps out.
  [[nodiscard]] std::map<std::string, std::size_t> dropped(const std::string& source_id);

  /// For `why`, each a pass over all items: the newest `limit` that match, dropped ones included,
  /// without copies.
  [[nodiscard]] std::vector<StoredItem> find(const Lookup& lookup, std::size_t limit);
  [[nodiscard]] std::vector<StoredItem> find_titled(const TitleTest& wanted, std::size_t limit);

  /// The title, content and summary of a stored item (KnownItem::key); empty if it is not there.
  [[nodiscard]] std::optional<model::Item> text(model::ItemKey item);

  /// The source's newest item, dropped ones included.
  [[nodiscard]] std::optional<StoredItem> newest(const std::string& source_id);

  /// The source's items that tell of an event, dropped ones included.
  [[nodiscard]] std::vector<StoredItem> events(const std::string& source_id);

  /// When the source's `limit` newest items were published, newest first.
  [[nodiscard]] std::vector<model::Timestamp> newest_dates(const std::string& source_id,
                                                           std::size_t limit);

  /// How many items each source published after `since`, by its id; those without any are left out.
  [[nodiscard]] std::map<std::string, std::size_t> posts_since(model::Timestamp since);

  /// The verdict on a stored item in a selection, by the rules of select().
  [[nodiscard]] model::Verdict verdict(const Selection& selection, const std::string& source_id,
                                       const std::string& item_id);

  /// Groups the calls until commit() or the next begin_batch() into one commit; without a batch
  /// each call commits by itself. The destructor undoes a batch that is not committed. In a batch
  /// of a store that was opened for reading, all calls read one snapshot, that of the first.
  void begin_batch();
  void commit(Durability durability = Durability::power_loss);

 private:
  struct Answers;

  template <class Row, class Write>
  void put_off(std::vector<Row> Answers::*rows, Row row, Write write);

  std::unique_ptr<Database> database_;
  std::unique_ptr<Ledger> ledger_;
  std::weak_ptr<Answers> answers_;      ///< As long as they are put off.
  std::map<std::string, int> claimed_;  ///< How often, by source id.
};

/// The store's name for people: its file, or its url without what is secret.
[[nodiscard]] std::string name_of(const Options& options);

/// Opens the store; creates its folder, file and schema, or on PostgreSQL its tables, or migrates
/// an older schema. Throws StoreFailure for what is no store or of a newer version, and does not
/// change it.
[[nodiscard]] std::unique_ptr<Store> open(const Options& options);

/// A copy of the store, for a rehearsal: changes to it are not kept. An empty store if there is
/// none yet. Throws StoreFailure as open().
[[nodiscard]] std::unique_ptr<Store> open_copy(const Options& options);

/// Opens it only for reading (`status` during a refresh): nothing is created or migrated. nullptr
/// if there is no store yet.
[[nodiscard]] std::unique_ptr<Store> open_read_only(const Options& options);

/// The same; an empty store if there is none yet, so that nothing is known of any source.
[[nodiscard]] std::unique_ptr<Store> open_to_look(const Options& options);

}  // namespace syndic::store
