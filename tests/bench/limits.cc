// SPDX-License-Identifier: MIT
//
// The table of costs: every figure beside a limit that is measured in the same run.
// limits [--rounds N] [--only parse|refresh|postgres|workers|start] [--feeds N]
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "tests/bench/measure.h"
#include "tests/bench/parse_costs.h"
#include "tests/bench/postgres_costs.h"
#include "tests/bench/refresh_costs.h"
#include "tests/bench/table.h"

int main(int count, char** words) {
  using namespace syndic::bench;
  std::size_t rounds = 3;
  std::size_t feeds = 1'000;
  std::string only;
  CLI::App app("What syndic costs, each figure beside its limit");
  app.add_option("--rounds", rounds,
                 "At most of a refresh; of the others there are ten times as many")
      ->check(CLI::PositiveNumber);
  app.add_option("--only", only)
      ->check(CLI::IsMember({"parse", "refresh", "postgres", "workers", "start"}));
  app.add_option("--feeds", feeds, "Of a refresh")->check(CLI::Range(1, 1'000));
  CLI11_PARSE(app, count, words);
  try {
    print_head();
    if (only.empty() || only == "parse") print_parse_costs({.most = rounds * 10});
    if (only.empty() || only == "refresh") print_refresh_costs(feeds, {.most = rounds});
    if (only.empty() || only == "postgres") print_postgres_costs(feeds, {.most = rounds});
    if (only.empty() || only == "workers") print_workers_costs({.most = rounds});
    if (only.empty() || only == "start") print_start_cost({.most = rounds * 10});
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "limits: %s\n", failure.what());
    return 1;
  }
}
