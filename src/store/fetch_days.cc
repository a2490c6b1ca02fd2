// SPDX-License-Identifier: MIT
#include "store/fetch_days.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

namespace syndic::store {
namespace {

// Binds fetches, failures, unchanged, bytes and added, then source and day.
void run(SQLite::Statement& statement, std::int64_t source, const model::FetchDay& gave) {
  statement.reset();
  int at = 1;
  for (const std::int64_t value :
       {gave.fetches, gave.failures, gave.unchanged, gave.bytes, gave.added, source, gave.day}) {
    statement.bind(at++, value);
  }
  statement.exec();
}

}  // namespace

DayCounter::DayCounter(const SQLite::Database& database)
    : add_(database,
           "UPDATE fetch_day SET fetches = fetches + ?, failures = failures + ?, "
           "unchanged = unchanged + ?, bytes = bytes + ?, added = added + ? "
           "WHERE source_key = ? AND day = ?"),
      begin_(database,
             "INSERT INTO fetch_day (fetches, failures, unchanged, bytes, added, source_key, day) "
             "VALUES (?,?,?,?,?,?,?)"),
      // A day ahead comes from a clock that was wrong.
      forget_(database, "DELETE FROM fetch_day WHERE source_key = ? AND (day <= ? OR day > ?)") {}

void DayCounter::add(std::int64_t source, const model::FetchDay& gave) {
  run(add_, source, gave);
  if (add_.getChanges() > 0) return;
  run(begin_, source, gave);
  forget_.reset();
  forget_.bind(1, source);
  forget_.bind(2, gave.day - kDaysKept);
  forget_.bind(3, gave.day);
  forget_.exec();
}

std::map<std::string, std::vector<model::FetchDay>> read_fetch_days(
    const SQLite::Database& database) {
  std::map<std::string, std::vector<model::FetchDay>> days;
  SQLite::Statement rows(database,
                         "SELECT id, day, fetches, fetch_day.failures, unchanged, bytes, added "
                         "FROM fetch_day JOIN source ON source.key = source_key "
                         "ORDER BY source_key, day");
  while (rows.executeStep()) {
    const auto number = [&](int column) { return rows.getColumn(column).getInt64(); };
    days[rows.getColumn(0).getString()].push_back({.day = number(1),
                                                   .fetches = number(2),
                                                   .failures = number(3),
                                                   .unchanged = number(4),
                                                   .bytes = number(5),
                                                   .added = number(6)});
  }
  return days;
}

}  // namespace syndic::store
