// SPDX-License-Identifier: MIT
//
// Validators are opaque bytes that belong to the last body that was read, and to where it came
// from.
#include <catch2/catch.hpp>

#include "base/hash.h"
#include "fetch/fetch.h"
#include "tests/fetch/questions.h"
#include "tests/support/fake_transport.h"

namespace conditional_test {

using namespace syndic;
using test::ask;
using test::at;
using test::FakeTransport;
using test::headers;
using test::kFeedUrl;
using test::subscription;

namespace {

const auto kNow = at("2026-01-31T12:00:00Z");

// What is remembered after a body "<rss/>" with both validators.
model::FetchState known() {
  model::FetchState state;
  state.fetched_url = kFeedUrl;
  state.validators = {"W/odd \"\xE9\"", "yesterday"};
  state.body_hash = base::content_hash("<rss/>");
  state.last_success = at("2026-01-30T00:00:00Z");
  state.last_change = at("2026-01-29T00:00:00Z");
  return state;
}

http::Response response(int status, const http::Headers& fields = {}) {
  http::Response answer;
  answer.status = status;
  answer.headers = fields;
  return answer;
}

}  // namespace

TEST_CASE("both validators are sent back byte for byte") {
  FakeTransport transport;
  static_cast<void>(ask(known(), transport, kNow));
  const http::Request& request = transport.requests().at(0);
  CHECK(request.conditions.get("If-None-Match") == "W/odd \"\xE9\"");
  CHECK(request.conditions.get("If-Modified-Since") == "yesterday");
  CHECK(request.conditions.get("A-IM") == "feed");
  CHECK(request.conditions_url.empty());
}

TEST_CASE("validators are not sent to another URL") {
  FakeTransport transport;
  model::FetchState state = known();
  state.fetched_url = "https://partner.example/old";
  static_cast<void>(ask(state, transport, kNow));
  CHECK(transport.requests().at(0).conditions.all().empty());
}

TEST_CASE("nothing but its dates is remembered of another URL") {
  FakeTransport transport;
  transport.answer(kFeedUrl, "<rss/>");
  model::FetchState state = known();
  state.fetched_url = "https://partner.example/old";
  state.failures = 7;
  const auto fetched = ask(state, transport, kNow);
  CHECK_FALSE(fetched.not_modified);
  CHECK(fetched.state.last_change == known().last_change);
  transport.answer(kFeedUrl, response(500));
  CHECK(ask(state, transport, kNow).state.failures == 1);
}

TEST_CASE("a 304 keeps what is remembered, and what validators it has replace the old ones") {
  FakeTransport transport;
  transport.answer(kFeedUrl, response(304));
  const auto kept = ask(known(), transport, kNow);
  CHECK_FALSE(kept.failure);
  CHECK(kept.not_modified);
  CHECK(kept.state.validators == known().validators);
  CHECK(kept.state.body_hash == known().body_hash);
  CHECK(kept.state.last_success == kNow);
  CHECK(kept.state.last_change == known().last_change);
  CHECK(kept.state.last_status == 304);

  transport.answer(kFeedUrl, response(304, headers({{"ETag", "\"2\""}})));
  CHECK(ask(known(), transport, kNow).state.validators == model::Validators{"\"2\"", "yesterday"});
}

TEST_CASE("a 304 that nobody asked for is a failure") {
  FakeTransport transport;
  transport.answer(kFeedUrl, response(304));
  const auto fetched = ask(model::FetchState{}, transport, kNow);
  REQUIRE(fetched.failure);
  CHECK(fetched.failure->code == Errc::http_status);
  CHECK(fetched.failure->message ==
        "HTTP 304 from https://partner.example/feed: no body came, though one was due");
}

TEST_CASE("a 304 from behind a redirect answers only a question to that URL") {
  FakeTransport transport;
  auto elsewhere = response(304);
  elsewhere.redirects = {{302, "https://cdn.example/feed"}};
  elsewhere.url = "https://cdn.example/feed";
  transport.answer(kFeedUrl, elsewhere);
  CHECK(ask(known(), transport, kNow).failure);
  model::FetchState state = known();
  state.validators_url = "https://cdn.example/feed";
  CHECK(ask(state, transport, kNow).not_modified);
  CHECK(transport.requests().at(1).conditions_url == "https://cdn.example/feed");
}

TEST_CASE("validators from behind a redirect are remembered with their URL") {
  FakeTransport transport;
  auto moved = response(200, headers({{"ETag", "\"1\""}}));
  moved.body = "<rss>new</rss>";
  moved.redirects = {{301, "https://cdn.example/feed"}};
  moved.url = "https://cdn.example/feed";
  transport.answer(kFeedUrl, moved);
  const auto fetched = ask(known(), transport, kNow);
  CHECK(fetched.state.fetched_url == kFeedUrl);
  CHECK(fetched.state.validators_url == "https://cdn.example/feed");
  CHECK(fetched.base_url == "https://cdn.example/feed");
}

TEST_CASE("a 200 without validators clears the old ones") {
  FakeTransport transport;
  transport.answer(kFeedUrl, "<rss>new</rss>");
  CHECK(ask(known(), transport, kNow).state.validators.empty());
}

TEST_CASE("a 226 brings what is new, and its ETag speaks of the whole") {
  FakeTransport transport;
  auto delta = response(226, headers({{"IM", "feed"}, {"ETag", "\"2\""}}));
  delta.body = "<rss>news</rss>";
  transport.answer(kFeedUrl, delta);
  const auto fetched = ask(known(), transport, kNow);
  CHECK_FALSE(fetched.failure);
  CHECK(fetched.body == "<rss>news</rss>");
  CHECK(fetched.state.validators == model::Validators{"\"2\"", ""});
  CHECK(fetched.state.last_status == 226);

  // Who has not seen the rest must be able to ask for the whole.
  CHECK(ask(model::FetchState{}, transport, kNow).state.validators.empty());
  // Without an ETag the same news come once more.
  delta.headers = headers({{"IM", "feed"}});
  transport.answer(kFeedUrl, delta);
  CHECK(ask(known(), transport, kNow).state.validators == known().validators);
  CHECK(ask(fetched.state, transport, kNow).not_modified);
}

TEST_CASE("a 226 of another kind than a feed is a failure") {
  FakeTransport transport;
  auto delta = response(226, headers({{"IM", "vcdiff, gzip"}, {"ETag", "\"2\""}}));
  delta.body = "VCD";
  transport.answer(kFeedUrl, delta);
  const auto fetched = ask(known(), transport, kNow);
  REQUIRE(fetched.failure);
  CHECK(fetched.state.validators == known().validators);
}

TEST_CASE("A-IM goes with If-None-Match alone") {
  FakeTransport transport;
  model::FetchState state = known();
  state.validators.etag.clear();
  static_cast<void>(ask(state, transport, kNow));
  CHECK(transport.requests().at(0).conditions.all().size() == 1);
}

TEST_CASE("the same bytes with a 200 are not modified, and their validators are the new ones") {
  FakeTransport transport;
  transport.answer(kFeedUrl, "<rss/>", headers({{"ETag", "\"2\""}}));
  const auto fetched = ask(known(), transport, kNow);
  CHECK(fetched.not_modified);
  CHECK(fetched.body.empty());
  CHECK(fetched.state.validators == model::Validators{"\"2\"", ""});
  CHECK(fetched.state.last_status == 200);
}

TEST_CASE("a failed answer leaves validators, hash and successes as they are") {
  FakeTransport transport;
  for (const int status : {204, 206, 300, 403, 404, 410, 429, 500}) {
    CAPTURE(status);
    auto answer = response(status, headers({{"ETag", "\"evil\""}}));
    answer.body = "<rss>evil</rss>";
    transport.answer(kFeedUrl, answer);
    const auto fetched = ask(known(), transport, kNow);
    REQUIRE(fetched.failure);
    CHECK(fetched.body.empty());
    CHECK(fetched.state.validators == known().validators);
    CHECK(fetched.state.body_hash == known().body_hash);
    CHECK(fetched.state.last_success == known().last_success);
    CHECK(fetched.state.last_fetch == kNow);
  }
}

TEST_CASE("a body that turns out to be no feed leaves what was remembered before") {
  model::FetchState before = known();
  before.failures = 1;
  const auto state = fetch::after_failure(before, {Errc::unknown_format, "no feed,\n a page"},
                                          subscription(), {}, kNow);
  CHECK(state.validators == known().validators);
  CHECK(state.body_hash == known().body_hash);
  CHECK(state.last_success == known().last_success);
  CHECK(state.last_fetch == kNow);
  CHECK(state.last_error == "no feed, a page");
  CHECK(state.failures == 2);
  CHECK(state.next_due == at("2026-01-31T14:00:00Z"));
}

TEST_CASE("a validator that cannot be sent back as it came is none") {
  FakeTransport transport;
  transport.answer(kFeedUrl, "<rss>1</rss>", headers({{"ETag", "a\x01z"}, {"Last-Modified", "x"}}));
  CHECK(ask(known(), transport, kNow).state.validators == model::Validators{"", "x"});
  transport.answer(kFeedUrl, "<rss>1</rss>", headers({{"ETag", std::string(4097, 'e')}}));
  CHECK(ask(known(), transport, kNow).state.validators.empty());
}

}  // namespace conditional_test
