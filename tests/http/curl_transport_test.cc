// SPDX-License-Identifier: MIT
#include "http/curl_transport.h"

#include <curl/curl.h>

#include <catch2/catch.hpp>
#include <thread>

#include "tests/http/ask.h"
#include "tests/support/fake_transport.h"
#include "tests/support/fault_server.h"

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
  CHECK(answer->bytes_received == 6);
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

TEST_CASE("no cookie is kept") {
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
    CHECK(answer->bytes_received < 1000);
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

TEST_CASE("redirects are followed and counted, and header fields go with them within the origin") {
  FaultServer server;
  server.reply("/a", {.status = 301, .headers = {{"Location", "/b"}}});
  server.reply("/b", {.status = 307, .headers = {{"Location", server.url("/c")}}});
  server.reply("/c", {.body = "x"});
  const auto answer = ask({.url = server.url("/a"),
                           .headers = test::headers({{"Accept", "text/xml"}, {"X-Key", "k"}}),
                           .conditions = test::headers({{"If-None-Match", "\"1\""}})});
  REQUIRE(answer);
  CHECK(answer->url == server.url("/c"));
  CHECK(answer->redirects ==
        std::vector<http::Redirect>{{301, server.url("/b")}, {307, server.url("/c")}});
  CHECK(answer->body == "x");
  CHECK(server.requests("/a").at(0).header("If-None-Match") == "\"1\"");
  CHECK(server.requests("/a").at(0).header("X-Key") == "k");
  CHECK(server.requests("/c").at(0).header("If-None-Match") == std::nullopt);
  CHECK(server.requests("/c").at(0).header("X-Key") == "k");
  CHECK(server.requests("/c").at(0).header("Accept") == "text/xml");
  CHECK(server.requests("/c").at(0).header("Referer") == std::nullopt);
}

TEST_CASE("conditions reach the URL that they speak of, behind a redirect, and no other") {
  FaultServer server;
  server.reply("/a", {.status = 302, .headers = {{"Location", "/b"}}});
  server.reply("/b", {.body = "x", .etag = "\"1\""});
  const auto answer = ask({.url = server.url("/a"),
                           .conditions = test::headers({{"If-None-Match", "\"1\""}}),
                           .conditions_url = server.url("/b")});
  REQUIRE(answer);
  CHECK(answer->status == 304);
  CHECK(server.requests("/a").at(0).header("If-None-Match") == std::nullopt);
}

TEST_CASE("a user name and password go to their own origin alone and are not shown") {
  FaultServer server;
  FaultServer other("127.0.0.2");
  server.reply("/a", {.status = 302, .headers = {{"Location", "/b"}}});
  server.reply("/b", {.status = 302, .headers = {{"Location", other.url("/c")}}});
  other.reply("/c", {.body = "x"});
  std::string url = server.url("/a");
  url.insert(std::string("http://").size(), "me:s%40cret@");
  const auto answer = ask(url);
  REQUIRE(answer);
  CHECK(answer->url == other.url("/c"));
  CHECK(server.requests("/a").at(0).header("Authorization") == "Basic bWU6c0BjcmV0");
  CHECK(server.requests("/b").at(0).header("Authorization") == "Basic bWU6c0BjcmV0");
  CHECK(other.requests("/c").at(0).header("Authorization") == std::nullopt);
}

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
  options.host_delay = 150ms;
  options.timeout = 400ms;  // Less than the waiting, which is no part of it.
  http::CurlTransport transport(options);
  for (const auto& [url, answer] : ask_all(transport, requests)) CHECK(answer);
  CHECK(server.most_at_once() == 1);
  const auto seen = server.requests();
  REQUIRE(seen.size() == 4);
  for (std::size_t i = 1; i < seen.size(); ++i) CHECK(seen[i].at - seen[i - 1].at >= 140ms);
  CHECK(other.requests().at(0).at < seen[1].at);
}

TEST_CASE("beyond the origin of its URL a request takes Accept alone along, there and back") {
  FaultServer home;
  FaultServer other("127.0.0.2");
  home.reply("/a", {.status = 302, .headers = {{"Location", other.url("/b")}}});
  other.reply("/b", {.status = 302, .headers = {{"Location", home.url("/c")}}});
  home.reply("/c", {.body = "x"});
  REQUIRE(ask({.url = home.url("/a"),
               .headers = test::headers({{"Accept", "text/xml"}, {"Authorization", "Bearer t"}})}));
  CHECK(home.requests("/a").at(0).header("Authorization") == "Bearer t");
  CHECK(other.requests("/b").at(0).header("Authorization") == std::nullopt);
  CHECK(other.requests("/b").at(0).header("Accept") == "text/xml");
  CHECK(home.requests("/c").at(0).header("Authorization") == std::nullopt);
}

TEST_CASE("a gate keeps hops from being made, and who is kept back keeps nobody waiting") {
  FaultServer server;
  server.reply("/moved", {.status = 302, .headers = {{"Location", "/closed"}}});
  server.reply("/open", {.body = "x"});
  auto options = loopback_options();
  options.host_delay = std::chrono::seconds(1);
  const auto gate = [](std::string_view url) {
    return url.ends_with("/closed") ? std::optional(Error{Errc::not_now, "not now"}) : std::nullopt;
  };
  std::vector<http::Request> requests(40, {.url = server.url("/closed"), .gate = gate});
  requests.push_back({.url = server.url("/open"), .gate = gate});
  requests.push_back({.url = server.url("/moved"), .gate = gate});
  http::CurlTransport transport(options);
  int refused = 0;
  const std::atomic<bool> never = false;
  const auto began = std::chrono::steady_clock::now();
  transport.run(
      requests,
      [&](std::size_t, const Result<http::Response>& answer) {
        refused += !answer && answer.error().code == Errc::not_now ? 1 : 0;
      },
      never);
  CHECK(refused == 41);
  CHECK(server.requests("/closed").empty());
  CHECK(server.requests().size() == 2);
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
}

TEST_CASE("a request goes through its own proxy, whose address is not guarded") {
  FaultServer proxy;
  proxy.reply("http://partner.example/feed", {.body = "<rss/>"});
  auto options = loopback_options();
  options.allow_private = false;
  std::string url = proxy.url("");
  url.insert(std::string("http://").size(), "me:secret@");
  const auto answer = ask({.url = "http://partner.example/feed", .proxy = url}, options);
  REQUIRE(answer);
  CHECK(answer->body == "<rss/>");
  CHECK(proxy.requests().at(0).header("Proxy-Authorization") == "Basic bWU6c2VjcmV0");
  CHECK(proxy.requests().at(0).header("Authorization") == std::nullopt);
}

TEST_CASE("HTTP/2 is there to be offered") {
  CHECK((curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_HTTP2) != 0);
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
  server.script("/silent", [](Wire& wire) { wire.pause(20s); });
  std::atomic<bool> cancelled = false;
  int done = 0;
  http::CurlTransport transport(loopback_options());
  const auto begin = std::chrono::steady_clock::now();
  transport.run(
      {{.url = server.url("/quick")}, {.url = server.url("/silent")}},
      [&](std::size_t, const Result<http::Response>&) {
        ++done;
        cancelled = true;
      },
      cancelled);
  CHECK(done == 1);
  CHECK(std::chrono::steady_clock::now() - begin < 2s);
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
  options.stall_timeout = 600ms;
  http::CurlTransport transport(options);
  const std::atomic<bool> never = false;
  int bodies = 0;
  transport.run(
      {{.url = server.url("/slow")}, {.url = server.url("/quick")}},
      [&](std::size_t index, const Result<http::Response>& answer) {
        if (index == 1) std::this_thread::sleep_for(800ms);
        if (answer) ++bodies;
      },
      never);
  CHECK(bodies == 2);
}
