// SPDX-License-Identifier: MIT
//
// What came in lately. It is asked for once a day or week, so it is a pass over the items and not
// worth an index; of each, only what the rule asks about is read.
#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time_format.h"
#include "store/select.h"
#include "store/store.h"

namespace syndic::store {
namespace {

const std::string& arrival_columns() {
  static const std::string kColumns =
      "SELECT item.key, source.id, first_seen, published, "
      "EXISTS (SELECT 1 FROM late_item WHERE item_key = item.key) "
      "FROM item JOIN source ON source.key = source_key WHERE dropped_by = '' AND ";
  return kColumns;
}

Arrival read_arrival(const Query& row) {
  return {.source_id = row.text(1),
          .first_seen = row.time_or_epoch(2),
          .published = row.time_or_epoch(3),
          .came_late = row.number(4) != 0};
}

using Wanted = std::vector<std::pair<Key, std::string>>;  // With the ids of their sources.

Wanted wanted(Database& database, const ArrivalRule& rule) {
  Wanted wanted;
  Query rows = database.query(
      arrival_columns() + "first_seen >= $1 ORDER BY published DESC, item.id, item.key",
      base::to_unix_seconds(rule.since));
  while (rows.next()) {
    Arrival arrival = read_arrival(rows);
    if (rule.is_wanted(arrival)) wanted.emplace_back(rows.number(0), std::move(arrival.source_id));
  }
  return wanted;
}

bool was_told(Database& database, const ArrivalRule& rule, const std::vector<Key>& copies) {
  return std::ranges::any_of(copies, [&](Key copy) {
    Query row = database.query(arrival_columns() + "item.key = $1", copy);
    return row.next() && rule.was_told(read_arrival(row));
  });
}

}  // namespace

Arrivals Store::arrivals(const Selection& selection, const ArrivalRule& rule) {
  return database_->reading([&] {
    Arrivals arrivals;
    ItemPicker picker(*database_, selection);
    std::map<std::string, std::size_t> of_source;
    for (const auto& [key, source_id] : wanted(*database_, rule)) {
      if (!picker.verdict(key).wins() || was_told(*database_, rule, picker.copies(key))) continue;
      const bool has_room =
          arrivals.items.size() < selection.limit &&
          (!selection.max_per_source || ++of_source[source_id] <= *selection.max_per_source);
      auto stored = has_room ? picker.pick(key) : std::nullopt;
      if (stored) {
        arrivals.items.push_back(*std::move(stored));
      } else {
        ++arrivals.more;
      }
    }
    return arrivals;
  });
}

}  // namespace syndic::store
