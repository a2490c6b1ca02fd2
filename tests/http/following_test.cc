// SPDX-License-Identifier: MIT
//
// Redirects: which are followed, and what goes along with them.
#include <catch2/catch.hpp>

#include "http/curl_transport.h"
#include "tests/http/ask.h"
#include "tests/support/fake_transport.h"
#include "tests/support/fault_server.h"

namespace following_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::ask;
using test::FaultServer;
using test::loopback_options;

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

}  // namespace following_test
