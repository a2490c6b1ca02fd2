// SPDX-License-Identifier: MIT
//
// The rows of table source, which the Store's methods on sources and on their items share.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/feed.h"
#include "model/fetch_day.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "store/database.h"

namespace syndic::store {

/// The key of a source; empty if the store has none of that id. Throws DatabaseError, as do
/// the others.
[[nodiscard]] std::optional<Key> find_source(Database& database, const std::string& source_id);

/// The same; inserts a row if there is none.
[[nodiscard]] Key source_key(Database& database, const std::string& source_id);

/// The same of several, in their order. Processes that add the same ones at the same time wait for
/// whoever came first to commit.
[[nodiscard]] std::vector<Key> source_keys(Database& database,
                                           const std::vector<std::string>& source_ids);

struct SourceState {
  Key source;
  model::FetchState state;
};

struct SourceDay {
  Key source;
  model::FetchDay day;
};

/// Of different sources.
void write_states(Database& database, std::span<const SourceState> states);

void write_state(Database& database, Key source, const model::FetchState& state);

/// Writes the feed's description of itself, and the result of merging its items: how many are new,
/// and the newest date of new or changed ones, if any.
void write_about(Database& database, Key source, const model::Feed& feed, std::size_t added,
                 std::optional<model::Timestamp> newest_change);

}  // namespace syndic::store
