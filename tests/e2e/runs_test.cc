// SPDX-License-Identifier: MIT
//
// What one run spares a host, and what two runs that meet spare all.
#include <signal.h>

#include <catch2/catch.hpp>
#include <thread>

#include "tests/e2e/network.h"

namespace runs_test {

using namespace syndic;
using namespace syndic::test;
using namespace std::chrono_literals;

namespace {

std::string feed_of(const std::string& name) {
  return rss_feed(name + ".example", {name + "-1", name + "-2"});
}

}  // namespace

TEST_CASE("one host has one transfer at a time, and starts are spaced") {
  Network network;
  network.configure("");
  FaultServer& server = network.server();
  const std::string folder = network.dir().path();
  std::string config = "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n" +
                       store_section(network.dir().path()) +
                       "[fetch]\nallow_private = "
                       "true\nhost_delay = \"300ms\"\n";
  for (const char* name : {"a", "b", "c"}) {
    server.reply(std::string("/") + name, {.body = feed_of(name), .delay = 50ms});
    config += "[[source]]\nid = \"" + std::string(name) + "\"\nurl = \"" +
              server.url(std::string("/") + name) + "\"\n";
  }
  network.dir().write("spaced.toml", config);
  REQUIRE(
      Process({syndic_binary(), "refresh", "-q", "-c", folder + "/spaced.toml"}).wait().exit_code ==
      0);
  const auto seen = server.requests();
  REQUIRE(seen.size() == 3);
  CHECK(server.most_at_once() == 1);
  CHECK(seen.back().at - seen.front().at >= 300ms);  // Two pauses, and a server that is late.
  CHECK(seen[2].connection == seen[0].connection);
}

TEST_CASE("neither a killed run nor one beside it fetches twice within the interval") {
  Network network;
  network.server().reply("/fast", {.body = feed_of("fast")});
  network.server().reply("/slow", {.body = feed_of("slow"), .delay = kForever});
  network.add_source("fast", "/fast");
  network.add_source("slow", "/slow");
  Process run(network.refresh_command(), {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}});
  network.await_items_of("fast");
  CHECK(network.refresh().exit_code == (is_on_postgres() ? 0 : 75));
  CHECK(network.server().requests("/fast").size() == 1);
  run.send_signal(SIGKILL);
  CHECK(run.wait().exit_code == 128 + SIGKILL);
  network.server().reply("/slow", {.body = feed_of("slow")});
  CHECK(network.refresh({}, "2026-01-31T12:10:00Z").exit_code == 0);
  CHECK(network.server().requests("/fast").size() == 1);
}

}  // namespace runs_test
