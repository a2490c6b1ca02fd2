// SPDX-License-Identifier: MIT
//
// What a store remembers of publishing: withdrawn items, items that vanished from a source's feed,
// the archives of each published feed, the published files, and which of them were not announced
// yet. Part of the store: its calls are in the store's batches, and throw StoreFailure.
//
// The methods of a topic are in one file: withdrawals.cc, archives.cc, facets.cc,
// published_files.cc, announcements.cc, link_answers.cc, proof.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/feed.h"
#include "model/timestamp.h"
#include "store/store.h"

namespace syndic::store {

/// A withdrawn item.
struct Withdrawal {
  std::string source_id;
  std::string id;  ///< Under which it was published.
  model::Timestamp at;
  std::string why;         ///< One line; empty if no reason was given.
  bool by_source = false;  ///< By a tombstone in its feed (RFC 6721); else by `syndic withdraw`.
};

/// An item that is missing from the middle of its source's feed: an older one is still there. Such
/// items stay published, and are reported.
struct Vanished {
  std::string id;
  std::string title;
  model::Timestamp since;
};

/// A published feed's whole history, of which the subscription document shows the newest.
struct Shelf {
  std::string feed;  ///< Its name.
  Selection selection;
  std::size_t capacity = 100;  ///< Items of one archive; 0: there are none.
  /// Bytes of the texts of one archive when an item enters it; one item may have more.
  std::size_t most_text = std::size_t{4} * 1024 * 1024;
  std::string appearance;  ///< Another text than before: all entries may look different.
};

/// A published feed that filters its items.
struct Facet {
  std::string feed;        ///< Its name.
  std::string definition;  ///< Another text than before: all items are looked at again.
  std::function<bool(const std::string& source_id, const model::Item&)> holds;
};

/// The archives of a feed, numbered from 1, the oldest.
struct Archives {
  int newest = 0;          ///< 0: there are none.
  std::vector<int> stale;  ///< Those whose files must be written again, the oldest first.
};

/// A published file as it was last written.
struct FileRecord {
  std::uint64_t size = 0;
  std::string hash;         ///< base::content_hash() of its bytes.
  bool of_archive = false;  ///< Whether it is an archive of a feed, or a page of one.
  friend bool operator==(const FileRecord&, const FileRecord&) = default;
};

/// The last publication as a whole.
struct Publication {
  std::string made_of;  ///< Another text than before: files may look different.
  std::optional<model::Timestamp> valid_until;  ///< When it changes by time.
  std::map<std::string, std::size_t> feeds;     ///< How many items each shows, by name.
};

/// A changed document of which a WebSub hub must be told.
struct Ping {
  std::string hub;    ///< Its URL.
  std::string topic;  ///< The document's URL.
  friend auto operator<=>(const Ping&, const Ping&) = default;
};

/// What was found when the published files were last asked for at their public address.
struct Proof {
  std::string place;  ///< That address.
  model::Timestamp checked;
  std::vector<std::string> faults;  ///< One line each; empty: all is served as it was written.
};

/// What became of an item, for those who look for it.
enum class Standing {
  shown,
  told,         ///< Another source's copy is shown in its place.
  kept_out,     ///< By a rule of its source, or as the feed does not take it in.
  withdrawn,    ///< By us or by its source; or a copy of it, by us.
  held,         ///< By its source's embargo.
  old,          ///< As shown, but published before LinkQuestion::old_before.
  unpublished,  ///< Its source's terms pass nothing on.
};

/// What to answer for which items.
struct LinkQuestion {
  Selection selection;                ///< Whose items are shown, without regard to its limit.
  std::string definition;             ///< Another text than before: all items are judged again.
  std::set<std::string> source_ids;   ///< Whose items are answered for.
  std::set<std::string> unpublished;  ///< Of these, the sources that pass nothing on.
  model::Timestamp seen_since;        ///< Items first seen before are not answered for.
  std::optional<model::Timestamp> old_before;    ///< Absent: none is old.
  std::optional<model::Timestamp> held_against;  ///< The time of Selection::not_after's embargoes.
  /// The hash of a canonical URL, of two characters or more; items for which it is empty are not
  /// answered for.
  std::function<std::string(const std::string& canonical_url)> hash;
};

/// The answer for one item.
struct LinkAnswer {
  std::string link;  ///< LinkQuestion::hash() of its URL.
  Standing standing = Standing::shown;
  std::string source_id;
  model::Timestamp first_seen;
  std::string shown_by;                   ///< told: the source whose copy is shown.
  std::optional<model::Timestamp> until;  ///< held.
};

class Ledger {
 public:
  /// Borrows the store's database.
  explicit Ledger(Database& database) : database_(database) {}

  /// Withdraws an item for good: it is in no selection any longer, and neither is any present or
  /// future copy of it from another source (Selection::same_story). A second call keeps its date
  /// and sets the new reason. False if there is no such item.
  bool withdraw(const Withdrawal& withdrawal);

  /// Undoes a withdrawal, by us or by the source. False if it was not withdrawn.
  bool restore(const std::string& source_id, const std::string& id);

  /// Empty if the item is not withdrawn.
  [[nodiscard]] std::optional<Withdrawal> withdrawal_of(const std::string& source_id,
                                                        const std::string& id);

  /// Follows the tombstones of a source's feed (RFC 6721): the source's own items of these ids, the
  /// feed's or the published ones, are in no selection, but other sources' copies of them are. An
  /// item that is withdrawn by us stays so. Items that the source withdrew earlier and that are in
  /// `present` (published ids) are restored. Returns how many items were withdrawn or restored.
  std::size_t follow(const std::string& source_id, const std::vector<model::Tombstone>& deleted,
                     const std::vector<std::string>& present, model::Timestamp now);

  /// The newest withdrawals of items that the feed has shown, at most `limit`.
  [[nodiscard]] std::vector<Withdrawal> withdrawn_from(const std::string& feed, std::size_t limit);

  /// Compares a source's feed, as its items' published ids in order, with the one before, marks the
  /// items that vanished from its middle, and unmarks those that are there again. Of long feeds,
  /// the first thousand items count.
  void note_window(const std::string& source_id, const std::vector<std::string>& ids,
                   model::Timestamp now);

  /// The marked items by source id, newest first; without those that were withdrawn.
  [[nodiscard]] std::map<std::string, std::vector<Vanished>> vanished();

  /// Records which items each of `facets`, which are all, holds (Selection::facet). Looks at each
  /// item that changed since settled(), and at all items for one whose definition is another.
  void sort_into(const std::vector<Facet>& facets);

  /// The ids of the sources whose items changed since settled().
  [[nodiscard]] std::set<std::string> changed_sources();

  /// Whether a published feed's facet holds the item.
  [[nodiscard]] bool holds(const std::string& facet, model::ItemKey item);

  /// Whether a facet holds no item.
  [[nodiscard]] bool is_empty(const std::string& facet);

  /// Records the ids under which a feed shows items that several sources have; those that are known
  /// stay. Selection::lasting_of has select() return them again.
  void keep_ids(const std::string& feed, const std::vector<StoredItem>& shown);

  /// Brings a feed's archives up to date with the store; `shown` are the items of its subscription
  /// document (of select()). An item that the document does not show enters the newest archive, or
  /// a new one if that is full; several enter in the order of their dates. It stays there, whatever
  /// its date, so that an old item that is added late moves no other; the place of a withdrawn item
  /// is not reused. Takes time in proportion to what changed since the last call.
  Archives settle(const Shelf& shelf, const std::vector<StoredItem>& shown);

  /// The number of the newest archive of each feed that has archives.
  [[nodiscard]] std::map<std::string, int> newest_archives();

  /// An archive's items as select() returns them, in its order.
  [[nodiscard]] std::vector<StoredItem> archived(const Shelf& shelf, int number);

  /// Those of the ids whose item, or the one shown in its place, is in an archive of the feed; also
  /// those of items that we withdrew.
  [[nodiscard]] std::set<std::string> kept_of(const Shelf& shelf,
                                              const std::vector<std::string>& ids);

  /// The ids of the sources that have an item of this id.
  [[nodiscard]] std::vector<std::string> sources_of(const std::string& id);

  /// Records that the archive's file is up to date.
  void refreshed(const std::string& feed, int number);

  /// Records that settle() was called for all of `feeds`, which are all published ones: forgets the
  /// items that changed. Any other feed is settled as a whole when it is published again. The last
  /// publication is no longer up to date until remember() is called.
  void settled(const std::vector<std::string>& feeds);

  /// Records that the files of this publication are in their places.
  void remember(const Publication& publication);

  /// The last publication, empty if an item has changed since.
  [[nodiscard]] std::optional<Publication> publication();

  /// Publication::made_of of the last publication, whether or not it is up to date.
  [[nodiscard]] std::string made_of();

  /// Whether note_made_of() was last called for it with this text, and settled() not since.
  [[nodiscard]] bool is_made_of(const std::string& what, const std::string& text);

  /// Records what something published was made of; `what` is the name of no feed.
  void note_made_of(const std::string& what, const std::string& text);

  /// The published files as they were last written, by name, without those of archives, of which
  /// there may be many; left() records new ones.
  [[nodiscard]] std::map<std::string, FileRecord> files();
  [[nodiscard]] std::map<std::string, FileRecord> files_of_archives();
  [[nodiscard]] std::optional<FileRecord> file(const std::string& name);
  void left(const std::map<std::string, FileRecord>& files);

  /// Marks the published files that are not among `used`, except for those below assets/, to which
  /// old entries may refer, and unmarks files that are used again; those of archives only if
  /// `with_archives`. Returns all marked ones, with the time since which they are.
  std::map<std::string, model::Timestamp> note_unused(const std::set<std::string>& used,
                                                      bool with_archives, model::Timestamp now);

  /// The files that note_unused() marked.
  [[nodiscard]] std::map<std::string, model::Timestamp> unused();

  /// Forgets these files.
  void forget(const std::vector<std::string>& files);

  /// Brings the answers up to date with the store. Judges the items that changed since settled(),
  /// those of their stories and those that are held; all if the definition is another. Returns the
  /// files of answers, each named by the first two characters of its links' hashes, with whether it
  /// must be written again: its answers changed since answered().
  std::map<std::string, bool> answer(const LinkQuestion& question);

  /// The answers of a file by link, then by first sight; at most 20 of one link.
  [[nodiscard]] std::vector<LinkAnswer> answers(const std::string& file);

  /// Records that all files of answers are up to date.
  void answered();

  /// Records files of which the operator's command, and pings of which the hubs must be told.
  void will_announce(const std::vector<std::string>& files, const std::vector<Ping>& pings,
                     model::Timestamp now);

  /// The files of which the command was not told yet, by name.
  [[nodiscard]] std::vector<std::string> unannounced_files();

  /// Forgets all of them: the command was told, or there is none.
  void forget_unannounced_files();

  /// The pings that are still to be sent, by hub and topic. Those that were last recorded before
  /// `not_before`, and those to other hubs than `hubs`, are forgotten.
  [[nodiscard]] std::vector<Ping> pings(const std::vector<std::string>& hubs,
                                        model::Timestamp not_before);

  /// Forgets a ping that was sent.
  void pinged(const Ping& ping);

  /// Records whether a hub fails. Returns since when it has; empty if it does not.
  std::optional<model::Timestamp> note_hub(const std::string& hub, bool fails,
                                           model::Timestamp now);

  /// Records the latest proof of publication; the one before is forgotten.
  void note_proof(const Proof& proof);

  /// The latest proof; empty if there was none yet.
  [[nodiscard]] std::optional<Proof> proof();

  /// Records that the operator was told of a failing hub. False if that was recorded before.
  bool told_of_hub(const std::string& hub);

 private:
  /// An item that changed since settled(), and its source.
  struct ChangedItem {
    std::int64_t key = 0;
    std::int64_t source = 0;
  };

  /// All of them, by key, as of the first call since settled(), which takes them out of the table:
  /// what other processes change while this one publishes is left for the next publication. If the
  /// batch is undone, they are there again.
  const std::vector<ChangedItem>& changes();
  [[nodiscard]] std::vector<std::int64_t> changed_keys();

  Database& database_;
  std::optional<std::vector<ChangedItem>> changes_;
};

}  // namespace syndic::store
