// SPDX-License-Identifier: MIT
#include "http/places.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <vector>

#include "tests/http/ask.h"
#include "tests/support/fault_server.h"

namespace places_test {

using namespace syndic;

TEST_CASE("transfers and connections fit into the limit of open files") {
  struct Row {
    std::size_t limit;
    int wanted;
    int transfers;
    int with_paused;
    long connections;
  };
  const std::vector<Row> rows = {{4096, 32, 32, 64, 256}, {4096, 1000, 1000, 2000, 256},
                                 {1024, 32, 32, 64, 256}, {1024, 400, 333, 334, 256},
                                 {256, 32, 32, 64, 168},  {160, 32, 32, 64, 72},
                                 {150, 32, 32, 62, 62},   {100, 32, 25, 26, 26},
                                 {100, 1, 1, 2, 74},      {70, 32, 15, 16, 16},
                                 {64, 32, 13, 14, 14},    {40, 32, 5, 6, 6},
                                 {32, 32, 2, 4, 4},       {26, 32, 1, 1, 1},
                                 {24, 32, 1, 1, 1},       {0, 32, 1, 1, 1},
                                 {4096, 0, 1, 2, 256}};
  for (const auto& [limit, wanted, transfers, with_paused, connections] : rows) {
    CAPTURE(limit, wanted);
    const http::Places places = http::places_within(limit, wanted);
    CHECK(places.transfers == transfers);
    CHECK(places.with_paused == with_paused);
    CHECK(places.connections == connections);
  }
}

TEST_CASE("a transfer for which no socket can be opened is our own fault, not the host's") {
  const test::FaultServer server;
  http::CurlTransport transport(test::loopback_options());
  // Libcurl and its own files are there, as in a run that has asked others before.
  static_cast<void>(test::ask_all(transport, {{.url = "http://127.0.0.1:1/"}}));
  const std::string port = std::to_string(server.port());
  const std::vector<http::Request> requests = {{.url = "http://127.0.0.1:" + port + "/"},
                                               {.url = "http://localhost:" + port + "/"}};
  rlimit before{};
  ::getrlimit(RLIMIT_NOFILE, &before);
  const rlimit low{.rlim_cur = 64, .rlim_max = before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &low) == 0);
  std::vector<int> opened;
  for (int file = 0; (file = ::open("/", O_RDONLY | O_CLOEXEC)) >= 0;) opened.push_back(file);
  const auto answers = test::ask_all(transport, requests);
  for (const int file : opened) ::close(file);
  ::setrlimit(RLIMIT_NOFILE, &before);
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    const auto& answer = answers.at("http://" + host + ":" + port + "/");
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Errc::too_many_files);
    CHECK(answer.error().message == "too many files are open for a connection to " + host +
                                        "; allow more of them (ulimit -n)");
  }
  CHECK(server.requests().empty());
}

}  // namespace places_test
