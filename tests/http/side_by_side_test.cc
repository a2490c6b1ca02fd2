// SPDX-License-Identifier: MIT
//
// Transfers beside each other: whose turn it is, who waits for whom, and how a run ends.
#include <catch2/catch.hpp>
#include <deque>
#include <optional>
#include <thread>

#include "http/curl_transport.h"
#include "http/turns.h"
#include "tests/http/ask.h"
#include "tests/support/fake_transport.h"
#include "tests/support/fault_server.h"

namespace side_by_side_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::ask_all;
using test::FaultServer;
using test::loopback_options;
using test::Wire;

TEST_CASE("one host is asked one thing at a time, with a pause between starts") {
  FaultServer server;
  FaultServer other("127.0.0.2");
  std::vector<http::Request> requests;
  for (int i = 0; i < 4; ++i) {
    server.reply("/" + std::to_string(i), {.body = "x", .delay = 20ms});
    requests.push_back({.url = server.url("/" + std::to_string(i))});
  }
  other.reply("/", {.body = "x"});
  requests.push_back({.url = other.url("/")});
  auto options = loopback_options();
  options.per_host = 1;
  options.host_delay = 400ms;
  options.timeout = 1s;  // Less than the waiting, which is no part of it.
  http::CurlTransport transport(options);
  for (const auto& [url, answer] : ask_all(transport, requests)) CHECK(answer);
  CHECK(server.most_at_once() == 1);
  const auto seen = server.requests();
  REQUIRE(seen.size() == 4);
  for (std::size_t i = 1; i < seen.size(); ++i) CHECK(seen[i].at - seen[i - 1].at >= 200ms);
  CHECK(other.requests().at(0).at < seen[1].at);
}

namespace {

/// Turns that are always had; the second time that they are kept takes longer than the delay.
class SlowTurns : public http::Turns {
 public:
  void take_ahead(const std::vector<std::string>&) override {}
  [[nodiscard]] std::optional<std::chrono::milliseconds> take(const std::string&) override {
    return std::chrono::milliseconds::max();
  }
  void keep(std::size_t) override {
    if (++kept_ == 2) std::this_thread::sleep_for(300ms);
  }
  void leave(const std::string&) noexcept override {}
  void leave_all() noexcept override {}

 private:
  int kept_ = 0;
};

}  // namespace

TEST_CASE("the pause counts from the moment at which the host was asked") {
  FaultServer server;
  std::vector<http::Request> requests;
  for (const char* path : {"/1", "/2"}) {
    server.reply(path, {.body = "x"});
    requests.push_back({.url = server.url(path)});
  }
  auto options = loopback_options();
  options.per_host = 1;
  options.host_delay = 200ms;
  http::CurlTransport transport(options);
  SlowTurns turns;  // As a store does that waits for its server while the host is connected to.
  transport.take_turns(&turns);
  for (const auto& [url, answer] : ask_all(transport, requests)) CHECK(answer);
  const auto seen = server.requests();
  REQUIRE(seen.size() == 2);
  CHECK(seen[1].at - seen[0].at >= 100ms);
}

TEST_CASE("a gate keeps hops from being made, and who is kept back keeps nobody waiting") {
  FaultServer server;
  FaultServer elsewhere("127.0.0.2");
  FaultServer target("127.0.0.3");
  elsewhere.reply("/moved", {.status = 302, .headers = {{"Location", target.url("/closed")}}});
  server.reply("/open", {.body = "x"});
  auto options = loopback_options();
  options.host_delay = std::chrono::hours(1);  // Whoever waits for a turn in vain waits for ever.
  const auto gate = [](std::string_view url) -> Result<void> {
    if (url.ends_with("/closed")) return fail(Errc::not_now, "not now");
    return {};
  };
  std::vector<http::Request> requests(40, {.url = server.url("/closed"), .gate = gate});
  requests.push_back({.url = server.url("/open"), .gate = gate});
  requests.push_back({.url = elsewhere.url("/moved"), .gate = gate});
  http::CurlTransport transport(options);
  int refused = 0;
  const std::atomic<bool> never = false;
  transport.run(
      requests,
      [&](std::size_t, const Result<http::Response>& answer) {
        refused += !answer && answer.error().code == Errc::not_now ? 1 : 0;
      },
      never);
  CHECK(refused == 41);
  CHECK(server.requests("/closed").empty());
  CHECK(target.requests().empty());
  CHECK(server.requests().size() == 1);
}

TEST_CASE("the hosts behind redirects are spared as well") {
  FaultServer target;
  FaultServer first("127.0.0.2");
  FaultServer second("127.0.0.3");
  target.reply("/feed", {.body = "x", .delay = 100ms});
  first.reply("/", {.status = 302, .headers = {{"Location", target.url("/feed")}}});
  second.reply("/", {.status = 302, .headers = {{"Location", target.url("/feed")}}});
  auto options = loopback_options();
  options.per_host = 1;
  http::CurlTransport transport(options);
  for (const auto& [url, answer] :
       ask_all(transport, {{.url = first.url("/")}, {.url = second.url("/")}})) {
    CHECK(answer);
  }
  CHECK(target.requests().size() == 2);
  CHECK(target.most_at_once() == 1);
}

TEST_CASE("no more transfers run at once than allowed in all") {
  FaultServer server;
  std::vector<http::Request> requests;
  for (int i = 0; i < 12; ++i) {
    server.reply("/" + std::to_string(i), {.body = "x", .delay = 30ms});
    requests.push_back({.url = server.url("/" + std::to_string(i))});
  }
  auto options = loopback_options();
  options.concurrency = 3;
  http::CurlTransport transport(options);
  CHECK(ask_all(transport, requests).size() == 12);
  CHECK(server.most_at_once() == 3);
}

TEST_CASE("healthy servers do not wait for broken ones") {
  FaultServer silent("127.0.0.2");
  silent.script("/", [](Wire& wire) { wire.pause(10s); });
  FaultServer server;
  std::vector<http::Request> requests;
  for (int i = 0; i < 10; ++i) requests.push_back({.url = silent.url("/")});
  for (int i = 0; i < 20; ++i) {
    server.reply("/" + std::to_string(i), {.body = "x"});
    requests.push_back({.url = server.url("/" + std::to_string(i))});
  }
  auto options = loopback_options();
  options.stall_timeout = 1500ms;
  http::CurlTransport transport(options);
  int healthy = 0;
  int healthy_before_first_failure = -1;
  const std::atomic<bool> never = false;
  transport.run(
      requests,
      [&](std::size_t, const Result<http::Response>& answer) {
        if (answer) {
          ++healthy;
        } else if (healthy_before_first_failure < 0) {
          healthy_before_first_failure = healthy;
        }
      },
      never);
  CHECK(healthy_before_first_failure == 20);
}

TEST_CASE("a run that is cancelled returns soon and drops what is unfinished") {
  FaultServer server;
  server.reply("/quick", {.body = "x"});
  server.script("/silent", [](Wire& wire) { wire.pause(test::kForever); });
  std::atomic<bool> cancelled = false;
  int done = 0;
  http::CurlTransport transport(loopback_options());
  transport.run(
      {{.url = server.url("/quick")}, {.url = server.url("/silent")}},
      [&](std::size_t, const Result<http::Response>&) {
        ++done;
        cancelled = true;
      },
      cancelled);
  CHECK(done == 1);
}

TEST_CASE("what the receiver throws ends the run and comes through") {
  FaultServer server;
  server.reply("/feed", {.body = "x"});
  server.script("/silent", [](Wire& wire) { wire.pause(20s); });
  http::CurlTransport transport(loopback_options());
  const std::atomic<bool> never = false;
  CHECK_THROWS_AS(
      transport.run(
          {{.url = server.url("/feed")}, {.url = server.url("/silent")}},
          [](std::size_t, const Result<http::Response>&) { throw StoreFailure("full"); }, never),
      StoreFailure);
  CHECK(ask_all(transport, {{.url = server.url("/feed")}}).begin()->second->body == "x");
}

TEST_CASE("time that the receiver takes is not the servers' fault") {
  FaultServer server;
  server.reply("/quick", {.body = "x"});
  server.script("/slow", [](Wire& wire) {
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na");
    wire.pause(300ms);
    wire.send("b");
  });
  auto options = loopback_options();
  options.stall_timeout = 2s;
  http::CurlTransport transport(options);
  const std::atomic<bool> never = false;
  int bodies = 0;
  transport.run(
      {{.url = server.url("/slow")}, {.url = server.url("/quick")}},
      [&](std::size_t index, const Result<http::Response>& answer) {
        if (index == 1) std::this_thread::sleep_for(2500ms);
        if (answer) ++bodies;
      },
      never);
  CHECK(bodies == 2);
}

TEST_CASE("what the receiver appends is asked beside what is under way") {
  FaultServer server;
  FaultServer silent("127.0.0.2");
  server.reply("/page", {.body = "x"});
  server.reply("/feed", {.body = "y"});
  silent.reply("/", {.body = "z", .delay = 900ms});
  http::CurlTransport transport(loopback_options());
  std::deque<http::Request> requests{{.url = silent.url("/")}, {.url = server.url("/page")}};
  std::vector<std::size_t> order;
  const std::atomic<bool> never = false;
  transport.perform(
      requests,
      [&](std::size_t index, const Result<http::Response>& answer) {
        CHECK(answer);
        order.push_back(index);
        if (index == 1) requests.push_back({.url = server.url("/feed")});
      },
      never);
  CHECK(order == std::vector<std::size_t>{1, 2, 0});
}

TEST_CASE("hosts have their pause from one run to the next as well") {
  FaultServer server;
  server.reply("/", {.body = "x"});
  auto options = loopback_options();
  options.host_delay = 600ms;
  http::CurlTransport transport(options);
  for (int i = 0; i < 2; ++i) static_cast<void>(ask_all(transport, {{.url = server.url("/")}}));
  const auto seen = server.requests();
  REQUIRE(seen.size() == 2);
  CHECK(seen[1].at - seen[0].at >= 300ms);
}

TEST_CASE("a request's own time limit ends it sooner than the transport's") {
  FaultServer server;
  server.script("/", [](Wire& wire) { wire.pause(5s); });
  const auto answer = test::ask({.url = server.url("/"), .time_limit = 300ms});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == Errc::timeout);
  CHECK(answer.error().message == "the transfer from 127.0.0.1 took longer than 300 ms");
}

}  // namespace side_by_side_test
