// SPDX-License-Identifier: MIT
#include "store/host_turns.h"

#include <unistd.h>

#include <array>
#include <iterator>
#include <random>
#include <utility>

#include "base/error.h"
#include "base/time_format.h"
#include "store/database.h"
#include "store/postgres/open.h"
#include "store/store.h"

namespace syndic::store {
namespace {

constexpr std::chrono::milliseconds kTurn{60'000};
constexpr std::chrono::milliseconds kAtWork{5'000};

// The database's time, in milliseconds since 1970, whatever transaction it is asked in.
constexpr const char* kNow = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

// "machine/1234/90ab…".
std::string name_of_process() {
  std::array<char, 256> machine{};
  ::gethostname(machine.data(), machine.size() - 1);
  std::random_device random;
  return std::string(machine.data()) + "/" + std::to_string(::getpid()) + "/" +
         std::to_string(random()) + std::to_string(random());
}

// Of the lock that a process has for as long as its connection lasts.
std::string lock_number(const std::string& process) {
  return "hashtextextended(" + process + ", 0)";
}

// Whether a process is at work: neither silent for long nor without its lock. Not to be asked of
// oneself, as one gets one's own lock.
std::string at_work() {
  return std::string("(ends > ") + kNow + " AND NOT pg_try_advisory_xact_lock_shared(" +
         lock_number("name") + "))";
}

}  // namespace

HostTurns::HostTurns(const Options& options)
    : database_(std::make_unique<Database>(name_of(options),
                                           open_postgres(options, Connection::Access::write))),
      process_(name_of_process()) {
  // Is given up when the connection ends.
  static const std::string kBegin = "SELECT pg_advisory_lock(" + lock_number("$1") + ")";
  database_->one_by_one([&] { static_cast<void>(database_->has(kBegin, process_)); });
}

HostTurns::~HostTurns() {
  try {
    database_->one_by_one([&] {
      static_cast<void>(database_->change("DELETE FROM process WHERE name = $1", process_));
    });
  } catch (const StoreFailure&) {
    // It counts as at work for five seconds more.
  }
}

void HostTurns::check() {
  if (database_->is_lost()) static_cast<void>(report_at_work());
}

// Rows are locked in the order of their hosts' names by all, so that no two processes wait for each
// other's: also those of turns that turn out to be another's. A turn of a process that ended before
// it left it may have been used up to now.
std::map<std::string, std::chrono::milliseconds> HostTurns::take(
    const std::set<std::string>& hosts) {
  std::map<std::string, std::chrono::milliseconds> free_for;
  if (hosts.empty()) return free_for;
  std::string rows;
  for (std::size_t i = 0; i < hosts.size(); ++i) {
    rows.append(i == 0 ? "($1" : ", ($" + std::to_string(i + 3));
    rows.append(", $2, ").append(kNow).append(" + $3, 0)");
  }
  return database_->one_by_one([&] {
    Query taken = database_->query(
        "INSERT INTO host_turn AS turn (host, process, ends, free_since) VALUES " + rows +
            " ON CONFLICT (host) DO UPDATE SET process = excluded.process, ends = excluded.ends, "
            "free_since = CASE WHEN turn.process = excluded.process THEN turn.free_since "
            "ELSE least(turn.ends, " +
            kNow + ") END WHERE turn.process = excluded.process OR turn.ends <= " + kNow +
            " OR pg_try_advisory_xact_lock_shared(" + lock_number("turn.process") +
            ") RETURNING host, " + kNow + " - free_since",
        *hosts.begin(), process_, kTurn.count());
    int at = 4;
    for (auto host = std::next(hosts.begin()); host != hosts.end(); ++host) taken.set(at++, *host);
    while (taken.next()) {
      free_for.emplace(taken.text(0), std::chrono::milliseconds(taken.number(1)));
    }
    return free_for;
  });
}

std::map<std::string, model::Timestamp> HostTurns::silences(model::Timestamp now) {
  return database_->one_by_one([&] {
    std::map<std::string, model::Timestamp> until;
    Query rows = database_->query(
        "SELECT retry_host, max(retry_after) FROM source WHERE retry_host <> '' "
        "AND retry_after > $1 GROUP BY retry_host",
        now);
    while (rows.next()) until.emplace(rows.text(0), rows.time_or_epoch(1));
    return until;
  });
}

std::size_t HostTurns::keep() {
  static const std::string kKeep =
      std::string("UPDATE host_turn SET ends = ") + kNow +
      " + $1 WHERE host IN (SELECT host FROM host_turn WHERE process = $2 AND ends > " + kNow +
      " ORDER BY host FOR UPDATE)";
  return database_->one_by_one([&] { return database_->change(kKeep, kTurn.count(), process_); });
}

std::size_t HostTurns::report_at_work() {
  static const std::string kReport = std::string("INSERT INTO process (name, ends) VALUES ($1, ") +
                                     kNow +
                                     " + $2) ON CONFLICT (name) DO UPDATE SET ends = excluded.ends";
  static const std::string kCount = "SELECT count(*) FROM process WHERE name = $1 OR " + at_work();
  return database_->one_by_one([&] {
    database_->run(kReport, process_, kAtWork.count());
    return static_cast<std::size_t>(database_->key(kCount, process_).value());
  });
}

void HostTurns::leave(const std::set<std::string>& hosts) noexcept {
  if (hosts.empty()) return;
  try {
    std::string names;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
      names.append(i == 0 ? "$" : ", $").append(std::to_string(i + 2));
    }
    database_->one_by_one([&] {
      Query left = database_->query(
          std::string("UPDATE host_turn SET ends = ") + kNow +
              " WHERE host IN (SELECT host FROM host_turn WHERE process = $1 AND host IN (" +
              names + ") ORDER BY host FOR UPDATE)",
          process_);
      int at = 2;
      for (const std::string& host : hosts) left.set(at++, host);
      left.change();
    });
  } catch (const std::exception&) {
    // The connection is lost, as the next call tells.
  }
}

bool is_any_at_work(const Options& options) {
  auto connection = open_postgres(options, Connection::Access::read);
  if (connection == nullptr) return false;
  Database database(name_of(options), std::move(connection));
  return database.one_by_one(
      [&] { return database.has("SELECT 1 FROM process WHERE " + at_work() + " LIMIT 1"); });
}

}  // namespace syndic::store
