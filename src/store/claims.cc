// SPDX-License-Identifier: MIT
//
// Which of the processes that share a store asks a source: who writes first that it does.
#include <bit>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/many_rows.h"
#include "store/source_record.h"
#include "store/store.h"

namespace syndic::store {
namespace {

// "(VALUES ($1, $2), ($3, $4)) AS known": rows of parameters, which are called known.column1 and so
// on. Their number is a power of two, so that few such statements are prepared; those that are not
// set match nothing.
std::string known_rows(std::size_t rows, std::size_t columns) {
  return "(VALUES " + parameters_of_rows(std::bit_ceil(rows), columns) + ") AS known";
}

// The keys of those sources that nobody has asked since `before`. Nobody else can claim them until
// the batch is committed.
std::set<Key> unasked(Database& database, const std::vector<Claim>& claims,
                      const std::vector<Key>& keys) {
  Query rows =
      database.query("SELECT key FROM source JOIN " + known_rows(claims.size(), 3) +
                     " ON key = known.column1 WHERE asked IS NOT DISTINCT FROM known.column2 "
                     "AND last_fetch IS NOT DISTINCT FROM known.column3" +
                     database.lock_of("source"));
  int at = 1;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    rows.set(at++, keys[i]);
    rows.set(at++, claims[i].before.asked);
    rows.set(at++, claims[i].before.last_fetch);
  }
  std::set<Key> unasked;
  while (rows.next()) unasked.insert(rows.number(0));
  return unasked;
}

// Whether the claim changes nothing but what write_askings() writes.
bool only_asks(const Claim& claim) {
  model::FetchState asking = claim.before;
  asking.setup = claim.state.setup;
  asking.asked = claim.state.asked;
  asking.next_due = claim.state.next_due;
  return asking == claim.state;
}

struct AskedSource {
  Key key;
  const model::FetchState* state;
};

// That they are asked, in one statement.
void write_askings(Database& database, const std::vector<AskedSource>& sources) {
  if (sources.empty()) return;
  Query update = database.query(
      "UPDATE source SET setup = known.column2, asked = known.column3, next_due = known.column4 "
      "FROM " +
      known_rows(sources.size(), 4) + " WHERE key = known.column1");
  int at = 1;
  for (const auto& [key, state] : sources) {
    update.set(at++, key);
    update.set(at++, state->setup);
    update.set(at++, state->asked);
    update.set(at++, state->next_due);
  }
  for (std::size_t row = sources.size(); row < std::bit_ceil(sources.size()); ++row) {
    update.set(at++, std::optional<Key>());
    update.set(at++, std::optional<std::string>());
    at += 2;
  }
  update.run();
}

}  // namespace

std::set<std::string> Store::claim(const std::vector<Claim>& claims) {
  std::set<std::string> refused;
  database_->atomically([&] {
    std::vector<std::string> ids;
    ids.reserve(claims.size());
    for (const Claim& claim : claims) ids.push_back(claim.source_id);
    const std::vector<Key> keys = source_keys(*database_, ids);
    const std::set<Key> free = unasked(*database_, claims, keys);
    std::vector<AskedSource> asked;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      const Claim& claim = claims[i];
      const bool is_again = claimed_.contains(claim.source_id);
      if (!free.contains(keys[i]) && !is_again) {
        refused.insert(claim.source_id);
      } else if (only_asks(claim) && !is_again) {
        asked.push_back({keys[i], &claim.state});
      } else {
        write_state(*database_, keys[i], claim.state);
      }
    }
    write_askings(*database_, asked);
  });
  for (const Claim& claim : claims) {
    if (!refused.contains(claim.source_id)) ++claimed_[claim.source_id];
  }
  return refused;
}

void Store::unclaim(const Claim& claim) {
  const auto claimed = claimed_.find(claim.source_id);
  if (claimed == claimed_.end() || claimed->second > 1) return;
  keep(claim.source_id, claim.before);
  claimed_.erase(claimed);
}

}  // namespace syndic::store
