// SPDX-License-Identifier: MIT
//
// Store over SQLite. Every door goes through atomically() or reading(), so that what fails is
// undone and comes out as a StoreFailure.
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/time_format.h"
#include "store/fetch_days.h"
#include "store/item_record.h"
#include "store/judge.h"
#include "store/lookup.h"
#include "store/merge.h"
#include "store/newest_first.h"
#include "store/recall.h"
#include "store/site_record.h"
#include "store/source_record.h"
#include "store/sqlite_file.h"
#include "store/sqlite_ledger.h"
#include "store/statements.h"
#include "store/store.h"

namespace syndic::store {
namespace {

using Key = std::int64_t;

class SqliteStore final : public Store {
 public:
  SqliteStore(std::filesystem::path path, SQLite::Database database);

  Ledger& ledger() override { return ledger_; }

  std::map<std::string, model::FetchState> fetch_states() override;
  void keep(const std::string& source_id, const model::FetchState& state) override;
  void count(const std::string& source_id, const model::FetchDay& gave) override;
  std::map<std::string, std::vector<model::FetchDay>> fetch_days() override;
  History history(const std::string& source_id) override;
  std::vector<model::KnownItem> recall(const std::string& source_id,
                                       const model::Clues& clues) override;
  void remember(const std::string& source_id, const model::IdentityMemory& memory) override;
  std::map<std::string, model::SiteFeed> site_feeds() override;
  void remember(const std::string& source_id, const model::SiteFeed& feed) override;
  void rename(const std::string& from, const std::string& to) override;
  std::vector<Departed> heed_departures(const std::vector<std::string>& source_ids) override;
  bool heed_alarm(const std::string& words) override;
  std::optional<model::Timestamp> nth_newest(const std::vector<std::string>& source_ids,
                                             std::size_t n, model::Timestamp now) override;
  Change merge(const std::string& source_id, const model::Feed& feed, model::FetchState state,
               model::Timestamp now) override;
  std::vector<StoredItem> select(const Selection& selection) override;
  std::map<std::string, SourceRecord> sources() override;
  std::map<std::string, std::string> rules() override;
  Judgement judge(const std::string& source_id, const std::string& rules,
                  const Judge& judge) override;
  std::map<std::string, std::size_t> dropped(const std::string& source_id) override;
  std::vector<StoredItem> find(const Lookup& lookup, std::size_t limit) override;
  std::vector<StoredItem> find_titled(const TitleTest& wanted, std::size_t limit) override;
  std::optional<StoredItem> newest(const std::string& source_id) override;
  std::vector<model::Timestamp> newest_dates(const std::string& source_id,
                                             std::size_t limit) override;
  model::Verdict standing(const Selection& selection, const std::string& source_id,
                          const std::string& item_id) override;
  void begin_batch() override;
  void commit() override;

 private:
  template <class Work>
  auto guarded(Work work);
  template <class Work>
  auto atomically(Work work);
  template <class Work>
  auto reading(Work work);

  std::optional<Key> find_source(const std::string& source_id);
  Key source_key(const std::string& source_id);
  void set_state(Key source, const model::FetchState& state);

  std::filesystem::path path_;
  SQLite::Database database_;
  Statements statements_;
  SqliteLedger ledger_;
  std::optional<ItemFinder> finder_;          // Made when first needed: most runs change little.
  std::optional<DayCounter> day_counter_;     // Likewise.
  std::optional<SQLite::Transaction> batch_;  // Last: undone before all else goes.
};

// Runs `work` such that SQLite's exceptions come out as the operator's.
template <class Work>
auto SqliteStore::guarded(Work work) {
  try {
    return work();
  } catch (const SQLite::Exception& failure) {
    throw StoreFailure(explain(path_, failure, system_error_of(database_)));
  }
}

// All of `work` or nothing: by itself in a commit of its own, in a batch as a part of it that can
// be undone alone.
template <class Work>
auto SqliteStore::atomically(Work work) {
  return guarded([&] {
    std::optional<SQLite::Transaction> own;
    if (!batch_) {
      // At once the writer: one that reads first may find its view outdated when it comes to write.
      own.emplace(database_, SQLite::TransactionBehavior::IMMEDIATE);
    } else if (sqlite3_get_autocommit(database_.getHandle()) != 0) {
      // A full disk undoes the whole batch. What comes after must not pass for a part of it.
      throw StoreFailure("store " + path_.string() + " undid the batch after an earlier failure");
    }
    SQLite::Savepoint part(database_, "part");
    auto result = work();
    part.release();
    if (own) own->commit();
    return result;
  });
}

// Everything that `work` reads is from one state of the store.
template <class Work>
auto SqliteStore::reading(Work work) {
  return guarded([&] {
    SQLite::Savepoint snapshot(database_, "snapshot");
    auto result = work();
    snapshot.release();
    return result;
  });
}

SqliteStore::SqliteStore(std::filesystem::path path, SQLite::Database database)
    : path_(std::move(path)),
      database_(std::move(database)),
      statements_(database_),
      ledger_(
          database_,
          {.atomically =
               [this](const SqliteLedger::Work& work) { atomically([&] { return work(), true; }); },
           .reading =
               [this](const SqliteLedger::Work& work) { reading([&] { return work(), true; }); }}) {
}

std::map<std::string, model::FetchState> SqliteStore::fetch_states() {
  return guarded([&] {
    std::map<std::string, model::FetchState> states;
    SQLite::Statement rows(database_,
                           std::string("SELECT id, ") + kStateColumns + " FROM source ORDER BY id");
    while (rows.executeStep()) {
      states.emplace_hint(states.end(), rows.getColumn(0).getString(), read_state(rows, 1));
    }
    return states;
  });
}

std::map<std::string, SourceRecord> SqliteStore::sources() {
  return guarded([&] {
    std::map<std::string, SourceRecord> records;
    SQLite::Statement rows(database_, std::string("SELECT id, ") + kAboutColumns +
                                          ", newest_change, items FROM source ORDER BY id");
    while (rows.executeStep()) {
      SourceRecord record = read_source(rows);
      std::string id = record.about.id;
      records.emplace_hint(records.end(), std::move(id), std::move(record));
    }
    return records;
  });
}

std::vector<StoredItem> SqliteStore::select(const Selection& selection) {
  return reading([&] { return newest_first(database_, selection); });
}

std::map<std::string, std::string> SqliteStore::rules() {
  return guarded([&] {
    std::map<std::string, std::string> rules;
    SQLite::Statement rows(database_, "SELECT id, rules FROM source WHERE rules <> ''");
    while (rows.executeStep()) {
      rules.emplace(rows.getColumn(0).getString(), rows.getColumn(1).getString());
    }
    return rules;
  });
}

Judgement SqliteStore::judge(const std::string& source_id, const std::string& rules,
                             const Judge& judge) {
  return atomically([&] { return judge_items(database_, source_key(source_id), rules, judge); });
}

std::map<std::string, std::size_t> SqliteStore::dropped(const std::string& source_id) {
  return reading([&] {
    const auto source = find_source(source_id);
    return source ? dropped_items(database_, *source) : std::map<std::string, std::size_t>();
  });
}

std::vector<StoredItem> SqliteStore::find(const Lookup& lookup, std::size_t limit) {
  return reading([&] { return find_items(database_, lookup, limit); });
}

std::vector<StoredItem> SqliteStore::find_titled(const TitleTest& wanted, std::size_t limit) {
  return reading([&] { return store::find_titled(database_, wanted, limit); });
}

std::optional<StoredItem> SqliteStore::newest(const std::string& source_id) {
  return reading([&] { return newest_item(database_, source_id); });
}

std::vector<model::Timestamp> SqliteStore::newest_dates(const std::string& source_id,
                                                        std::size_t limit) {
  return reading([&] { return store::newest_dates(database_, source_id, limit); });
}

model::Verdict SqliteStore::standing(const Selection& selection, const std::string& source_id,
                                     const std::string& item_id) {
  return reading([&] { return standing_of(database_, selection, source_id, item_id); });
}

void SqliteStore::keep(const std::string& source_id, const model::FetchState& state) {
  atomically([&] {
    set_state(source_key(source_id), state);
    return true;
  });
}

void SqliteStore::count(const std::string& source_id, const model::FetchDay& gave) {
  atomically([&] {
    if (!day_counter_) day_counter_.emplace(database_);
    day_counter_->add(source_key(source_id), gave);
    return true;
  });
}

std::map<std::string, std::vector<model::FetchDay>> SqliteStore::fetch_days() {
  return guarded([&] { return read_fetch_days(database_); });
}

History SqliteStore::history(const std::string& source_id) {
  return guarded([&] {
    SQLite::Statement row(
        database_, std::string("SELECT items, ") + kIdentityColumns + " FROM source WHERE id = ?1");
    row.bindNoCopy(1, source_id);
    if (!row.executeStep()) return History{};
    return History{static_cast<std::size_t>(row.getColumn(0).getInt64()), read_identity(row, 1)};
  });
}

std::vector<model::KnownItem> SqliteStore::recall(const std::string& source_id,
                                                  const model::Clues& clues) {
  return reading([&] {
    const auto source = find_source(source_id);
    if (!source) return std::vector<model::KnownItem>();
    if (!finder_) finder_.emplace(database_);
    return finder_->find(*source, clues);
  });
}

void SqliteStore::remember(const std::string& source_id, const model::IdentityMemory& memory) {
  atomically([&] {
    SQLite::Statement update(database_, std::string("UPDATE source SET (") + kIdentityColumns +
                                            ") = (?,?) WHERE key = ?");
    bind_identity(update, 1, memory);
    update.bind(3, source_key(source_id));
    return update.exec();
  });
}

std::map<std::string, model::SiteFeed> SqliteStore::site_feeds() {
  return guarded([&] { return read_site_feeds(database_); });
}

void SqliteStore::remember(const std::string& source_id, const model::SiteFeed& feed) {
  atomically([&] {
    write_site_feed(database_, source_key(source_id), feed);
    return true;
  });
}

void SqliteStore::rename(const std::string& from, const std::string& to) {
  atomically([&] {
    SQLite::Statement update(database_, "UPDATE source SET id = ?2 WHERE id = ?1");
    update.bindNoCopy(1, from);
    update.bindNoCopy(2, to);
    return update.exec();
  });
}

std::vector<Departed> SqliteStore::heed_departures(const std::vector<std::string>& source_ids) {
  return atomically([&] { return note_departures(database_, source_ids); });
}

bool SqliteStore::heed_alarm(const std::string& words) {
  return atomically([&] { return note_alarm(database_, words); });
}

std::optional<model::Timestamp> SqliteStore::nth_newest(const std::vector<std::string>& source_ids,
                                                        std::size_t n, model::Timestamp now) {
  return reading([&] { return store::nth_newest(database_, source_ids, n, now); });
}

Change SqliteStore::merge(const std::string& source_id, const model::Feed& feed,
                          model::FetchState state, model::Timestamp now) {
  return atomically([&] {
    const Key source = source_key(source_id);
    const Merged merged = merge_items(statements_, source, feed, now);
    if (merged.newest_change) state.last_change = now;
    set_state(source, state);

    Use about(statements_.set_about);
    bind_about(*about, 1, feed);
    about->bind(kAboutColumnCount + 1, static_cast<std::int64_t>(merged.stored));
    bind_time(*about, kAboutColumnCount + 2, merged.newest_change);
    bind_time(*about, kAboutColumnCount + 3, merged.newest_change);
    about->bind(kAboutColumnCount + 4, source);
    about->exec();
    return merged.change;
  });
}

void SqliteStore::begin_batch() {
  commit();
  using enum SQLite::TransactionBehavior;
  const bool reads_alone = sqlite3_db_readonly(database_.getHandle(), "main") == 1;
  guarded([&] { batch_.emplace(database_, reads_alone ? DEFERRED : IMMEDIATE); });
}

void SqliteStore::commit() {
  guarded([&] {
    if (!batch_) return;
    try {
      batch_->commit();
    } catch (...) {
      batch_.reset();  // Undoes what could not be done.
      throw;
    }
    batch_.reset();
  });
}

std::optional<Key> SqliteStore::find_source(const std::string& source_id) {
  Use found(statements_.find_source);
  found->bindNoCopy(1, source_id);
  if (!found->executeStep()) return std::nullopt;
  return found->getColumn(0).getInt64();
}

// The row of the source, made where there is none.
Key SqliteStore::source_key(const std::string& source_id) {
  if (const auto found = find_source(source_id)) return *found;
  Use added(statements_.add_source);
  added->bindNoCopy(1, source_id);
  added->exec();
  return database_.getLastInsertRowid();
}

void SqliteStore::set_state(Key source, const model::FetchState& state) {
  Use update(statements_.set_state);
  bind_state(*update, 1, state);
  update->bind(kStateColumnCount + 1, source);
  update->exec();
}

}  // namespace

std::unique_ptr<Store> open_sqlite(const Options& options) {
  return std::make_unique<SqliteStore>(options.sqlite_file, open_for_writing(options.sqlite_file));
}

std::unique_ptr<Store> open_sqlite_copy(const Options& options) {
  return std::make_unique<SqliteStore>(options.sqlite_file, open_copy(options.sqlite_file));
}

std::unique_ptr<Store> open_sqlite_read_only(const Options& options) {
  auto database = open_for_reading(options.sqlite_file);
  if (!database) return nullptr;
  return std::make_unique<SqliteStore>(options.sqlite_file, std::move(*database));
}

}  // namespace syndic::store
