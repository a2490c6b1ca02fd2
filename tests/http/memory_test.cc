// SPDX-License-Identifier: MIT
//
// What many answers at once may cost in memory.
#include <malloc.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <future>
#include <mutex>
#include <thread>

#include "http/curl_transport.h"
#include "tests/http/ask.h"
#include "tests/http/wire.h"
#include "tests/support/sanitized.h"

namespace memory_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::FaultServer;
using test::kOk;
using test::loopback_options;
using test::send_endlessly;
using test::Wire;

namespace {

/// How far this process's resident memory rises at its peak while the object lives.
class MemoryRise {
 public:
  MemoryRise() {
    ::malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";  // Begins the peak anew, proc(5).
    before_ = peak();
  }
  [[nodiscard]] std::size_t mebibytes() const { return (peak() - before_) / 1024; }

 private:
  static std::size_t peak() {
    std::ifstream file("/proc/self/status");
    for (std::string word; file >> word;) {
      std::size_t kibibytes = 0;
      if (word == "VmHWM:" && file >> kibibytes) return kibibytes;
    }
    return 0;
  }
  std::size_t before_ = 0;
};

}  // namespace

TEST_CASE("32 endless bodies at once end in bounded memory") {
  std::string varied;
  for (int i = 0; varied.size() < 4'000'000; ++i) varied += std::to_string(i * 7919L % 1000);
  const std::string member = test::gzip(varied);
  FaultServer server;  // Sends the above until it is gone.
  std::vector<http::Request> requests;
  for (int i = 0; i < 32; ++i) {
    const std::string path = "/" + std::to_string(i);
    server.script(path, [&member, coded = i % 2 == 0](Wire& wire) {
      if (coded) {
        send_endlessly(wire, kOk + "Content-Encoding: gzip\r\n\r\n", member);
      } else {
        send_endlessly(wire, kOk + "\r\n", std::string(50'000, 'x'));
      }
    });
    requests.push_back({.url = server.url(path)});
  }
  const MemoryRise memory;
  http::CurlTransport transport(loopback_options());
  for (const auto& [url, answer] : test::ask_all(transport, requests)) {
    REQUIRE_FALSE(answer);
    CHECK(answer.error().message == "the body of 127.0.0.1 is larger than 16 MiB");
  }
  CHECK(server.most_at_once() > 8);
  if (!test::is_sanitized()) CHECK(memory.mebibytes() < 100);
}

TEST_CASE("many large bodies at once stay within the memory for all, and all arrive") {
  FaultServer server;
  std::vector<http::Request> requests;
  constexpr std::size_t kSize = 2 * 1024 * 1024;
  constexpr int kMany = 24;
  for (int i = 0; i < kMany; ++i) {
    const std::string path = "/" + std::to_string(i);
    const char fill = static_cast<char>('a' + i);
    server.script(path, [fill](Wire& wire) {
      wire.send(kOk + "Content-Length: " + std::to_string(kSize) + "\r\n\r\n");
      // All have begun, and hold something, before any may end.
      wire.drip(std::string(kSize / 2, fill), kSize / 8, 10ms);
      wire.send(std::string(kSize - kSize / 2, fill));
    });
    requests.push_back({.url = server.url(path)});
  }
  auto options = loopback_options();
  options.concurrency = kMany;
  options.max_body = kSize;
  options.max_body_total = 8 * 1024 * 1024;
  http::CurlTransport transport(options);
  const MemoryRise memory;
  int whole = 0;
  const std::atomic<bool> never = false;
  transport.run(
      requests,
      [&](std::size_t index, const Result<http::Response>& answer) {
        const char fill = static_cast<char>('a' + index);
        if (answer && answer->body == std::string(kSize, fill)) ++whole;
      },
      never);
  CHECK(whole == kMany);
  CHECK(server.most_at_once() > 4);
  if (!test::is_sanitized()) CHECK(memory.mebibytes() < 70);  // The servers' own bodies are in it.
}

TEST_CASE("transfers wait for the bodies that other threads still hold") {
  FaultServer server;
  std::vector<http::Request> requests;
  constexpr std::size_t kSize = 900'000;
  for (int i = 0; i < 12; ++i) {
    const std::string path = "/" + std::to_string(i);
    server.reply(path, {.body = std::string(kSize, 'x')});
    requests.push_back({.url = server.url(path)});
  }
  auto options = loopback_options();
  options.max_body = 1024 * 1024;
  options.max_body_total = 3 * 1024 * 1024;
  http::CurlTransport transport(options);
  std::mutex mutex;
  std::vector<http::HeldBytes> held;
  std::size_t most = 0;
  std::size_t released = 0;
  // Gives back what is held, all at a time, once nothing more comes.
  auto worker = std::async(std::launch::async, [&] {
    while (released < requests.size()) {
      std::this_thread::sleep_for(20ms);
      const std::scoped_lock lock(mutex);
      most = std::max(most, held.size());
      released += held.size();
      held.clear();
    }
  });
  std::size_t whole = 0;
  const std::atomic<bool> never = false;
  transport.run(
      requests,
      [&](std::size_t, const Result<http::Response>& answer) {
        if (answer && answer->body.size() == kSize) ++whole;
        const std::scoped_lock lock(mutex);
        held.push_back(transport.hold(kSize));
      },
      never);
  worker.get();
  CHECK(whole == requests.size());
  CHECK(most <= 4);
}

TEST_CASE("compressed bodies that wait for memory arrive whole") {
  FaultServer server;
  std::vector<http::Request> requests;
  std::string text;
  while (text.size() < 900'000) text += std::to_string(text.size() * 7919) + "\n";
  const bool brotli = GENERATE(false, true);
  const std::string coded = brotli ? test::brotli(text) : test::gzip(text);
  for (int i = 0; i < 12; ++i) {
    const std::string path = "/" + std::to_string(i);
    server.script(path, [&coded, brotli](Wire& wire) {
      wire.send(kOk + "Transfer-Encoding: chunked\r\nContent-Encoding: " +
                (brotli ? "br" : "gzip") + "\r\n\r\n");
      wire.send(test::chunk(coded.substr(0, 5000)));
      wire.pause(20ms);
      wire.send(test::chunk(coded.substr(5000)) + test::chunk(""));
    });
    requests.push_back({.url = server.url(path)});
  }
  auto options = loopback_options();
  options.max_body = 1024 * 1024;
  options.max_body_total = 2 * 1024 * 1024;
  http::CurlTransport transport(options);
  const auto answers = test::ask_all(transport, requests);
  REQUIRE(answers.size() == 12);
  for (const auto& [url, answer] : answers) {
    REQUIRE(answer);
    CHECK(answer->body == text);
  }
}

}  // namespace memory_test
