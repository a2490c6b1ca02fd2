// SPDX-License-Identifier: MIT
#include "store/postgres/migrations.h"

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "store/postgres/feed_set.h"
#include "store/postgres/schema.h"

namespace syndic::store {
namespace {

using namespace std::chrono_literals;

// They read whole tables, and take as long as they take.
constexpr const char* kPatience = R"sql(
SET LOCAL statement_timeout = 0;
SET LOCAL enable_seqscan = on;
SET LOCAL enable_sort = on;
SET LOCAL enable_hashjoin = on;
SET LOCAL enable_mergejoin = on;
)sql";

// The advisory lock that all who use the store share.
std::string lock_of_users() {
  return "(" + std::to_string(kUsersLock) + ", hashtext(current_schema()))";
}

// Milliseconds that a lock is waited for; 0: as long as it takes.
std::chrono::milliseconds lock_timeout(Wire& wire) {
  return std::chrono::milliseconds(
      std::stoll(wire.ask("SELECT setting FROM pg_settings WHERE name = 'lock_timeout'")));
}

// Waits until nobody else uses the store. It asks again and again, as whoever queued for the lock
// would keep those out who have begun to use the store and open another connection: each would wait
// for the other.
void begin_alone(Wire& wire, const std::string& what) {
  constexpr std::chrono::milliseconds kBetweenLooks = 100ms;
  wire.execute("SELECT pg_advisory_unlock_all()");
  const std::chrono::milliseconds patience = lock_timeout(wire);
  wire.execute("BEGIN");
  const std::string try_lock = "SELECT pg_try_advisory_xact_lock" + lock_of_users();
  for (auto waited = 0ms; wire.ask(try_lock) != "t"; waited += kBetweenLooks) {
    if (patience > 0ms && waited >= patience) {
      throw DatabaseError(what + " while another syndic uses it: stop that, all workers too, and " +
                          "run again");
    }
    std::this_thread::sleep_for(kBetweenLooks);
  }
}

void apply(Wire& wire, const PostgresMigration& step, const std::vector<FeedSet>& sets) {
  const auto within = [&](const FeedSet& set, const std::string& sql) {
    wire.execute("SET LOCAL search_path = " + set.search_path + "; " + sql);
  };
  within(sets.front(), step.of_store);
  for (const FeedSet& set : sets) within(set, for_set(step.of_set, set));
}

}  // namespace

std::span<const PostgresMigration> postgres_migrations() { return {}; }

int use_store(Wire& wire) {
  wire.execute("SELECT pg_advisory_lock_shared" + lock_of_users());
  return version_of(wire);
}

void migrate(Wire& wire, std::span<const PostgresMigration> steps) {
  const int latest = kFirstOnPostgres + static_cast<int>(steps.size());
  const int before = version_of(wire);
  const std::string what =
      "cannot be brought from version " + std::to_string(before) + " to " + std::to_string(latest);
  begin_alone(wire, what);
  try {
    wire.execute(kPatience);
    const std::vector<FeedSet> sets = sets_there(wire);
    for (int version = version_of(wire); version < latest; ++version) {
      apply(wire, steps[static_cast<std::size_t>(version - kFirstOnPostgres)], sets);
    }
    wire.execute("SET LOCAL search_path = " + sets.front().search_path +
                 "; UPDATE syndic_store SET version = greatest(version, " + std::to_string(latest) +
                 "); COMMIT");
  } catch (const DatabaseError& error) {
    throw DatabaseError(what + ": it " + error.what());
  }
}

}  // namespace syndic::store
