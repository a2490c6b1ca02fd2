// SPDX-License-Identifier: MIT
//
// Hosts that several processes ask in turns.
#include "http/turns.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/http/ask.h"
#include "tests/support/fault_server.h"

namespace turns_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::ask_all;
using test::FaultServer;
using test::loopback_options;

namespace {

using Refused = base::Later<std::vector<std::size_t>>;

/// Turns as a test has them: some are another process's for a number of questions.
class SomeTurns : public http::Turns {
 public:
  void take_ahead(const std::vector<std::string>& hosts) override {
    for (const std::string& host : hosts) ahead.insert(host);
  }
  std::optional<std::chrono::milliseconds> take(const std::string& host) override {
    if (others[host]-- > 0) return std::nullopt;
    ++taken[host];
    return std::exchange(free_for, std::chrono::milliseconds::max());
  }
  void keep(std::size_t hosts) override { most_hosts = std::max(most_hosts, hosts); }
  void leave(const std::string& host) noexcept override { ++left[host]; }
  void leave_all() noexcept override { ++ends; }

  std::map<std::string, int> others;
  std::chrono::milliseconds free_for = std::chrono::milliseconds::max();
  std::set<std::string> ahead;
  std::map<std::string, int> taken;
  std::map<std::string, int> left;
  std::size_t most_hosts = 0;
  int ends = 0;
};

}  // namespace

TEST_CASE("a host is asked in its turn alone, and left when nothing is to be asked of it") {
  FaultServer server;
  FaultServer other("127.0.0.2");
  server.reply("/a", {.body = "x"});
  server.reply("/b", {.body = "x"});
  other.reply("/", {.body = "x"});
  SomeTurns turns;
  turns.others["127.0.0.1"] = 2;
  http::CurlTransport transport(loopback_options());
  transport.take_turns(&turns);
  const auto answers = ask_all(
      transport, {{.url = server.url("/a")}, {.url = server.url("/b")}, {.url = other.url("/")}});
  for (const auto& [url, answer] : answers) CHECK(answer);
  CHECK(turns.others["127.0.0.1"] < 0);
  CHECK(other.requests().at(0).at < server.requests().at(0).at);  // It waited for no other host.
  CHECK(turns.ahead == std::set<std::string>{"127.0.0.1", "127.0.0.2"});
  CHECK(turns.taken.at("127.0.0.1") == 4);  // Before each is announced, and before it is sent.
  CHECK(turns.left == std::map<std::string, int>{{"127.0.0.1", 1}, {"127.0.0.2", 1}});
  CHECK(turns.most_hosts == 2);
  CHECK(turns.ends == 1);
}

TEST_CASE("a host that another process asked a moment ago is asked after the usual pause") {
  FaultServer server;
  server.reply("/", {.body = "x"});
  SomeTurns turns;
  turns.free_for = 100ms;
  auto options = loopback_options();
  options.host_delay = 600ms;
  http::CurlTransport transport(options);
  transport.take_turns(&turns);
  const auto begun = std::chrono::steady_clock::now();
  CHECK(ask_all(transport, {{.url = server.url("/")}}).at(server.url("/")));
  CHECK(server.requests().at(0).at - begun >= 500ms);
}

TEST_CASE("a request that another process has made is found out at once, not after the pause") {
  FaultServer server;
  server.reply("/b", {.body = "x"});
  SomeTurns turns;
  turns.free_for = 100ms;
  auto options = loopback_options();
  options.host_delay = 600ms;
  http::CurlTransport transport(options);
  transport.take_turns(&turns);
  std::deque<http::Request> requests = {{.url = server.url("/a")}, {.url = server.url("/b")}};
  std::vector<std::size_t> told;
  int taken_before = 0;
  const std::atomic<bool> never = false;
  const auto begun = std::chrono::steady_clock::now();
  transport.perform(
      requests, {.announce = [&](const std::vector<std::size_t>& indexes) -> Refused {
        if (told.empty()) taken_before = turns.taken["127.0.0.1"];
        told.insert(told.end(), indexes.begin(), indexes.end());
        return indexes.front() == 0 ? indexes : std::vector<std::size_t>();
      }},
      [&](std::size_t index, const Result<http::Response>& answer) {
        CHECK(index == 1);
        CHECK(answer);
      },
      never);
  CHECK(told == std::vector<std::size_t>{0, 1});
  CHECK(taken_before == 1);
  CHECK(server.requests("/a").empty());
  CHECK(server.requests("/b").at(0).at - begun >= 500ms);
}

TEST_CASE("a request that is not to begin after all is not sent, nor told of, and others are") {
  FaultServer server;
  server.reply("/a", {.body = "x"});
  server.reply("/b", {.body = "x"});
  SomeTurns turns;
  http::CurlTransport transport(loopback_options());
  transport.take_turns(&turns);
  std::deque<http::Request> requests = {{.url = server.url("/a")}, {.url = server.url("/b")}};
  std::vector<std::size_t> done;
  const std::atomic<bool> never = false;
  transport.perform(
      requests, {.announce = [](const std::vector<std::size_t>&) -> Refused {
        return std::vector<std::size_t>{0};
      }},
      [&](std::size_t index, const Result<http::Response>& answer) {
        CHECK(answer);
        done.push_back(index);
      },
      never);
  CHECK(done == std::vector<std::size_t>{1});
  CHECK(server.requests("/a").empty());
  CHECK(turns.left.at("127.0.0.1") >= 1);
}

}  // namespace turns_test
