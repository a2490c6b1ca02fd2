// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "http/curl_transport.h"
#include "tests/http/ask.h"
#include "tests/support/fault_server.h"

namespace proxy_test {

using namespace syndic;
using test::ask;
using test::FaultServer;
using test::loopback_options;

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

TEST_CASE("a proxy that is not there, or refuses, is an error that shows no password") {
  FaultServer proxy;
  proxy.script("partner.example:443", [](test::Wire& wire) {
    wire.send("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\n\r\n");
  });
  std::string url = proxy.url("");
  url.insert(std::string("http://").size(), "me:secret@");
  const auto refused = ask(http::Request{.url = "https://partner.example/feed", .proxy = url});
  REQUIRE_FALSE(refused);
  CHECK_THAT(refused.error().message, Catch::Contains("partner.example"));
  CHECK_THAT(refused.error().message, !Catch::Contains("secret"));
  CHECK(proxy.requests().at(0).method == "CONNECT");
  const auto missing = ask(
      http::Request{.url = "http://partner.example/feed", .proxy = "http://me:secret@127.0.0.9:1"});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == Errc::connect);
  CHECK_THAT(missing.error().message, !Catch::Contains("secret"));
}

}  // namespace proxy_test
