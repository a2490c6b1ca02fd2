// SPDX-License-Identifier: MIT
//
// Runs that may open few files: what they cannot open is no fault of a source.
#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"

namespace open_files_test {

using namespace syndic::test;
using nlohmann::json;

namespace {

constexpr int kHosts = 32;

/// 32 sources on as many hosts.
class Hosts {
 public:
  Hosts() {
    network_.configure("[[feed]]\nname = \"all\"\n");
    for (int i = 0; i < kHosts; ++i) {
      const std::string id = "s" + std::to_string(i);
      servers_.push_back(std::make_unique<FaultServer>("127.0.1." + std::to_string(i + 1)));
      servers_.back()->reply("/feed", {.body = rss_feed(id + ".example", {"One"})});
      network_.add_source(id, servers_.back()->url("/feed"));
    }
  }

  /// A run that may have `limit` files open, of which `taken` are open already.
  Finished refresh(int limit, int taken) {
    std::string command = "ulimit -n " + std::to_string(limit) + " && exec";
    for (const std::string& word : network_.refresh_command()) command += " '" + word + "'";
    std::vector<int> inherited;
    for (int i = 0; i < taken; ++i) inherited.push_back(::open("/", O_RDONLY));
    Process run({"sh", "-c", command}, {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}});
    for (const int file : inherited) ::close(file);
    return run.wait();
  }

  [[nodiscard]] const Network& network() const { return network_; }

 private:
  Network network_;
  std::vector<std::unique_ptr<FaultServer>> servers_;
};

int count_of(const json& report, const std::string& outcome) {
  int count = 0;
  for (const json& row : report.at("sources")) count += row.at("outcome") == outcome ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("with 40 open files, 32 sources on 32 hosts are read and published") {
  Hosts hosts;
  const Finished finished = hosts.refresh(40, 0);
  INFO(finished.err);
  REQUIRE(finished.exit_code == 0);
  CHECK(count_of(json::parse(finished.out), "updated") == kHosts);
  CHECK(std::filesystem::exists(hosts.network().published("all.json")));
}

TEST_CASE("with 16 free files of 100, 32 sources on 32 hosts are read") {
  Hosts hosts;
  const Finished finished = hosts.refresh(100, 84);
  INFO(finished.err);
  REQUIRE(finished.exit_code == 0);
  CHECK(count_of(json::parse(finished.out), "updated") == kHosts);
}

}  // namespace open_files_test
