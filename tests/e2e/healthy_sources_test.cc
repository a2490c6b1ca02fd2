// SPDX-License-Identifier: MIT
//
// Healthy sources beside broken ones lose nothing and wait for none of them.
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/e2e/network.h"
#include "tests/support/faults.h"

using namespace syndic::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr int kHealthy = 20;
constexpr int kStalled = 10;

/// A run of healthy sources behind broken ones: ten that never answer, and whatever else there is.
class Mixed {
 public:
  Mixed() {
    network_.one_at_a_time();
    network_.configure_fetch("stall_timeout = \"4s\"\ntimeout = \"8s\"\nconnect_timeout = \"4s\"");
    network_.configure("[[feed]]\nname = \"all\"\nitems = 1000");
    for (int i = 0; i < kStalled; ++i) {
      FaultServer& server = add("stalled-" + std::to_string(i));
      server.script(std::string(kFaultPath), [](Wire& wire) { wire.pause(kForever); });
    }
    for (const Fault& fault : faults_of_answers()) fault.install(add(fault.name));
    for (int i = 0; i < kHealthy; ++i) {
      const std::string name = "healthy-" + std::to_string(i);
      add(name).reply(std::string(kFaultPath), {.body = rss_feed(name + ".example", {name})});
    }
  }

  [[nodiscard]] Network& network() { return network_; }
  [[nodiscard]] int broken() const { return static_cast<int>(servers_.size()) - kHealthy; }

  /// When the source's server was asked.
  [[nodiscard]] std::chrono::steady_clock::time_point asked(const std::string& name) const {
    return servers_.at(name)->requests().at(0).at;
  }

 private:
  FaultServer& add(const std::string& name) {
    auto& server = servers_[name] =
        std::make_unique<FaultServer>("127.0.1." + std::to_string(servers_.size() + 1));
    network_.add_source(name, server->url(kFaultPath));
    return *server;
  }

  Network network_;
  std::map<std::string, std::unique_ptr<FaultServer>> servers_;
};

}  // namespace

TEST_CASE("healthy sources beside 40 broken ones lose nothing and wait for none of them") {
  Mixed mixed;
  REQUIRE(mixed.broken() >= 40);
  const auto began = std::chrono::steady_clock::now();
  const Finished finished = mixed.network().refresh();
  const auto took = std::chrono::steady_clock::now() - began;
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

  // Every healthy server was asked while those that came first in the configuration and never
  // answer were still being waited for.
  const auto given_up = mixed.asked("stalled-0") + 4s;
  const std::string published = bytes_of(mixed.network().published("all.json"));
  for (int i = 0; i < kHealthy; ++i) {
    const std::string name = "healthy-" + std::to_string(i);
    CAPTURE(name);
    CHECK(mixed.asked(name) < given_up);
    CHECK(published.find("\"" + name + "\"") != std::string::npos);
  }
  // No source has longer than fetch.timeout, and those that stall do so side by side.
  CHECK(took < 8s + 6s);
}
