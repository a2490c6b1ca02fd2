// SPDX-License-Identifier: MIT
//
// [alert]: the operator's command is told once of a source that fails for long, and once of its
// return.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"

namespace alert_test {

using namespace syndic::test;
namespace fs = std::filesystem;

namespace {

const std::string kTold = "told";

/// Two sources, of which "casel" is going to fail, and a command that keeps what it is told.
struct Desk {
  Network network;

  explicit Desk(const std::string& more = {}) {
    network.add_source("cec", "/cec");
    network.add_source("casel", "/casel\"\ncontact = \"Ann <ann@casel.example>");
    network.configure("[alert]\ncommand = [\"./tell.sh\", \"a b; $HOME\"]\n" + more);
    network.dir().write("tell.sh",
                        "#!/bin/sh\nprintf '%s\\n' \"$1\" >> told\ncat >> told\n"
                        "exit $(cat status)\n");
    network.dir().write("status", "0");
    fs::permissions(network.dir() / "tell.sh", fs::perms::owner_all);
    network.server().reply("/cec", {.body = rss_feed("cec.example", {"one"})});
    answers();
  }
  void answers() { network.server().reply("/casel", {.body = rss_feed("casel.example", {"one"})}); }
  void fails() { network.server().reply("/casel", {.status = 404}); }

  [[nodiscard]] Finished run(const std::string& now) {
    return network.refresh({"-q", "--force"}, now);
  }
  [[nodiscard]] std::string told() const {
    const fs::path file = network.dir() / kTold;
    return fs::exists(file) ? bytes_of(file) : std::string();
  }
};

}  // namespace

TEST_CASE("a source that fails for two days is told of once, and once when it is back") {
  Desk desk;
  CHECK(desk.run("2026-01-28T12:00:00Z").exit_code == 0);
  desk.fails();
  CHECK(desk.run("2026-01-29T12:00:00Z").exit_code == 0);
  CHECK(desk.run("2026-01-31T11:59:59Z").exit_code == 0);
  CHECK(desk.told().empty());
  CHECK(desk.run("2026-01-31T12:00:00Z").exit_code == 0);
  const std::string address = desk.network.server().url("/casel");
  CHECK(desk.told().find("casel has failed since 2026-01-29 12:00, 3 times in a row.\n") !=
        std::string::npos);
  CHECK(desk.told().starts_with("a b; $HOME\n"));
  CHECK(desk.told().find("\nAddress: " + address + "\nContact: Ann <ann@casel.example>\n") !=
        std::string::npos);
  CHECK(desk.told().find("\nMore: syndic why casel\n\nTimes are those of UTC.\n") !=
        std::string::npos);
  const std::string once = desk.told();
  CHECK(desk.run("2026-02-01T12:00:00Z").exit_code == 0);
  CHECK(desk.told() == once);
  desk.answers();
  CHECK(desk.run("2026-02-02T12:00:00Z").exit_code == 0);
  CHECK(desk.told() == once +
                           "a b; $HOME\ncasel is read again; it had failed since "
                           "2026-01-29 12:00.\nAddress: " +
                           address + "\n\nTimes are those of UTC.\n");
  const std::string twice = desk.told();
  CHECK(desk.run("2026-02-03T12:00:00Z").exit_code == 0);
  CHECK(desk.told() == twice);
}

TEST_CASE("an alert that could not be sent fails the run, is said once, and is repeated") {
  Desk desk("after = \"1s\"\n");
  CHECK(desk.run("2026-01-28T12:00:00Z").exit_code == 0);
  desk.fails();
  CHECK(desk.run("2026-01-29T12:00:00Z").exit_code == 0);
  desk.network.dir().write("status", "9");
  const Finished failed = desk.run("2026-01-29T13:00:00Z");
  CHECK(failed.exit_code == 1);
  CHECK(failed.err.starts_with("error: alert.command: "));
  CHECK(failed.err.ends_with(
      "tell.sh ended with status 9; what it wrote, if anything, is above; the next run repeats "
      "it\n"));
  CHECK(desk.run("2026-01-29T14:00:00Z").err.find("alert.command") == std::string::npos);
  desk.network.dir().write("status", "0");
  const std::string before = desk.told();
  CHECK(desk.run("2026-01-29T15:00:00Z").exit_code == 0);
  CHECK(desk.told().size() > before.size());
}

TEST_CASE("a rehearsal, an offline run and a disabled source tell nobody") {
  Desk desk("after = \"1s\"\n");
  desk.fails();
  CHECK(desk.run("2026-01-29T12:00:00Z").exit_code == 0);
  CHECK(desk.network.refresh({"--offline"}, "2026-01-30T12:00:00Z").exit_code == 0);
  CHECK(desk.network.refresh({"--dry-run", "--force"}, "2026-01-30T12:00:00Z").exit_code == 0);
  CHECK(desk.told().empty());
}

TEST_CASE("errors of one run are told apart: each is said once") {
  Desk desk("after = \"1s\"\n");
  desk.network.remove_sources();
  desk.network.add_source("casel", "/casel");
  desk.fails();
  CHECK(desk.run("2026-01-29T12:00:00Z")
            .err.starts_with("error: the only source that was asked failed"));
  desk.network.dir().write("status", "9");
  const std::string alone = desk.run("2026-01-29T13:00:00Z").err;
  CHECK(alone.find("alert.command") != std::string::npos);
  CHECK(alone.find("source") == std::string::npos);
  CHECK(desk.run("2026-01-29T14:00:00Z").err.empty());
}

}  // namespace alert_test
