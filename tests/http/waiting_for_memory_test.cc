// SPDX-License-Identifier: MIT
//
// Who waits for the memory of all bodies, how long others may keep it from them, and what the
// waiting ones take meanwhile.
#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "http/curl_transport.h"
#include "tests/http/ask.h"
#include "tests/http/wire.h"

namespace waiting_for_memory_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::FaultServer;
using test::kOk;
using test::Wire;

namespace {

constexpr std::size_t kLargest = 2 * 1024 * 1024;
constexpr std::size_t kMuch = kLargest * 3 / 4;
const std::string kSmall(1000, 's');

// All but the oldest transfer wait while the other half of the memory is kept.
http::Options options_for_two() {
  auto options = test::loopback_options();
  options.max_body = kLargest;
  options.max_body_total = 2 * kLargest;
  options.stall_timeout = 600ms;
  return options;
}

// Sends `first` bytes, and then as many times `piece` bytes after a pause.
FaultServer::Script in_pieces(std::size_t first, std::size_t piece, int times) {
  return [=](Wire& wire) {
    if (!wire.send(kOk + "\r\n" + std::string(first, 'x'))) return;
    for (int i = 0; i < times; ++i) {
      if (!wire.pause(30ms) || !wire.send(std::string(piece, 'x'))) return;
    }
  };
}

constexpr int kTimes = 60;  // Three windows of time.
constexpr std::size_t kPiece = 5'000;

}  // namespace

TEST_CASE("who keeps much memory from others that wait, and sends little, ends") {
  const bool fast_before = GENERATE(false, true);
  CAPTURE(fast_before);
  FaultServer server;
  server.script("/slow", [=](Wire& wire) {
    in_pieces(kMuch, kPiece, fast_before ? kTimes : 0)(wire);
    while (wire.pause(30ms) && wire.send("x")) continue;
  });
  server.reply("/waits", {.body = kSmall});
  http::CurlTransport transport(options_for_two());
  const http::HeldBytes kept = transport.hold(kLargest);
  const auto answers =
      test::ask_all(transport, {{.url = server.url("/slow")}, {.url = server.url("/waits")}});
  const auto& slow = answers.at(server.url("/slow"));
  REQUIRE_FALSE(slow);
  CHECK(slow.error().code == Errc::timeout);
  CHECK(slow.error().message ==
        "127.0.0.1 sent less than 16 KiB a second while others waited for memory");
  const auto& waits = answers.at(server.url("/waits"));
  REQUIRE(waits);
  CHECK(waits->body == kSmall);
}

TEST_CASE("who holds little memory, or sends enough, may go on while others wait for it") {
  struct Row {
    std::size_t first;
    std::size_t piece;
  };
  const auto [first, piece] = GENERATE(Row{kLargest / 3, 1}, Row{kMuch, kPiece});
  CAPTURE(first, piece);
  FaultServer server;
  server.script("/holds", in_pieces(first, piece, kTimes));
  server.reply("/waits", {.body = kSmall});
  http::CurlTransport transport(options_for_two());
  const http::HeldBytes kept = transport.hold(kLargest);
  const auto answers =
      test::ask_all(transport, {{.url = server.url("/holds")}, {.url = server.url("/waits")}});
  const auto& holds = answers.at(server.url("/holds"));
  REQUIRE(holds);
  CHECK(holds->body.size() == first + piece * kTimes);
  CHECK(answers.at(server.url("/waits")));
}

TEST_CASE("who sends little may keep much memory while nobody waits for it") {
  FaultServer server;
  server.script("/slow", in_pieces(kMuch, 1, kTimes));
  const auto slow = test::ask(server.url("/slow"), options_for_two());
  REQUIRE(slow);
  CHECK(slow->body.size() == kMuch + kTimes);
}

TEST_CASE("time that the receiver takes does not make a sender slow while others wait") {
  FaultServer server;
  std::atomic<bool> taken = false;
  server.script("/holds", [&](Wire& wire) {
    wire.send(kOk + "\r\n" + std::string(kMuch, 'x'));
    while (!taken && wire.pause(10ms)) continue;
    wire.send("y");
  });
  server.reply("/waits", {.body = kSmall});
  server.reply("/none", {.status = 404, .delay = 300ms});
  auto options = options_for_two();
  options.stall_timeout = 2s;
  http::CurlTransport transport(options);
  const http::HeldBytes kept = transport.hold(kLargest);
  const std::atomic<bool> never = false;
  int bodies = 0;
  transport.run(
      {{.url = server.url("/holds")}, {.url = server.url("/waits")}, {.url = server.url("/none")}},
      [&](std::size_t index, const Result<http::Response>& answer) {
        if (index == 2) {
          taken = true;
          std::this_thread::sleep_for(2500ms);
        }
        if (answer && answer->status == 200) ++bodies;
      },
      never);
  CHECK(bodies == 2);
}

TEST_CASE("who waits for memory takes no place, but no more than twice as many begin") {
  FaultServer server;
  server.script("/oldest", [&](Wire& wire) {
    wire.send(kOk + "\r\n" + kSmall);
    while (server.requests().size() < 4 && wire.pause(5ms)) continue;
    wire.pause(100ms);
    wire.send("begun: " + std::to_string(server.requests().size()));
  });
  std::vector<http::Request> requests{{.url = server.url("/oldest")}};
  for (int i = 0; i < 7; ++i) {
    const std::string path = "/" + std::to_string(i);
    server.reply(path, {.body = kSmall});
    requests.push_back({.url = server.url(path)});
  }
  auto options = options_for_two();
  options.stall_timeout = 10s;
  options.concurrency = 2;
  http::CurlTransport transport(options);
  const http::HeldBytes kept = transport.hold(kLargest);
  const auto answers = test::ask_all(transport, requests);
  CHECK(answers.size() == 8);
  for (const auto& [url, answer] : answers) {
    CAPTURE(url);
    INFO((answer ? "" : answer.error().message));
    REQUIRE(answer);
    CHECK(answer->body == (url.ends_with("/oldest") ? kSmall + "begun: 4" : kSmall));
  }
}

TEST_CASE("who waits for memory keeps its place among those of its host") {
  FaultServer server;
  FaultServer other("127.0.0.2");
  server.script("/oldest", [&](Wire& wire) {
    wire.send(kOk + "\r\n" + kSmall);
    while (other.requests().empty() && wire.pause(5ms)) continue;
    wire.pause(100ms);
    wire.send("begun: " + std::to_string(other.requests().size()));
  });
  other.reply("/1", {.body = kSmall});
  other.reply("/2", {.body = kSmall});
  auto options = options_for_two();
  options.stall_timeout = 10s;
  options.per_host = 1;
  http::CurlTransport transport(options);
  const http::HeldBytes kept = transport.hold(kLargest);
  const auto answers = test::ask_all(
      transport,
      {{.url = server.url("/oldest")}, {.url = other.url("/1")}, {.url = other.url("/2")}});
  for (const auto& [url, answer] : answers) REQUIRE(answer);
  CHECK(answers.at(server.url("/oldest"))->body == kSmall + "begun: 1");
  CHECK(other.requests().size() == 2);
}

}  // namespace waiting_for_memory_test
