// SPDX-License-Identifier: MIT
#include "tests/bench/refresh_costs.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/measure.h"
#include "tests/bench/site.h"
#include "tests/bench/table.h"
#include "tests/support/files.h"
#include "tests/support/process.h"

namespace syndic::bench {
namespace {

namespace fs = std::filesystem;

// Each side writes to the disk. What the other one wrote before is not to be waited for in its
// time.
Cost run_on_idle_disk(const Command& command) {
  ::sync();
  return run(command);
}

/// `syndic refresh` with a store and a published folder of its own.
///
/// As an operator has it, but: hosts are loopback addresses (allow_private), they are not left
/// alone between two requests (host_delay, a second by default), and the published files are not
/// asked for at site.feeds_url (verify). One transfer at a time to a host is the default. Beyond
/// curl it asks nothing of the hosts: robots.txt is for pages and searches, not for feeds.
class Refresh {
 public:
  /// What it publishes.
  enum class Output {
    all,  ///< The default: feeds of three formats with archives, pages, FILE.gz of each.
    rss,  ///< One RSS file of the newest items, so that most of the time goes into taking in.
  };

  Refresh(const Site& site, bool gzip, Output output) : site_(site), dir_(site.dir() / "syndic") {
    fs::create_directories(dir_);
    std::ofstream out(dir_ / "syndic.toml");
    out << "[site]\ntitle = \"All\"\nurl = \"https://www.example.org/\"\n"
           "feeds_url = \"https://www.example.org/feeds/\"\n\n"
           "[fetch]\nconcurrency = 32\nallow_private = true\nhost_delay = \"0s\"\n\n"
           "[store]\nurl = \"sqlite:var/syndic.db\"\n\n"
           "[publish]\ndirectory = \"public\"\nverify = false\n"
        << (output == Output::all ? ""
                                  : "formats = [\"rss\"]\npage = false\nprecompress = []\n"
                                    "status = false\nevents = false\nopml = false\n")
        << "\n[[feed]]\nname = \"all\"\ntitle = \"All\"\n"
        << (output == Output::all ? "" : "archive = false\n");
    for (std::size_t i = 0; i < site.feeds(); ++i) {
      out << "\n[[source]]\nid = \"s" << i << "\"\nname = \"Site " << i << "\"\nurl = \""
          << site.url(i, gzip) << "\"\n";
    }
  }

  /// The first one: nothing is stored or published before.
  Cost cold() {
    fs::remove_all(dir_ / "var");
    fs::remove_all(dir_ / "public");
    const Cost cost = run_on_idle_disk(command({}));
    check("updated", 200, site_.items());
    return cost;
  }

  /// Another one, where each feed is as it was.
  Cost unchanged() {
    const Cost cost = run_on_idle_disk(command({"--force"}));
    check("unchanged", 304, 0);
    return cost;
  }

 private:
  [[nodiscard]] Command command(const std::vector<std::string>& flags) const {
    Command command{.words = {test::syndic_binary(), "-q", "refresh", "--json", "-c",
                              (dir_ / "syndic.toml").string()},
                    .environment = {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}},
                    .out = dir_ / "report.json"};
    command.words.insert(command.words.end(), flags.begin(), flags.end());
    return command;
  }

  // That all sources ended so, with so many new items in all.
  void check(const std::string& outcome, int status, std::size_t new_items) const {
    (void)in_copy([&] {
      std::size_t good = 0;
      std::size_t found = 0;
      std::string error;
      const auto report = nlohmann::json::parse(test::bytes_of(dir_ / "report.json"));
      for (const auto& source : report.at("sources")) {
        good += source.at("outcome") == outcome && source.at("status") == status ? 1 : 0;
        found += source.value("new", std::size_t{0});
        if (error.empty()) error = source.value("error", "");
      }
      if (good != site_.feeds() || found != new_items) {
        throw std::runtime_error("syndic: " + std::to_string(good) + " sources " + outcome + ", " +
                                 std::to_string(found) + " new items " + error);
      }
      return std::string();
    });
  }

  const Site& site_;
  fs::path dir_;
};

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

std::string size_of(const Site& site) {
  char text[96];
  std::snprintf(text, sizeof text, "%zu feeds on %zu hosts, %zu items, %.1f MB", site.feeds(),
                site.hosts(), site.items(), static_cast<double>(site.bytes()) / 1e6);
  return text;
}

}  // namespace

void print_refresh_costs(std::size_t feeds, const Rounds& rounds) {
  using enum Refresh::Output;
  const Site site(feeds);
  print_section(size_of(site) + "; syndic refresh, and curl to files, 32 at once");
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
