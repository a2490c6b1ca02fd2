// SPDX-License-Identifier: MIT
//
// publish.hubs and publish.command: who is told of what was published, and what a failure or a kill
// leaves for the next run.
#include <signal.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/e2e/network.h"

namespace announce_test {

using namespace syndic::test;
using namespace std::chrono_literals;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const std::string kNoon = "2026-01-31T12:00:00Z";
const std::string kOneFile =
    "[publish]\nformats = [\"atom\"]\npage = false\nstatus = false\nprecompress = []\nopml = "
    "false\n";

/// A network of one source, whose feed has one item that changes and one that does not.
struct Site {
  Network network;

  Site() {
    serve("one");
    network.add_source("s", "/feed");
    network.configure(kOneFile);
  }
  void serve(const std::string& title) {
    network.server().reply("/feed", {.body = rss_feed("s.example", {title, "old"})});
  }
  [[nodiscard]] std::size_t pings() { return network.server().requests("/hub").size(); }
  [[nodiscard]] fs::path file(const std::string& name) const { return network.dir() / name; }

  void hub_answers(int status) { network.server().reply("/hub", {.status = status}); }
};

std::string hubs_of(FaultServer& server) { return "hubs = [\"" + server.url("/hub") + "\"]\n"; }

/// A script that appends its input to `told`, and ends with the status in the file `status`.
std::string command_of(const Network& network) {
  network.dir().write("tell.sh",
                      "#!/bin/sh\ncat >> \"$(dirname \"$0\")/told\"\necho said\n"
                      "exit $(cat \"$(dirname \"$0\")/status\")\n");
  network.dir().write("status", "0");
  fs::permissions(network.dir() / "tell.sh", fs::perms::owner_all);
  return "command = [\"./tell.sh\"]\n";
}

void await(const fs::path& file) {
  while (!fs::exists(file)) std::this_thread::sleep_for(5ms);
}

}  // namespace

TEST_CASE("a hub is named in the feed and told once of a change") {
  Site site;
  site.network.configure(hubs_of(site.network.server()) + "[[feed]]\nname = \"all\"\nitems = 1\n");
  site.hub_answers(204);
  const Finished first = site.network.refresh();
  INFO(first.err);
  CHECK(first.exit_code == 0);
  CHECK(json::parse(first.out).at("announced") == json{{"pings", 1}});
  REQUIRE(site.pings() == 1);
  const SeenRequest ping = site.network.server().requests("/hub")[0];
  CHECK(ping.content ==
        "hub.mode=publish&hub.url=https%3A%2F%2Fwww.example.org%2Ffeeds%2Fall.atom"
        "&hub.topic=https%3A%2F%2Fwww.example.org%2Ffeeds%2Fall.atom");
  const std::string atom = bytes_of(site.network.published("all.atom"));
  CHECK(atom.find("<link rel=\"hub\" href=\"" + site.network.server().url("/hub") + "\"") !=
        std::string::npos);
  const std::string archive = bytes_of(site.network.published("all-archive-1.atom"));
  CHECK(archive.find("<entry>") != std::string::npos);
  CHECK(archive.find("rel=\"hub\"") == std::string::npos);
  CHECK(site.network.refresh({"--force"}).exit_code == 0);
  CHECK(site.pings() == 1);
}

TEST_CASE("what a hub does not take is tried again, without news, and never fails a run") {
  Site site;
  site.network.configure(hubs_of(site.network.server()));
  site.hub_answers(500);
  const std::string line = "hub " + site.network.server().url("/hub") +
                           " was not told of 1 changed document, which the next run tries again: "
                           "127.0.0.1 answers HTTP 500";
  const Finished first = site.network.refresh({}, kNoon);
  CHECK(first.exit_code == 0);
  CHECK(first.err.find("warning: " + line + "\n") != std::string::npos);
  CHECK(json::parse(first.out).at("announced") == json{{"unpinged", {line}}});
  CHECK(site.network.refresh({"--offline"}, kNoon).exit_code == 0);
  CHECK(site.network.refresh({"--dry-run"}, kNoon).exit_code == 0);
  CHECK(site.pings() == 1);
  CHECK(site.network.refresh({"-q"}, "2026-01-31T12:10:00Z").err.empty());
  CHECK(site.pings() == 2);
  CHECK(site.network.refresh({"-q"}, "2026-02-01T12:00:00Z").err ==
        "info: " + line + "; it has failed since 2026-01-31T12:00:00Z\n");
  CHECK(site.network.refresh({"-q"}, "2026-02-01T12:20:00Z").err.empty());
  site.hub_answers(204);
  CHECK(site.network.refresh({"-q"}, "2026-02-01T12:30:00Z").exit_code == 0);
  CHECK(site.pings() == 5);
  CHECK(site.network.refresh({"-q"}, "2026-02-01T12:40:00Z").exit_code == 0);
  CHECK(site.pings() == 5);
}

TEST_CASE("a run that is killed or ended while it pings leaves the ping to the next one") {
  for (const int signal : {SIGKILL, SIGTERM}) {
    CAPTURE(signal);
    Site site;
    site.network.configure(hubs_of(site.network.server()));
    site.network.server().reply("/hub", {.status = 204, .delay = kForever});
    Process run(site.network.refresh_command(), {{"SYNDIC_NOW", kNoon}});
    while (site.pings() == 0) std::this_thread::sleep_for(5ms);
    const auto began = std::chrono::steady_clock::now();
    run.send_signal(signal);
    CHECK(run.wait().exit_code == (signal == SIGKILL ? 128 + SIGKILL : 1));
    CHECK(std::chrono::steady_clock::now() - began < 5s);
    site.hub_answers(204);
    CHECK(json::parse(site.network.refresh({}, kNoon).out).at("announced") == json{{"pings", 1}});
    CHECK(site.pings() == 2);
  }
}

TEST_CASE("a command gets the changed files, and its words are on stderr") {
  Site site;
  site.network.configure(command_of(site.network));
  const Finished first = site.network.refresh();
  INFO(first.err);
  CHECK(first.exit_code == 0);
  CHECK(first.err.find("said\n") != std::string::npos);
  CHECK(json::parse(first.out).at("announced") == json{{"files", 1}});
  CHECK(bytes_of(site.file("told")) == "all.atom\n");
  CHECK(site.network.refresh({"--force"}).exit_code == 0);
  CHECK(bytes_of(site.file("told")) == "all.atom\n");
  site.serve("two");
  CHECK(site.network.refresh({"--force", "--dry-run"}).exit_code == 0);
  CHECK(bytes_of(site.file("told")) == "all.atom\n");
  CHECK(site.network.refresh({"--force"}).exit_code == 0);
  CHECK(bytes_of(site.file("told")) == "all.atom\nall.atom\n");
}

TEST_CASE("a command is told of nothing that cannot be a published file, whatever the store says") {
  Site site;
  site.network.configure(command_of(site.network));
  CHECK(site.network.refresh().exit_code == 0);
  CHECK(bytes_of(site.file("told")) == "all.atom\n");
  site.network.dir().write("victim.css", "x");
  site.network.dir().write("public/two\nlines", "x");
  site.network.sql(
      "INSERT INTO unannounced_file VALUES ('../victim.css'), ('two\nlines'), ('all.atom')");
  CHECK(site.network.refresh().exit_code == 0);
  CHECK(bytes_of(site.file("told")) == "all.atom\nall.atom\n");
}

TEST_CASE("a command that fails is repeated, with later files too, and hubs wait for it") {
  Site site;
  site.network.configure(command_of(site.network) + hubs_of(site.network.server()));
  site.hub_answers(204);
  site.network.dir().write("status", "23");
  const std::string line = "error: publish.command: " + site.file("tell.sh").string() +
                           " ended with status 23; what it wrote, if anything, is above; the next "
                           "run repeats it with the "
                           "same files, and no hub is pinged until it succeeds\n";
  const Finished first = site.network.refresh({"-q"}, kNoon);
  CHECK(first.exit_code == 1);
  CHECK(first.err == "said\n" + line);
  const Finished second = site.network.refresh({"-q"}, kNoon);  // No source is due.
  CHECK(second.exit_code == 1);
  CHECK(second.err == "said\n");
  CHECK(site.pings() == 0);
  site.network.configure("[[feed]]\nname = \"all\"\n[[feed]]\nname = \"more\"\n");
  site.network.dir().write("status", "0");
  CHECK(site.network.refresh({"-q", "--offline"}, kNoon).exit_code == 0);
  CHECK(bytes_of(site.file("told")) == "all.atom\nall.atom\nall.atom\nmore.atom\n");
  CHECK(site.pings() == 0);
  CHECK(site.network.refresh({"-q"}, kNoon).exit_code == 0);
  CHECK(site.pings() == 2);
  CHECK(bytes_of(site.file("told")) == "all.atom\nall.atom\nall.atom\nmore.atom\n");
}

TEST_CASE("a run that is killed or ended in its command repeats it; nothing of ours stays open") {
  for (const int signal : {SIGKILL, SIGTERM}) {
    CAPTURE(signal);
    Site site;
    const std::string folder = site.network.dir().path().string();
    site.network.configure("command = [\"sh\", \"-c\", \"ls /proc/$$/fd; cat > " + folder +
                           "/told; test -e " + folder + "/go || sleep 60\"]\n");
    Process run(site.network.refresh_command(), {{"SYNDIC_NOW", kNoon}});
    await(site.file("told"));
    const auto began = std::chrono::steady_clock::now();
    run.send_signal(signal);
    if (signal == SIGTERM) {
      CHECK(run.wait().exit_code == 1);
      CHECK(std::chrono::steady_clock::now() - began < 5s);
    }
    fs::remove(site.file("told"));
    site.network.dir().write("go", "");
    // Also where the first command, an orphan now, is still there: it holds no lock.
    const Finished next = site.network.refresh({}, kNoon);
    CHECK(next.exit_code == 0);
    CHECK(bytes_of(site.file("told")) == "all.atom\n");
    CHECK(next.err.find("0\n1\n2\n") != std::string::npos);
  }
}

}  // namespace announce_test
