// SPDX-License-Identifier: MIT
//
// Redirects: which are followed, and what goes along with them.
#include <algorithm>
#include <catch2/catch.hpp>

#include "http/curl_transport.h"
#include "tests/http/ask.h"
#include "tests/http/wire.h"
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

// A gate that lets in only who shows its cookie.
void set_gate(FaultServer& server, const std::string& cookie,
              const std::string& gate = "/gate/in") {
  server.script("/feed", [gate](test::Wire& wire) {
    const bool shown = wire.request().header("Cookie") == "seen=1";
    wire.send(shown ? "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"
                    : "HTTP/1.1 302 On\r\nLocation: " + gate + "\r\nContent-Length: 0\r\n\r\n");
  });
  server.reply("/gate/in",
               {.status = 302, .headers = {{"Location", "/feed"}, {"Set-Cookie", cookie}}});
}

TEST_CASE("a gate gets back its cookie within the request") {
  FaultServer server;
  for (const char* const cookie :
       {"seen=1; Path=/; HttpOnly", "seen=1; Path=/feed",
        "seen=1; Path=/; Max-Age=60; SameSite=Lax", "seen=1; Domain=127.0.0.1; Path=/"}) {
    CAPTURE(cookie);
    set_gate(server, cookie);
    http::CurlTransport transport(loopback_options());
    const auto answers = test::ask_all(transport, {{.url = server.url("/feed")}});
    REQUIRE(answers.at(server.url("/feed")));
    CHECK(answers.at(server.url("/feed"))->body == "x");
    // Another request on the same connection shows none.
    static_cast<void>(test::ask_all(transport, {{.url = server.url("/feed")}}));
    CHECK(server.requests("/feed").rbegin()[1].header("Cookie") == std::nullopt);
  }
}

TEST_CASE("a cookie goes by its path, scheme and lifetime, and to no other host") {
  FaultServer server;
  for (const char* const cookie : {"seen=1", "seen=1; Path=/gate", "seen=1; Path=/; Max-Age=0",
                                   "seen=1; Path=/; Domain=other.example"}) {
    CAPTURE(cookie);
    set_gate(server, cookie);
    CHECK(ask(server.url("/feed")).error().code == Errc::too_many_redirects);
  }
  FaultServer other("127.0.0.2");
  set_gate(server, "seen=1; Path=/");
  other.reply("/feed", {.body = "y"});
  server.reply("/leave", {.status = 302,
                          .headers = {{"Location", other.url("/feed")},
                                      {"Set-Cookie", "seen=1; Path=/; Domain=127.0.0.2"},
                                      {"Set-Cookie", "more=2; Path=/"}}});
  CHECK(ask(server.url("/leave"))->body == "y");
  CHECK(other.requests("/feed").at(0).header("Cookie") == std::nullopt);
}

TEST_CASE("cookies are bounded, and one of the source's own takes the place of all") {
  FaultServer server;
  std::vector<std::pair<std::string, std::string>> many = {{"Location", "/feed"}};
  for (int i = 0; i < 60; ++i) {
    many.emplace_back("Set-Cookie", "c" + std::to_string(i) + "=" + std::string(500, 'x'));
  }
  server.reply("/many", {.status = 302, .headers = many});
  server.reply("/feed", {.body = "x"});
  CHECK(ask(server.url("/many"))->body == "x");
  const std::size_t size = server.requests("/feed").at(0).header("Cookie").value_or("").size();
  CHECK(size <= 8190);
  CHECK(size > 8190 - 512);

  server.reply("/one", {.status = 302, .headers = {{"Location", "/feed"}, {"Set-Cookie", "a=1"}}});
  CHECK(ask({.url = server.url("/one"), .headers = test::headers({{"Cookie", "own=1"}})})->body ==
        "x");
  CHECK(server.requests("/feed").at(1).header("Cookie") == "own=1");
}

TEST_CASE("of many cookies in one answer the first 50 go back") {
  FaultServer server;
  http::CurlTransport transport(loopback_options());
  for (const auto& [set, sent] : {std::pair(49, 49), {50, 50}, {51, 50}, {200, 50}}) {
    CAPTURE(set);
    const std::string path = "/" + std::to_string(set);
    std::vector<std::pair<std::string, std::string>> many = {{"Location", path + "/feed"}};
    for (int i = 0; i < set; ++i) {
      many.emplace_back("Set-Cookie", "c" + std::to_string(i) + "=; Path=/");
    }
    server.reply(path, {.status = 302, .headers = many});
    server.reply(path + "/feed", {.body = "x"});
    static_cast<void>(test::ask_all(transport, {{.url = server.url(path)}}));
    const std::string cookies = server.requests(path + "/feed").at(0).header("Cookie").value_or("");
    CHECK(std::ranges::count(cookies, '=') == sent);
  }
  CHECK(server.requests().back().connection == 1);
}

TEST_CASE("a cookie without a name is none, and none of its attributes is one") {
  FaultServer server;
  const std::string attribute =
      GENERATE("Path=/", "path=/", "Domain=127.0.0.1", "Max-Age=60", "SameSite=Lax",
               "Expires=Fri, 31 Dec 2027 12:00:00 GMT", "Secure");
  server.reply("/", {.status = 302,
                     .headers = {{"Location", "/feed"},
                                 {"Set-Cookie", "=noname; " + attribute},
                                 {"Set-Cookie", "a=1"}}});
  server.reply("/feed", {.body = "x"});
  CHECK(ask(server.url("/"))->body == "x");
  CHECK(server.requests("/feed").at(0).header("Cookie") == "a=1");
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

TEST_CASE("an address that the operator named may be private, and what it redirects to may not") {
  FaultServer own;
  FaultServer other;
  own.reply("/feed", {.body = "x"});
  own.reply("/within", {.status = 302, .headers = {{"Location", "/feed"}}});
  own.reply("/away", {.status = 302, .headers = {{"Location", other.url("/feed")}}});
  other.reply("/feed", {.body = "y"});
  http::Options guarded = loopback_options();
  guarded.allow_private = false;
  const auto asked = [&](const std::string& path, bool is_trusted) {
    const auto answer = ask(http::Request{.url = own.url(path), .is_trusted = is_trusted}, guarded);
    return answer ? answer->body : std::string("refused");
  };
  CHECK(asked("/feed", false) == "refused");
  CHECK(asked("/feed", true) == "x");
  CHECK(asked("/within", true) == "x");
  CHECK(asked("/away", true) == "refused");
  CHECK(other.requests().empty());
  const auto named = ask(
      http::Request{.url = "http://localhost:" + own.url("/feed").substr(17), .is_trusted = true},
      guarded);
  REQUIRE(named);
  CHECK(named->body == "x");
}

}  // namespace following_test
