// SPDX-License-Identifier: MIT
//
// What an answer means, without a network: a row for each kind of status and its header fields.
#include "fetch/answer.h"

#include <catch2/catch.hpp>

#include "tests/fetch/questions.h"
#include "tests/support/fake_transport.h"

namespace answer_test {

using namespace syndic;
using test::at;
using test::headers;

namespace {

enum class Outcome { body, unchanged, postponed, failed, gone };

/// What understand() makes of an answer; `was_conditional`: the request asked what changed, of
/// `validators_url` where that is not empty.
fetch::Fetched understood(Result<http::Response> answer, bool was_conditional = false,
                          const std::string& validators_url = {}) {
  const fetch::Subscription subscription = test::subscription();
  const fetch::Options options;
  model::FetchState memory;
  memory.validators.etag = "\"1\"";
  memory.validators_url = validators_url;
  http::Request request{.url = subscription.url};
  if (was_conditional) fetch::ask_for_news(request, memory);
  return fetch::understand(std::move(answer),
                           {subscription, memory, request, options, at("2026-01-31T12:00:00Z")});
}

Outcome outcome_of(const fetch::Fetched& fetched) {
  if (fetched.postponed) return Outcome::postponed;
  if (fetched.failure) return fetched.state.gone ? Outcome::gone : Outcome::failed;
  return fetched.not_modified ? Outcome::unchanged : Outcome::body;
}

struct Row {
  int status = 0;
  const char* manipulation = "";  ///< IM.
  const char* body = "";
  bool was_conditional = false;
  Outcome outcome = Outcome::failed;
};

}  // namespace

TEST_CASE("a validator that would begin another header is not sent, whatever the store says") {
  model::FetchState memory;
  memory.validators = {.etag = "\"1\"\r\nX-Own: 1", .last_modified = "Mon\nX-Own: 1"};
  http::Request request{.url = "https://a.example/feed"};
  fetch::ask_for_news(request, memory);
  CHECK(request.conditions.get("If-None-Match").empty());
  CHECK(request.conditions.get("A-IM").empty());
  CHECK(request.conditions.get("If-Modified-Since").empty());
  memory.validators = {.etag = "\"1\"", .last_modified = "Mon"};
  fetch::ask_for_news(request, memory);
  CHECK(request.conditions.get("If-None-Match") == "\"1\"");
  CHECK(request.conditions.get("If-Modified-Since") == "Mon");
}

TEST_CASE("only a 200 or 226 with a body, and a 304 that was asked for, are successes") {
  const Row row = GENERATE(values<Row>({
      {200, "", "x", false, Outcome::body},
      {200, "", "x", true, Outcome::body},
      {200, "", "", false, Outcome::failed},
      {226, "feed", "x", true, Outcome::body},
      {226, "", "x", true, Outcome::body},
      {226, "Feed;q=1, gzip", "x", true, Outcome::body},
      {226, "vcdiff", "x", true, Outcome::failed},
      {304, "", "", true, Outcome::unchanged},
      {304, "", "", false, Outcome::failed},
      {204, "", "", false, Outcome::failed},
      {206, "", "x", false, Outcome::failed},
      {404, "", "", true, Outcome::failed},
      {410, "", "", false, Outcome::gone},
      {429, "", "", false, Outcome::failed},
      {503, "", "", false, Outcome::failed},
  }));
  CAPTURE(row.status, row.manipulation, row.was_conditional);
  http::Response response{.status = row.status};
  response.headers = headers({{"IM", row.manipulation}});
  response.body = row.body;
  response.url = test::kFeedUrl;
  const fetch::Fetched fetched = understood(response, row.was_conditional);
  CHECK(outcome_of(fetched) == row.outcome);
  CHECK(fetched.has_body() == (row.outcome == Outcome::body));
  CHECK(fetched.state.last_status == row.status);
  const bool is_failure = row.outcome == Outcome::failed || row.outcome == Outcome::gone;
  CHECK(fetched.state.failures == (is_failure ? 1 : 0));
}

TEST_CASE("a transport's failure is one of the source; a host that is to be left alone is none") {
  CHECK(outcome_of(understood(fail(Errc::timeout, "no answer"))) == Outcome::failed);
  const fetch::Fetched postponed = understood(fail(Errc::not_now, "silence"));
  CHECK(outcome_of(postponed) == Outcome::postponed);
  CHECK(postponed.state.failures == 0);
  CHECK(postponed.state.validators.etag == "\"1\"");
}

TEST_CASE("too many open files of ours are no failure of the source, which stays due") {
  const fetch::Fetched hindered = understood(fail(Errc::too_many_files, "too many files"));
  CHECK(outcome_of(hindered) == Outcome::postponed);
  REQUIRE(hindered.hindrance);
  CHECK(hindered.hindrance->message == "too many files");
  CHECK(hindered.state.failures == 0);
  CHECK(hindered.state.next_due == std::nullopt);
  CHECK_FALSE(understood(fail(Errc::not_now, "silence")).hindrance);
}

TEST_CASE("a 304 counts of the one URL of which it was asked, also after a redirect") {
  http::Response response{.status = 304};
  response.url = "https://partner.example/new";
  response.redirects = {{302, response.url}};
  CHECK(outcome_of(understood(response, true)) == Outcome::failed);
  CHECK(outcome_of(understood(response, true, response.url)) == Outcome::unchanged);
  CHECK(outcome_of(understood(response, true, test::kFeedUrl)) == Outcome::failed);
}

TEST_CASE("a Content-Location on the web is the base of what is in the body") {
  http::Response response{.status = 200};
  response.url = test::kFeedUrl;
  response.body = "x";
  CHECK(understood(response).base_url == test::kFeedUrl);
  response.headers = headers({{"Content-Location", "/archive/1"}});
  CHECK(understood(response).base_url == "https://partner.example/archive/1");
  response.headers = headers({{"Content-Location", "file:///etc/feed"}});
  CHECK(understood(response).base_url == test::kFeedUrl);
}

}  // namespace answer_test
