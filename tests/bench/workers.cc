// SPDX-License-Identifier: MIT
#include "tests/bench/workers.h"

#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/bench/feed_generator.h"
#include "tests/bench/site.h"
#include "tests/support/files.h"
#include "tests/support/postgres_programs.h"
#include "tests/support/process.h"

namespace syndic::bench {
namespace {

// So many that starting and ending take little of it.
constexpr std::size_t kSources = 4'000;
constexpr std::size_t kItems = 5;
constexpr std::uint64_t kSeed = 20'220'517;
constexpr std::chrono::milliseconds kLatency(50);
constexpr int kHoursBetween = 2;  // Sources are due after one.

// 127.2.x.y
std::string address_of(std::size_t source) {
  return "127.2." + std::to_string(source / 250) + "." + std::to_string(1 + source % 250);
}

std::size_t number_in(std::string_view path) {
  std::size_t number = 0;
  std::from_chars(path.data() + 1, path.data() + path.size(), number);
  return number;
}

std::string now_after(int hours) {
  char text[32];
  std::snprintf(text, sizeof text, "2026-01-%02dT%02d:00:00Z", 1 + hours / 24, hours % 24);
  return text;
}

}  // namespace

Workers::Workers(const test::PostgresServer& server)
    : server_(server),
      feed_(make_feed(Style::plain, kItems, kSeed)),
      hosts_([this](std::string_view path) {
        return test::ManyHosts::Answer{.body = of_own_site(feed_, number_in(path)),
                                       .delay = kLatency};
      }) {
  configure();
}

std::string Workers::words() {
  return std::to_string(kSources) + " sources of " + std::to_string(kItems) +
         " items, each at a host of its own that answers after " +
         std::to_string(kLatency.count()) + " ms";
}

double Workers::a_second(const Cost& cost) {
  return static_cast<double>(kSources) * 1e3 / cost.wall_ms;
}

Cost Workers::cold(std::size_t workers) {
  const test::Finished psql =
      test::run_psql(server_.url(), "DROP SCHEMA IF EXISTS workers CASCADE; CHECKPOINT;");
  if (psql.exit_code != 0) throw std::runtime_error(psql.err);
  return run_all(workers, "updated");
}

Cost Workers::unchanged(std::size_t workers) { return run_all(workers, "unchanged"); }

void Workers::configure() const {
  std::ofstream out(dir_ / "syndic.toml");
  out << "[site]\ntitle = \"All\"\nurl = \"https://www.example.org/\"\n"
         "feeds_url = \"https://www.example.org/feeds/\"\n\n[fetch]\nallow_private = true\n\n"
         "[store]\npublish = false\nurl = \""
      << server_.url() << "&options=-csearch_path%3Dworkers\"\n\n"
      << "[publish]\ndirectory = \"public\"\n\n[[feed]]\nname = \"all\"\ntitle = \"All\"\n";
  for (std::size_t i = 0; i < kSources; ++i) {
    out << "\n[[source]]\nid = \"s" << i << "\"\nname = \"Site " << i << "\"\nurl = \"http://"
        << address_of(i) << ":" << hosts_.port() << "/" << i << "\"\n";
  }
}

Cost Workers::run_all(std::size_t workers, const std::string& outcome) {
  std::vector<Command> commands;
  for (std::size_t i = 0; i < workers; ++i) {
    commands.push_back({.words = {test::syndic_binary(), "-q", "refresh", "--json", "-c",
                                  (dir_ / "syndic.toml").string()},
                        .environment = {{"SYNDIC_NOW", now_after(hours_)}},
                        .out = dir_ / ("report" + std::to_string(i))});
  }
  hours_ += kHoursBetween;
  const std::size_t asked_before = hosts_.requests().size();
  ::sync();
  const Cost cost = run_at_once(commands);
  const std::size_t asked = hosts_.requests().size() - asked_before;
  const std::size_t good = count(workers, outcome);
  if (asked != kSources || good != kSources) {
    throw std::runtime_error("workers: " + std::to_string(asked) + " requests, " +
                             std::to_string(good) + " sources " + outcome);
  }
  return cost;
}

// Of all workers' sources together.
std::size_t Workers::count(std::size_t workers, const std::string& outcome) const {
  return std::stoul(in_copy([&] {
    std::size_t count = 0;
    for (std::size_t i = 0; i < workers; ++i) {
      const auto report =
          nlohmann::json::parse(test::bytes_of(dir_ / ("report" + std::to_string(i))));
      for (const auto& source : report.at("sources")) count += source.at("outcome") == outcome;
    }
    return std::to_string(count);
  }));
}

}  // namespace syndic::bench
