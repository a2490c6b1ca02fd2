// SPDX-License-Identifier: MIT
#include "store/postgres/feed_set.h"

#include <string_view>
#include <utility>

#include "store/postgres/schema.h"

namespace syndic::store {
namespace {

// Of SQLite's tables those of which each set has its own; the others are in schema.cc.
constexpr const char* kSetTables = R"sql(
CREATE TABLE alarm (
  key   BIGINT PRIMARY KEY CHECK (key = 1),
  words TEXT COLLATE "C" NOT NULL
);
CREATE TABLE archive (
  feed   TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  stale  BIGINT NOT NULL,
  PRIMARY KEY (feed, number)
);
CREATE TABLE archive_entry (
  feed     TEXT COLLATE "C" NOT NULL,
  item_key BIGINT NOT NULL REFERENCES item (key) ON DELETE CASCADE,
  archive  BIGINT NOT NULL,
  is_copy  BIGINT NOT NULL,
  PRIMARY KEY (feed, item_key, archive, is_copy)
);
CREATE TABLE changed_item (
  item_key BIGINT PRIMARY KEY
);
CREATE TABLE facet (
  feed       TEXT COLLATE "C" PRIMARY KEY,
  definition TEXT COLLATE "C" NOT NULL
);
CREATE TABLE facet_item (
  item_key   BIGINT NOT NULL REFERENCES item (key) ON DELETE CASCADE,
  feed       TEXT COLLATE "C" NOT NULL,
  source_key BIGINT NOT NULL,
  published  BIGINT NOT NULL,
  id         TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (item_key, feed)
);
CREATE TABLE failing_hub (
  hub     TEXT COLLATE "C" PRIMARY KEY,
  since   BIGINT NOT NULL,
  is_told BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE link_answer (
  item_key   BIGINT PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
  link       TEXT COLLATE "C" NOT NULL,
  first_seen BIGINT NOT NULL,
  published  BIGINT NOT NULL,
  standing   BIGINT NOT NULL,
  shown_key  BIGINT,
  held_until BIGINT
);
CREATE TABLE link_file (
  name  TEXT COLLATE "C" PRIMARY KEY,
  stale BIGINT NOT NULL
);
CREATE TABLE link_question (
  key        BIGINT PRIMARY KEY CHECK (key = 1),
  definition TEXT COLLATE "C" NOT NULL,
  old_before BIGINT NOT NULL
);
CREATE TABLE ping (
  hub   TEXT COLLATE "C" NOT NULL,
  topic TEXT COLLATE "C" NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (hub, topic)
);
CREATE TABLE proof (
  key     BIGINT PRIMARY KEY CHECK (key = 1),
  place   TEXT COLLATE "C" NOT NULL,
  checked BIGINT NOT NULL,
  faults  TEXT COLLATE "C" NOT NULL
);
CREATE TABLE publication (
  key         BIGINT PRIMARY KEY CHECK (key = 1),
  made_of     TEXT COLLATE "C" NOT NULL,
  valid_until BIGINT,
  feeds       TEXT COLLATE "C" NOT NULL
);
CREATE TABLE published_feed (
  name       TEXT COLLATE "C" PRIMARY KEY,
  appearance TEXT COLLATE "C" NOT NULL
);
CREATE TABLE published_file (
  name         TEXT COLLATE "C" PRIMARY KEY,
  size         BIGINT NOT NULL,
  hash         TEXT COLLATE "C" NOT NULL,
  unused_since BIGINT,
  of_archive   BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE published_id (
  item_key BIGINT NOT NULL REFERENCES item (key) ON DELETE CASCADE,
  feed     TEXT COLLATE "C" NOT NULL,
  id       TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (item_key, feed)
);
CREATE TABLE unannounced_file (
  name TEXT COLLATE "C" PRIMARY KEY
);
)sql";

constexpr const char* kSetIndexes = R"sql(
CREATE INDEX archive_entry_by_archive ON archive_entry (feed, archive, is_copy);
CREATE INDEX archive_entry_by_item ON archive_entry (item_key);
CREATE INDEX archive_stale ON archive (feed, number) WHERE stale = 1;
CREATE INDEX facet_item_by_date ON facet_item (feed, source_key, published DESC);
CREATE INDEX link_answer_by_date ON link_answer (published);
CREATE INDEX link_answer_by_first_sight ON link_answer (first_seen);
CREATE INDEX link_answer_by_link ON link_answer (link);
CREATE INDEX link_answer_by_standing ON link_answer (standing) WHERE standing IN (3, 4);
CREATE INDEX link_answer_by_shown ON link_answer (shown_key) WHERE shown_key IS NOT NULL;
CREATE INDEX published_file_of_no_archive ON published_file (name) WHERE of_archive = 0;
CREATE INDEX published_file_unused ON published_file (name) WHERE unused_since IS NOT NULL;
)sql";

// What changed since the set was last published is noted by triggers, as in SQLite's store: those
// of each set for itself, whoever changes it.
constexpr const char* kSetTriggers = R"sql(
CREATE FUNCTION note_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {set}.changed_item SELECT key FROM added ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE FUNCTION note_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {set}.changed_item VALUES (new.key) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE FUNCTION note_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {set}.changed_item VALUES (coalesce(new.item_key, old.item_key))
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "{name}item_added" AFTER INSERT ON item REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_items();
CREATE TRIGGER "{name}item_changed"
  AFTER UPDATE OF published, content_hash, canonical_url, dropped_by
  ON item FOR EACH ROW EXECUTE FUNCTION note_item();
CREATE TRIGGER "{name}item_withdrawn" AFTER INSERT ON withdrawal
  FOR EACH ROW EXECUTE FUNCTION note_withdrawal();
CREATE TRIGGER "{name}item_restored" AFTER DELETE ON withdrawal
  FOR EACH ROW EXECUTE FUNCTION note_withdrawal();
)sql";

// In place of each `name` in the text.
std::string with(std::string text, std::string_view name, const std::string& value) {
  for (std::size_t at = text.find(name); at != std::string::npos;
       at = text.find(name, at + value.size())) {
    text.replace(at, name.size(), value);
  }
  return text;
}

// Of the store that is first in the search_path. The name of a set's schema has a letter that few
// names have.
FeedSet set_of_name(Wire& wire, const std::string& name) {
  const std::string store = wire.ask("SELECT quote_ident(current_schema())");
  if (name.empty()) return {.name = {}, .schema = store, .search_path = store};
  const std::string schema = wire.ask("SELECT quote_ident(current_schema() || '/" + name + "')");
  return {.name = name, .schema = schema, .search_path = schema + ", " + store};
}

bool is_there(Wire& wire, const FeedSet& set) {
  return wire.ask("SELECT to_regclass('" + set.schema + ".changed_item') IS NOT NULL") == "t";
}

void make_tables(Wire& wire, const FeedSet& set) {
  wire.execute(kSetTables);
  wire.execute(kSetIndexes);
  wire.execute(for_set(kSetTriggers, set));
}

}  // namespace

std::string for_set(std::string sql, const FeedSet& set) {
  const std::string name = set.name.empty() ? "" : set.name + "/";
  return with(with(std::move(sql), "{set}", set.schema), "{name}", name);
}

std::vector<FeedSet> sets_there(Wire& wire) {
  const PgResult names = wire.execute(
      "SELECT substr(nspname, length(current_schema()) + 2) FROM pg_namespace "
      "WHERE starts_with(nspname, current_schema() || '/') ORDER BY 1");
  std::vector<FeedSet> sets = {set_of_name(wire, {})};
  for (int row = 0; row < libpq().row_count(names.get()); ++row) {
    FeedSet set = set_of_name(wire, libpq().value(names.get(), row, 0));
    if (is_there(wire, set)) sets.push_back(std::move(set));
  }
  return sets;
}

std::string sql_of_set_tables() { return std::string(kSetTables) + kSetIndexes; }

void make_tables_of_set(Wire& wire) { make_tables(wire, set_of_name(wire, {})); }

std::set<std::string> triggers_of_set() {
  constexpr std::string_view kMark = "CREATE TRIGGER \"{name}";
  const std::string_view sql = kSetTriggers;
  std::set<std::string> names;
  for (std::size_t at = sql.find(kMark); at != std::string_view::npos; at = sql.find(kMark, at)) {
    at += kMark.size();
    names.emplace(sql.substr(at, sql.find('"', at) - at));
  }
  return names;
}

bool enter_set(Wire& wire, const std::string& name) {
  if (name.empty()) return true;
  const FeedSet set = set_of_name(wire, name);
  if (!is_there(wire, set)) return false;
  wire.execute("SET search_path = " + set.search_path);
  return true;
}

// The triggers come before the rows, as making them waits for who writes items and keeps others
// from it until the end.
void make_set(Wire& wire, const std::string& name) {
  if (enter_set(wire, name)) return;
  const FeedSet set = set_of_name(wire, name);
  wire.execute(lock_of_makers());
  if (!is_there(wire, set)) {  // Else another process was faster.
    wire.execute("CREATE SCHEMA IF NOT EXISTS " + set.schema +
                 "; SET LOCAL search_path = " + set.search_path);
    make_tables(wire, set);
    wire.execute("INSERT INTO changed_item SELECT key FROM item");
  }
  wire.execute("COMMIT");
  static_cast<void>(enter_set(wire, name));
}

}  // namespace syndic::store
