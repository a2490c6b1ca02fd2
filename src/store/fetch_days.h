// SPDX-License-Identifier: MIT
//
// Table fetch_day: what asking each source gave, a row a day.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/fetch_day.h"

namespace syndic::store {

/// Days that are kept of each source, today included.
inline constexpr std::int64_t kDaysKept = 90;

/// Store::count. Throws SQLite::Exception, as do the others.
class DayCounter {
 public:
  /// Borrows the database, and prepares its statements there.
  explicit DayCounter(const SQLite::Database& database);

  /// Adds to the day of the source with that key. The first fetch of a day forgets old days.
  void add(std::int64_t source, const model::FetchDay& gave);

 private:
  SQLite::Statement add_;
  SQLite::Statement begin_;
  SQLite::Statement forget_;
};

/// Store::fetch_days.
[[nodiscard]] std::map<std::string, std::vector<model::FetchDay>> read_fetch_days(
    const SQLite::Database& database);

}  // namespace syndic::store
