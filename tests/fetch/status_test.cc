// SPDX-License-Identifier: MIT
//
// What each status means: the line for the operator, and when the source is asked again.
#include <catch2/catch.hpp>

#include "fetch/fetch.h"
#include "tests/fetch/questions.h"
#include "tests/support/fake_transport.h"

namespace status_test {

using namespace syndic;
using test::ask;
using test::at;
using test::FakeTransport;
using test::headers;
using test::kFeedUrl;

namespace {

const auto kNow = at("2026-01-31T12:00:00Z");

fetch::Fetched answer_of(int status, const http::Headers& fields = {}, std::string body = "x") {
  FakeTransport transport;
  http::Response response;
  response.status = status;
  response.headers = fields;
  response.body = std::move(body);
  transport.answer(kFeedUrl, response);
  return ask(model::FetchState{}, transport, kNow);
}

}  // namespace

TEST_CASE("each status that is no success has its line") {
  const auto [status, line] = GENERATE(table<int, std::string>(
      {{204, "no body came, though one was due"},
       {205, "no body came, though one was due"},
       {206, "only a part came, though all was asked for"},
       {201, "this is no answer with a feed"},
       {300, "it offers a choice of addresses; configure one of them"},
       {305, "this is no answer with a feed"},
       {400, "it refuses the request; check the address"},
       {401, "it wants a user name and password, or a token; give them as keys of the source"},
       {403, "it refuses syndic; ask its operator to let it in"},
       {404, "nothing is at this address any more; look for its new one"},
       {410, "the feed is gone for good and is not asked for again; remove the source"},
       {429, "it was asked too often; it will be left alone for a while"},
       {500, "the server failed; it will be tried again"},
       {503, "it is out of service; it will be left alone for a while"},
       {599, "the server failed; it will be tried again"}}));
  const auto fetched = answer_of(status);
  REQUIRE(fetched.failure);
  CHECK(fetched.failure->code == Errc::http_status);
  CHECK(fetched.failure->message ==
        "HTTP " + std::to_string(status) + " from https://partner.example/feed: " + line);
  CHECK(fetched.state.last_error == fetched.failure->message);
  CHECK(fetched.state.last_status == status);
  CHECK(fetched.state.failures == 1);
}

TEST_CASE("a 200 without a body is a failure") {
  const auto fetched = answer_of(200, {}, "");
  REQUIRE(fetched.failure);
  CHECK(fetched.failure->message ==
        "HTTP 200 from https://partner.example/feed: the body is empty, where a feed was due");
}

TEST_CASE(
    "a 404 slows down to a day, 401 and 403 to four hours, other failures to an hour at first") {
  CHECK(answer_of(404).state.next_due == at("2026-02-01T12:00:00Z"));
  CHECK(answer_of(401).state.next_due == at("2026-01-31T16:00:00Z"));
  CHECK(answer_of(403).state.next_due == at("2026-01-31T16:00:00Z"));
  CHECK(answer_of(500).state.next_due == at("2026-01-31T13:00:00Z"));
}

TEST_CASE("a 410 ends it") {
  const auto fetched = answer_of(410);
  CHECK(fetched.state.gone);
  CHECK_FALSE(fetch::is_due(fetched.state, at("2036-01-31T12:00:00Z"), true));
  CHECK_FALSE(answer_of(404).state.gone);
}

TEST_CASE("a source that is gone stays gone until it answers with a feed") {
  FakeTransport transport;
  model::FetchState gone = answer_of(410).state;
  CHECK(ask(gone, transport, kNow).state.gone);
  transport.answer(kFeedUrl, "<rss/>");
  CHECK_FALSE(ask(gone, transport, kNow).state.gone);
}

TEST_CASE("429 and 503 are left alone for as long as they ask, as seconds or as a date") {
  for (const int status : {429, 503}) {
    CAPTURE(status);
    const auto by_seconds = answer_of(status, headers({{"Retry-After", "7200"}})).state;
    CHECK(by_seconds.retry_after == at("2026-01-31T14:00:00Z"));
    CHECK(by_seconds.next_due == at("2026-01-31T14:00:00Z"));
    const auto by_date =
        answer_of(status, headers({{"Retry-After", "Mon, 02 Feb 2026 12:00:00 GMT"}})).state;
    CHECK(by_date.retry_after == at("2026-02-02T12:00:00Z"));
    const auto shortly = answer_of(status, headers({{"Retry-After", "30"}})).state;
    CHECK(shortly.retry_after == at("2026-01-31T12:00:30Z"));
    CHECK(shortly.next_due == at("2026-01-31T13:00:00Z"));
  }
}

TEST_CASE("without a readable Retry-After, 429 and 503 are left alone for four hours") {
  for (const int status : {429, 503}) {
    CHECK(answer_of(status).state.retry_after == at("2026-01-31T16:00:00Z"));
    CHECK(answer_of(status, headers({{"Retry-After", "soon"}})).state.retry_after ==
          at("2026-01-31T16:00:00Z"));
    CHECK(answer_of(status, headers({{"Retry-After", "-5"}})).state.retry_after ==
          at("2026-01-31T16:00:00Z"));
  }
  CHECK(answer_of(500).state.retry_after == std::nullopt);
  CHECK(answer_of(500, headers({{"Retry-After", "7200"}})).state.retry_after ==
        at("2026-01-31T14:00:00Z"));
}

TEST_CASE("Retry-After is honoured up to 31 days") {
  CHECK(answer_of(503, headers({{"Retry-After", "99999999999999"}})).state.retry_after ==
        at("2026-03-03T12:00:00Z"));
  CHECK(answer_of(503, headers({{"Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"}}))
            .state.retry_after == at("2026-03-03T12:00:00Z"));
}

TEST_CASE("an error without an answer has no status, and its text is one printable line") {
  FakeTransport transport;
  transport.answer(kFeedUrl, fail(Errc::transfer, "it broke\r\n\x1b[31m" + std::string(400, 'x')));
  const auto fetched = ask(model::FetchState{}, transport, kNow);
  REQUIRE(fetched.failure);
  CHECK(fetched.state.last_status == 0);
  CHECK(fetched.failure->message.find("it broke [31mxxx") == 0);
  CHECK(fetched.failure->message.size() <= 302);  // 300 characters, the last of three bytes.
}

TEST_CASE("a success ends the counting") {
  FakeTransport transport;
  transport.answer(kFeedUrl, "<rss/>");
  model::FetchState state = answer_of(503).state;
  REQUIRE(state.failures == 1);
  state = ask(state, transport, at("2026-02-01T12:00:00Z")).state;
  CHECK(state.failures == 0);
  CHECK(state.last_error.empty());
  CHECK(state.retry_after == std::nullopt);
}

}  // namespace status_test
