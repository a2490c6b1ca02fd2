// SPDX-License-Identifier: MIT
//
// Requests that are announced before they begin: how many, and what becomes of them.
#include <catch2/catch.hpp>
#include <deque>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "http/curl_transport.h"
#include "tests/http/ask.h"
#include "tests/support/fault_server.h"

namespace announcing_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::FaultServer;
using test::loopback_options;
using Indexes = std::vector<std::size_t>;
using Refused = base::Later<Indexes>;

namespace {

/// So many requests to a server that answers each after a moment.
std::deque<http::Request> requests_to(FaultServer& server, int count) {
  std::deque<http::Request> requests;
  for (int i = 0; i < count; ++i) {
    const std::string path = "/" + std::to_string(i);
    server.reply(path, {.body = "x", .delay = 20ms});
    requests.push_back({.url = server.url(path)});
  }
  return requests;
}

http::Options options_for(int concurrency) {
  http::Options options = loopback_options();
  options.concurrency = concurrency;
  return options;
}

}  // namespace

TEST_CASE("as many requests are announced as have places, and as many more, each once") {
  FaultServer server;
  auto requests = requests_to(server, 12);
  http::CurlTransport transport(options_for(3));
  std::vector<std::size_t> sizes;
  Indexes announced;
  std::size_t done = 0;
  const std::atomic<bool> never = false;
  transport.perform(
      requests, {.announce = [&](const Indexes& indexes) -> Refused {
        sizes.push_back(indexes.size());
        announced.insert(announced.end(), indexes.begin(), indexes.end());
        CHECK(announced.size() <= done + 6);
        return Indexes();
      }},
      [&](std::size_t, const Result<http::Response>& answer) {
        CHECK(answer);
        ++done;
      },
      never);
  CHECK(sizes.front() == 6);
  CHECK(announced == Indexes{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  CHECK(done == 12);
  CHECK(server.most_at_once() == 3);
}

TEST_CASE("as long as it is not known which requests may begin, what is under way goes on") {
  FaultServer server;
  auto requests = requests_to(server, 3);
  http::CurlTransport transport(options_for(1));
  const auto decision = std::make_shared<std::promise<Indexes>>();
  Indexes done;
  const std::atomic<bool> never = false;
  transport.perform(
      requests, {.announce = [&](const Indexes& indexes) -> Refused {
        if (indexes == Indexes{0, 1}) return Indexes();
        CHECK(done == Indexes{0});
        return {decision->get_future(), [] { return Indexes(); }};
      }},
      [&](std::size_t index, const Result<http::Response>& answer) {
        CHECK(answer);
        done.push_back(index);
        if (index == 1) {
          CHECK(server.requests("/2").empty());
          decision->set_value({});
        }
      },
      never);
  CHECK(done == Indexes{0, 1, 2});
}

TEST_CASE("those of one host that waited for a place have its pause between them") {
  FaultServer slow("127.0.0.2");
  FaultServer slow_too("127.0.0.3");
  FaultServer server;
  for (FaultServer* each : {&slow, &slow_too}) each->reply("/", {.body = "x", .delay = 900ms});
  for (const char* path : {"/a", "/b"}) server.reply(path, {.body = "x"});
  http::Options options = options_for(2);
  options.per_host = 2;
  options.host_delay = 300ms;
  http::CurlTransport transport(options);
  std::deque<http::Request> requests = {{.url = slow.url("/")},
                                        {.url = slow_too.url("/")},
                                        {.url = server.url("/a")},
                                        {.url = server.url("/b")}};
  Indexes announced;
  bool are_announced = false;
  std::size_t done = 0;
  const std::atomic<bool> never = false;
  transport.perform(
      requests, {.announce = [&](const Indexes& indexes) -> Refused {
        announced.insert(announced.end(), indexes.begin(), indexes.end());
        return Indexes();
      }},
      [&](std::size_t, const Result<http::Response>&) {
        if (++done == 1) are_announced = announced.size() == 4;
      },
      never);
  CHECK(are_announced);
  const auto seen = server.requests();
  REQUIRE(seen.size() == 2);
  CHECK(seen[1].at - seen[0].at >= 250ms);
}

TEST_CASE("a gate that closes while a request waits for a place is heeded") {
  FaultServer server;
  auto requests = requests_to(server, 2);
  bool is_open = true;
  requests[1].gate = [&](std::string_view) {
    return is_open ? Result<void>() : fail(Errc::not_now, "its host asked for silence");
  };
  http::CurlTransport transport(options_for(1));
  std::vector<std::string> results;
  const std::atomic<bool> never = false;
  transport.perform(
      requests, {.announce = [](const Indexes&) -> Refused { return Indexes(); }},
      [&](std::size_t, const Result<http::Response>& answer) {
        is_open = false;
        results.push_back(answer ? answer->body : answer.error().message);
      },
      never);
  CHECK(results == std::vector<std::string>{"x", "its host asked for silence"});
  CHECK(server.requests("/1").empty());
}

TEST_CASE("nothing begins after the run is cancelled while a refusal is reported") {
  FaultServer server;
  auto requests = requests_to(server, 4);
  server.reply("/1", {.body = "x", .delay = 10s});
  bool is_open = true;
  requests[2].gate = [&](std::string_view) {
    return is_open ? Result<void>() : fail(Errc::not_now, "its host asked for silence");
  };
  std::atomic<bool> cancelled = false;
  Indexes withdrawn;
  http::CurlTransport(options_for(2))
      .perform(
          requests,
          {.announce = [](const Indexes&) -> Refused { return Indexes(); },
           .withdraw = [&](const Indexes& indexes) { withdrawn = indexes; }},
          [&](std::size_t index, const Result<http::Response>&) {
            is_open = false;
            cancelled = index == 2;
          },
          cancelled);
  CHECK(withdrawn == Indexes{3});
}

TEST_CASE("what was announced, and does not begin as the run is cancelled, is withdrawn") {
  FaultServer server;
  auto requests = requests_to(server, 4);
  server.reply("/0", {.body = "x", .delay = 10s});
  http::CurlTransport transport(options_for(2));
  std::atomic<bool> cancelled = false;
  std::thread end([&] {
    while (server.requests("/0").empty() || server.requests("/1").empty())
      std::this_thread::sleep_for(1ms);
    cancelled = true;
  });
  server.reply("/1", {.body = "x", .delay = 10s});
  Indexes withdrawn;
  SECTION("it may begin, and one may not") {
    transport.perform(
        requests,
        {.announce = [](const Indexes&) -> Refused { return Indexes{3}; },
         .withdraw = [&](const Indexes& indexes) { withdrawn = indexes; }},
        [](std::size_t, const Result<http::Response>&) { CHECK(false); }, cancelled);
    CHECK(withdrawn == Indexes{2});
  }
  SECTION("all have begun") {
    requests.resize(2);
    transport.perform(
        requests,
        {.announce = [](const Indexes&) -> Refused { return Indexes(); },
         .withdraw = [&](const Indexes&) { CHECK(false); }},
        [](std::size_t, const Result<http::Response>&) { CHECK(false); }, cancelled);
  }
  end.join();
  CHECK(server.requests("/2").empty());
  CHECK(server.requests("/3").empty());
}

}  // namespace announcing_test
