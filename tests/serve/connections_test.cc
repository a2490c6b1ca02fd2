// SPDX-License-Identifier: MIT
#include "serve/connections.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/serve/running.h"
#include "tests/support/soft_limit.h"

namespace connections_test {

namespace {

using namespace std::chrono_literals;
using namespace syndic::serve;
using serve_test::Running;

// A client that sends and reads no more than it is told to.
class RawClient {
 public:
  explicit RawClient(int port, std::string_view sent = {}) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    send(sent);
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { ::close(socket_); }

  // False if the server has ended the connection.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  // What comes until the server ends the connection.
  [[nodiscard]] std::string read_all() const {
    std::string all;
    std::array<char, 4096> some{};
    for (ssize_t got = 0; (got = ::recv(socket_, some.data(), some.size(), 0)) > 0;) {
      all.append(some.data(), static_cast<std::size_t>(got));
    }
    return all;
  }
  [[nodiscard]] bool is_open() const {
    pollfd polled{.fd = socket_, .events = POLLRDHUP, .revents = 0};
    return ::poll(&polled, 1, 0) == 0;
  }

 private:
  int socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
};

using Crowd = std::vector<std::unique_ptr<RawClient>>;

Crowd crowd(int port, std::size_t count, std::string_view sent) {
  Crowd clients;
  while (clients.size() < count) clients.push_back(std::make_unique<RawClient>(port, sent));
  return clients;
}

auto open_ones(const Crowd& clients) {
  return std::count_if(clients.begin(), clients.end(),
                       [](const auto& one) { return one->is_open(); });
}

std::size_t times(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; ++count) {
    at = text.find(part, at + part.size());
  }
  return count;
}

TEST_CASE("Clients that are silent or stop in the middle of a request delay nobody") {
  const auto sent = GENERATE(
      as<std::string>(), "", "GET /all", "GET /all.rss HTTP/1.1\r\n",
      "GET /all.rss HTTP/1.1\r\nHost: a\r\nX: ", "GET /all.rss HTTP/1.1\r\nHost: a\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf");
  CAPTURE(sent);
  const Running running(1h);
  const Crowd clients = crowd(running.port(), 200, sent);
  const auto got = running.client().get("/all.rss");
  REQUIRE(got);
  CHECK(got->body == Running::kFeed);
  CHECK(open_ones(clients) == 200);
}

TEST_CASE("Of too many clients, those that wait longest are closed") {
  const Running running(1h);
  const Crowd clients = crowd(running.port(), 400, "GET /all");
  for (int i = 0; i < 3; ++i) {
    const auto got = running.client().get("/all.rss");
    REQUIRE(got);
    CHECK(got->body == Running::kFeed);
  }
  CHECK(open_ones(clients) >= 250);
  CHECK(open_ones(clients) <= 256);
  CHECK_FALSE(clients.front()->is_open());
  CHECK(clients.back()->is_open());
}

TEST_CASE("Few open files allow few connections, each with the file that it is sent") {
  CHECK(connections_within(0) == 1);
  CHECK(connections_within(24) == 8);
  CHECK(connections_within(64) == 28);
  CHECK(connections_within(256) == 124);
  CHECK(connections_within(1024) == 256);
  CHECK(connections_within(std::numeric_limits<std::size_t>::max()) == 256);
}

TEST_CASE("With few open files, a new client takes the place of the one that waits longest") {
  const auto running = [] {
    const syndic::test::SoftLimit few(64);
    return std::make_unique<Running>(1h);
  }();
  const Crowd clients = crowd(running->port(), 100, "GET / HTTP/1.1\r\nHo");
  const auto got = running->client().get("/all.rss");
  REQUIRE(got);
  CHECK(got->body == Running::kFeed);
  CHECK(open_ones(clients) <= 28);
  CHECK(open_ones(clients) >= 26);
  CHECK(clients.back()->is_open());
}

TEST_CASE("Clients that do not read their answers delay nobody") {
  const Running running(1h);
  std::filesystem::resize_file(running.folder() / "all.rss", std::uintmax_t{6} * 1024 * 1024);
  std::ofstream(running.folder() / "small.rss") << Running::kFeed;
  const Crowd clients = crowd(running.port(), 260, "GET /all.rss HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto got = running.client().get("/small.rss");
  REQUIRE(got);
  CHECK(got->body == Running::kFeed);
}

TEST_CASE("stop() ends run() at once, whatever clients are waited for") {
  auto running = std::make_unique<Running>(1h);
  std::filesystem::resize_file(running->folder() / "all.rss", std::uintmax_t{6} * 1024 * 1024);
  const Crowd half = crowd(running->port(), 200, "GET /all");
  const Crowd deaf = crowd(running->port(), 30, "GET /all.rss HTTP/1.1\r\nHost: a\r\n\r\n");
  running.reset();
  CHECK(open_ones(half) == 0);
}

TEST_CASE("A whole request has a time, however often a byte of it comes") {
  const Running running(50ms);
  for (const char* begun :
       {"GET /all.rss HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n"}) {
    const RawClient client(running.port(), begun);
    int drops = 0;
    for (; drops < 10'000 && client.send("x"); ++drops) std::this_thread::sleep_for(1ms);
    CHECK(drops < 10'000);
  }
}

TEST_CASE("Requests that are sent ahead are answered in turn") {
  const Running running(1h);
  std::string requests;
  for (int i = 0; i < 9; ++i) requests += "GET /all.rss HTTP/1.1\r\nHost: a\r\n\r\n";
  const RawClient client(running.port(),
                         requests + "GET /all.rss HTTP/1.1\r\nConnection: close\r\n\r\n");
  const std::string answers = client.read_all();
  CHECK(times(answers, "HTTP/1.1 200 OK\r\n") == 10);
  CHECK(times(answers, Running::kFeed) == 10);
}

TEST_CASE("The body of a GET is not taken for a request") {
  const Running running(1h);
  const RawClient client(running.port(),
                         "GET /all.rss HTTP/1.1\r\nContent-Length: 27\r\n\r\n"
                         "GET /none HTTP/1.1\r\nX: y\r\n\r\n");
  const std::string answers = client.read_all();
  CHECK(times(answers, "HTTP/1.1 ") == 1);
  CHECK(times(answers, "Connection: close\r\n") == 1);
}

TEST_CASE("What cannot be read is refused, and ends the connection in words") {
  const Running running(1h);
  const std::string post = "POST /all.rss HTTP/1.1\r\nHost: a\r\n";
  for (const auto& [request, status] :
       {std::pair<std::string, std::string>{"GET\r\n\r\n", "HTTP/1.1 400 "},
        {"GET / HTTP/3.0\r\n\r\n", "HTTP/1.1 400 "},
        {"GET / HTTP/1.1\r\nno field\r\n\r\n", "HTTP/1.1 400 "},
        {"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "HTTP/1.1 400 "},
        {post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 400 "},
        {post + "Transfer-Encoding: chunked\r\n\r\nx\r\n", "HTTP/1.1 400 "},
        {post + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(70'000, 'e'), "HTTP/1.1 431 "},
        {post + "Transfer-Encoding: chunked\r\n\r\n801\r\n" + std::string(0x801, 'b'),
         "HTTP/1.1 413 "},
        {post + "Content-Length: 1025\r\n\r\n", "HTTP/1.1 413 "}}) {
    const RawClient client(running.port(), request + "GET / HTTP/1.1\r\n\r\n");
    INFO(request.substr(0, 80));
    const std::string answers = client.read_all();
    CHECK_THAT(answers, Catch::Matchers::StartsWith(status));
    CHECK(times(answers, "HTTP/1.1 ") == 1);
    CHECK(times(answers, "Connection: close\r\n") == 1);
  }
}

TEST_CASE("A method that nobody knows is not allowed, and its body is no request") {
  const Running running(1h);
  const RawClient client(running.port(),
                         "BREW / HTTP/1.1\r\nContent-Length: 18\r\n\r\nGET / HTTP/1.1\r\n\r\n"
                         "GET /all.rss HTTP/1.1\r\nConnection: close\r\n\r\n");
  const std::string answers = client.read_all();
  CHECK(times(answers, "HTTP/1.1 ") == 2);
  CHECK_THAT(answers, Catch::Matchers::StartsWith("HTTP/1.1 405 "));
  CHECK_THAT(answers, Catch::Matchers::EndsWith(Running::kFeed));
}

TEST_CASE("A client of HTTP/1.0 is told where its answers end") {
  const Running running(1h);
  const RawClient client(running.port(), "GET /all.rss HTTP/1.0\r\n\r\n");
  const std::string answer = client.read_all();
  CHECK(times(answer, "Connection: close\r\n") == 1);
  CHECK_THAT(answer, Catch::Matchers::EndsWith(std::string("\r\n\r\n") + Running::kFeed));
  const RawClient other(running.port(),
                        "GET /all.rss HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
                        "GET /all.rss HTTP/1.0\r\n\r\n");
  const std::string answers = other.read_all();
  CHECK(times(answers, "Connection: keep-alive\r\n") == 1);
  CHECK(times(answers, "Connection: close\r\n") == 1);
}

TEST_CASE("A long request line and too many header fields are refused") {
  const Running running(1h);
  std::string fields;
  for (int i = 0; i < 10'000; ++i) fields += "X-" + std::to_string(i) + ": y\r\n";
  for (const auto& [request, status] :
       {std::pair{"GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\n\r\n", "HTTP/1.1 414 "},
        {"GET /" + std::string(1'000'000, 'a') + " HTTP/1.1\r\n\r\n", "HTTP/1.1 431 "},
        {"GET / HTTP/1.1\r\n" + fields + "\r\n", "HTTP/1.1 431 "},
        {"GET / HTTP/1.1\r\nX: " + std::string(1'000'000, 'a'), "HTTP/1.1 431 "},
        {"GET / HTTP/1.1\r\nX: " + std::string(9'000, 'a') + "\r\n\r\n", "HTTP/1.1 400 "}}) {
    const RawClient client(running.port(), request);
    INFO(request.substr(0, 30));
    CHECK_THAT(client.read_all(), Catch::Matchers::StartsWith(status));
  }
  CHECK(running.client().get("/all.rss")->status == 200);
}

}  // namespace

}  // namespace connections_test
