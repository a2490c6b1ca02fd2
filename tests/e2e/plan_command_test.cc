// SPDX-License-Identifier: MIT
//
// `syndic plan`: when and why, without a request and without a write.
#include <signal.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/e2e/network.h"

namespace plan_command_test {

using namespace syndic;

namespace {

struct Planned {
  test::Network network;

  /// The plan at `now`, the server's port in it as PORT.
  std::string plan(const std::string& now, const std::vector<std::string>& flags = {}) {
    std::vector<std::string> command = {"plan", "-c", network.config_file().string()};
    command.insert(command.end(), flags.begin(), flags.end());
    const auto finished = test::run_syndic(command, {{"SYNDIC_NOW", now}});
    CHECK(finished.exit_code == 0);
    CHECK(finished.err.empty());
    std::string out = finished.out;
    const std::string port = ":" + std::to_string(network.server().port());
    for (auto at = out.find(port); at != std::string::npos; at = out.find(port)) {
      out.replace(at, port.size(), ":PORT");
    }
    return out;
  }
};

std::string feed_with(const std::string& channel) {
  std::string feed = test::rss_feed("partner.example", {"one"});
  return feed.insert(feed.find("<item>"), channel);
}

}  // namespace

TEST_CASE("before the first run everything is due, and there is no store yet") {
  Planned planned;
  planned.network.add_source("casel", "/casel");
  (void)planned.network.refresh_command();  // Writes the configuration.
  CHECK(planned.plan("2026-01-31T12:00:00Z") ==
        "SOURCE  DUE (UTC)              WHY\n"
        "casel   2026-01-31 12:00  now  never asked yet\n");
  CHECK_FALSE(std::filesystem::exists(planned.network.store_file()));
  CHECK(planned.network.server().requests().empty());
}

TEST_CASE("each source says when it is due and why then, what is due first comes first") {
  Planned planned;
  auto& network = planned.network;
  network.server().reply("/fresh",
                         {.headers = {{"Cache-Control", "max-age=21600"}}, .body = feed_with("")});
  network.server().reply("/ttl", {.body = feed_with("<ttl>720</ttl>")});
  network.server().reply("/gone", {.status = 410});
  network.server().reply("/broken", {.status = 500});
  network.server().reply("/skips", {.body = feed_with("<skipHours><hour>12</hour><hour>13</hour>"
                                                      "</skipHours>")});
  for (const char* id : {"gone", "fresh", "ttl", "broken", "missing", "skips"}) {
    network.add_source(id, std::string("/") + id);
  }
  network.configure("[[source]]\nid = \"off\"\nurl = \"https://off.example/\"\nenabled = false\n");
  REQUIRE(network.refresh().exit_code == 0);
  const auto asked = network.server().requests().size();
  const auto written = [&] {
    return test::is_on_postgres() ? std::filesystem::file_time_type()
                                  : std::filesystem::last_write_time(network.store_file());
  };
  const auto before = written();

  const std::string plan = planned.plan("2026-01-31T12:10:00Z");
  CHECK(plan ==
        "SOURCE   DUE (UTC)\n"
        "broken   2026-01-31 13:00  in 50 min\n"
        "    backing off after 1 failure: HTTP 500\n"
        "skips    2026-01-31 14:00  in 2 h\n"
        "    the feed asks to be left alone until then (skipHours, skipDays)\n"
        "fresh    2026-01-31 18:00  in 6 h\n"
        "    the server says that its answer stays fresh for 6 h (Cache-Control, "
        "Expires)\n"
        "ttl      2026-02-01 00:00  in 12 h\n"
        "    the feed asks for 12 h between fetches (ttl, sy:updatePeriod)\n"
        "missing  2026-02-01 12:00  in 24 h\n"
        "    backing off after 1 failure: HTTP 404\n"
        "gone     never\n"
        "    gone (HTTP 410): set its new url, or ask once more with syndic refresh\n"
        "    --force --only gone\n"
        "off      never\n"
        "    disabled: enabled = false\n");
  CHECK(network.server().requests().size() == asked);
  CHECK(written() == before);

  const auto json = nlohmann::json::parse(planned.plan("2026-01-31T12:10:00Z", {"--json"}));
  CHECK(json.at(0) == nlohmann::json{{"id", "broken"},
                                     {"due", "2026-01-31T13:00:00Z"},
                                     {"in_seconds", 3000},
                                     {"reason", "failures"},
                                     {"why", "backing off after 1 failure: HTTP 500"}});
  CHECK(json.at(6).at("reason") == "disabled");
  CHECK(json.at(6).at("due").is_null());
}

TEST_CASE("where a host asked for silence, its other sources say so") {
  Planned planned;
  auto& network = planned.network;
  network.one_at_a_time();
  network.server().reply("/busy", {.status = 503, .headers = {{"Retry-After", "7200"}}});
  network.server().reply("/calm", {.body = feed_with("")});
  network.add_source("busy", "/busy");
  network.add_source("calm", "/calm");
  REQUIRE(network.refresh({"--only", "busy"}).exit_code == 1);
  const std::string plan = planned.plan("2026-01-31T12:30:00Z");
  CHECK(plan ==
        "SOURCE  DUE (UTC)\n"
        "busy    2026-01-31 14:00  in 90 min\n"
        "    its host 127.0.0.1:PORT asked for silence until then (Retry-After)\n"
        "calm    2026-01-31 14:00  in 90 min\n"
        "    its host 127.0.0.1:PORT asked for silence until then (Retry-After)\n");
}

TEST_CASE("a source that a run under way asks is being asked, not left") {
  Planned planned;
  planned.network.add_source("slow", "/slow");
  planned.network.server().reply("/slow", {.delay = test::kForever});
  test::Process run(planned.network.refresh_command(), {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}});
  while (planned.network.server().requests("/slow").empty()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  CHECK(planned.plan("2026-01-31T12:00:01Z").find("the run that is under way asks it") !=
        std::string::npos);
  run.send_signal(SIGKILL);
  static_cast<void>(run.wait());
  // It counts as at work for some seconds more.
  if (test::is_on_postgres()) planned.network.sql("DELETE FROM process");
  CHECK(planned.plan("2026-01-31T12:00:02Z")
            .find("asked at 2026-01-31 12:00, but that run ended before the answer was stored") !=
        std::string::npos);
}

TEST_CASE("a file that cannot be read is tried again each time, and does not back off") {
  Planned planned;
  planned.network.configure("[[source]]\nid = \"file\"\npath = \"missing.xml\"\n");
  CHECK(planned.network.refresh({}, "2026-01-31T12:00:00Z").exit_code == 1);
  CHECK(planned.plan("2026-01-31T12:00:01Z")
            .find("its file could not be read 1 time in a row; it is tried again each time") !=
        std::string::npos);
}

}  // namespace plan_command_test
