// SPDX-License-Identifier: MIT
#include "tests/bench/refresh_run.h"

#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/support/files.h"
#include "tests/support/postgres_programs.h"

namespace syndic::bench {

namespace fs = std::filesystem;

Cost run_on_idle_disk(const Command& command) {
  ::sync();
  return run(command);
}

Refresh::Refresh(const Site& site, bool gzip, Output output, const test::PostgresServer* server)
    : site_(site),
      server_(server),
      dir_(site.dir() / (server == nullptr ? "syndic" : "syndic_on_postgres")) {
  fs::create_directories(dir_);
  std::ofstream out(dir_ / "syndic.toml");
  out << "[site]\ntitle = \"All\"\nurl = \"https://www.example.org/\"\n"
         "feeds_url = \"https://www.example.org/feeds/\"\n\n"
         "[fetch]\nconcurrency = 32\nallow_private = true\nhost_delay = \"0s\"\n\n"
         "[store]\nurl = \""
      << store_url()
      << "\"\n\n"
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

Cost Refresh::cold() {
  clear();
  const Cost cost = run_on_idle_disk(command({}));
  check("updated", 200, site_.items());
  return cost;
}

Cost Refresh::unchanged() {
  const Cost cost = run_on_idle_disk(command({"--force"}));
  check("unchanged", 304, 0);
  return cost;
}

Command Refresh::command(const std::vector<std::string>& flags) const {
  Command command{.words = {test::syndic_binary(), "-q", "refresh", "--json", "-c",
                            (dir_ / "syndic.toml").string()},
                  .environment = {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}},
                  .out = dir_ / "report.json"};
  command.words.insert(command.words.end(), flags.begin(), flags.end());
  return command;
}

// That all sources ended so, with so many new items in all.
void Refresh::check(const std::string& outcome, int status, std::size_t new_items) const {
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

std::string Refresh::store_url() const {
  if (server_ == nullptr) return "sqlite:var/syndic.db";
  return server_->url() + "&options=-csearch_path%3Dbench";
}

// The server writes what it holds of earlier refreshes, so that none does so in the time of
// another.
void Refresh::clear() const {
  fs::remove_all(dir_ / "var");
  fs::remove_all(dir_ / "public");
  if (server_ == nullptr) return;
  const test::Finished psql =
      test::run_psql(server_->url(), "DROP SCHEMA IF EXISTS bench CASCADE; CHECKPOINT;");
  if (psql.exit_code != 0) throw std::runtime_error(psql.err);
}

}  // namespace syndic::bench
