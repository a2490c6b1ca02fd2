// SPDX-License-Identifier: MIT
#include "store/store.h"

#include <utility>

#include "store/copy.h"
#include "store/database.h"
#include "store/ledger.h"
#include "store/postgres/open.h"
#include "store/postgres/store_url.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/file.h"
#include "store/unchanged.h"

namespace syndic::store {
namespace {

std::unique_ptr<Store> store_over(const Options& options, std::unique_ptr<Connection> connection) {
  return std::make_unique<Store>(
      std::make_unique<Database>(name_of(options), std::move(connection)));
}

std::unique_ptr<Store> store_over(const Options& options, SQLite::Database database) {
  return store_over(options, sqlite_connection(options.sqlite_file, std::move(database)));
}

// A private store on SQLite with what the one on PostgreSQL has at this moment.
std::unique_ptr<Connection> copy_of_postgres(const Options& options) {
  const auto original = open_postgres(options, Connection::Access::read);
  try {
    auto copy = sqlite_connection({}, temporary_store());
    if (original == nullptr) return copy;
    original->begin(Connection::Access::read);
    copy->begin(Connection::Access::write);
    copy_rows(*original, *copy);
    copy->commit(false);
    return copy;
  } catch (const DatabaseError& failure) {
    throw failure_of(options, failure);
  } catch (const SQLite::Exception& failure) {
    throw StoreFailure("store " + name_of(options) + " cannot be copied: " + failure.what());
  }
}

}  // namespace

std::string name_of(const Options& options) {
  return options.is_on_postgres() ? shown_store_url(options.postgres_url)
                                  : options.sqlite_file.string();
}

Store::Store(std::unique_ptr<Database> database)
    : database_(std::move(database)), ledger_(std::make_unique<Ledger>(*database_)) {}

Store::~Store() = default;

Ledger& Store::ledger() { return *ledger_; }

std::string Store::alarm() {
  return database_->reading([&] {
    Query last = database_->query("SELECT words FROM alarm");
    return last.next() ? last.text(0) : std::string();
  });
}

void Store::record_alarm(const std::string& words) {
  if (alarm() == words) return;
  database_->atomically([&] {
    database_->run(
        "INSERT INTO alarm (key, words) VALUES (1, $1) "
        "ON CONFLICT (key) DO UPDATE SET words = excluded.words",
        words);
  });
}

std::optional<model::Timestamp> Store::database_time() {
  const char* const clock = database_->clock();
  if (clock == nullptr) return std::nullopt;
  return database_->reading([&]() -> std::optional<model::Timestamp> {
    Query row = database_->query(std::string("SELECT ") + clock);
    return row.next() ? row.time(0) : std::nullopt;
  });
}

bool Store::take_right_to_publish() { return database_->take_right_to_publish(); }

void Store::begin_batch() {
  commit(Durability::process_end);
  database_->begin_batch();
}

void Store::commit(Durability durability) {
  const bool has_server = database_->clock() != nullptr;
  const bool must_last =
      durability == Durability::power_loss || (durability == Durability::server_end && has_server);
  database_->commit(must_last);
  if (must_last) database_->sync();
}

std::unique_ptr<Store> open(const Options& options) {
  if (options.is_on_postgres()) {
    return store_over(options, open_postgres(options, Connection::Access::write));
  }
  return store_over(options, open_for_writing(options.sqlite_file));
}

std::unique_ptr<Store> open_copy(const Options& options) {
  if (options.is_on_postgres()) return store_over(options, copy_of_postgres(options));
  return store_over(options, open_copy_of(options.sqlite_file));
}

std::unique_ptr<Store> open_read_only(const Options& options) {
  if (options.is_on_postgres()) {
    auto connection = open_postgres(options, Connection::Access::read);
    return connection ? store_over(options, std::move(connection)) : nullptr;
  }
  auto connection = open_for_reading(options.sqlite_file);
  return connection ? store_over(options, std::move(*connection)) : nullptr;
}

std::unique_ptr<Store> open_to_look(const Options& options) {
  auto store = open_read_only(options);
  return store ? std::move(store) : open({.sqlite_file = ":memory:"});
}

}  // namespace syndic::store
