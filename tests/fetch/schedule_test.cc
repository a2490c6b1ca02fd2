// SPDX-License-Identifier: MIT
#include "fetch/schedule.h"

#include <catch2/catch.hpp>

#include "fetch/fetch.h"
#include "tests/fetch/questions.h"
#include "tests/support/fake_transport.h"

namespace schedule_test {

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
    const auto wait = until(due_after_success(source, {}, {}, std::nullopt, kNow));
    CHECK(wait == until(due_after_success(source, {}, {}, std::nullopt, kNow)));
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
    const auto due = due_after_success(subscription(std::to_string(i)), {}, {}, std::nullopt,
                                       at("2026-01-31T12:00:01Z"));
    CHECK(due <= at("2026-01-31T13:00:00Z"));
  }
}

TEST_CASE("an interval is never under ten minutes, jitter or not") {
  fetch::Options options;
  options.interval = 60s;
  CHECK(until(due_after_success(subscription(), options, {}, std::nullopt, kNow)) == 600s);
  auto hasty = subscription();
  hasty.interval = 610s;
  CHECK(until(due_after_success(hasty, {}, {}, std::nullopt, kNow)) == 600s);
  hasty.interval = -5s;
  CHECK(until(due_after_success(hasty, {}, {}, std::nullopt, kNow)) == 600s);
}

TEST_CASE("a source's own interval counts in place of the common one") {
  auto slow = subscription();
  slow.interval = 100h;
  const auto wait = until(due_after_success(slow, {}, {}, std::nullopt, kNow));
  CHECK(wait >= 90h);
  CHECK(wait <= 98h);
}

TEST_CASE("a server's wish lengthens the interval, up to a day, and jitter leaves it alone") {
  CHECK(until(due_after_success(subscription(), {}, {.server = 3600s}, std::nullopt, kNow)) ==
        3600s);
  CHECK(until(due_after_success(subscription(), {}, {.server = 7200s}, std::nullopt, kNow)) ==
        7200s);
  CHECK(until(due_after_success(subscription(), {}, {.server = 48h}, std::nullopt, kNow)) == 24h);
  CHECK(until(due_after_success(subscription(), {}, {.server = 60s}, std::nullopt, kNow)) >= 3240s);
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
    fetch::record_wishes(state, feed, kNow);
    return until(*state.next_due);
  };
  CHECK(next(std::nullopt) == 1h);
  CHECK(next(boost::posix_time::minutes(5)) == 1h);
  CHECK(next(boost::posix_time::minutes(-5)) == 1h);
  CHECK(next(boost::posix_time::hours(6)) == 6h);
  CHECK(next(boost::posix_time::hours(1'000'000)) == 24h);
}

TEST_CASE("a source that is silent for weeks is asked less often, up to a day") {
  const auto wait = [](long days) {
    return until(
        due_after_success(subscription(), {}, {}, kNow - boost::gregorian::days(days), kNow));
  };
  CHECK(fetch::quiet_interval(std::nullopt, kNow) == 0s);
  CHECK(wait(0) == wait(7));
  CHECK(wait(9) <= 1h);
  CHECK(fetch::quiet_interval(kNow - boost::gregorian::days(31), kNow) == 12h);
  for (long days = 1; days < 400; ++days) CHECK(wait(days) >= wait(days - 1));
  CHECK(wait(60) >= 21h);
  CHECK(wait(4'000) < 24h);
  CHECK(until(due_after_success({.id = "own", .path = "f"}, {}, {},
                                kNow - boost::gregorian::days(90), kNow)) < 1h);
}

TEST_CASE("news take a quiet source back to its interval") {
  model::FetchState quiet;
  quiet.last_change = kNow - boost::gregorian::days(90);
  quiet.wishes.server = 2h;
  const auto awake = fetch::after_news(quiet, subscription(), {}, kNow);
  CHECK(awake.last_change == kNow);
  CHECK(until(*awake.next_due) == 2h);
}

TEST_CASE("hours and days that a feed asks to be skipped are, up to a weekend") {
  const auto put_off = [](const std::string& due, const std::string& hours,
                          const std::string& days) {
    const model::Wishes wishes{.skip_hours = model::Feed::Hours(hours),
                               .skip_days = model::Feed::Days(days)};
    return fetch::past_skipped(at(due), wishes);
  };
  const std::string no_hour(24, '0');
  const std::string weekend = "1000001";  // The last digit is Sunday's. 2026-01-31 is a Saturday.
  CHECK(put_off("2026-01-31T12:30:00Z", no_hour, "0000000") == at("2026-01-31T12:30:00Z"));
  CHECK(put_off("2026-01-31T00:30:00Z", no_hour, weekend) == at("2026-02-02T00:00:00Z"));
  CHECK(put_off("2026-01-30T23:59:59Z", no_hour, weekend) == at("2026-01-30T23:59:59Z"));
  CHECK(put_off("2026-01-31T23:30:00Z", "100000000000000000000001", "0000000") ==
        at("2026-02-01T01:00:00Z"));
  CHECK(put_off("2026-01-31T12:30:00Z", std::string(24, '1'), "0000000") ==
        at("2026-02-01T12:30:00Z"));
  CHECK(put_off("2026-01-31T12:30:00Z", no_hour, "1111111") == at("2026-02-01T12:30:00Z"));
}

TEST_CASE("a feed's wishes outlive a 304, and end with a body that has none") {
  test::FakeTransport transport;
  model::FetchState state;
  state.fetched_url = test::kFeedUrl;
  state.validators.etag = "\"1\"";
  model::Feed feed;
  feed.minimum_interval = boost::posix_time::hours(6);
  fetch::record_wishes(state, feed, kNow);
  http::Response unchanged;
  unchanged.status = 304;
  transport.answer(test::kFeedUrl, unchanged);
  state = test::ask(state, transport, kNow).state;
  CHECK(until(*state.next_due) == 6h);
  transport.answer(test::kFeedUrl, "<rss/>");
  CHECK(until(*test::ask(state, transport, kNow).state.next_due) < 1h);
}

TEST_CASE("a source that came due a moment before a skipped hour waits for its end") {
  model::FetchState state;
  state.next_due = at("2026-01-31T11:57:00Z");
  state.wishes.skip_hours.set(12);
  CHECK(fetch::is_due(state, at("2026-01-31T11:59:00Z"), false));
  CHECK_FALSE(fetch::is_due(state, kNow, false));
  CHECK(fetch::is_due(state, kNow, true));
  CHECK(fetch::is_due(state, at("2026-01-31T13:00:00Z"), false));
  state.wishes.skip_hours.set();  // Nonsense must not silence a source for good.
  CHECK(fetch::is_due(state, kNow, false));
}

TEST_CASE("a job that runs in a skipped hour alone asks the source all the same, a day late") {
  model::FetchState state;
  state.next_due = at("2026-01-30T11:57:00Z");
  state.wishes.skip_hours.set(12);
  CHECK_FALSE(fetch::is_due(state, at("2026-01-30T12:00:00Z"), false));
  CHECK(fetch::is_due(state, at("2026-01-31T12:00:00Z"), false));
  CHECK(fetch::open_from(at("2026-01-30T12:00:00Z"), *state.next_due, state.wishes) ==
        at("2026-01-30T13:00:00Z"));
}

TEST_CASE("a job that runs on skipped days alone asks the source all the same, two days late") {
  model::FetchState state;
  state.next_due = at("2026-01-30T12:00:00Z");  // A Friday.
  state.wishes.skip_days = model::Feed::Days("1000001");
  CHECK_FALSE(fetch::is_due(state, at("2026-01-31T12:00:00Z"), false));
  CHECK(fetch::is_due(state, at("2026-02-01T12:00:00Z"), false));
  CHECK(fetch::open_from(at("2026-01-31T12:00:00Z"), *state.next_due, state.wishes) ==
        at("2026-02-01T12:00:00Z"));
}

TEST_CASE("a source that was configured otherwise since it failed is due at once") {
  fetch::Subscription source = subscription();
  source.setup = "1111";
  test::FakeTransport transport;
  transport.answer(test::kFeedUrl, http::Response{.status = 401});
  auto state = ask({source}, {}, transport, kNow).at("partner").state;
  CHECK_FALSE(fetch::is_due(source, state, kNow, false));
  source.setup = "2222";
  CHECK(fetch::is_due(source, state, kNow, false));
  state.retry_after = kNow + boost::posix_time::hours(1);
  CHECK_FALSE(fetch::is_due(source, state, kNow, false));
  state.retry_after.reset();
  state.setup.clear();  // Of a store that did not know it yet.
  CHECK_FALSE(fetch::is_due(source, state, kNow, false));

  transport.answer(test::kFeedUrl, "<rss/>");
  source.setup = "1111";
  state = ask({source}, {}, transport, kNow).at("partner").state;
  source.setup = "2222";
  CHECK_FALSE(fetch::is_due(source, state, kNow, false));
}

}  // namespace schedule_test
