// SPDX-License-Identifier: MIT
//
// What 32 transfers at once cost in memory, whatever they bring.
#include <catch2/catch.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"
#include "tests/support/faults.h"

using namespace syndic::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kMeasuresMemory = false;  // Sanitizers multiply it.
#else
constexpr bool kMeasuresMemory = true;
#endif

constexpr int kAtOnce = 32;
constexpr long kMostKib = 150L * 1024;

void check_memory(const Finished& finished, const std::string& of) {
  if (!kMeasuresMemory) {
    std::cout << "memory of " << of << ": not measured under a sanitizer\n";
    return;
  }
  std::cout << "peak memory of " << of << ": " << finished.peak_kib / 1024 << " MiB\n";
  CHECK(finished.peak_kib < kMostKib);
}

void answer_endlessly(FaultServer& server, const std::string& path, const std::string& coding,
                      std::string piece) {
  server.script(path, [=, piece = std::move(piece)](Wire& wire) {
    wire.send("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\n\r\n");
    while (wire.send(piece)) continue;
  });
}

// Sends `body` so that all answers are under way before any may end.
void answer_slowly(FaultServer& server, const std::string& path, const std::string& body) {
  server.script(path, [&body](Wire& wire) {
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
    const std::string_view whole = body;
    if (!wire.drip(whole.substr(0, 200'000), 20'000, 50ms)) return;
    wire.send(whole.substr(200'000));
  });
}

/// A legal feed of 15 MiB: `items` with a body each, and padding between elements.
std::string large_feed(int items) {
  std::string feed =
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Large</title>"
      "<link>https://large.example/</link>";
  constexpr std::size_t kSize = 15 * 1024 * 1024;
  const std::size_t each = (kSize - feed.size()) / static_cast<std::size_t>(items);
  for (int i = 0; i < items; ++i) {
    const std::string number = std::to_string(i);
    std::string item = "<item><title>Item " + number + "</title><guid isPermaLink=\"false\">" +
                       number + "</guid><description>&lt;p&gt;";
    while (item.size() + 100 < each) item += "Words of some length, and more of them. ";
    feed += item + "&lt;/p&gt;</description></item>";
  }
  return feed + "</channel></rss>";
}

json outcomes_of(const Finished& finished) {
  INFO(finished.err);
  REQUIRE(finished.exit_code == 0);
  json outcomes = json::object();
  const json report = json::parse(finished.out);
  for (const json& source : report.at("sources")) {
    const json known = outcomes.value(source.at("outcome"), json(0));
    outcomes[source.at("outcome")] = known.get<int>() + 1;
  }
  return outcomes;
}

Finished refresh(Network& network) {
  return Process(network.refresh_command(), {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}}).wait(300s);
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

TEST_CASE("32 feeds of 15 MiB at once stay below 150 MB, and all are taken in") {
  const int items = GENERATE(1'000, 4);
  Network network;
  const std::string body = large_feed(items);
  network.configure_fetch("concurrency = 32\nstall_timeout = \"2m\"\ntimeout = \"5m\"");
  std::vector<std::unique_ptr<FaultServer>> servers;
  for (std::size_t i = 0; i < kAtOnce; ++i) {
    servers.push_back(std::make_unique<FaultServer>("127.0.1." + std::to_string(i + 1)));
    answer_slowly(*servers.back(), "/", body);
    network.add_source("s" + std::to_string(i), servers.back()->url("/"));
  }
  const Finished finished = refresh(network);
  CHECK(outcomes_of(finished) == json{{"updated", kAtOnce}});
  check_memory(finished, "32 feeds of 15 MiB with " + std::to_string(items) + " items each");
}
