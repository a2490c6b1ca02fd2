// SPDX-License-Identifier: MIT
//
// What a store remembers of publishing: what was taken back, what vanished from a source's feed,
// how a published feed's history is divided into archives, and the files as they were left. Part of
// the store: its calls are in the store's batches, and throw StoreFailure as its own do.
//
// The methods of a topic are in one file: withdrawals.cc, archives.cc, published_files.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/feed.h"
#include "model/timestamp.h"
#include "store/store.h"

namespace syndic::store {

/// An item that was taken back.
struct Withdrawal {
  std::string source_id;
  std::string id;  ///< Under which it was published.
  model::Timestamp at;
  std::string why;         ///< One line; empty: nobody said.
  bool by_source = false;  ///< Its own source's feed says so (RFC 6721); else `syndic withdraw`.
};

/// An item that is missing from the middle of its source's feed: it stood before an older one that
/// is still there. Such items stay published; someone should look.
struct Vanished {
  std::string id;
  std::string title;
  model::Timestamp since;
};

/// A published feed's whole history, of which the subscription document shows the newest.
struct Shelf {
  std::string feed;  ///< Its name.
  Selection selection;
  std::size_t capacity = 100;  ///< Of one archive; 0: there are none.
  std::string appearance;      ///< Another text says that all entries look different.
};

/// One archive of a feed.
struct Archive {
  int number = 0;      ///< From 1, the oldest.
  bool stale = false;  ///< Its file is not as it must be.
};

/// A published file as it was left.
struct FileRecord {
  std::uint64_t size = 0;
  std::string hash;  ///< base::content_hash() of its bytes.
  friend bool operator==(const FileRecord&, const FileRecord&) = default;
};

/// The last publication as a whole.
struct Publication {
  std::string made_of;  ///< Another text says that it would look different now.
  std::optional<model::Timestamp> valid_until;  ///< When time alone makes it look different.
  std::map<std::string, std::size_t> feeds;     ///< How many items each shows, by name.
};

class Ledger {
 public:
  /// Borrows the store's database.
  explicit Ledger(Database& database) : database_(database) {}

  /// Takes an item back for good. It comes in no selection any longer, and neither does any copy of
  /// it (select(): what is the same item), also one that another source brings later. Asked again,
  /// it keeps its date and has the new reason. False: there is no such item.
  bool withdraw(const Withdrawal& withdrawal);

  /// Undoes that, whoever withdrew it. False: it was not withdrawn.
  bool restore(const std::string& source_id, const std::string& id);

  /// Empty if the item is not withdrawn.
  [[nodiscard]] std::optional<Withdrawal> withdrawal_of(const std::string& source_id,
                                                        const std::string& id);

  /// Follows what a source's feed says is deleted (RFC 6721): the source's own items of these ids,
  /// the feed's or the published ones, come in no selection, while another source's copies of them
  /// do. An item that is withdrawn by us stays so. Items that it withdrew earlier and are in
  /// `present` (published ids) come again. Returns how many went or came.
  std::size_t follow(const std::string& source_id, const std::vector<model::Tombstone>& deleted,
                     const std::vector<std::string>& present, model::Timestamp now);

  /// The newest withdrawals of items that the feed has shown, at most `limit`.
  [[nodiscard]] std::vector<Withdrawal> withdrawn_from(const std::string& feed, std::size_t limit);

  /// Compares a source's feed, as its items' published ids in order, with the one before, and marks
  /// what vanished from its middle; what is there again is not marked any longer. Of long feeds,
  /// the first thousand items count.
  void note_window(const std::string& source_id, const std::vector<std::string>& ids,
                   model::Timestamp now);

  /// The marked items by source id, newest first.
  [[nodiscard]] std::map<std::string, std::vector<Vanished>> vanished();

  /// Brings a feed's archives up to date with the store; `shown` is what its subscription document
  /// holds (of select()). An item enters when the document does not show it: the newest archive, or
  /// a new one where that is full, several at once in the order of their dates. There it stays,
  /// wherever its date would put it, so that an old item that comes late moves no other, and the
  /// place of one that is withdrawn is not given away. What it costs grows with what changed since
  /// the last call. Returns all archives, the oldest first.
  std::vector<Archive> settle(const Shelf& shelf, const std::vector<StoredItem>& shown);

  /// An archive's items as select() would give them, in its order.
  [[nodiscard]] std::vector<StoredItem> archived(const Shelf& shelf, int number);

  /// Whether what was published under this id is still to be found: in an archive of the feed, or
  /// as what comes in its place. What we withdrew ourselves is where we want it.
  [[nodiscard]] bool keeps(const Shelf& shelf, const std::string& id);

  /// The archive's file is as it must be.
  void refreshed(const std::string& feed, int number);

  /// All of `feeds`, which are all that are published, were settled: what changed so far is dealt
  /// with. A feed that is not among them is looked at anew as a whole when it comes again.
  /// The last publication is not up to date any longer, until remember() says so again.
  void settled(const std::vector<std::string>& feeds);

  /// The files of this publication are in their places.
  void remember(const Publication& publication);

  /// The last publication, empty if an item has changed since.
  [[nodiscard]] std::optional<Publication> publication();

  /// The published files as they were left, by name, and what has become of some.
  [[nodiscard]] std::map<std::string, FileRecord> files();
  void left(const std::map<std::string, FileRecord>& files);

  /// Marks the files that were left and are not among `used`, those below assets/ apart, which old
  /// entries may name. A file that is used again is not marked any longer. Returns all that are
  /// marked, with since when.
  std::map<std::string, model::Timestamp> note_unused(const std::set<std::string>& used,
                                                      model::Timestamp now);

  /// Those that note_unused() marked.
  [[nodiscard]] std::map<std::string, model::Timestamp> unused();

  /// These files are not ours any longer.
  void forget(const std::vector<std::string>& files);

 private:
  Database& database_;
};

}  // namespace syndic::store
