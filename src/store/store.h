// SPDX-License-Identifier: MIT
//
// Stage 4, the truth: every item ever seen and what is remembered of asking each source. One thread
// owns a store. Whatever fails throws StoreFailure and leaves the store as it was at the last
// commit.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/feed.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "store/options.h"

namespace syndic::store {

/// What a merge did to a source's items.
struct Change {
  std::size_t added = 0;
  std::size_t changed = 0;  ///< Same id, other content.
};

/// Which items a published feed holds.
struct Selection {
  std::vector<std::string> source_ids;
  std::size_t limit = 50;
  std::optional<model::Timestamp> not_before;  ///< Published at or after.
};

struct StoredItem {
  std::string source_id;
  model::Item item;
  model::Timestamp first_seen;
  std::vector<std::string> also_in;  ///< Other selected sources that carry it, by id, sorted.
};

/// What a source's own feed says of itself, and how much of it is kept.
struct SourceRecord {
  model::Source about;  ///< id, and the feed's own title as name, home page, atom id, icon …
  std::size_t items = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  /// All fetch states, by source id.
  [[nodiscard]] virtual std::map<std::string, model::FetchState> fetch_states() = 0;

  /// Remembers an answer that changed no item: a 304, or a failure.
  virtual void keep(const std::string& source_id, const model::FetchState& state) = 0;

  /// Takes in a source's feed and its fetch state, both or neither. New items are added; known ones
  /// (same source and id) whose content_hash differs are changed, keeping first_seen, and their
  /// published date where either is dated_by_first_sight; nothing is removed. Where the words of an
  /// item changed and the feed gives no `updated`, that is `now`. `state.last_change` is set to
  /// `now` where anything was added or changed.
  virtual Change merge(const std::string& source_id, const model::Feed& feed,
                       model::FetchState state, model::Timestamp now) = 0;

  /// The newest items of the selection, newest published first, then by id. An item that several of
  /// its sources carry (same id or same canonical URL) comes once, from the source that had it
  /// first (first_seen, then published, then source id); different ids with one link within one
  /// source are different items, of which the first alone is compared with other sources' by link.
  [[nodiscard]] virtual std::vector<StoredItem> select(const Selection& selection) = 0;

  /// What is known of each source, by id.
  [[nodiscard]] virtual std::map<std::string, SourceRecord> sources() = 0;

  /// Groups what follows into one commit until commit() or the next begin_batch(); without a batch
  /// each call commits by itself. A batch that is not committed when the store goes is undone.
  virtual void begin_batch() = 0;
  virtual void commit() = 0;
};

/// Opens the SQLite store, making its folder, file and schema, or migrating an older schema.
/// Throws StoreFailure for a file that is no store or of a newer version, which is left as it is.
[[nodiscard]] std::unique_ptr<Store> open_sqlite(const Options& options);

/// Opens it for reading alone (`status` beside a running refresh): nothing is made or migrated.
/// Nothing where there is no store yet.
[[nodiscard]] std::unique_ptr<Store> open_sqlite_read_only(const Options& options);

}  // namespace syndic::store
