// SPDX-License-Identifier: MIT
#include "store/sqlite/migrations.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Transaction.h>

#include <array>
#include <cstddef>
#include <string>

namespace syndic::store {
namespace {

// Times are seconds since 1970-01-01T00:00:00Z; NULL is "none". Lists, which are never searched,
// are one JSON object a row. `content` comes last because rows are read from the front, and a long
// text spills to other pages.
//
// source.items, newest_published and newest_change can all be computed from item; they are kept so
// that what a run costs does not grow with history.
constexpr const char* kSourcesAndItems = R"sql(
CREATE TABLE source (
  key              INTEGER PRIMARY KEY,
  id               TEXT NOT NULL UNIQUE,
  -- What is remembered of asking it.
  fetched_url      TEXT NOT NULL DEFAULT '',
  etag             TEXT NOT NULL DEFAULT '',
  last_modified    TEXT NOT NULL DEFAULT '',
  validators_url   TEXT NOT NULL DEFAULT '',
  body_hash        TEXT NOT NULL DEFAULT '',
  last_fetch       INTEGER,
  last_success     INTEGER,
  last_change      INTEGER,
  next_due         INTEGER,
  retry_after      INTEGER,
  last_status      INTEGER NOT NULL DEFAULT 0,
  failures         INTEGER NOT NULL DEFAULT 0,
  gone             INTEGER NOT NULL DEFAULT 0,
  last_error       TEXT NOT NULL DEFAULT '',
  -- What its feed says of itself.
  title            TEXT NOT NULL DEFAULT '',
  feed_url         TEXT NOT NULL DEFAULT '',
  home_page_url    TEXT NOT NULL DEFAULT '',
  atom_id          TEXT NOT NULL DEFAULT '',
  icon             TEXT NOT NULL DEFAULT '',
  rights           TEXT NOT NULL DEFAULT '',
  language         TEXT NOT NULL DEFAULT '',
  -- Of its items.
  items            INTEGER NOT NULL DEFAULT 0,
  newest_published INTEGER,
  newest_change    INTEGER
) STRICT;

CREATE TABLE item (
  key                 INTEGER PRIMARY KEY,
  source_key          INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  first_seen          INTEGER NOT NULL,
  id                  TEXT NOT NULL,
  published           INTEGER NOT NULL,
  updated             INTEGER,
  dated_by_first_sight INTEGER NOT NULL,
  content_hash        TEXT NOT NULL,
  canonical_url       TEXT NOT NULL,
  guid_is_permalink   INTEGER,
  url                 TEXT NOT NULL,
  external_url        TEXT NOT NULL,
  comments_url        TEXT NOT NULL,
  rights              TEXT NOT NULL,
  language            TEXT NOT NULL,
  image               TEXT NOT NULL,
  banner_image        TEXT NOT NULL,
  kind                TEXT NOT NULL,
  title_type          TEXT NOT NULL,
  summary_type        TEXT NOT NULL,
  content_type        TEXT NOT NULL,
  title               TEXT NOT NULL,
  lists               TEXT NOT NULL,
  summary             TEXT NOT NULL,
  content             TEXT NOT NULL,
  UNIQUE (id, source_key)
) STRICT;

CREATE INDEX item_by_date ON item (source_key, published DESC, id);
CREATE INDEX item_by_link ON item (canonical_url, source_key, first_seen, published)
  WHERE canonical_url <> '';

PRAGMA application_id = 0x53594E44;
)sql";

// Recognising items again, telling duplicates by their words, and `why`. The table is built anew to
// keep `content` last.
constexpr const char* kLineage = R"sql(
ALTER TABLE source ADD COLUMN identity_scheme TEXT NOT NULL DEFAULT 'ids';
ALTER TABLE source ADD COLUMN id_changes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN rules TEXT NOT NULL DEFAULT '';

CREATE TABLE item_with_lineage (
  key                 INTEGER PRIMARY KEY,
  source_key          INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  first_seen          INTEGER NOT NULL,
  id                  TEXT NOT NULL,
  published           INTEGER NOT NULL,
  updated             INTEGER,
  dated_by_first_sight INTEGER NOT NULL,
  content_hash        TEXT NOT NULL,
  canonical_url       TEXT NOT NULL,
  given_id            TEXT NOT NULL,
  feed_id             TEXT NOT NULL,
  identity            TEXT NOT NULL,
  date_element        TEXT NOT NULL,
  position            INTEGER NOT NULL,
  dropped_by          TEXT NOT NULL,
  title_key           TEXT NOT NULL,
  fingerprint         INTEGER NOT NULL,
  words               INTEGER NOT NULL,
  guid_is_permalink   INTEGER,
  url                 TEXT NOT NULL,
  external_url        TEXT NOT NULL,
  comments_url        TEXT NOT NULL,
  rights              TEXT NOT NULL,
  language            TEXT NOT NULL,
  image               TEXT NOT NULL,
  banner_image        TEXT NOT NULL,
  kind                TEXT NOT NULL,
  title_type          TEXT NOT NULL,
  summary_type        TEXT NOT NULL,
  content_type        TEXT NOT NULL,
  title               TEXT NOT NULL,
  lists               TEXT NOT NULL,
  summary             TEXT NOT NULL,
  content             TEXT NOT NULL,
  UNIQUE (id, source_key)
) STRICT;

INSERT INTO item_with_lineage
  SELECT key, source_key, first_seen, id, published, updated, dated_by_first_sight, content_hash,
    canonical_url, '', id, 'given', '', 0, '', '', 0, 0, guid_is_permalink, url, external_url,
    comments_url, rights, language, image, banner_image, kind, title_type, summary_type,
    content_type, title, lists, summary, content FROM item;
DROP TABLE item;
ALTER TABLE item_with_lineage RENAME TO item;

CREATE INDEX item_by_date ON item (source_key, published DESC, id);
CREATE INDEX item_by_link ON item (canonical_url, source_key, first_seen, published)
  WHERE canonical_url <> '';
CREATE INDEX item_by_feed_id ON item (source_key, feed_id);
CREATE INDEX item_by_title ON item (title_key, published) WHERE title_key <> '';
)sql";

// Politeness: who asked for silence, what was wished for, how long a source has been failing and
// where it moved. Wishes are in seconds, hours and days bits: hour 0 and Sunday are bit 0.
constexpr const char* kPoliteness = R"sql(
ALTER TABLE source ADD COLUMN retry_host TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN failing_since INTEGER;
ALTER TABLE source ADD COLUMN server_wish INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN feed_wish INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN adopted_url TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN moved_url TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN moved_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN moved_last INTEGER;
UPDATE source SET failing_since = last_fetch WHERE failures > 0;
)sql";

// Where the feeds of `site` sources are, and when they were last looked for.
constexpr const char* kSiteFeeds = R"sql(
CREATE TABLE site_feed (
  source_key INTEGER PRIMARY KEY REFERENCES source (key) ON DELETE CASCADE,
  site       TEXT NOT NULL,
  feed_url   TEXT NOT NULL,
  searched   INTEGER
) STRICT;
)sql";

// What asking each source gave, a row a day (since 1970-01-01, GMT); old days go.
constexpr const char* kFetchDays = R"sql(
CREATE TABLE fetch_day (
  source_key INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  day        INTEGER NOT NULL,
  fetches    INTEGER NOT NULL,
  failures   INTEGER NOT NULL,
  unchanged  INTEGER NOT NULL,
  bytes      INTEGER NOT NULL,
  added      INTEGER NOT NULL,
  PRIMARY KEY (source_key, day)
) STRICT, WITHOUT ROWID;
)sql";

// Recognising items that bring no id, and whose date moves.
constexpr const char* kItemsByTitle = R"sql(
CREATE INDEX item_by_exact_title ON item (source_key, title, published DESC, id);
)sql";

// What is remembered of publishing: what was taken back, what vanished from a source's feed, how
// the items of each published feed are divided into archives, the files as they were left, and what
// the last publication was made of. What changed since the archives were last looked at is noted by
// triggers, so that no change can be forgotten and a run without news looks at none of them.
//
// archive_entry.archive is 0 for what the subscription document shows and what waits for an
// archive; is_copy marks another source's item that an entry there stands for.
constexpr const char* kLedger = R"sql(
CREATE TABLE withdrawal (
  item_key   INTEGER PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
  source_key INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  at         INTEGER NOT NULL,
  why        TEXT NOT NULL,
  by_source  INTEGER NOT NULL
) STRICT;
CREATE INDEX withdrawal_by_source ON withdrawal (source_key, by_source);

CREATE TABLE source_window (
  source_key INTEGER PRIMARY KEY REFERENCES source (key) ON DELETE CASCADE,
  ids        TEXT NOT NULL
) STRICT;
CREATE TABLE vanished (
  item_key   INTEGER PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
  source_key INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  since      INTEGER NOT NULL
) STRICT;
CREATE INDEX vanished_by_source ON vanished (source_key);

CREATE TABLE published_feed (
  name       TEXT PRIMARY KEY,
  appearance TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE archive (
  feed   TEXT NOT NULL,
  number INTEGER NOT NULL,
  stale  INTEGER NOT NULL,
  PRIMARY KEY (feed, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE archive_entry (
  feed     TEXT NOT NULL,
  item_key INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
  archive  INTEGER NOT NULL,
  is_copy  INTEGER NOT NULL,
  PRIMARY KEY (feed, item_key, archive, is_copy)
) STRICT, WITHOUT ROWID;
CREATE INDEX archive_entry_by_archive ON archive_entry (feed, archive, is_copy);
CREATE INDEX archive_entry_by_item ON archive_entry (item_key);
CREATE TABLE published_file (
  name         TEXT PRIMARY KEY,
  size         INTEGER NOT NULL,
  hash         TEXT NOT NULL,
  unused_since INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE publication (
  key         INTEGER PRIMARY KEY CHECK (key = 1),
  made_of     TEXT NOT NULL,
  valid_until INTEGER,
  feeds       TEXT NOT NULL
) STRICT;

CREATE TABLE changed_item (item_key INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER item_added AFTER INSERT ON item BEGIN
  INSERT OR IGNORE INTO changed_item VALUES (new.key);
END;
CREATE TRIGGER item_changed AFTER UPDATE OF published, content_hash, canonical_url, dropped_by
ON item BEGIN
  INSERT OR IGNORE INTO changed_item VALUES (new.key);
END;
CREATE TRIGGER item_withdrawn AFTER INSERT ON withdrawal BEGIN
  INSERT OR IGNORE INTO changed_item VALUES (new.item_key);
END;
CREATE TRIGGER item_restored AFTER DELETE ON withdrawal BEGIN
  INSERT OR IGNORE INTO changed_item VALUES (old.item_key);
END;
)sql";

// How a source was configured when it was last asked, and whether it was told that it fails for
// long, or that it is in the configuration no more; and what was last said of a run that failed as
// a whole.
constexpr const char* kConfigured = R"sql(
ALTER TABLE source ADD COLUMN setup TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN is_told INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN has_left INTEGER NOT NULL DEFAULT 0;
CREATE TABLE alarm (
  key   INTEGER PRIMARY KEY CHECK (key = 1),
  words TEXT NOT NULL
) STRICT;
)sql";

// With which of the addresses that it may have its feed at the next search of a site begins.
constexpr const char* kGuesses = R"sql(
ALTER TABLE site_feed ADD COLUMN next_guess INTEGER NOT NULL DEFAULT 0;
)sql";

// How many new items of a source wait for another day.
constexpr const char* kWaiting = R"sql(
ALTER TABLE fetch_day ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
)sql";

// When a source was asked whose answer may be lost.
constexpr const char* kAsked = R"sql(
ALTER TABLE source ADD COLUMN asked INTEGER;
)sql";

// What was published and has not been announced: files of which the operator's command was not
// told, documents of which a hub was not told, and hubs that fail.
constexpr const char* kAnnouncements = R"sql(
CREATE TABLE unannounced_file (
  name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE ping (
  hub   TEXT NOT NULL,
  topic TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (hub, topic)
) STRICT, WITHOUT ROWID;
CREATE TABLE failing_hub (
  hub     TEXT PRIMARY KEY,
  since   INTEGER NOT NULL,
  is_told INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
)sql";

// Which items are in a published feed that filters its items, and by which filter; with them, each
// feed's items in their order. Items that were first seen long after their dates.
constexpr const char* kFacets = R"sql(
CREATE TABLE facet (
  feed       TEXT PRIMARY KEY,
  definition TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE facet_item (
  feed       TEXT NOT NULL,
  source_key INTEGER NOT NULL,
  published  INTEGER NOT NULL,
  id         TEXT NOT NULL,
  item_key   INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
  PRIMARY KEY (item_key, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX facet_item_by_date ON facet_item (feed, source_key, published DESC, id);
CREATE TABLE late_item (
  item_key   INTEGER PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
  first_seen INTEGER NOT NULL
) STRICT;
CREATE INDEX late_item_by_first_sight ON late_item (first_seen);
)sql";

// Which published files are archives: there are as many as history is long, so that a run must not
// go through all of them.
constexpr const char* kArchiveFiles = R"sql(
ALTER TABLE published_file ADD COLUMN of_archive INTEGER NOT NULL DEFAULT 0;
UPDATE published_file SET of_archive = 1
WHERE name GLOB '*-archive-[0-9]*.atom' OR name GLOB '*-archive-[0-9]*.json';
CREATE INDEX published_file_of_no_archive ON published_file (name) WHERE of_archive = 0;
CREATE INDEX published_file_unused ON published_file (name) WHERE unused_since IS NOT NULL;
CREATE INDEX archive_stale ON archive (feed, number) WHERE stale = 1;
)sql";

// Under which ids published feeds have shown items that several sources have.
constexpr const char* kPublishedIds = R"sql(
CREATE TABLE published_id (
  item_key INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
  feed     TEXT NOT NULL,
  id       TEXT NOT NULL,
  PRIMARY KEY (item_key, feed)
) STRICT, WITHOUT ROWID;
)sql";

// When the words of an item changed after it was first seen. Late items are remembered for good, as
// pages say of an item that it came in late.
constexpr const char* kCorrections = R"sql(
CREATE TABLE correction (
  item_key INTEGER PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
  at       INTEGER NOT NULL
) STRICT;
)sql";

// What visitors are told of the items first seen lately, by a hash of their links, whose first two
// characters are the name of a published file; which of these files must be written again; and what
// the answers were made by.
constexpr const char* kLinkAnswers = R"sql(
CREATE TABLE link_answer (
  item_key   INTEGER PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
  link       TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  published  INTEGER NOT NULL,
  standing   INTEGER NOT NULL,
  shown_key  INTEGER,
  held_until INTEGER
) STRICT;
CREATE INDEX link_answer_by_link ON link_answer (link);
CREATE INDEX link_answer_by_first_sight ON link_answer (first_seen);
CREATE INDEX link_answer_by_date ON link_answer (published);
CREATE INDEX link_answer_by_shown ON link_answer (shown_key) WHERE shown_key IS NOT NULL;
CREATE TABLE link_file (
  name  TEXT PRIMARY KEY,
  stale INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE link_question (
  key        INTEGER PRIMARY KEY CHECK (key = 1),
  definition TEXT NOT NULL,
  old_before INTEGER NOT NULL
) STRICT;
)sql";

// The columns of the key come first. SQLite 3.40 takes those of another order for damaged when it
// checks a table without row ids.
constexpr const char* kFacetItemsInOrder = R"sql(
CREATE TABLE facet_item_in_order (
  item_key   INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
  feed       TEXT NOT NULL,
  source_key INTEGER NOT NULL,
  published  INTEGER NOT NULL,
  id         TEXT NOT NULL,
  PRIMARY KEY (item_key, feed)
) STRICT, WITHOUT ROWID;
INSERT INTO facet_item_in_order SELECT item_key, feed, source_key, published, id FROM facet_item;
DROP TABLE facet_item;
ALTER TABLE facet_item_in_order RENAME TO facet_item;
CREATE INDEX facet_item_by_date ON facet_item (feed, source_key, published DESC, id);
)sql";

// What is remembered of each file of a folder of authored items.
constexpr const char* kKnownFiles = R"sql(
CREATE TABLE known_file (
  source_key INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  name       TEXT NOT NULL,
  stamp      TEXT NOT NULL,
  made_with  TEXT NOT NULL,
  hash       TEXT NOT NULL,
  id         TEXT NOT NULL,
  is_wrong   INTEGER NOT NULL,
  due        INTEGER,
  PRIMARY KEY (source_key, name)
) STRICT, WITHOUT ROWID;
)sql";

// When what is at a source makes other items, though it is as it was.
constexpr const char* kRereading = R"sql(
ALTER TABLE source ADD COLUMN reread_due INTEGER;
)sql";

// What pages without a feed said, and the items' own pages.
constexpr const char* kPages = R"sql(
ALTER TABLE source ADD COLUMN items_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN items_seen INTEGER NOT NULL DEFAULT 0;
CREATE TABLE item_page (
  source_key INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  url        TEXT NOT NULL,
  is_done    INTEGER NOT NULL,
  tries      INTEGER NOT NULL,
  title      TEXT NOT NULL,
  summary    TEXT NOT NULL,
  content    TEXT NOT NULL,
  base_url   TEXT NOT NULL,
  image      TEXT NOT NULL,
  author     TEXT NOT NULL,
  media_url  TEXT NOT NULL,
  published  INTEGER,
  PRIMARY KEY (source_key, url)
) STRICT, WITHOUT ROWID;
)sql";

// Lists of sources that are followed: what is remembered of asking each, and the sources that it
// names or named, in its order. `list` and `address` say which one; `id` is that of table source,
// where it may not be yet. `source` is a [[source]] of TOML.
constexpr const char* kLists = R"sql(
CREATE TABLE source_list (
  place          TEXT PRIMARY KEY,
  fetched_url    TEXT NOT NULL,
  etag           TEXT NOT NULL,
  last_modified  TEXT NOT NULL,
  validators_url TEXT NOT NULL,
  body_hash      TEXT NOT NULL,
  last_fetch     INTEGER,
  last_success   INTEGER,
  next_due       INTEGER,
  retry_after    INTEGER,
  retry_host     TEXT NOT NULL,
  last_status    INTEGER NOT NULL,
  failures       INTEGER NOT NULL,
  gone           INTEGER NOT NULL,
  failing_since  INTEGER,
  last_error     TEXT NOT NULL,
  is_told        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE listed_source (
  list           TEXT NOT NULL,
  position       INTEGER NOT NULL,
  address        TEXT NOT NULL,
  id             TEXT NOT NULL,
  source         TEXT NOT NULL,
  joined         INTEGER,
  unlisted_since INTEGER,
  has_left       INTEGER NOT NULL,
  PRIMARY KEY (list, position)
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kDesk = R"sql(
ALTER TABLE source ADD COLUMN is_alerted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN answer_times TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN news_delays TEXT NOT NULL DEFAULT '';
ALTER TABLE fetch_day ADD COLUMN not_modified INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fetch_day ADD COLUMN answer_time INTEGER;
ALTER TABLE fetch_day ADD COLUMN news_delay INTEGER;
CREATE TABLE proof (
  key     INTEGER PRIMARY KEY CHECK (key = 1),
  place   TEXT NOT NULL,
  checked INTEGER NOT NULL,
  faults  TEXT NOT NULL
) STRICT;
)sql";

// Texts are described when they are first compared: an item without words may have any. A program
// that knows version 23 alone takes it for one that has none, and would show stories twice.
constexpr const char* kDescribedLater = "-- The tables stay as they are.";

constexpr std::array kMigrations = {
    kSourcesAndItems, kLineage,      kPoliteness,   kSiteFeeds,   kFetchDays,   kItemsByTitle,
    kLedger,          kConfigured,   kGuesses,      kWaiting,     kAsked,       kAnnouncements,
    kFacets,          kArchiveFiles, kPublishedIds, kCorrections, kLinkAnswers, kFacetItemsInOrder,
    kKnownFiles,      kRereading,    kPages,        kLists,       kDesk,        kDescribedLater};

int version_of(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

}  // namespace

std::span<const char* const> migrations() { return kMigrations; }

int latest_version() { return static_cast<int>(kMigrations.size()); }

void migrate(SQLite::Database& database, std::span<const char* const> steps) {
  while (version_of(database) < static_cast<int>(steps.size())) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    // Read again under the lock: another process may have been faster.
    const int version = version_of(database);
    if (version >= static_cast<int>(steps.size())) return;
    database.exec(steps[static_cast<std::size_t>(version)]);
    database.exec("PRAGMA user_version = " + std::to_string(version + 1));
    transaction.commit();
  }
}

}  // namespace syndic::store
