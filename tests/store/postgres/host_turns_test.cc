// SPDX-License-Identifier: MIT
//
// Whose turn hosts are, as several processes see it: each HostTurns is one. Where there is no
// server, there is nothing to do.
#include "store/host_turns.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "base/error.h"
#include "tests/store/filled.h"
#include "tests/support/temp_dir.h"

namespace host_turns_test {

using namespace syndic;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Hosts = std::set<std::string>;
using std::chrono::milliseconds;

namespace {

bool has_server() { return !test::shared_postgres().empty(); }

// An empty store.
class Fixture {
 public:
  Fixture() {
    if (has_server()) test::open(dir_.path());
  }

  [[nodiscard]] store::Options options() const { return test::options_of(dir_.path()); }
  void sql(const std::string& statement) const { test::change(dir_.path(), statement); }

 private:
  test::TempDir dir_;
};

Hosts taken(store::HostTurns& turns, const Hosts& hosts) {
  Hosts taken;
  for (const auto& [host, free_for] : turns.take(hosts)) taken.insert(host);
  return taken;
}

}  // namespace

TEST_CASE("a host is one process's turn, until that leaves it") {
  if (!has_server()) return;
  const Fixture f;
  store::HostTurns one(f.options());
  store::HostTurns other(f.options());
  CHECK(taken(one, {"a", "b"}) == Hosts{"a", "b"});
  CHECK(taken(one, {"a"}) == Hosts{"a"});
  CHECK(taken(other, {"a", "b", "c"}) == Hosts{"c"});
  one.leave({"b", "c"});
  CHECK(taken(other, {"a", "b", "c"}) == Hosts{"b", "c"});
  CHECK(one.keep() == 1);
}

TEST_CASE("a turn that is not kept ends after a minute") {
  if (!has_server()) return;
  const Fixture f;
  store::HostTurns one(f.options());
  store::HostTurns other(f.options());
  CHECK(taken(one, {"a", "b"}) == Hosts{"a", "b"});
  f.sql("UPDATE host_turn SET ends = ends - 60000 WHERE host = 'a'");
  CHECK(taken(other, {"a", "b"}) == Hosts{"a"});
  CHECK(one.keep() == 1);
}

TEST_CASE("the turns of a process that ended are free at once, as if it had asked just now") {
  if (!has_server()) return;
  const Fixture f;
  store::HostTurns other(f.options());
  {
    store::HostTurns ended(f.options());
    CHECK(taken(ended, {"a", "b"}) == Hosts{"a", "b"});
    ended.leave({"b"});
    f.sql("UPDATE host_turn SET ends = ends - 5000 WHERE host = 'b'");
  }
  auto free_for = other.take({"a", "b"});
  while (!free_for.contains("a")) {  // The server takes a moment to see that it ended.
    std::this_thread::sleep_for(milliseconds(5));
    free_for = other.take({"a", "b"});
  }
  CHECK(free_for.at("a") < milliseconds(5000));
  CHECK(free_for.at("b") >= milliseconds(5000));
}

TEST_CASE("a process is at work as long as its connection lasts") {
  if (!has_server()) return;
  const Fixture f;
  CHECK_FALSE(store::is_any_at_work(f.options()));
  store::HostTurns one(f.options());
  CHECK(one.report_at_work() == 1);
  CHECK(store::is_any_at_work(f.options()));
  {
    store::HostTurns other(f.options());
    CHECK(other.report_at_work() == 2);
    CHECK(one.report_at_work() == 2);
    f.sql("CREATE TABLE kept AS SELECT * FROM process");
  }
  // As if the other had been killed: what it said last is there.
  f.sql("INSERT INTO process SELECT * FROM kept ON CONFLICT DO NOTHING");
  while (one.report_at_work() != 1) std::this_thread::sleep_for(milliseconds(5));
}

TEST_CASE("a process whose connection was closed finds it out before it asks") {
  if (!has_server()) return;
  const Fixture f;
  store::HostTurns one(f.options());
  CHECK(taken(one, {"a"}) == Hosts{"a"});
  CHECK_NOTHROW(one.check());
  store::HostTurns other(f.options());
  f.sql(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks JOIN pg_stat_activity USING (pid) "
      "WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint << 32 | objid::bigint = "
      "(SELECT hashtextextended(process, 0) FROM host_turn)");
  CHECK_THROWS_WITH(one.check(), Contains(" was closed") && EndsWith("; run again"));
  CHECK(taken(other, {"a"}) == Hosts{"a"});
}

// One that keeps its turns and one that asks for the same hosts lock the same rows.
TEST_CASE("processes that take and keep the same turns do not wait for each other for ever") {
  if (!has_server()) return;
  const Fixture f;
  store::HostTurns one(f.options());
  store::HostTurns other(f.options());
  Hosts hosts;
  for (int i = 0; i < 200; ++i) hosts.insert(std::to_string(i));
  // So that the rows lie in another order than that of their names.
  for (auto host = hosts.rbegin(); host != hosts.rend(); ++host) {
    CHECK(taken(one, {*host}) == Hosts{*host});
  }
  std::atomic<bool> ends = false;
  std::string failure;
  std::thread taking([&] {
    try {
      while (!ends) static_cast<void>(other.take(hosts));
    } catch (const StoreFailure& error) {
      failure = error.what();
    }
  });
  std::size_t kept = hosts.size();
  try {
    for (int i = 0; i < 300 && kept == hosts.size(); ++i) kept = one.keep();
  } catch (const StoreFailure& error) {
    failure = error.what();
  }
  ends = true;
  taking.join();
  CHECK(kept == hosts.size());
  CHECK(failure == "");
}

}  // namespace host_turns_test
