// SPDX-License-Identifier: MIT
#include "store/source_record.h"

#include <SQLiteCpp/Column.h>

#include "base/url.h"
#include "store/item_record.h"

namespace syndic::store {

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

}  // namespace syndic::store
