// SPDX-License-Identifier: MIT
#include "store/sqlite_ledger.h"

#include "store/archives.h"
#include "store/published_files.h"
#include "store/windows.h"
#include "store/withdrawals.h"

namespace syndic::store {

template <class Function>
auto SqliteLedger::atomically(Function function) {
  std::optional<decltype(function())> result;
  run_.atomically([&] { result.emplace(function()); });
  return *std::move(result);
}

template <class Function>
auto SqliteLedger::reading(Function function) {
  std::optional<decltype(function())> result;
  run_.reading([&] { result.emplace(function()); });
  return *std::move(result);
}

bool SqliteLedger::withdraw(const Withdrawal& withdrawal) {
  return atomically([&] { return withdraw_item(database_, withdrawal); });
}

bool SqliteLedger::restore(const std::string& source_id, const std::string& id) {
  return atomically([&] { return restore_item(database_, source_id, id); });
}

std::optional<Withdrawal> SqliteLedger::withdrawal_of(const std::string& source_id,
                                                      const std::string& id) {
  return reading([&] { return find_withdrawal(database_, source_id, id); });
}

std::size_t SqliteLedger::follow(const std::string& source_id,
                                 const std::vector<model::Tombstone>& deleted,
                                 const std::vector<std::string>& present, model::Timestamp now) {
  return atomically([&] { return follow_tombstones(database_, source_id, deleted, present, now); });
}

std::vector<Withdrawal> SqliteLedger::withdrawn_from(const std::string& feed, std::size_t limit) {
  return reading([&] { return withdrawn_from_feed(database_, feed, limit); });
}

void SqliteLedger::note_window(const std::string& source_id, const std::vector<std::string>& ids,
                               model::Timestamp now) {
  run_.atomically([&] { note_source_window(database_, source_id, ids, now); });
}

std::map<std::string, std::vector<Vanished>> SqliteLedger::vanished() {
  return reading([&] { return vanished_items(database_); });
}

std::vector<Archive> SqliteLedger::settle(const Shelf& shelf,
                                          const std::vector<StoredItem>& shown) {
  return atomically([&] { return settle_archives(database_, shelf, shown); });
}

std::vector<StoredItem> SqliteLedger::archived(const Shelf& shelf, int number) {
  return reading([&] { return archived_items(database_, shelf, number); });
}

bool SqliteLedger::keeps(const Shelf& shelf, const std::string& id) {
  return reading([&] { return is_kept(database_, shelf, id); });
}

void SqliteLedger::refreshed(const std::string& feed, int number) {
  run_.atomically([&] { mark_refreshed(database_, feed, number); });
}

void SqliteLedger::settled(const std::vector<std::string>& feeds) {
  run_.atomically([&] {
    forget_changes(database_, feeds);
    forget_publication(database_);
  });
}

void SqliteLedger::remember(const Publication& publication) {
  run_.atomically([&] { remember_publication(database_, publication); });
}

std::optional<Publication> SqliteLedger::publication() {
  return reading([&] { return last_publication(database_); });
}

std::map<std::string, FileRecord> SqliteLedger::files() {
  return reading([&] { return files_as_left(database_); });
}

void SqliteLedger::left(const std::map<std::string, FileRecord>& files) {
  run_.atomically([&] { note_files(database_, files); });
}

std::map<std::string, model::Timestamp> SqliteLedger::note_unused(const std::set<std::string>& used,
                                                                  model::Timestamp now) {
  return atomically([&] { return note_unused_files(database_, used, now); });
}

std::map<std::string, model::Timestamp> SqliteLedger::unused() {
  return reading([&] { return unused_files(database_); });
}

void SqliteLedger::forget(const std::vector<std::string>& files) {
  run_.atomically([&] { forget_files(database_, files); });
}

}  // namespace syndic::store
