// SPDX-License-Identifier: MIT
#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

#include "http/curl_transport.h"
#include "notify/websub.h"
#include "tests/support/fault_server.h"

namespace websub_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::FaultServer;

namespace {

http::Options loopback() {
  http::Options options;
  options.allow_private = true;
  options.host_delay = 0ms;
  return options;
}

std::vector<notify::PingResult> ping(const std::vector<notify::Ping>& pings,
                                     const http::Options& options = loopback()) {
  http::CurlTransport transport(options);
  return notify::ping(pings, transport, false);
}

}  // namespace

TEST_CASE("a hub gets the form that hubs expect, and any 2xx is success") {
  FaultServer server;
  server.reply("/hub", {.status = 204});
  const auto results = ping({{server.url("/hub"), "https://t.example/all.atom?a=1&b=é"},
                             {server.url("/hub"), "https://t.example/all.rss"}});
  REQUIRE(results.size() == 2);
  CHECK(results[0].taken);
  CHECK(results[1].taken);
  CHECK(results[0].error.empty());
  const auto seen = server.requests("/hub");
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].method == "POST");
  CHECK(seen[0].header("Content-Type") == "application/x-www-form-urlencoded");
  const std::string topic = "https%3A%2F%2Ft.example%2Fall.atom%3Fa%3D1%26b%3D%C3%A9";
  CHECK(seen[0].content == "hub.mode=publish&hub.url=" + topic + "&hub.topic=" + topic);
}

TEST_CASE("a hub that refuses is an error that names its host, and other pings go on") {
  FaultServer server;
  server.reply("/broken", {.status = 500});
  server.reply("/good", {.status = 202, .body = "ok"});
  const auto results = ping({{server.url("/broken"), "https://t.example/a"},
                             {server.url("/good"), "https://t.example/a"},
                             {server.url("/broken"), "https://t.example/b"}});
  CHECK(results[0].error == "127.0.0.1 answers HTTP 500");
  CHECK(results[1].taken);
  CHECK(results[2].error == "127.0.0.1 answers HTTP 500");
  CHECK(server.requests("/broken").size() == 2);
}

TEST_CASE("a redirect of a ping is not followed") {
  FaultServer server;
  for (const int status : {301, 302, 303, 307, 308}) {
    server.reply("/old", {.status = status, .headers = {{"Location", "/new"}}});
    CHECK(ping({{server.url("/old"), "https://t.example/a"}})[0].error ==
          "127.0.0.1 answers HTTP " + std::to_string(status) +
              ": the hub has moved; put its new address into publish.hubs");
  }
  CHECK(server.requests("/new").empty());
}

TEST_CASE("a hub that never answers is asked once") {
  FaultServer server;
  server.reply("/hub", {.status = 204, .delay = test::kForever});
  http::Options options = loopback();
  options.stall_timeout = 200ms;
  const auto results = ping({{server.url("/hub"), "https://t.example/a"},
                             {server.url("/hub"), "https://t.example/b"},
                             {server.url("/hub"), "https://t.example/c"}},
                            options);
  for (const auto& result : results) {
    CHECK_FALSE(result.taken);
    CHECK(result.error == "no answer from 127.0.0.1 within 200 ms");
  }
  CHECK(server.requests("/hub").size() == 1);
}

TEST_CASE("a hub at a private address is refused unless sources may be there, too") {
  FaultServer server;
  http::Options options = loopback();
  options.allow_private = false;
  const auto results = ping({{server.url("/hub"), "https://t.example/a"}}, options);
  CHECK(results[0].error.starts_with("127.0.0.1 is a private address"));
  CHECK(server.requests().empty());
}

TEST_CASE("pings end soon after they are cancelled, without a result") {
  FaultServer server;
  server.reply("/hub", {.status = 204, .delay = test::kForever});
  http::CurlTransport transport(loopback());
  std::atomic<bool> cancelled = false;
  std::thread signal([&] {
    while (server.requests().empty()) std::this_thread::sleep_for(5ms);
    cancelled = true;
  });
  const auto began = std::chrono::steady_clock::now();
  const auto results =
      notify::ping({{server.url("/hub"), "https://t.example/a"}}, transport, cancelled);
  signal.join();
  CHECK(std::chrono::steady_clock::now() - began < 5s);
  CHECK_FALSE(results[0].taken);
  CHECK(results[0].error.empty());
}

}  // namespace websub_test
