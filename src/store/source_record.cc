// SPDX-License-Identifier: MIT
#include "store/source_record.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <set>

#include "base/url.h"
#include "store/item_record.h"

namespace syndic::store {
namespace {

// By name, in the order of model::IdentityScheme.
constexpr std::array kSchemes = {"ids", "links", "titles"};

}  // namespace

void bind_state(SQLite::Statement& statement, int first, const model::FetchState& state) {
  int at = first;
  const auto text = [&](const std::string& value) { statement.bindNoCopy(at++, value); };
  text(state.fetched_url);
  text(state.validators.etag);
  text(state.validators.last_modified);
  text(state.validators_url);
  text(state.body_hash);
  bind_time(statement, at++, state.last_fetch);
  bind_time(statement, at++, state.last_success);
  bind_time(statement, at++, state.last_change);
  bind_time(statement, at++, state.next_due);
  bind_time(statement, at++, state.retry_after);
  statement.bind(at++, state.last_status);
  statement.bind(at++, state.failures);
  statement.bind(at++, state.gone ? 1 : 0);
  text(state.last_error);
  text(state.retry_host);
  bind_time(statement, at++, state.failing_since);
  statement.bind(at++, static_cast<std::int64_t>(state.wishes.server.count()));
  statement.bind(at++, static_cast<std::int64_t>(state.wishes.feed.count()));
  statement.bind(at++, static_cast<std::int64_t>(state.wishes.skip_hours.to_ulong()));
  statement.bind(at++, static_cast<std::int64_t>(state.wishes.skip_days.to_ulong()));
  text(state.move.adopted_url);
  text(state.move.seen_url);
  statement.bind(at++, state.move.seen_days);
  bind_time(statement, at++, state.move.seen_last);
  text(state.setup);
  statement.bind(at++, state.is_told ? 1 : 0);
}

model::FetchState read_state(const SQLite::Statement& row, int first) {
  int at = first;
  const auto text = [&] { return row.getColumn(at++).getString(); };
  model::FetchState state;
  state.fetched_url = text();
  state.validators.etag = text();
  state.validators.last_modified = text();
  state.validators_url = text();
  state.body_hash = text();
  state.last_fetch = read_time(row, at++);
  state.last_success = read_time(row, at++);
  state.last_change = read_time(row, at++);
  state.next_due = read_time(row, at++);
  state.retry_after = read_time(row, at++);
  state.last_status = row.getColumn(at++).getInt();
  state.failures = row.getColumn(at++).getInt();
  state.gone = row.getColumn(at++).getInt() != 0;
  state.last_error = text();
  state.retry_host = text();
  state.failing_since = read_time(row, at++);
  const auto number = [&] { return row.getColumn(at++).getInt64(); };
  state.wishes.server = std::chrono::seconds(number());
  state.wishes.feed = std::chrono::seconds(number());
  state.wishes.skip_hours = model::Feed::Hours(static_cast<unsigned long long>(number()));
  state.wishes.skip_days = model::Feed::Days(static_cast<unsigned long long>(number()));
  state.move.adopted_url = text();
  state.move.seen_url = text();
  state.move.seen_days = static_cast<int>(number());
  state.move.seen_last = read_time(row, at++);
  state.setup = text();
  state.is_told = number() != 0;
  return state;
}

void bind_about(SQLite::Statement& statement, int first, const model::Feed& feed) {
  int at = first;
  const auto text = [&](const std::string& value) { statement.bindNoCopy(at++, value); };
  text(feed.title.value);
  statement.bind(at++, base::public_url(feed.feed_url));
  text(feed.home_page_url);
  text(feed.id);
  text(feed.icon);
  text(feed.rights);
  text(feed.language);
}

void bind_identity(SQLite::Statement& statement, int first, const model::IdentityMemory& memory) {
  statement.bindNoCopy(first, kSchemes.at(static_cast<std::size_t>(memory.scheme)));
  statement.bind(first + 1, memory.id_changes);
}

model::IdentityMemory read_identity(const SQLite::Statement& row, int first) {
  model::IdentityMemory memory;
  const auto* const scheme =
      std::find(kSchemes.begin(), kSchemes.end(), row.getColumn(first).getString());
  if (scheme != kSchemes.end()) {
    memory.scheme = static_cast<model::IdentityScheme>(scheme - kSchemes.begin());
  }
  memory.id_changes = row.getColumn(first + 1).getInt();
  return memory;
}

SourceRecord read_source(const SQLite::Statement& row) {
  int at = 0;
  const auto text = [&] { return row.getColumn(at++).getString(); };
  SourceRecord record;
  record.about.id = text();
  record.about.name = text();
  record.about.feed_url = text();
  record.about.home_page_url = text();
  record.about.atom_id = text();
  record.about.icon = text();
  record.about.rights = text();
  record.about.language = text();
  record.about.updated = read_time(row, at++);
  record.items = static_cast<std::size_t>(row.getColumn(at++).getInt64());
  return record;
}

bool note_alarm(const SQLite::Database& database, const std::string& words) {
  SQLite::Statement last(database, "SELECT words FROM alarm");
  const std::string before = last.executeStep() ? last.getColumn(0).getString() : std::string();
  if (before == words) return true;
  SQLite::Statement row(database,
                        "INSERT INTO alarm (key, words) VALUES (1, ?1) ON CONFLICT (key) DO UPDATE "
                        "SET words = excluded.words");
  row.bindNoCopy(1, words);
  row.exec();
  return false;
}

std::vector<Departed> note_departures(const SQLite::Database& database,
                                      const std::vector<std::string>& source_ids) {
  const std::set<std::string> present(source_ids.begin(), source_ids.end());
  std::vector<Departed> departed;
  SQLite::Statement rows(database, "SELECT id, items, has_left FROM source ORDER BY id");
  SQLite::Statement mark(database, "UPDATE source SET has_left = ?2 WHERE id = ?1");
  while (rows.executeStep()) {
    const std::string id = rows.getColumn(0).getString();
    const bool had_left = rows.getColumn(2).getInt() != 0;
    const bool has_left = !present.contains(id);
    if (has_left == had_left) continue;
    if (has_left) departed.push_back({id, static_cast<std::size_t>(rows.getColumn(1).getInt64())});
    mark.reset();
    mark.bindNoCopy(1, id);
    mark.bind(2, has_left ? 1 : 0);
    mark.exec();
  }
  return departed;
}

}  // namespace syndic::store
