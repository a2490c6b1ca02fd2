// SPDX-License-Identifier: MIT
#include "http/curl_transport.h"

#include <catch2/catch.hpp>

#include "tests/http/ask.h"
#include "tests/support/fake_transport.h"
#include "tests/support/fault_server.h"

namespace curl_transport_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::ask;
using test::ask_all;
using test::FaultServer;
using test::loopback_options;
using test::Wire;

TEST_CASE("an answer has its status, header fields, body, address and size") {
  FaultServer server;
  server.reply("/feed?a=b", {.headers = {{"Content-Type", "application/rss+xml"}},
                             .body = "<rss/>",
                             .etag = "W/\"odd one\""});
  const auto answer = ask(server.url("/feed?a=b#top"));
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->headers.get("content-type") == "application/rss+xml");
  CHECK(answer->headers.get("ETag") == "W/\"odd one\"");
  CHECK(answer->body == "<rss/>");
  CHECK(answer->url == server.url("/feed?a=b"));
  CHECK(answer->cost.bytes == 6);
  CHECK(answer->redirects.empty());
}

TEST_CASE("a request says who asks and what it can read, and no more than that") {
  FaultServer server;
  server.reply("/feed", {.body = "x"});
  auto options = loopback_options();
  options.user_agent = "syndic/1 (+https://news.example/)";
  REQUIRE(ask({.url = server.url("/feed"), .headers = test::headers({{"Accept", "text/xml"}})},
              options));
  const auto request = server.requests().at(0);
  CHECK(request.method == "GET");
  CHECK(request.header("User-Agent") == "syndic/1 (+https://news.example/)");
  CHECK(request.header("Accept-Encoding") == "gzip, br");
  CHECK(request.header("Accept") == "text/xml");
  CHECK(request.header("Host") == "127.0.0.1:" + std::to_string(server.port()));
  CHECK(request.headers.size() == 4);
}

TEST_CASE("no cookie is kept after its request") {
  FaultServer server;
  server.reply("/feed", {.headers = {{"Set-Cookie", "a=b; Path=/"}}, .body = "x"});
  http::CurlTransport transport(loopback_options());
  static_cast<void>(ask_all(transport, {{.url = server.url("/feed")}}));
  static_cast<void>(ask_all(transport, {{.url = server.url("/feed")}}));
  CHECK(server.requests().at(1).header("Cookie") == std::nullopt);
}

TEST_CASE("connections are used again, from one run to the next") {
  FaultServer server;
  server.reply("/feed", {.body = "x"});
  http::CurlTransport transport(loopback_options());
  for (int i = 0; i < 3; ++i) static_cast<void>(ask_all(transport, {{.url = server.url("/feed")}}));
  CHECK(server.requests().at(2).connection == 1);
}

TEST_CASE("conditions are sent byte for byte, and a 304 is an answer without a body") {
  FaultServer server;
  server.reply("/feed", {.body = "x", .etag = "unquoted W/ \xE9t\xE9"});
  server.reply("/date", {.body = "x", .last_modified = "yesterday, or so"});
  const auto by_etag =
      ask({.url = server.url("/feed"),
           .conditions = test::headers({{"If-None-Match", "unquoted W/ \xE9t\xE9"}})});
  REQUIRE(by_etag);
  CHECK(by_etag->status == 304);
  CHECK(by_etag->body.empty());
  const auto by_date =
      ask({.url = server.url("/date"),
           .conditions = test::headers({{"If-Modified-Since", "yesterday, or so"}})});
  REQUIRE(by_date);
  CHECK(by_date->status == 304);
}

TEST_CASE("gzip, deflate and br are undone") {
  FaultServer server;
  const std::string feed(100'000, 'a');
  server.reply("/gzip", {.headers = {{"Content-Encoding", "gzip"}}, .body = test::gzip(feed)});
  server.reply("/br", {.headers = {{"Content-Encoding", "br"}}, .body = test::brotli(feed)});
  server.reply("/deflate",
               {.headers = {{"Content-Encoding", "deflate"}}, .body = test::bare_deflate(feed)});
  for (const char* const path : {"/gzip", "/br", "/deflate"}) {
    const auto answer = ask(server.url(path));
    REQUIRE(answer);
    CHECK(answer->body == feed);
    CHECK(answer->cost.bytes < 1000);
  }
}

TEST_CASE("chunks, trailers and informational answers are read through") {
  FaultServer server;
  server.script("/chunked", [](Wire& wire) {
    wire.send("HTTP/1.1 103 Early Hints\r\nETag: early\r\n\r\n");
    wire.send("HTTP/1.1 200 OK\r\nETag: late\r\nTransfer-Encoding: chunked\r\n\r\n");
    wire.send(test::chunk("<rss") + test::chunk("/>") + "0\r\nETag: trailer\r\n\r\n");
  });
  const auto answer = ask(server.url("/chunked"));
  REQUIRE(answer);
  CHECK(answer->body == "<rss/>");
  CHECK(answer->headers.get("ETag") == "late");
}

TEST_CASE("a header line of blanks does not end the header") {
  FaultServer server;
  server.script("/", [](Wire& wire) {
    wire.send("HTTP/1.1 200 OK\r\nA: b\r\n \t \r\nETag: late\r\nContent-Length: 1\r\n\r\nx");
  });
  const auto answer = ask(server.url("/"));
  REQUIRE(answer);
  CHECK(answer->headers.get("ETag") == "late");
  CHECK(answer->body == "x");
}

TEST_CASE("a body without a length ends with the connection") {
  FaultServer server;
  server.script("/old", [](Wire& wire) { wire.send("HTTP/1.0 200 OK\r\n\r\n<rss/>"); });
  const auto answer = ask(server.url("/old"));
  REQUIRE(answer);
  CHECK(answer->body == "<rss/>");
}

TEST_CASE("an answer of any status is an answer, and only a 2xx has a body") {
  FaultServer server;
  for (const int status : {204, 206, 300, 400, 401, 403, 410, 429, 500, 503, 599}) {
    server.reply("/s", {.status = status, .body = status == 204 ? "" : "words"});
    const auto answer = ask(server.url("/s"));
    REQUIRE(answer);
    CHECK(answer->status == status);
    CHECK(answer->body == (status == 206 ? "words" : ""));
  }
}

TEST_CASE("the endless or broken body of a refusal does not hide the refusal") {
  FaultServer server;
  server.script("/endless", [](Wire& wire) {
    wire.send("HTTP/1.1 404 No\r\n\r\n");
    while (wire.send(std::string(10'000, 'x'))) continue;
  });
  server.script("/cut", [](Wire& wire) {
    wire.send("HTTP/1.1 503 No\r\nRetry-After: 7\r\nContent-Length: 100\r\n\r\nx");
  });
  server.script("/silent", [](Wire& wire) {
    wire.send("HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\nx");
    wire.pause(5s);
  });
  auto options = loopback_options();
  options.stall_timeout = 200ms;
  CHECK(ask(server.url("/endless"), options)->status == 404);
  CHECK(ask(server.url("/cut"), options)->headers.get("Retry-After") == "7");
  CHECK(ask(server.url("/silent"), options)->status == 403);
}

TEST_CASE("what a request cost is told whatever came of it") {
  FaultServer server;
  server.reply("/moved", {.status = 302, .headers = {{"Location", "/large"}}});
  server.script("/large", [](Wire& wire) {
    wire.send("HTTP/1.1 200 OK\r\n\r\n" + std::string(100'000, 'x'));
  });
  auto options = loopback_options();
  options.max_body = 50'000;
  http::Cost cost{.bytes = 1, .elapsed = std::chrono::milliseconds(-1)};
  const auto answer = ask({.url = server.url("/moved"), .cost = &cost}, options);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == Errc::too_large);
  CHECK(cost.hops == 2);
  CHECK(cost.bytes > 50'000);
  CHECK(cost.bytes <= 100'000);
  CHECK(cost.elapsed >= std::chrono::milliseconds(0));
}

}  // namespace curl_transport_test
