// SPDX-License-Identifier: MIT
//
// Ledger over SQLite, as a part of the store that it belongs to.
#pragma once

#include <SQLiteCpp/Database.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/ledger.h"

namespace syndic::store {

class SqliteLedger final : public Ledger {
 public:
  using Work = std::function<void()>;

  /// How the store runs work: what writes as a whole or not at all, what reads on one state; either
  /// lets SQLite's exceptions out as its own.
  struct Runners {
    std::function<void(const Work&)> atomically;
    std::function<void(const Work&)> reading;
  };

  /// Borrows the database.
  SqliteLedger(SQLite::Database& database, Runners run)
      : database_(database), run_(std::move(run)) {}

  bool withdraw(const Withdrawal& withdrawal) override;
  bool restore(const std::string& source_id, const std::string& id) override;
  std::optional<Withdrawal> withdrawal_of(const std::string& source_id,
                                          const std::string& id) override;
  std::size_t follow(const std::string& source_id, const std::vector<model::Tombstone>& deleted,
                     const std::vector<std::string>& present, model::Timestamp now) override;
  std::vector<Withdrawal> withdrawn_from(const std::string& feed, std::size_t limit) override;
  void note_window(const std::string& source_id, const std::vector<std::string>& ids,
                   model::Timestamp now) override;
  std::map<std::string, std::vector<Vanished>> vanished() override;
  std::vector<Archive> settle(const Shelf& shelf, const std::vector<StoredItem>& shown) override;
  std::vector<StoredItem> archived(const Shelf& shelf, int number) override;
  bool keeps(const Shelf& shelf, const std::string& id) override;
  void refreshed(const std::string& feed, int number) override;
  void settled(const std::vector<std::string>& feeds) override;
  std::map<std::string, FileRecord> files() override;
  void left(const std::map<std::string, FileRecord>& files) override;
  std::map<std::string, model::Timestamp> note_unused(const std::set<std::string>& used,
                                                      model::Timestamp now) override;
  std::map<std::string, model::Timestamp> unused() override;
  void forget(const std::vector<std::string>& files) override;
  void remember(const Publication& publication) override;
  std::optional<Publication> publication() override;

 private:
  template <class Function>
  auto atomically(Function function);
  template <class Function>
  auto reading(Function function);

  SQLite::Database& database_;
  Runners run_;
};

}  // namespace syndic::store
