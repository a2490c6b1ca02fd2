// SPDX-License-Identifier: MIT
#include "store/sqlite/upkeep.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Column.h>
#include <sqlite3.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/printable.h"
#include "store/file_aside.h"
#include "store/looks.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/file.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/schema.h"
#include "store/unchanged.h"

namespace syndic::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFaults = 20;

constexpr const char* kSave =
    "; restore a backup, or save what can be read: syndic store export, then import";

// Whether the file begins as a store of any version does.
bool begins_as_store(const fs::path& file) {
  try {
    const auto header = SQLite::Database::getHeaderInfo(file.string());
    return header.applicationId == static_cast<unsigned long>(kApplicationId);
  } catch (const SQLite::Exception&) {
    return false;  // It is shorter than a database, or another kind of file.
  }
}

bool has_beside(const fs::path& file, std::string_view ending) {
  std::error_code ignored;  // What cannot be looked at is reported by who opens it.
  return fs::exists(file.string().append(ending), ignored);
}

// Why the backup may not be written to `place`; empty if it may.
std::string objection_to(const fs::path& place, const fs::path& store) {
  if (belongs_to_store(place, store)) return "it is the store itself, or belongs to it";
  std::error_code error;
  const fs::file_status status = fs::status(place, error);
  if (status.type() == fs::file_type::not_found) return {};
  if (status.type() == fs::file_type::none) return error.message();
  if (status.type() == fs::file_type::directory) return "it is a folder";
  if (status.type() != fs::file_type::regular) return "it is no file";
  if (fs::file_size(place, error) == 0 && !error) return {};
  if (!begins_as_store(place)) return "a file that is no store is there";
  for (const std::string_view ending : kBesideStore) {
    if (!has_beside(place, ending)) continue;
    return "it is a store in use, as " + place.string().append(ending) + " tells";
  }
  return {};
}

void refuse_bad_place(const fs::path& file, const fs::path& store) {
  const std::string objection = objection_to(place_of(file), store);
  if (objection.empty()) return;
  throw FileFailure("cannot back up to " + file.string() + ": " + objection +
                    "; name another file");
}

// A copy of a store with a log says that it has one, too, and whoever only reads it would put a log
// beside it. These two bytes (https://www.sqlite.org/fileformat2.html §1.3.3) say that it has none.
void mark_as_without_log(const fs::path& copy) {
  std::fstream bytes(copy, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(18);
  bytes.write("\1\1", 2);
  if (!bytes.flush()) throw FileFailure("cannot write " + copy.string());
}

void copy_pages(SQLite::Database& original, const fs::path& to) {
  SQLite::Database copy(to.string(), SQLite::OPEN_READWRITE, 0, kWithoutLocks);
  copy.exec("PRAGMA journal_mode = OFF");  // Nobody needs half of it.
  copy.exec("PRAGMA synchronous = OFF");   // It is synced before it is put.
  SQLite::Backup backup(copy, original);
  if (const int result = backup.executeStep(); result != SQLITE_DONE) {
    throw SQLite::Exception(sqlite3_errstr(result), result);
  }
}

// Runs a look at the store, which may end at a damaged page.
template <class Look>
void look(std::vector<std::string>& faults, Look look_at) {
  try {
    look_at();
  } catch (const DatabaseError& failure) {
    faults.push_back(base::printable_line(failure.said()) + kSave);
  }
}

// What integrity_check is asked for: at most so many faults of all, or the tables one by one.
// Before version 18 the key of facet_item was in an order that SQLite 3.40 takes for damage.
std::vector<std::string> subjects_of_check(int version) {
  constexpr int kFirstInKeyOrder = 18;
  if (version >= kFirstInKeyOrder) return {std::to_string(kMostFaults)};
  std::vector<std::string> subjects;
  for (const TableShape& table : tables_of(version)) {
    if (table.name != "facet_item") subjects.push_back(quoted_name(table.name));
  }
  return subjects;
}

// As SQLite says them, in one line each; empty if its pages and indexes are whole.
std::vector<std::string> faults_of_pages(const Unchanged& store) {
  std::vector<std::string> faults;
  look(faults, [&] {
    for (const std::string& subject : subjects_of_check(store.version)) {
      const auto rows = store.connection->prepare("PRAGMA integrity_check(" + subject + ")");
      while (rows->next()) {
        const std::string said = rows->text(0);
        if (said != "ok") faults.push_back(base::printable_line(said) + kSave);
      }
    }
  });
  return faults;
}

Summary checked_summary(const fs::path& copy, const fs::path& store, const fs::path& file) {
  SQLite::Database database(copy.string(), SQLite::OPEN_READONLY, 0, kWithoutLocks);
  const int version = database.execAndGet("PRAGMA user_version").getInt();
  const Unchanged copied = {sqlite_connection(copy, std::move(database)), version};
  const std::vector<std::string> faults = faults_of_pages(copied);
  if (faults.empty()) return summary_of(*copied.connection, version);
  throw StoreFailure("store " + store.string() + " is damaged and was not backed up, " +
                     file.string() + " stays as it was: " + faults[0]);
}

// What the schema of its version has and the store has not, and triggers that would change rows.
void look_at_schema(const Unchanged& store, std::vector<std::string>& faults) {
  const auto model = sqlite_connection({}, empty_store(store.version));
  const std::set<std::string> due = parts_of(*model);
  const std::set<std::string> there = parts_of(*store.connection);
  for (const std::string& part : due) {
    if (!there.contains(part)) faults.push_back("the " + part + " is missing" + kSave);
  }
  for (const std::string& part : there) {
    if (!part.starts_with("trigger ") || due.contains(part)) continue;
    faults.push_back("the " + base::printable_line(part) +
                     " is none of syndic's; remove it with sqlite3");
  }
}

std::uintmax_t bytes_on_disk(const fs::path& store) {
  const fs::path place = place_of(store);
  std::uintmax_t bytes = 0;
  for (const fs::path& file : {place, fs::path(place.string() + "-wal")}) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(file, error);
    if (!error) bytes += size;
  }
  return bytes;
}

}  // namespace

Summary back_up_file(const fs::path& store, const fs::path& file) {
  SQLite::Database original = open_as_it_is(store);
  refuse_bad_place(file, store);
  FileAside aside(file);
  try {
    copy_pages(original, aside.path());
    mark_as_without_log(aside.path());
    const Summary summary = checked_summary(aside.path(), store, file);
    aside.put();
    return summary;
  } catch (const SQLite::Exception& failure) {
    const int code = primary_code(failure);
    if (code != SQLITE_FULL && code != SQLITE_IOERR) throw failure_of(store, failure);
    throw FileFailure("cannot back up to " + file.string() + ", which stays as it was: " +
                      (code == SQLITE_FULL
                           ? "its disk is full; make room, or name a file on another"
                           : "the disk reports an error; is it full?"));
  }
}

std::string why_no_store(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) return "there is no such file; check the name";
  if (status.type() == fs::file_type::directory) return "it is a folder; name the store in it";
  if (status.type() != fs::file_type::regular) return error ? error.message() : "it is no file";
  // What begins a new store may be in its log still.
  if (has_beside(place_of(file), "-wal") || ::access(file.c_str(), R_OK) != 0) return {};
  return begins_as_store(file) ? std::string() : "it is no store of syndic; check the name";
}

Checkup check_file(const fs::path& file) {
  const Unchanged store = open_unchanged({.sqlite_file = file});
  Checkup checkup;
  std::vector<std::string>& faults = checkup.faults;
  store.connection->begin(Connection::Access::read);
  faults = faults_of_pages(store);
  if (!faults.empty()) return checkup;  // What else it says would follow from that.
  look(faults, [&] { checkup.summary = summary_of(*store.connection, store.version); });
  look(faults, [&] { look_at_schema(store, faults); });
  look(faults, [&] { look_at_references(*store.connection, store.version, kSave, faults); });
  look(faults, [&] { look_at_counts(*store.connection, faults); });
  return checkup;
}

Compaction compact_file(const fs::path& store) {
  Compaction compaction{.before = bytes_on_disk(store)};
  static_cast<void>(open_as_it_is(store));  // None is made.
  SQLite::Database database = open_for_writing(store);
  try {
    database.exec("VACUUM");
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (const SQLite::Exception& failure) {
    if (primary_code(failure) != SQLITE_FULL) throw failure_of(store, failure);
    throw StoreFailure(
        "store " + store.string() +
        " stays as it is: the disk is full; to compact it takes as much room as it "
        "has, both in its folder and in the one for temporary files (SQLITE_TMPDIR)");
  }
  compaction.after = bytes_on_disk(store);
  return compaction;
}

}  // namespace syndic::store
