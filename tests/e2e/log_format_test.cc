// SPDX-License-Identifier: MIT
//
// --log-format json: what a run says, one object a line, on stderr.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/e2e/network.h"

namespace log_format_test {

using namespace syndic::test;
using nlohmann::json;

namespace {

std::vector<json> lines_of(const std::string& text) {
  std::vector<json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
  return lines;
}

std::vector<json> logged(Network& network, const std::vector<std::string>& flags) {
  std::vector<std::string> command = {syndic_binary(), "refresh", "--log-format",
                                      "json",          "-c",      network.config_file().string()};
  static_cast<void>(network.refresh_command());  // Writes the configuration.
  command.insert(command.end(), flags.begin(), flags.end());
  const Finished run = Process(command, {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}}).wait();
  CHECK(run.out.empty());
  return lines_of(run.err);
}

}  // namespace

TEST_CASE("each line of the log is an object with time, level, run and source") {
  Network network;
  network.add_source("good", "/good");
  network.add_source("bad", "/bad");
  network.server().reply("/good", {.body = rss_feed("g.example", {"one", "two"})});
  network.server().reply("/bad", {.status = 500});
  const auto lines = logged(network, {});
  REQUIRE(lines.size() == 2);
  const std::string run = lines[0].at("run");
  CHECK(run.starts_with("20260131T120000Z-"));
  CHECK(lines[0].at("time") == "2026-01-31T12:00:00Z");
  CHECK(lines[0].at("level") == "warning");
  CHECK(lines[0].at("source") == "bad");
  CHECK(lines[0].at("message").get<std::string>().find("HTTP 500") != std::string::npos);
  CHECK(lines[1] == json{{"time", "2026-01-31T12:00:00Z"},
                         {"level", "info"},
                         {"run", run},
                         {"message", "refresh ended"},
                         {"updated", 1},
                         {"unchanged", 0},
                         {"failed", 1},
                         {"new", 2},
                         {"changed", 0},
                         {"feeds_written", 1},
                         {"exit_code", 0}});
  CHECK(logged(network, {"-q"}).empty());
}

TEST_CASE("mistakes of the configuration are objects, too") {
  Network network;
  network.configure("[publish]\nfoo = 1");
  const auto lines = logged(network, {"-q"});
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].at("level") == "error");
  const std::string message = lines[0].at("message");
  CHECK(message.find("syndic.toml:") != std::string::npos);
  CHECK(message.find("foo") != std::string::npos);
}

TEST_CASE("a command line that cannot be read is an object, too") {
  for (const std::vector<std::string>& flag :
       std::vector<std::vector<std::string>>{{"--log-format", "json"}, {"--log-format=json"}}) {
    std::vector<std::string> command = {syndic_binary(), "refresh", "--nope"};
    command.insert(command.end(), flag.begin(), flag.end());
    const Finished run = Process(command, {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}}).wait();
    CHECK(run.exit_code == 2);
    const auto lines = lines_of(run.err);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].at("message") ==
          "there is no command or option \"--nope\"; see syndic help refresh");
  }
}

}  // namespace log_format_test
