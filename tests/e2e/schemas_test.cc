// SPDX-License-Identifier: MIT
//
// What programs read: the JSON of reports and of published files by their schemas, and the metrics
// by Prometheus' own checker. A key that no schema has fails. What is not installed is skipped,
// saying so.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/e2e/network.h"
#include "tests/support/paths.h"

namespace schemas_test {

using namespace syndic;
namespace fs = std::filesystem;

namespace {

/// Whether Python has the validator; the test says so where it has not.
bool has_validator() {
  const auto asked = test::Process({"/usr/bin/python3", "-c", "import jsonschema"}).wait();
  if (asked.exit_code != 0) WARN("skipped: there is no Debian package python3-jsonschema here");
  return asked.exit_code == 0;
}

/// What is wrong with the JSON by that schema of tests/data/schemas; empty if nothing is.
std::string faults(const std::string& schema, const std::string& json) {
  constexpr const char* kScript = R"(
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
for fault in jsonschema.Draft202012Validator(schema).iter_errors(json.load(sys.stdin)):
    print(fault.json_path + ": " + fault.message)
)";
  const fs::path file = test::source_dir() / "tests/data/schemas" / (schema + ".schema.json");
  const auto checked =
      test::Process({"/usr/bin/python3", "-c", kScript, file.string()}, {}, json).wait();
  return checked.exit_code == 0 ? checked.out : checked.err;
}

/// Prometheus' tool: installed, or unpacked by ./dev; empty if it is not here, which the test says.
std::string promtool() {
  for (const fs::path& place :
       {fs::path("/usr/bin/promtool"), test::source_dir() / "build/packages/usr/bin/promtool"}) {
    if (fs::exists(place)) return place.string();
  }
  WARN("skipped: there is no promtool (Debian package prometheus) here");
  return {};
}

/// A network with sources that answer, fail, come from files, are gone, private and switched off.
void add_sources(test::Network& network) {
  network.server().reply("/good",
                         {.body = test::rss_feed("good.example", {"one", "two"}), .etag = "\"1\""});
  network.server().reply("/gone", {.status = 410});
  network.add_source("good", "/good");
  network.add_source("bad", "/missing");
  network.add_source("gone", "/gone");
  network.dir().write("file.xml", test::rss_feed("file.example", {"three"}));
  network.configure("[[source]]\nid = \"file\"\npath = \"file.xml\"\n");
  network.configure("[[source]]\nid = \"hidden\"\nprivate = true\nurl = \"" +
                    network.server().url("/good") + "?hidden\"\n");
  network.configure("[[source]]\nid = \"off\"\nurl = \"https://off.example/\"\nenabled = false\n");
}

}  // namespace

TEST_CASE("reports and published JSON have what their schemas say, and nothing else") {
  if (!has_validator()) return;
  test::Network network;
  add_sources(network);
  const auto check = [&](const char* now) {
    CAPTURE(now);
    CHECK(faults("refresh", network.refresh({}, now).out).empty());
    CHECK(faults("status_file", test::bytes_of(network.published("status.json"))).empty());
    CHECK(faults("health", test::bytes_of(network.published("health.json"))).empty());
    for (const std::string command : {"status", "plan"}) {
      const auto told = test::run_syndic({command, "--json", "-c", network.config_file().string()});
      CHECK(faults(command, told.out).empty());
    }
  };
  check("2026-01-31T12:00:00Z");
  const auto judged =
      test::run_syndic({"check", "--online", "--json", "-c", network.config_file().string()});
  CHECK(judged.exit_code == 1);
  CHECK(faults("check", judged.out).empty());
  network.server().reply(
      "/good", {.body = test::rss_feed("good.example", {"four", "one", "two"}), .etag = "\"2\""});
  check("2026-02-01T12:00:00Z");
  check("2026-02-03T12:00:00Z");
}

TEST_CASE("a key that is not in its schema is a fault") {
  if (!has_validator()) return;
  CHECK(faults("health", R"({"ok":true})").find("'checked' is a required") != std::string::npos);
  CHECK(faults("check", R"([{"of":"source","place":"x"}])").find("'findings' is a required") !=
        std::string::npos);
  CHECK(faults("status_file", R"({"title":"x","sources":[],"more":1})").find("'more'") !=
        std::string::npos);
  CHECK(faults("plan", R"([{"id":"a","due":"today","in_seconds":0,"reason":"x","why":"x"}])")
            .find("$[0].due") != std::string::npos);
}

TEST_CASE("promtool has nothing to say of the metrics of a run") {
  const std::string tool = promtool();
  if (tool.empty()) return;
  test::Network network;
  add_sources(network);
  network.configure("[publish]\nmetrics = \"var/syndic.prom\"");
  REQUIRE(network.refresh().exit_code == 0);
  const std::string metrics = test::bytes_of(network.dir() / "var/syndic.prom");
  const auto checked = test::Process({tool, "check", "metrics"}, {}, metrics).wait();
  CHECK(checked.out + checked.err == "");
  CHECK(checked.exit_code == 0);
}

TEST_CASE("promtool takes the sample alerts, and they come when they should") {
  const std::string tool = promtool();
  if (tool.empty()) return;
  const test::TempDir dir;
  const fs::path rules = test::source_dir() / "config/monitoring/syndic.rules.yml";
  const auto read = test::Process({tool, "check", "rules", rules.string()}).wait();
  INFO(read.out + read.err);
  CHECK(read.exit_code == 0);
  dir.write("syndic.rules.yml", test::bytes_of(rules));
  const fs::path cases =
      dir.write("syndic.rules.test.yml",
                test::bytes_of(test::source_dir() / "tests/data/monitoring/syndic.rules.test.yml"));
  const auto tested = test::Process({tool, "test", "rules", cases.string()}).wait();
  INFO(tested.out + tested.err);
  CHECK(tested.exit_code == 0);
}

}  // namespace schemas_test
