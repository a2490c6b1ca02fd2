// SPDX-License-Identifier: MIT
#include "fetch/access.h"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "fetch/fetch.h"
#include "tests/fetch/questions.h"
#include "tests/support/fake_transport.h"
#include "tests/support/temp_dir.h"

namespace access_test {

using namespace syndic;
using test::kFeedUrl;

namespace {

http::Request granted(const fetch::Access& access, bool is_home = true) {
  http::Request request{.url = kFeedUrl};
  request.headers.add("Accept", "text/xml");
  const auto added = fetch::add_access(access, is_home, request);
  INFO((added ? "" : added.error().message));
  REQUIRE(added);
  return request;
}

std::string error_of(const fetch::Access& access) {
  http::Request request{.url = kFeedUrl};
  const auto added = fetch::add_access(access, true, request);
  REQUIRE_FALSE(added);
  return added.error().message;
}

}  // namespace

TEST_CASE("user and password go into the URL, with no character that would end them") {
  CHECK(granted({.user = "me@home", .password = "a/b:c?#%"}).url ==
        "https://me%40home:a%2Fb%3Ac%3F%23%25@partner.example/feed");
}

TEST_CASE("secrets come from the environment or a file") {
  const test::TempDir folder;
  const auto file = folder.write("secret", "from-file\r\nmore\n");
  ::setenv("SYNDIC_TEST_SECRET", "from-environment", 1);
  CHECK(granted({.user = "me", .password = "env:SYNDIC_TEST_SECRET"}).url ==
        "https://me:from-environment@partner.example/feed");
  CHECK(granted({.user = "me", .password_file = file}).url ==
        "https://me:from-file@partner.example/feed");
  CHECK(granted({.token = "env:SYNDIC_TEST_SECRET"}).headers.get("Authorization") ==
        "Bearer from-environment");
  CHECK(granted({.token_file = file}).headers.get("Authorization") == "Bearer from-file");
  CHECK(granted({.headers = {{"X-Key", "env:SYNDIC_TEST_SECRET"}}}).headers.get("X-Key") ==
        "from-environment");
  CHECK(granted({.proxy = "env:SYNDIC_TEST_SECRET"}).proxy == "from-environment");
}

TEST_CASE("a field of the source takes the place of ours") {
  const auto request = granted({.headers = {{"accept", "application/x-own"}}});
  CHECK(request.headers.get("Accept") == "application/x-own");
  CHECK(request.headers.all().size() == 1);
}

TEST_CASE("away from home no secret is granted, but the way there is") {
  const auto request = granted({.user = "me",
                                .password = "secret",
                                .headers = {{"X-Key", "k"}},
                                .proxy = "http://proxy.example:3128",
                                .ca_file = "/etc/ca.pem"},
                               false);
  CHECK(request.url == kFeedUrl);
  CHECK(request.headers.get("X-Key").empty());
  CHECK(request.proxy == "http://proxy.example:3128");
  CHECK(request.ca_file == "/etc/ca.pem");
}

TEST_CASE("a missing or broken secret is an error that names where it was to be") {
  const test::TempDir folder;
  ::unsetenv("SYNDIC_TEST_NOTHING");
  ::setenv("SYNDIC_TEST_BROKEN", "two\r\nX-Evil: lines", 1);
  CHECK(error_of({.token = "env:SYNDIC_TEST_NOTHING"}) ==
        "token: the environment has no variable SYNDIC_TEST_NOTHING; set it where syndic runs");
  CHECK(
      error_of({.headers = {{"X-Key", "env:SYNDIC_TEST_BROKEN"}}}) ==
      "headers.X-Key: the environment's variable SYNDIC_TEST_BROKEN holds no single line of text");
  const auto empty = folder.write("empty", "\n");
  CHECK(error_of({.user = "me", .password_file = empty}) ==
        "password_file: " + empty.string() + " is empty");
  CHECK(error_of({.token_file = folder / "missing"}).find("token_file: ") == 0);
}

TEST_CASE("a source whose secret is missing fails without a request; who logs in asks apart") {
  test::FakeTransport transport;
  auto members = test::subscription("members");
  members.access.token = "env:SYNDIC_TEST_NOTHING";
  auto others = test::subscription("others");
  others.access.token = "t";
  const auto answers = test::ask({members, others, test::subscription("public")}, {}, transport,
                                 test::at("2026-01-31T12:00:00Z"));
  CHECK(answers.at("members").failure);
  CHECK(answers.at("members").state.failures == 1);
  CHECK(transport.requests().size() == 2);
}

}  // namespace access_test
