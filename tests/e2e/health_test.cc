// SPDX-License-Identifier: MIT
//
// health.json: whether the list is kept up to date.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"

namespace health_test {

using namespace syndic;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

json health(const test::Network& network) {
  return json::parse(test::bytes_of(network.published("health.json")));
}

/// A command that appends its input to the file `told`.
void add_command(test::Network& network) {
  network.dir().write("tell.sh", "#!/bin/sh\ncat >> \"$(dirname \"$0\")/told\"\n");
  fs::permissions(network.dir() / "tell.sh", fs::perms::owner_all);
  network.configure("[publish]\ncommand = [\"./tell.sh\"]\n");
}

std::string told(const test::Network& network) {
  const fs::path file = network.dir() / "told";
  if (!fs::exists(file)) return {};
  std::string names = test::bytes_of(file);
  fs::remove(file);
  return names;
}

}  // namespace

TEST_CASE("each run says when it was, when the next one is, and how the sources do") {
  test::Network network;
  network.server().reply("/good", {.body = test::rss_feed("good.example", {"one"})});
  network.add_source("good", "/good");
  network.add_source("bad", "/missing");
  network.configure(
      "[[source]]\nid = \"hidden\"\nurl = \"" + network.server().url("/good") +
      "?hidden\"\nprivate = true\n[[source]]\nid = \"off\"\nurl = \"https://off.example/\"\n"
      "enabled = false\n");
  REQUIRE(network.refresh({}, "2026-01-31T12:00:00Z").exit_code == 0);
  const json first = health(network);
  CHECK(first.at("ok") == true);
  CHECK(first.at("checked") == "2026-01-31T12:00:00Z");
  CHECK(first.at("fine") == 1);
  CHECK(first.at("trouble") == 2);
  CHECK(first.at("person") == 0);
  CHECK(first.at("due").size() == 2);
  CHECK(first.at("due").contains("bad"));
  CHECK(first.at("failing") == json::array({"bad"}));  // What is private is not named.
  CHECK(first.at("next").get<std::string>() >= "2026-01-31T12:10:00Z");
  CHECK(first.at("next").get<std::string>() <= first.at("due").at("good").get<std::string>());
  CHECK_FALSE(fs::exists(network.published("health.json.gz")));

  // Nothing is due.
  REQUIRE(network.refresh({}, "2026-01-31T12:05:00Z").exit_code == 0);
  CHECK(health(network).at("checked") == "2026-01-31T12:05:00Z");
  CHECK(health(network).at("due") == first.at("due"));

  REQUIRE(network.refresh({"--dry-run"}, "2026-01-31T12:06:00Z").exit_code == 0);
  CHECK(health(network).at("checked") == "2026-01-31T12:05:00Z");

  for (const char* now : {"2026-02-01T12:00:00Z", "2026-02-03T12:00:00Z"}) {
    REQUIRE(network.refresh({"--force"}, now).exit_code == 0);
  }
  CHECK(health(network).at("ok") == false);
  CHECK(health(network).at("person") == 2);
  CHECK(health(network).at("failing") == json::array({"bad"}));

  network.server().reply("/good", {.status = 410});
  REQUIRE(network.refresh({"--force"}, "2026-02-05T12:00:00Z").exit_code == 1);  // All failed.
  CHECK(health(network).at("failing") == json::array({"good", "bad"}));
}

TEST_CASE("the command is told of it with other files, and once a day without") {
  test::Network network;
  network.server().reply("/feed", {.body = test::rss_feed("a.example", {"one"}), .etag = "\"1\""});
  network.add_source("a", "/feed");
  add_command(network);
  REQUIRE(network.refresh({}, "2026-01-31T12:00:00Z").exit_code == 0);
  CHECK(told(network).find("health.json\n") != std::string::npos);
  const json quiet = json::parse(network.refresh({}, "2026-01-31T12:05:00Z").out);
  CHECK(told(network).empty());
  CHECK(quiet.at("feeds").at(0).at("written") == false);
  REQUIRE(network.refresh({"--offline"}, "2026-02-01T00:00:00Z").exit_code == 0);
  CHECK(told(network) == "health.json\n");
  REQUIRE(network.refresh({"--offline"}, "2026-02-01T00:05:00Z").exit_code == 0);
  CHECK(told(network).empty());
}

TEST_CASE("without pages and status files there is none") {
  test::Network network;
  network.server().reply("/feed", {.body = test::rss_feed("a.example", {"one"})});
  network.add_source("a", "/feed");
  network.configure("[publish]\npage = false\nstatus = false\n");
  REQUIRE(network.refresh().exit_code == 0);
  CHECK_FALSE(fs::exists(network.published("health.json")));
}

}  // namespace health_test
