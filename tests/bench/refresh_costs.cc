// SPDX-License-Identifier: MIT
#include "tests/bench/refresh_costs.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/measure.h"
#include "tests/bench/refresh_run.h"
#include "tests/bench/site.h"
#include "tests/bench/table.h"
#include "tests/support/process.h"

namespace syndic::bench {
namespace {

namespace fs = std::filesystem;

/// curl, fetching the same to files.
class Curl {
 public:
  Curl(const Site& site, bool gzip) : site_(site), dir_(site.dir() / "curl") {
    fs::create_directories(dir_);
    write_urls("cold.conf", gzip, [](std::size_t) { return std::string(); });
    write_urls("tags.conf", gzip, [this](std::size_t i) { return "etag-save" + tag_of(i); });
    write_urls("unchanged.conf", gzip,
               [this](std::size_t i) { return "etag-compare" + tag_of(i); });
  }

  Cost cold() { return fetched("cold.conf", "200"); }

  /// Has the ETag of each, for unchanged().
  void note_tags() {
    fs::create_directories(dir_ / "tags");
    (void)fetched("tags.conf", "200");
  }

  /// Again with the ETag of each.
  Cost unchanged() { return fetched("unchanged.conf", "304"); }

 private:
  [[nodiscard]] std::string tag_of(std::size_t feed) const {
    return " = \"" + (dir_ / "tags" / std::to_string(feed)).string() + "\"\n";
  }

  // Options of one transfer end at "next".
  template <typename Line>
  void write_urls(const std::string& name, bool gzip, Line line_of) const {
    std::ofstream out(dir_ / name);
    for (std::size_t i = 0; i < site_.feeds(); ++i) {
      if (i > 0) out << "next\n";
      out << "fail\nsilent\nshow-error\ncompressed\nwrite-out = \"%{http_code}\\n\"\nurl = \""
          << site_.url(i, gzip) << "\"\noutput = \"" << (dir_ / "got" / std::to_string(i)).string()
          << "\"\n"
          << line_of(i);
    }
  }

  Cost fetched(const std::string& name, const std::string& status) {
    fs::remove_all(dir_ / "got");
    fs::create_directories(dir_ / "got");
    const Cost cost =
        run_on_idle_disk({.words = {"curl", "--disable", "--no-progress-meter", "--parallel",
                                    "--parallel-max", "32", "--config", (dir_ / name).string()},
                          .out = dir_ / "statuses"});
    std::ifstream statuses(dir_ / "statuses");
    std::size_t good = 0;
    for (std::string line; std::getline(statuses, line);) good += line == status ? 1 : 0;
    if (good != site_.feeds()) {
      throw std::runtime_error("curl: " + std::to_string(good) + " answers " + status);
    }
    return cost;
  }

  const Site& site_;
  fs::path dir_;
};

/// The largest ratios.
struct Goals {
  double wall = 0;
  std::optional<double> cpu;
};

constexpr Goals kColdGoals = {.wall = 2.0, .cpu = 3.0};
constexpr Goals kUnchangedGoals = {.wall = 0.5};

void print_pair(const std::string& work, const std::pair<Cost, Cost>& costs, const Goals& goals) {
  const auto& [ours, theirs] = costs;
  print({.work = work,
         .limit = "curl --parallel",
         .unit = "ms",
         .ours = ours.wall_ms,
         .theirs = theirs.wall_ms,
         .goal = goals.wall,
         .our_peak_kib = ours.peak_kib,
         .their_peak_kib = theirs.peak_kib});
  print({.work = work,
         .limit = "curl --parallel",
         .unit = "ms CPU",
         .ours = ours.cpu_ms,
         .theirs = theirs.cpu_ms,
         .goal = goals.cpu});
}

void print_cold(const std::string& work, Refresh& refresh, Curl& curl, const Rounds& rounds) {
  print_pair(work,
             in_turns(
                 rounds, [&] { return refresh.cold(); }, [&] { return curl.cold(); }),
             kColdGoals);
}

// After a cold one, whose store it asks with.
void print_unchanged(const std::string& work, Refresh& refresh, Curl& curl, const Rounds& rounds) {
  curl.note_tags();
  print_pair(work,
             in_turns(
                 rounds, [&] { return refresh.unchanged(); }, [&] { return curl.unchanged(); }),
             kUnchangedGoals);
}

}  // namespace

void print_refresh_costs(std::size_t feeds, const Rounds& rounds) {
  using enum Refresh::Output;
  const Site site(feeds);
  print_section(site.size() + "; syndic refresh, and curl to files, 32 at once");
  for (const bool gzip : {true, false}) {
    Refresh refresh(site, gzip, rss);
    Curl curl(site, gzip);
    print_cold(gzip ? "cold refresh" : "cold refresh without gzip", refresh, curl, rounds);
    if (gzip) print_unchanged("all answer 304", refresh, curl, rounds);
  }
  Refresh refresh(site, true, all);
  Curl curl(site, true);
  print_cold("cold refresh, all outputs", refresh, curl, rounds);
  print_unchanged("all answer 304, all outputs", refresh, curl, rounds);
}

void print_start_cost(const Rounds& rounds) {
  print_section("start of the process");
  const Command ours{.words = {test::syndic_binary(), "--version"}};
  const Command theirs{.words = {"true"}};
  const auto [start, nothing] = in_turns(
      rounds, [&] { return run(ours); }, [&] { return run(theirs); });
  Row row{.work = "syndic --version",
          .limit = "true",
          .unit = "ms",
          .ours = start.wall_ms,
          .theirs = nothing.wall_ms,
          .goal = 5.0,
          .is_absolute = true};
  print(row);
  row.unit = "ms CPU";
  row.ours = start.cpu_ms;
  row.theirs = nothing.cpu_ms;
  row.goal.reset();
  print(row);
}

}  // namespace syndic::bench
