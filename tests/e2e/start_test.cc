// SPDX-License-Identifier: MIT
//
// What a process loads before it does anything, which is most of the time of a run without news. As
// no test measures time, these count libraries.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/e2e/network.h"
#include "tests/support/files.h"
#include "tests/support/sanitized.h"

namespace start_test {

using namespace syndic::test;

namespace {

constexpr const char* kFirstRun = "2026-01-31T12:00:00Z";
constexpr const char* kNothingDue = "2026-01-31T12:10:00Z";

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The libraries that the loader maps before main(), and theirs, one a line.
std::vector<std::string> libraries_at_start() {
  const Finished traced = Process({syndic_binary()}, {{"LD_TRACE_LOADED_OBJECTS", "1"}}).wait();
  std::vector<std::string> lines;
  std::istringstream text(traced.out);
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

/// A network of one source, which is asked at kFirstRun and not due at kNothingDue.
class Stored {
 public:
  Stored() {
    network_.server().reply("/feed", {.body = rss_feed("a.example", {"One"})});
    network_.add_source("a", "/feed");
  }

  /// Runs a command, of which the loader tells on stderr which files it opens.
  Finished run(const std::vector<std::string>& command, const char* now) {
    return Process(command, {{"SYNDIC_NOW", now}, {"LD_DEBUG", "files"}}).wait();
  }
  Finished refresh(const char* now) { return run(network_.refresh_command(), now); }
  Network& network() { return network_; }

 private:
  Network network_;
};

}  // namespace

TEST_CASE("the program starts with few libraries, and none of those of the network") {
  const std::vector<std::string> libraries = libraries_at_start();
  REQUIRE(libraries.size() > 5);
  for (const std::string& line : libraries) {
    CAPTURE(line);
    for (const char* name : {"libcurl", "libssl", "libcrypto", "libgnutls", "libldap"}) {
      CHECK_FALSE(has(line, name));
    }
  }
  if (!is_sanitized()) CHECK(libraries.size() <= 24);
}

TEST_CASE("libcurl is loaded by a run that asks a server, and by no other") {
  Stored stored;
  const Finished first = stored.refresh(kFirstRun);
  REQUIRE(first.exit_code == 0);
  CHECK(has(first.err, "file=libcurl.so.4"));
  const Finished second = stored.refresh(kNothingDue);
  REQUIRE(second.exit_code == 0);
  CHECK(stored.network().server().requests().size() == 1);
  CHECK(has(second.err, "file=libsqlite3"));
  CHECK_FALSE(has(second.err, "libcurl"));
  for (const char* command : {"status", "plan"}) {
    const Finished asked =
        stored.run({syndic_binary(), command, "-c", stored.network().config_file()}, kNothingDue);
    CAPTURE(command);
    REQUIRE(asked.exit_code == 0);
    CHECK(has(asked.err, "file=libsqlite3"));
    CHECK_FALSE(has(asked.err, "libcurl"));
  }
}

TEST_CASE("without libcurl files are read and published, and no server's state changes") {
  Stored stored;
  Network& network = stored.network();
  const std::string folder = network.dir() / "libraries";
  std::filesystem::create_directory(folder);
  std::ofstream(folder + "/libcurl.so.4").flush();
  std::ofstream(network.dir() / "own.xml") << rss_feed("own.example", {"Ours"});
  network.configure("[[source]]\nid = \"own\"\npath = \"own.xml\"");
  const Finished finished =
      Process(network.refresh_command(), {{"SYNDIC_NOW", kFirstRun}, {"LD_LIBRARY_PATH", folder}})
          .wait();
  CHECK(finished.exit_code == 1);
  CHECK_THAT(finished.out,
             Catch::Contains("was not asked: no request can be made without libcurl, which cannot "
                             "be loaded: " +
                             folder + "/libcurl.so.4: file too short; install it again"));
  CHECK_THAT(finished.err, Catch::Contains("error: libcurl cannot be loaded: 1 source was not "
                                           "asked, and will be in the next run; install it again "
                                           "(Debian's package is libcurl4)"));
  CHECK(has(bytes_of(network.published("all.rss")), "<title>Ours</title>"));

  const Finished mended = Process(network.refresh_command(), {{"SYNDIC_NOW", kNothingDue}}).wait();
  CHECK(mended.exit_code == 0);
  CHECK_FALSE(has(mended.err, "warning"));
  CHECK(has(bytes_of(network.published("all.rss")), "<title>One</title>"));
}

}  // namespace start_test
