// SPDX-License-Identifier: MIT
#include "fetch/schedule.h"

#include <catch2/catch.hpp>

#include "fetch/fetch.h"
#include "tests/fetch/questions.h"
#include "tests/support/fake_transport.h"

using namespace syndic;
using namespace std::chrono_literals;
using fetch::due_after_failure;
using fetch::due_after_success;
using test::at;
using test::subscription;

namespace {

const auto kNow = at("2026-01-31T12:00:00Z");

std::chrono::seconds until(model::Timestamp time) {
  return std::chrono::seconds((time - kNow).total_seconds());
}

}  // namespace

TEST_CASE("jitter shortens an interval by 2 to 10 percent, always the same for one source") {
  std::chrono::seconds least = 3600s;
  std::chrono::seconds most = 0s;
  for (int i = 0; i < 500; ++i) {
    const auto source = subscription("source-" + std::to_string(i));
    const auto wait = until(due_after_success(source, {}, 0s, kNow));
    CHECK(wait == until(due_after_success(source, {}, 0s, kNow)));
    least = std::min(least, wait);
    most = std::max(most, wait);
  }
  CHECK(least >= 3240s);
  CHECK(least < 3260s);
  CHECK(most <= 3528s);
  CHECK(most > 3510s);
}

TEST_CASE("an hourly job finds an hourly source due each time, though it begins a second early") {
  for (int i = 0; i < 100; ++i) {
    const auto due =
        due_after_success(subscription(std::to_string(i)), {}, 0s, at("2026-01-31T12:00:01Z"));
    CHECK(due <= at("2026-01-31T13:00:00Z"));
  }
}

TEST_CASE("an interval is never under ten minutes, jitter or not") {
  fetch::Options options;
  options.interval = 60s;
  CHECK(until(due_after_success(subscription(), options, 0s, kNow)) == 600s);
  auto hasty = subscription();
  hasty.interval = 610s;
  CHECK(until(due_after_success(hasty, {}, 0s, kNow)) == 600s);
  hasty.interval = -5s;
  CHECK(until(due_after_success(hasty, {}, 0s, kNow)) == 600s);
}

TEST_CASE("a source's own interval counts in place of the common one") {
  auto slow = subscription();
  slow.interval = 100h;
  const auto wait = until(due_after_success(slow, {}, 0s, kNow));
  CHECK(wait >= 90h);
  CHECK(wait <= 98h);
}

TEST_CASE("a server's wish lengthens the interval, up to a day, and jitter leaves it alone") {
  CHECK(until(due_after_success(subscription(), {}, 3600s, kNow)) == 3600s);
  CHECK(until(due_after_success(subscription(), {}, 7200s, kNow)) == 7200s);
  CHECK(until(due_after_success(subscription(), {}, 48h, kNow)) == 24h);
  CHECK(until(due_after_success(subscription(), {}, 60s, kNow)) >= 3240s);
}

TEST_CASE("failures back off to a day, and never to less than the interval") {
  const auto wait = [](int failures, std::chrono::seconds at_least = 0s) {
    return until(due_after_failure(subscription(), {}, failures, at_least, kNow));
  };
  CHECK(wait(1) == 1h);
  CHECK(wait(2) == 2h);
  CHECK(wait(3) == 4h);
  CHECK(wait(4) == 8h);
  CHECK(wait(5) == 16h);
  CHECK(wait(6) == 24h);
  CHECK(wait(1'000'000) == 24h);
  CHECK(wait(1, 24h) == 24h);
  auto slow = subscription();
  slow.interval = 48h;
  CHECK(until(due_after_failure(slow, {}, 1, 0s, kNow)) == 48h);
  CHECK(until(due_after_failure({.id = "own", .path = "f"}, {}, 9, 0s, kNow)) == 1h);
}

TEST_CASE("max-age, Age and Expires of an answer set the next time, on a 304 too") {
  test::FakeTransport transport;
  const auto next = [&](int status, const http::Headers& fields) {
    http::Response response;
    response.status = status;
    response.headers = fields;
    response.body = status == 200 ? "<rss/>" : "";
    transport.answer(test::kFeedUrl, response);
    model::FetchState known;
    known.fetched_url = test::kFeedUrl;
    known.validators.etag = "\"1\"";
    return until(*test::ask(known, transport, kNow).state.next_due);
  };
  for (const int status : {200, 304}) {
    CAPTURE(status);
    CHECK(next(status, test::headers({{"Cache-Control", "max-age=9000"}, {"Age", "1000"}})) ==
          8000s);
    CHECK(next(status, test::headers({{"Expires", "Sat, 31 Jan 2026 15:00:00 GMT"}})) == 3h);
    CHECK(next(status, test::headers({{"Cache-Control", "max-age=0"}})) < 3600s);
  }
}

TEST_CASE("a source is due when its time has come, or was never set") {
  model::FetchState state;
  CHECK(fetch::is_due(state, kNow, false));
  state.last_fetch = at("2026-01-31T11:00:00Z");
  state.next_due = at("2026-01-31T12:00:01Z");
  CHECK_FALSE(fetch::is_due(state, kNow, false));
  CHECK(fetch::is_due(state, kNow, true));
  state.next_due = kNow;
  CHECK(fetch::is_due(state, kNow, false));
}

TEST_CASE("force does not break a server's wish for silence") {
  model::FetchState state;
  state.last_fetch = at("2026-01-31T11:00:00Z");
  state.next_due = kNow;
  state.retry_after = at("2026-01-31T12:00:01Z");
  CHECK_FALSE(fetch::is_due(state, kNow, false));
  CHECK_FALSE(fetch::is_due(state, kNow, true));
  state.retry_after = kNow;
  CHECK(fetch::is_due(state, kNow, false));
}

TEST_CASE("a last fetch that lies in the future makes a source due once") {
  test::FakeTransport transport;
  transport.answer(test::kFeedUrl, "<rss/>");
  model::FetchState state;
  state.fetched_url = test::kFeedUrl;
  state.last_fetch = at("2036-01-01T00:00:00Z");
  state.next_due = at("2036-01-01T01:00:00Z");
  state.retry_after = at("2036-01-01T01:00:00Z");
  CHECK(fetch::is_due(state, kNow, false));
  state = test::ask(state, transport, kNow).state;
  CHECK_FALSE(fetch::is_due(state, kNow, false));
}

TEST_CASE("another URL makes a source due, also one that was gone") {
  model::FetchState state;
  state.fetched_url = "https://partner.example/old";
  state.last_fetch = at("2026-01-31T11:59:00Z");
  state.next_due = at("2026-02-28T00:00:00Z");
  state.gone = true;
  CHECK(fetch::is_due(subscription(), state, kNow, false));
  state.fetched_url = test::kFeedUrl;
  CHECK_FALSE(fetch::is_due(subscription(), state, kNow, true));
}

TEST_CASE("a feed's own wish moves the next time later, by a day at most") {
  const auto next = [](std::optional<model::Duration> wish) {
    model::FetchState state;
    state.next_due = at("2026-01-31T13:00:00Z");
    model::Feed feed;
    feed.minimum_interval = wish;
    fetch::heed_feed(state, feed, kNow);
    return until(*state.next_due);
  };
  CHECK(next(std::nullopt) == 1h);
  CHECK(next(boost::posix_time::minutes(5)) == 1h);
  CHECK(next(boost::posix_time::minutes(-5)) == 1h);
  CHECK(next(boost::posix_time::hours(6)) == 6h);
  CHECK(next(boost::posix_time::hours(1'000'000)) == 24h);
}
