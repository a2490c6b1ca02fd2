// SPDX-License-Identifier: MIT
//
// The events that items have from calendar files which they link to. They are no part of the
// content hash, so that a feed that is read again without them changes nothing.
#include <optional>
#include <string>

#include "store/content_hashes.h"
#include "store/item_lists.h"
#include "store/source_record.h"
#include "store/store.h"

namespace syndic::store {

std::optional<KnownEvent> Store::known_event(const std::string& source_id,
                                             const model::Item& item) {
  return database_->reading([&]() -> std::optional<KnownEvent> {
    const auto source = find_source(*database_, source_id);
    if (!source) return std::nullopt;
    static const std::string kKnown = "SELECT content_hash, lists FROM item WHERE " +
                                      same_text("id", "$1") + " AND source_key = $2";
    Query row = database_->query(kKnown, item.id, *source);
    if (!row.next()) return std::nullopt;
    model::Item known;
    read_lists(row.text(1), known);
    const bool is_as_it_was = are_of_one_item(row.text(0), item.content_hash);
    return KnownEvent{.event = std::move(known.event),
                      .calendar_asked = is_as_it_was && known.lineage.calendar_asked};
  });
}

void Store::note_calendar(const std::string& source_id, const std::string& item_id,
                          const std::optional<model::Event>& event) {
  database_->atomically([&] {
    const Key source = source_key(*database_, source_id);
    Key key = 0;
    model::Item known;
    {
      static const std::string kLists =
          "SELECT key, lists FROM item WHERE " + same_text("id", "$1") + " AND source_key = $2";
      Query row = database_->query(kLists, item_id, source);
      if (!row.next()) return;
      key = row.number(0);
      read_lists(row.text(1), known);
    }
    known.lineage.calendar_asked = true;
    const bool is_news = event && known.event != event;
    if (is_news) known.event = event;
    database_->run("UPDATE item SET lists = $1 WHERE key = $2", write_lists(known), key);
    // No trigger tells of it, as the hash stays: one that fires for a column that is set as it is.
    if (is_news) database_->run("UPDATE item SET dropped_by = dropped_by WHERE key = $1", key);
  });
}

}  // namespace syndic::store
