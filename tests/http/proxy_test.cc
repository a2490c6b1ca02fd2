// SPDX-License-Identifier: MIT
#include "http/proxy.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <string>

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
  CHECK_THAT(refused.error().message,
             Catch::EndsWith(" wants a user name and password to connect to partner.example, as in "
                             "http://user:password@proxy:port"));
  CHECK_THAT(refused.error().message, !Catch::Contains("secret"));
  CHECK(proxy.requests().at(0).method == "CONNECT");
  const auto missing = ask(
      http::Request{.url = "http://partner.example/feed", .proxy = "http://me:secret@127.0.0.9:1"});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == Errc::connect);
  CHECK_THAT(missing.error().message, !Catch::Contains("secret"));
}

namespace {

using Variables = std::map<std::string, std::string>;

/// The variable that names the URL's proxy; empty where it has none.
std::string named_by(const char* url, const Variables& variables) {
  const auto proxy =
      http::proxy_from_environment(url, [&](const std::string& name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
      });
  return proxy ? proxy->named_by : std::string();
}

/// Sets variables of this process while it lives.
class Environment {
 public:
  explicit Environment(const Variables& variables) : variables_(variables) {
    for (const auto& [name, value] : variables_) ::setenv(name.c_str(), value.c_str(), 1);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() {
    for (const auto& [name, value] : variables_) ::unsetenv(name.c_str());
  }

 private:
  Variables variables_;
};

}  // namespace

TEST_CASE("the variable of the scheme names the proxy, then the one for all") {
  CHECK(named_by("http://a.example/", {{"http_proxy", "p"}}) == "http_proxy");
  CHECK(named_by("http://a.example/", {{"HTTP_PROXY", "p"}}).empty());
  CHECK(named_by("https://a.example/", {{"http_proxy", "p"}}).empty());
  CHECK(named_by("https://a.example/", {{"https_proxy", "p"}}) == "https_proxy");
  CHECK(named_by("https://a.example/", {{"HTTPS_PROXY", "p"}}) == "HTTPS_PROXY");
  CHECK(named_by("https://a.example/", {{"all_proxy", "p"}}) == "all_proxy");
  CHECK(named_by("http://a.example/", {{"ALL_PROXY", "p"}}) == "ALL_PROXY");
  CHECK(named_by("http://a.example/", {}).empty());
}

TEST_CASE("no_proxy takes domains, addresses and networks out") {
  const auto is_direct = [](const char* url, const char* list) {
    return named_by(url, {{"http_proxy", "p"}, {"no_proxy", list}}).empty();
  };
  CHECK(is_direct("http://a.example/", "*"));
  CHECK(is_direct("http://a.example/", "b.example, a.example"));
  CHECK(is_direct("http://news.a.example/", "a.example"));
  CHECK(is_direct("http://news.a.example:8080/", ".A.Example"));
  CHECK(is_direct("http://10.1.2.3/", "192.168.0.0/16 10.0.0.0/8"));
  CHECK(is_direct("http://10.1.2.3/", "10.1.2.3"));
  CHECK(is_direct("http://[fd00::1]/", "fd00::/8"));
  CHECK_FALSE(is_direct("http://nota.example/", "a.example"));
  CHECK_FALSE(is_direct("http://11.1.2.3/", "10.0.0.0/8"));
  CHECK_FALSE(is_direct("http://11.1.2.3/", "10.0.0.0/x"));
  CHECK_FALSE(is_direct("http://a.example/", ""));
  CHECK(named_by("http://a.example/", {{"http_proxy", "p"}, {"NO_PROXY", "a.example"}}).empty());
}

TEST_CASE("the environment's proxy may be private; what it is to connect to may not") {
  FaultServer proxy;
  proxy.reply("http://partner.example/feed", {.body = "<rss/>"});
  const Environment environment(Variables{{"http_proxy", proxy.url("")}});
  auto options = loopback_options();
  options.allow_private = false;
  const auto answer = ask(http::Request{.url = "http://partner.example/feed"}, options);
  REQUIRE(answer);
  CHECK(answer->body == "<rss/>");
  const auto refused = ask(http::Request{.url = "http://10.0.0.1/feed"}, options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::refused_address);
  CHECK(proxy.requests().size() == 1);
}

TEST_CASE("who is taken out by no_proxy is guarded as without a proxy") {
  FaultServer proxy;
  const Environment environment(
      Variables{{"http_proxy", proxy.url("")}, {"no_proxy", "localhost"}});
  auto options = loopback_options();
  options.allow_private = false;
  const auto refused = ask(http::Request{.url = "http://localhost/feed"}, options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::refused_address);
  CHECK(proxy.requests().empty());
}

TEST_CASE("an error on the way to a proxy names it and the variable") {
  const Environment environment(Variables{{"http_proxy", "http://me:secret@127.0.0.9:1"}});
  const auto answer = ask(http::Request{.url = "http://partner.example/feed"});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().message ==
        "cannot connect to the proxy 127.0.0.9:1, which http_proxy names, on the way to "
        "partner.example: Connection refused");
}

}  // namespace proxy_test
