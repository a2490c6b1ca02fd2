// SPDX-License-Identifier: MIT
//
// What 32 transfers at once cost in memory, whatever they bring.
#include <catch2/catch.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/e2e/memory_cases.h"
#include "tests/e2e/network.h"
#include "tests/support/faults.h"
#include "tests/support/sanitized.h"

namespace fault_memory_test {

using namespace syndic::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr int kAtOnce = 32;
constexpr long kMostKib = 150'000'000 / 1024;

void check_memory(const Finished& finished, const std::string& of) {
  if (is_sanitized()) {
    std::cout << "memory of " << of << ": not measured under a sanitizer\n";
    return;
  }
  std::cout << "peak memory of " << of << ": " << finished.peak_kib * 1024 / 1'000'000 << " MB\n";
  CHECK(finished.peak_kib < kMostKib);
}

void answer_endlessly(FaultServer& server, const std::string& path, const std::string& coding,
                      std::string piece) {
  server.script(path, [=, piece = std::move(piece)](Wire& wire) {
    wire.send("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\n\r\n");
    while (wire.send(piece)) continue;
  });
}

json outcomes_of(const Finished& finished) {
  INFO(finished.err);
  REQUIRE(finished.exit_code == 1);  // As all fail.
  json outcomes = json::object();
  const json report = json::parse(finished.out);
  for (const json& source : report.at("sources")) {
    const json known = outcomes.value(source.at("outcome"), json(0));
    outcomes[source.at("outcome")] = known.get<int>() + 1;
  }
  return outcomes;
}

Finished refresh(Network& network) {
  return Process(network.refresh_command(), {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}}).wait();
}

}  // namespace

TEST_CASE("32 bombs and endless bodies at once stay below 150 MB") {
  Network network;
  std::string varied;
  for (int i = 0; varied.size() < 4'000'000; ++i) varied += std::to_string(i * 7919L % 1000);
  const std::vector<std::pair<std::string, std::string>> bodies = {
      {"gzip", gzip(std::string(40'000'000, '\0'))},
      {"gzip", gzip(varied)},
      {"br", brotli(varied)},
      {"identity", std::string(50'000, 'x')}};
  network.configure_fetch("concurrency = 32");
  std::vector<std::unique_ptr<FaultServer>> servers;
  for (std::size_t i = 0; i < kAtOnce; ++i) {
    servers.push_back(std::make_unique<FaultServer>("127.0.1." + std::to_string(i + 1)));
    answer_endlessly(*servers.back(), "/", bodies[i % 4].first, bodies[i % 4].second);
    network.add_source("s" + std::to_string(i), servers.back()->url("/"));
  }
  const Finished finished = refresh(network);
  CHECK(outcomes_of(finished) == json{{"failed", kAtOnce}});
  check_memory(finished, "32 bombs and endless bodies");
}

TEST_CASE("many feeds at once, large, strange and honest, stay below their bound of memory") {
  for (const MemoryCase& memory_case : memory_cases()) {
    CAPTURE(memory_case.name);
    const MemoryResult result = run_memory_case(memory_case);
    INFO(result.err);
    CHECK(result.as_expected == memory_case.hosts);
    if (is_sanitized()) continue;
    std::cout << "peak memory of " << memory_case.hosts << " x " << memory_case.name << ": "
              << result.peak_kib * 1024 / 1'000'000 << " MB\n";
    CHECK(result.peak_kib < kMostKib);
  }
}

}  // namespace fault_memory_test
