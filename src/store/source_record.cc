// SPDX-License-Identifier: MIT
//
// The sources: tables source and site_feed.
#include "store/source_record.h"

#include <array>
#include <set>
#include <utility>

#include "base/time_format.h"
#include "base/url.h"
#include "store/asking_columns.h"
#include "store/columns.h"
#include "store/many_rows.h"
#include "store/store.h"

namespace syndic::store {
namespace {

constexpr std::int64_t kSecondsOfDay = 24 * 60 * 60;

constexpr std::array<std::pair<model::IdentityScheme, const char*>, 3> kSchemes = {
    {{model::IdentityScheme::ids, "ids"},
     {model::IdentityScheme::links, "links"},
     {model::IdentityScheme::titles, "titles"}}};

// Its fetch state.
template <class Column, class State>
void each_state_column(Column& column, State& state) {
  each_asking_column(column, state);
  column("asked", state.asked);
  column("last_change", state.last_change);
  column("server_wish", state.wishes.server);
  column("feed_wish", state.wishes.feed);
  column("skip_hours", state.wishes.skip_hours);
  column("skip_days", state.wishes.skip_days);
  column("adopted_url", state.move.adopted_url);
  column("moved_url", state.move.seen_url);
  column("moved_days", state.move.seen_days);
  column("moved_last", state.move.seen_last);
  column("setup", state.setup);
  column("reread_due", state.reread_due);
  column("items_hash", state.items_hash);
  column("items_seen", state.items_seen);
  column("is_alerted", state.is_alerted);
  column("answer_times", state.answer_times);
  column("news_delays", state.news_delays);
}

// Its feed's description of itself.
template <class Column, class Source>
void each_about_column(Column& column, Source& about) {
  column("title", about.name);
  column("feed_url", about.feed_url);
  column("home_page_url", about.home_page_url);
  column("atom_id", about.atom_id);
  column("icon", about.icon);
  column("rights", about.rights);
  column("language", about.language);
}

// Its identity scheme.
template <class Column, class Memory>
void each_identity_column(Column& column, Memory& memory) {
  column("identity_scheme", memory.scheme, kSchemes);
  column("id_changes", memory.id_changes);
}

ColumnNames state_columns() {
  ColumnNames names;
  const model::FetchState state;
  each_state_column(names, state);
  return names;
}

ColumnNames about_columns() {
  ColumnNames names;
  const model::Source about;
  each_about_column(names, about);
  return names;
}

std::string update_of_state() {
  const ColumnNames names = state_columns();
  return "UPDATE source SET (" + names.list() + ") = (" + names.parameters(1) + ") WHERE key = $" +
         std::to_string(names.next(1));
}

std::string update_of_states(std::size_t rows) {
  const ColumnNames names = state_columns();
  const auto columns = static_cast<std::size_t>(names.next(1));  // With the key.
  std::string values;
  for (std::size_t column = 2; column <= columns; ++column) {
    values.append(column == 2 ? "known.column" : ", known.column").append(std::to_string(column));
  }
  return "UPDATE source SET (" + names.list() + ") = (" + values + ") FROM (VALUES " +
         parameters_of_rows(rows, columns) + ") AS known WHERE key = known.column1";
}

std::string update_of_about() {
  const ColumnNames names = about_columns();
  const int next = names.next(1);
  const std::string added = "$" + std::to_string(next);
  const std::string change = "$" + std::to_string(next + 1);
  return "UPDATE source SET (" + names.list() + ") = (" + names.parameters(1) +
         "), items = items + " + added +
         ", newest_published = (SELECT max(published) FROM item WHERE source_key = source.key), "
         "newest_change = CASE WHEN " +
         change + " IS NULL OR newest_change > " + change + " THEN newest_change ELSE " + change +
         " END WHERE key = $" + std::to_string(next + 2);
}

// Calls `each` with the rows of a query, "BEFORE $1, $2, … AFTER" for these ids.
template <class Each>
void for_sources(Database& database, const std::set<std::string>& ids, const std::string& before,
                 const char* between, const std::string& after, Each each) {
  std::string sql = before;
  for (std::size_t i = 1; i <= ids.size(); ++i) {
    sql.append(i == 1 ? "$" : between).append(std::to_string(i));
  }
  Query rows = database.query(sql + after);
  int at = 1;
  for (const std::string& id : ids) rows.set(at++, id);
  while (rows.next()) each(rows.text(0), rows.number(1));
}

// Takes those that are there out of `missing`.
void find_keys(Database& database, std::set<std::string>& missing) {
  if (missing.empty()) return;
  std::set<std::string> found;
  for_sources(database, missing, "SELECT id, key FROM source WHERE id IN (", ", $", ")",
              [&](const std::string& id, Key key) {
                database.sources().keys.emplace(id, key);
                found.insert(id);
              });
  for (const std::string& id : found) missing.erase(id);
}

// The same of those that it adds.
void add_sources(Database& database, std::set<std::string>& missing) {
  if (missing.empty()) return;
  KnownSources& known = database.sources();
  std::set<std::string> added;
  for_sources(database, missing, "INSERT INTO source (id) VALUES (", "), ($",
              ") ON CONFLICT (id) DO NOTHING RETURNING id, key",
              [&](const std::string& id, Key key) {
                known.keys.emplace(id, key);
                known.without_items.insert(key);
                known.without_absences.insert(key);
                added.insert(id);
              });
  for (const std::string& id : added) missing.erase(id);
}

}  // namespace

std::optional<Key> find_source(Database& database, const std::string& source_id) {
  KnownSources& known = database.sources();
  if (const auto found = known.keys.find(source_id); found != known.keys.end()) {
    return found->second;
  }
  if (known.are_all) return std::nullopt;
  const auto key = database.key("SELECT key FROM source WHERE id = $1", source_id);
  if (key) known.keys.emplace(source_id, *key);
  return key;
}

Key source_key(Database& database, const std::string& source_id) {
  if (const auto found = find_source(database, source_id)) return *found;
  return source_keys(database, {source_id}).front();
}

// Those that are not there are added in the order of their ids: two processes that add the same
// ones in orders of their own would wait for each other. That another process has added one by now
// is looked up first, as adding it would wait for whoever is changing its row.
std::vector<Key> source_keys(Database& database, const std::vector<std::string>& source_ids) {
  KnownSources& known = database.sources();
  std::set<std::string> missing;
  for (const std::string& id : source_ids) {
    if (!known.keys.contains(id)) missing.insert(id);
  }
  find_keys(database, missing);
  add_sources(database, missing);
  find_keys(database, missing);  // Those that another process has added just now.
  std::vector<Key> keys;
  keys.reserve(source_ids.size());
  for (const std::string& id : source_ids) keys.push_back(known.keys.at(id));
  return keys;
}

void write_state(Database& database, Key source, const model::FetchState& state) {
  static const std::string kUpdate = update_of_state();
  Query update = database.query(kUpdate);
  ColumnBinder binder(update, 1);
  each_state_column(binder, state);
  update.set(binder.next(), source);
  update.run();
}

void write_states(Database& database, std::span<const SourceState> states) {
  in_parts(database, states, [&](std::span<const SourceState> some) {
    if (some.size() == 1) return write_state(database, some.front().source, some.front().state);
    Query update = database.query(update_of_states(some.size()));
    int at = 1;
    for (const auto& [source, state] : some) {
      update.set(at, source);
      ColumnBinder binder(update, at + 1);
      each_state_column(binder, state);
      at = binder.next();
    }
    update.run();
  });
}

void write_about(Database& database, Key source, const model::Feed& feed, std::size_t added,
                 std::optional<model::Timestamp> newest_change) {
  static const std::string kUpdate = update_of_about();
  const model::Source about = {.name = feed.title.value,
                               .feed_url = base::public_url(feed.feed_url),
                               .home_page_url = feed.home_page_url,
                               .atom_id = feed.id,
                               .icon = feed.icon,
                               .rights = feed.rights,
                               .language = feed.language};
  Query update = database.query(kUpdate);
  ColumnBinder binder(update, 1);
  each_about_column(binder, about);
  update.set(binder.next(), added);
  update.set(binder.next() + 1, newest_change);
  update.set(binder.next() + 2, source);
  update.run();
}

std::map<std::string, model::FetchState> Store::fetch_states() {
  return database_->reading([&] {
    std::map<std::string, model::FetchState> states;
    KnownSources& known = database_->sources();
    Query rows =
        database_->query("SELECT id, key, " + state_columns().list() + " FROM source ORDER BY id");
    while (rows.next()) {
      ColumnReader reader(rows, 2);
      const auto row = states.emplace_hint(states.end(), rows.text(0), model::FetchState());
      each_state_column(reader, row->second);
      const Key key = rows.number(1);
      known.keys.emplace(row->first, key);
      // A fetch is counted in the batch that stores it.
      const auto& last_fetch = row->second.last_fetch;
      if (last_fetch) known.tidied[key] = base::to_unix_seconds(*last_fetch) / kSecondsOfDay;
    }
    known.are_all = true;
    return states;
  });
}

History Store::history(const std::string& source_id) {
  return database_->reading([&] {
    History history;
    const auto source = find_source(*database_, source_id);
    if (!source || database_->sources().without_items.contains(*source)) return history;
    ColumnNames names;
    each_identity_column(names, history.identity);
    Query row =
        database_->query("SELECT items, " + names.list() + " FROM source WHERE key = $1", *source);
    if (!row.next()) return history;
    row.get(0, history.items);
    ColumnReader reader(row, 1);
    each_identity_column(reader, history.identity);
    return history;
  });
}

void Store::remember(const std::string& source_id, const model::IdentityMemory& memory) {
  database_->atomically([&] {
    ColumnNames names;
    each_identity_column(names, memory);
    Query update =
        database_->query("UPDATE source SET (" + names.list() + ") = (" + names.parameters(1) +
                         ") WHERE key = $" + std::to_string(names.next(1)));
    ColumnBinder binder(update, 1);
    each_identity_column(binder, memory);
    update.set(binder.next(), source_key(*database_, source_id));
    update.run();
  });
}

std::map<std::string, model::SiteFeed> Store::site_feeds() {
  return database_->reading([&] {
    std::map<std::string, model::SiteFeed> feeds;
    Query rows = database_->query(
        "SELECT source.id, site, site_feed.feed_url, searched, next_guess FROM site_feed "
        "JOIN source ON source.key = source_key");
    while (rows.next()) {
      feeds.emplace(rows.text(0),
                    model::SiteFeed{.site = rows.text(1),
                                    .feed_url = rows.text(2),
                                    .searched = rows.time(3),
                                    .next_guess = static_cast<std::uint64_t>(rows.number(4))});
    }
    return feeds;
  });
}

void Store::remember(const std::string& source_id, const model::SiteFeed& feed) {
  database_->atomically([&] {
    database_->run(
        "INSERT INTO site_feed (source_key, site, feed_url, searched, next_guess) "
        "VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (source_key) DO UPDATE SET site = excluded.site, "
        "feed_url = excluded.feed_url, searched = excluded.searched, "
        "next_guess = excluded.next_guess",
        source_key(*database_, source_id), feed.site, feed.feed_url, feed.searched,
        feed.next_guess);
  });
}

std::map<std::string, SourceRecord> Store::sources() {
  return database_->reading([&] {
    std::map<std::string, SourceRecord> records;
    Query rows = database_->query("SELECT id, newest_change, items, newest_published, " +
                                  about_columns().list() + " FROM source ORDER BY id");
    while (rows.next()) {
      SourceRecord record;
      record.about.id = rows.text(0);
      record.about.updated = rows.time(1);
      rows.get(2, record.items);
      record.newest = rows.time(3);
      ColumnReader reader(rows, 4);
      each_about_column(reader, record.about);
      records.emplace_hint(records.end(), rows.text(0), std::move(record));
    }
    return records;
  });
}

void Store::rename(const std::string& from, const std::string& to) {
  database_->atomically([&] {
    database_->run("UPDATE source SET id = $1 WHERE id = $2", to, from);
    database_->sources() = {};
  });
}

std::vector<Departed> Store::record_departures(const std::vector<std::string>& source_ids) {
  return database_->atomically([&] {
    const std::set<std::string> present(source_ids.begin(), source_ids.end());
    std::vector<Departed> departed;
    Query rows = database_->query("SELECT id, items, has_left FROM source ORDER BY id");
    while (rows.next()) {
      const std::string id = rows.text(0);
      const bool had_left = rows.number(2) != 0;
      const bool has_left = !present.contains(id);
      if (has_left == had_left) continue;
      if (has_left) departed.push_back({id, static_cast<std::size_t>(rows.number(1))});
      database_->run("UPDATE source SET has_left = $1 WHERE id = $2", has_left, id);
    }
    return departed;
  });
}

std::map<std::string, std::string> Store::rules() {
  return database_->reading([&] {
    std::map<std::string, std::string> rules;
    Query rows = database_->query("SELECT id, rules FROM source WHERE rules <> ''");
    while (rows.next()) rules.emplace(rows.text(0), rows.text(1));
    return rules;
  });
}

}  // namespace syndic::store
