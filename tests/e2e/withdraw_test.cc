// SPDX-License-Identifier: MIT
//
// Items that are taken back, by the operator and by their source, with the real program.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"
#include "tests/support/files.h"

namespace withdraw_test {

using namespace syndic;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

test::Finished run(test::Network& network, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"-c", network.config_file().string()});
  return test::run_syndic(arguments, {{"SYNDIC_NOW", "2026-01-31T13:00:00Z"}});
}

std::vector<std::string> titles(const test::Network& network) {
  std::vector<std::string> titles;
  const json parsed = json::parse(test::bytes_of(network.published("all.json")));
  for (const json& item : parsed.at("items")) {
    titles.push_back(item.at("title"));
  }
  return titles;
}

std::string atom_feed(const std::string& more) {
  std::string feed =
      "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'>"
      "<id>urn:x:feed</id><title>A</title><updated>2026-01-30T00:00:00Z</updated>";
  for (const char* name : {"one", "two"}) {
    if (more.find(std::string("urn:x:") + name) != std::string::npos) continue;
    feed += std::string("<entry><id>urn:x:") + name + "</id><title>" + name +
            "</title><updated>2026-01-30T00:00:00Z</updated></entry>";
  }
  return feed + more + "</feed>";
}

}  // namespace

TEST_CASE("withdraw takes an item out of the files with its reason, and restore brings it back") {
  test::Network network;
  network.add_source("a", "/a");
  network.server().reply("/a", {.body = atom_feed("")});
  REQUIRE(network.refresh().exit_code == 0);
  REQUIRE(titles(network) == std::vector<std::string>{"one", "two"});

  const auto gone = run(network, {"withdraw", "urn:x:one", "--why", "It was wrong"});
  CHECK(gone.exit_code == 0);
  CHECK(gone.out == "withdrawn a/urn:x:one: one\n");
  CHECK(titles(network) == std::vector<std::string>{"two"});
  CHECK_THAT(test::bytes_of(network.published("all.atom")),
             Contains("<at:deleted-entry ref=\"urn:x:one\" when=\"2026-01-31T13:00:00Z\">") &&
                 Contains("<at:comment>It was wrong</at:comment>"));

  // The source has it still.
  REQUIRE(network.refresh({"--force"}, "2026-01-31T14:00:00Z").exit_code == 0);
  CHECK(titles(network) == std::vector<std::string>{"two"});

  CHECK(run(network, {"restore", "urn:x:one"}).out == "restored a/urn:x:one: one\n");
  CHECK(titles(network) == std::vector<std::string>{"one", "two"});
  const auto again = run(network, {"restore", "urn:x:one"});
  CHECK(again.exit_code == 1);
  CHECK_THAT(again.err, Contains("no item of this id or link is withdrawn; syndic why tells what"));
  CHECK(run(network, {"withdraw", "urn:x:none"}).exit_code == 1);
}

TEST_CASE("a source's own tombstone is followed, and status names what vanished") {
  test::Network network;
  network.add_source("a", "/a");
  network.server().reply("/a", {.body = atom_feed("")});
  REQUIRE(network.refresh().exit_code == 0);
  network.server().reply(
      "/a", {.body = atom_feed("<at:deleted-entry ref='urn:x:one' when='2026-01-31T00:00:00Z'>"
                               "<at:comment>withdrawn by A</at:comment></at:deleted-entry>")});
  REQUIRE(network.refresh({"--force"}, "2026-01-31T13:00:00Z").exit_code == 0);
  CHECK(titles(network) == std::vector<std::string>{"two"});
  CHECK_THAT(test::bytes_of(network.published("all.atom")), Contains("withdrawn by A"));
  CHECK_THAT(
      run(network, {"why", "urn:x:one"}).out,
      Contains("\n  in feed all: not there: withdrawn on 2026-01-31T00:00:00Z by its source: "
               "withdrawn by A\n"));
  network.server().reply("/a", {.body = atom_feed("")});
  REQUIRE(network.refresh({"--force"}, "2026-01-31T14:00:00Z").exit_code == 0);
  CHECK(titles(network) == std::vector<std::string>{"one", "two"});

  network.add_source("b", "/b");
  network.server().reply("/b", {.body = test::rss_feed("b", {"B4", "B3", "B2", "B1"})});
  REQUIRE(network.refresh({"--force"}, "2026-01-31T15:00:00Z").exit_code == 0);
  std::string cut = test::rss_feed("b", {"B4", "B3", "B2", "B1"});
  const std::size_t place = cut.find("<item>", cut.find("<item>") + 1);
  cut.erase(place, cut.find("</item>", place) + 7 - place);
  network.server().reply("/b", {.body = cut});
  REQUIRE(network.refresh({"--force"}, "2026-01-31T16:00:00Z").exit_code == 0);
  CHECK_THAT(run(network, {"status"}).out, Contains("1 item vanished from its feed: B3"));
  CHECK(titles(network).size() == 6);
  const std::string link = "https://b/B3";
  CHECK_THAT(run(network, {"why", link}).out,
             Contains("\n  missing from: the middle of its source's feed since "
                      "2026-01-31T16:00:00Z; it stays published\n"));
  REQUIRE(run(network, {"withdraw", link}).exit_code == 0);
  CHECK_THAT(run(network, {"why", link}).out,
             Contains("\n  in feed all: not there: withdrawn on 2026-01-31T13:00:00Z by us\n") &&
                 !Contains("missing from"));
  CHECK_THAT(run(network, {"status"}).out, !Contains("vanished"));
}

TEST_CASE("why tells that an item, or a copy of it, was withdrawn and why") {
  test::Network network;
  network.add_source("a", "/a");
  network.server().reply("/a", {.body = atom_feed("")});
  REQUIRE(network.refresh().exit_code == 0);
  REQUIRE(run(network, {"withdraw", "urn:x:one", "--why", "It was wrong"}).exit_code == 0);
  CHECK_THAT(run(network, {"why", "urn:x:one"}).out,
             Contains("\n  in feed all: not there: withdrawn on 2026-01-31T13:00:00Z by us: "
                      "It was wrong\n"));
  network.add_source("b", "/b");
  network.server().reply("/b", {.body = atom_feed("")});
  REQUIRE(network.refresh({"--force"}, "2026-01-31T14:00:00Z").exit_code == 0);
  CHECK_THAT(run(network, {"why", "urn:x:one"}).out,
             Contains("\n  in feed all: not there: the same item from a was withdrawn on "
                      "2026-01-31T13:00:00Z by us: It was wrong\n"));
}

}  // namespace withdraw_test
