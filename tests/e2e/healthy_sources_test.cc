// SPDX-License-Identifier: MIT
//
// Healthy sources beside broken ones lose nothing and wait for none of them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/e2e/network.h"
#include "tests/support/faults.h"

namespace healthy_sources_test {

using namespace syndic::test;
using nlohmann::json;

namespace {

constexpr int kHealthy = 20;
constexpr int kStalled = 10;

/// What happened on the servers, in order.
class Events {
 public:
  void note(const std::string& event) {
    const std::lock_guard lock(mutex_);
    all_.push_back(event);
  }
  [[nodiscard]] std::vector<std::string> all() const {
    const std::lock_guard lock(mutex_);
    return all_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> all_;
};

/// A run of healthy sources behind broken ones: ten that never answer, and whatever else there is.
class Mixed {
 public:
  Mixed() {
    network_.one_at_a_time();
    network_.configure_fetch("stall_timeout = \"6s\"\ntimeout = \"10s\"\nconnect_timeout = \"6s\"");
    for (int i = 0; i < kStalled; ++i) {
      FaultServer& server = add("stalled-" + std::to_string(i));
      server.script(std::string(kFaultPath), [this](Wire& wire) {
        events_.note("asked");
        wire.await_hangup();
        events_.note("given up");
      });
    }
    for (const Fault& fault : faults_of_answers()) fault.install(add(fault.name));
    for (int i = 0; i < kHealthy; ++i) {
      const std::string name = "healthy-" + std::to_string(i);
      const std::string body = rss_feed(name + ".example", {name});
      add(name).script(std::string(kFaultPath), [this, body](Wire& wire) {
        events_.note("asked");
        wire.answer(body);
      });
    }
  }

  [[nodiscard]] Network& network() { return network_; }
  [[nodiscard]] int broken() const { return static_cast<int>(servers_.size()) - kHealthy; }

  /// How many of the stalled and healthy servers were asked before the first that never answers
  /// was given up.
  [[nodiscard]] long asked_meanwhile() const {
    const auto all = events_.all();
    return std::count(all.begin(), std::find(all.begin(), all.end(), "given up"), "asked");
  }

 private:
  FaultServer& add(const std::string& name) {
    auto& server = servers_[name] =
        std::make_unique<FaultServer>("127.0.1." + std::to_string(servers_.size() + 1));
    network_.add_source(name, server->url(kFaultPath));
    return *server;
  }

  Events events_;
  Network network_;
  std::map<std::string, std::unique_ptr<FaultServer>> servers_;
};

}  // namespace

TEST_CASE("healthy sources beside 40 broken ones lose nothing and wait for none of them") {
  Mixed mixed;
  REQUIRE(mixed.broken() >= 40);
  const Finished finished = mixed.network().refresh();
  INFO(finished.err);
  REQUIRE(finished.exit_code == 0);

  const json report = json::parse(finished.out);
  int updated = 0;
  for (const json& source : report.at("sources")) {
    if (!source.at("id").get<std::string>().starts_with("healthy-")) continue;
    CHECK(source.at("outcome") == "updated");
    CHECK(source.at("new") == 1);
    ++updated;
  }
  CHECK(updated == kHealthy);
  const std::string published = bytes_of(mixed.network().published("all.json"));
  for (int i = 0; i < kHealthy; ++i) {
    CHECK(published.find("\"healthy-" + std::to_string(i) + "\"") != std::string::npos);
  }
  // Those that never answer stand first in the configuration, and stall side by side.
  CHECK(mixed.asked_meanwhile() == kStalled + kHealthy);
}

}  // namespace healthy_sources_test
