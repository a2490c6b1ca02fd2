// SPDX-License-Identifier: MIT
//
// Kill it anywhere: files are whole, the store is whole, the next run goes on.
#include <signal.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <random>
#include <thread>

#include "base/time_format.h"
#include "tests/e2e/network.h"

namespace kill_test {

using namespace syndic::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr int kKills = 60;
constexpr int kSources = 6;
constexpr int kItems = 40;

// What SQLite itself says of the store: "ok" where every page and index is whole. No client can
// break those of PostgreSQL.
std::string integrity(const Network& network) {
  return is_on_postgres() ? "ok\n" : network.sql("PRAGMA integrity_check");
}

void check_files(const Network& network) {
  if (!fs::exists(network.published(""))) return;
  for (const auto& entry : fs::directory_iterator(network.published(""))) {
    const std::string ending = entry.path().extension();
    CAPTURE(entry.path());
    if (ending == ".rss" || ending == ".atom") {
      pugi::xml_document document;
      CHECK(document.load_file(entry.path().c_str()));
    } else if (ending == ".json") {
      CHECK(json::accept(bytes_of(entry.path())));
    }
  }
}

// A source whose every answer has news, so that each run has the store and files to write.
void serve_news(Network& network, std::atomic<int>& round) {
  for (int source = 0; source < kSources; ++source) {
    const std::string name = "s" + std::to_string(source);
    network.add_source(name, "/" + name);
    network.server().script("/" + name, [name, &round](Wire& wire) {
      std::vector<std::string> titles;
      for (int item = 0; item < kItems; ++item) {
        titles.push_back(name + "-" + std::to_string(round + item));
      }
      wire.answer(rss_feed(name + ".example", titles));
    });
  }
}

}  // namespace

TEST_CASE("refresh killed at any moment leaves files and store whole") {
  Network network;
  std::atomic<int> round = 0;
  serve_news(network, round);

  const auto began = std::chrono::steady_clock::now();
  REQUIRE(network.refresh({"--force"}).exit_code == 0);
  auto whole_run = std::chrono::steady_clock::now() - began;

  std::mt19937 random(20220516);
  int killed = 0;
  while (killed < kKills) {
    ++round;
    Process run(network.refresh_command({"--force"}));
    std::this_thread::sleep_for(whole_run * static_cast<int>(random() % 1000) / 1000);
    run.send_signal(SIGKILL);
    if (run.wait().exit_code == 128 + SIGKILL) {
      ++killed;
    } else {
      whole_run = whole_run * 9 / 10;  // It was faster than the first.
    }
    CAPTURE(round.load());
    CHECK(integrity(network) == "ok\n");
    check_files(network);
  }

  const Finished last = network.refresh({"--force"});
  INFO(last.err);
  REQUIRE(last.exit_code == 0);
  check_files(network);
  const json report = json::parse(last.out);
  for (const json& source : report.at("sources")) {
    CHECK(source.at("outcome") != "failed");
    CHECK(source.at("items") >= kItems);
  }
  for (const auto& entry : fs::directory_iterator(network.published(""))) {
    CHECK(entry.path().extension() != ".tmp");
  }
}

TEST_CASE("what was asked is not asked again within its interval, whenever the run is killed") {
  Network network;
  network.configure_fetch("concurrency = 8");
  constexpr int kHosts = 24;
  std::vector<std::unique_ptr<FaultServer>> servers;
  for (int i = 0; i < kHosts; ++i) {
    servers.push_back(std::make_unique<FaultServer>("127.0.2." + std::to_string(i + 1)));
    const std::string name = "s" + std::to_string(i);
    // Some answer late, so that a kill finds them asked and not answered.
    servers.back()->reply("/feed", {.body = rss_feed(name + ".example", {name}),
                                    .delay = std::chrono::milliseconds(i % 3 * 15)});
    network.add_source(name, servers.back()->url("/feed"));
  }
  std::mt19937 random(20261129);
  const auto now_after = [](int hours) {
    return syndic::base::format_rfc3339(*syndic::base::parse_rfc3339_utc("2026-01-01T00:00:00Z") +
                                        boost::posix_time::hours(hours));
  };
  const auto run_at = [&](int hours) {
    return Process(network.refresh_command(), {{"SYNDIC_NOW", now_after(hours)}});
  };
  for (int round = 0; round < kKills; ++round) {
    CAPTURE(round);
    std::vector<std::size_t> before;
    for (const auto& server : servers) before.push_back(server->requests("/feed").size());
    {
      Process run = run_at(2 * round);
      std::this_thread::sleep_for(std::chrono::milliseconds(random() % 120));
      run.send_signal(round % 3 == 0 ? SIGTERM : SIGKILL);
      static_cast<void>(run.wait());
    }
    const Finished next = run_at(2 * round).wait();
    REQUIRE(next.exit_code == 0);
    for (std::size_t i = 0; i < servers.size(); ++i) {
      CAPTURE(i);
      CHECK(servers[i]->requests("/feed").size() - before[i] <= 1);
    }
  }
  // All that was lost comes with the next run that is due.
  REQUIRE(run_at(2 * kKills).wait().exit_code == 0);
  for (const auto& server : servers) CHECK(server->requests("/feed").size() >= kKills / 2);
  const json all = json::parse(bytes_of(network.published("all.json")));
  CHECK(all.at("items").size() == kHosts);
}

}  // namespace kill_test
