// SPDX-License-Identifier: MIT
//
// A row of table source: what is remembered of asking it, and what its feed says of itself; and
// what was told of sources: who left, and that all failed.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <string>
#include <vector>

#include "model/feed.h"
#include "model/identity.h"
#include "model/source.h"
#include "store/store.h"

namespace syndic::store {

/// The columns of a fetch state, in the order of bind_state and read_state.
inline constexpr const char* kStateColumns =
    "fetched_url, etag, last_modified, validators_url, body_hash, last_fetch, last_success, "
    "last_change, "
    "next_due, retry_after, last_status, failures, gone, last_error, retry_host, failing_since, "
    "server_wish, feed_wish, skip_hours, skip_days, adopted_url, moved_url, moved_days, "
    "moved_last, "
    "setup, is_told";
inline constexpr int kStateColumnCount = 26;

/// Binds from parameter `first` on; `state` is borrowed until the statement has run.
void bind_state(SQLite::Statement& statement, int first, const model::FetchState& state);
[[nodiscard]] model::FetchState read_state(const SQLite::Statement& row, int first);

/// What a feed says of itself, in the order of bind_about.
inline constexpr const char* kAboutColumns =
    "title, feed_url, home_page_url, atom_id, icon, rights, language";
inline constexpr int kAboutColumnCount = 7;

/// Binds from parameter `first` on; `feed` is borrowed until the statement has run.
void bind_about(SQLite::Statement& statement, int first, const model::Feed& feed);

/// How the source treats its ids, in the order of bind_identity and read_identity.
inline constexpr const char* kIdentityColumns = "identity_scheme, id_changes";
void bind_identity(SQLite::Statement& statement, int first, const model::IdentityMemory& memory);
[[nodiscard]] model::IdentityMemory read_identity(const SQLite::Statement& row, int first);

/// "id, kAboutColumns, newest_change, items" from column 0 on.
[[nodiscard]] SourceRecord read_source(const SQLite::Statement& row);

/// As Store::heed_alarm().
[[nodiscard]] bool note_alarm(const SQLite::Database& database, const std::string& words);

/// As Store::heed_departures().
[[nodiscard]] std::vector<Departed> note_departures(const SQLite::Database& database,
                                                    const std::vector<std::string>& source_ids);

}  // namespace syndic::store
