// SPDX-License-Identifier: MIT
#include "tests/bench/postgres_costs.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#include "tests/bench/refresh_run.h"
#include "tests/bench/site.h"
#include "tests/bench/table.h"
#include "tests/bench/workers.h"
#include "tests/support/files.h"
#include "tests/support/postgres.h"

namespace syndic::bench {
namespace {

// One worker on a socket of the same machine, whose cores the server takes its share of.
constexpr double kPostgresGoal = 1.5;
constexpr double kWorkersGoal = 1.6;

// A refresh without news is short: of more of them the least is less by chance.
constexpr std::size_t kMoreOften = 5;

// What the tests' server leaves out to be fast, as Debian sets it.
void set_as_debian(test::PostgresServer& server) {
  server.stop();
  server.set("fsync", "on");
  server.set("full_page_writes", "on");
  server.set("jit", "on");
  server.set("shared_buffers", "128MB");
  server.start();
}

// What the processes of its connections have taken that are gone.
double cpu_ms_of(const test::PostgresServer& server) {
  constexpr std::chrono::milliseconds kUntilGone(100);
  constexpr int kFieldsBefore = 13;  // Of the children's times, from behind the name.
  std::this_thread::sleep_for(kUntilGone);
  std::string process;
  std::getline(std::ifstream(server.folder() / "data/postmaster.pid"), process);
  const std::string stat = test::bytes_of("/proc/" + process + "/stat");
  std::istringstream fields(stat.substr(stat.rfind(") ") + 2));
  std::string skipped;
  for (int i = 0; i < kFieldsBefore; ++i) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) * 1e3 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

// The work's, with the CPU time of the server.
template <typename Work>
Cost with_server(const test::PostgresServer& server, Work&& work) {
  const double before = cpu_ms_of(server);
  Cost cost = work();
  cost.cpu_ms += cpu_ms_of(server) - before;
  return cost;
}

void print_pair(const std::string& work, const std::pair<Cost, Cost>& costs) {
  const auto& [ours, theirs] = costs;
  print({.work = work,
         .limit = "store on SQLite",
         .unit = "ms",
         .ours = ours.wall_ms,
         .theirs = theirs.wall_ms,
         .goal = kPostgresGoal,
         .our_peak_kib = ours.peak_kib,
         .their_peak_kib = theirs.peak_kib});
  print({.work = work + ", server's too",
         .limit = "store on SQLite",
         .unit = "ms CPU",
         .ours = ours.cpu_ms,
         .theirs = theirs.cpu_ms});
}

void print_stores(const Site& site, const test::PostgresServer& server, const Rounds& rounds) {
  print_section(site.size() + "; syndic refresh, the store on PostgreSQL and on SQLite");
  Refresh ours(site, true, Refresh::Output::rss, &server);
  Refresh theirs(site, true, Refresh::Output::rss);
  const auto cold = in_turns(
      rounds, [&] { return with_server(server, [&] { return ours.cold(); }); },
      [&] { return theirs.cold(); });
  print_pair("cold refresh on PostgreSQL", cold);
  const auto unchanged = in_turns(
      Rounds{.most = rounds.most * kMoreOften},
      [&] { return with_server(server, [&] { return ours.unchanged(); }); },
      [&] { return theirs.unchanged(); });
  print_pair("all answer 304 on PostgreSQL", unchanged);
}

void print_two(const std::string& work, const std::pair<Cost, Cost>& costs) {
  const auto& [two, one] = costs;
  print({.work = work,
         .limit = "one worker",
         .unit = "a s",
         .ours = Workers::a_second(two),
         .theirs = Workers::a_second(one),
         .goal = kWorkersGoal,
         .is_least = true,
         .our_peak_kib = two.peak_kib,
         .their_peak_kib = one.peak_kib});
}

void print_workers(const test::PostgresServer& server, Rounds rounds) {
  rounds.most = std::min<std::size_t>(rounds.most, 2);  // Each takes half a minute.
  print_section(Workers::words() + "; workers of 32 transfers at once, which only fetch");
  Workers workers(server);
  print_two("two workers, first refresh",
            in_turns(
                rounds, [&] { return workers.cold(2); }, [&] { return workers.cold(1); }));
  print_two("two workers, nothing is new", in_turns(
                                               rounds, [&] { return workers.unchanged(2); },
                                               [&] { return workers.unchanged(1); }));
}

bool is_skipped() {
  if (test::PostgresServer::is_available()) return false;
  print_section("skipped: there is no PostgreSQL");
  return true;
}

}  // namespace

void print_postgres_costs(std::size_t feeds, const Rounds& rounds) {
  if (is_skipped()) return;
  test::PostgresServer server;
  set_as_debian(server);
  print_stores(Site(feeds), server, rounds);
}

void print_workers_costs(const Rounds& rounds) {
  if (is_skipped()) return;
  test::PostgresServer server;
  set_as_debian(server);
  print_workers(server, rounds);
}

}  // namespace syndic::bench
