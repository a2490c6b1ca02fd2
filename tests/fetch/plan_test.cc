// SPDX-License-Identifier: MIT
#include "fetch/plan.h"

#include <catch2/catch.hpp>

#include "fetch/fetch.h"
#include "fetch/memory.h"
#include "fetch/schedule.h"
#include "tests/fetch/questions.h"

namespace plan_test {

using namespace syndic;
using namespace std::chrono_literals;
using fetch::Ground;
using test::at;
using test::subscription;

namespace {

const auto kNoon = at("2026-01-31T12:00:00Z");

// What is remembered of a success at noon.
model::FetchState succeeded(const model::Wishes& wishes = {},
                            std::optional<model::Timestamp> last_change = kNoon) {
  model::FetchState state;
  state.fetched_url = test::kFeedUrl;
  state.wishes = wishes;
  state.last_change = last_change;
  return fetch::after_success(std::move(state), 200, subscription(), {}, kNoon);
}

model::FetchState failed(const fetch::Setback& setback, int times = 1) {
  model::FetchState state;
  state.fetched_url = test::kFeedUrl;
  for (int i = 0; i < times; ++i) {
    state = fetch::after_setback(std::move(state), {Errc::http_status, "no"}, setback,
                                 subscription(), {}, kNoon);
  }
  return state;
}

fetch::Plan plan(const model::FetchState& state, model::Timestamp now = kNoon,
                 const fetch::Subscription& of = subscription(),
                 const fetch::HostSilence& silence = {}) {
  return fetch::plan_of(of, state, silence, {}, now);
}

fetch::HostSilence silent_until(model::Timestamp time) {
  model::FetchState other;
  other.retry_after = time;
  other.retry_host = "partner.example:443";
  return {{{"other", other}}, kNoon};
}

}  // namespace

TEST_CASE("a source whose answer was lost is not due before its interval has passed") {
  for (const model::FetchState& before : {succeeded(), failed({.status = 500})}) {
    const auto asked = at("2026-02-01T12:00:00Z");
    const auto lost = fetch::after_asking(before, subscription(), {}, asked);
    CHECK(lost.last_fetch == before.last_fetch);
    CHECK(lost.validators == before.validators);
    CHECK_FALSE(fetch::is_due(lost, asked, false));
    CHECK(fetch::is_due(lost, asked, true));
    const auto planned = plan(lost, asked);
    CHECK(planned.ground == Ground::unanswered);
    CHECK(planned.due == lost.next_due);
    CHECK(*planned.due > asked + boost::posix_time::minutes(50));
    CHECK(*planned.due <= asked + boost::posix_time::minutes(60));
    // The clock was wrong when it was asked.
    CHECK(fetch::is_due(lost, at("2026-02-01T11:00:00Z"), false));
    CHECK(plan(lost, at("2026-02-01T11:00:00Z")).ground == Ground::clock);
  }
  CHECK_FALSE(fetch::is_unanswered(succeeded()));
}

TEST_CASE("a source that was never asked is due at once") {
  const auto planned = plan({});
  CHECK(planned.due == kNoon);
  CHECK(planned.ground == Ground::never_asked);
  CHECK(planned.wait == 0s);
}

TEST_CASE("a source is due after its interval, and it says so") {
  const auto planned = plan(succeeded());
  CHECK(planned.ground == Ground::interval);
  CHECK(planned.wait > 54min);
  CHECK(planned.wait < 59min);
  CHECK(planned.due == fetch::after(kNoon, planned.wait));
}

TEST_CASE("what is overdue is due now, not in the past") {
  CHECK(plan(succeeded(), at("2026-02-03T12:00:00Z")).due == at("2026-02-03T12:00:00Z"));
}

TEST_CASE("a wish is the ground only where it is what counts") {
  CHECK(plan(succeeded({.server = 6h})).ground == Ground::server_wish);
  CHECK(plan(succeeded({.server = 6h})).wait == 6h);
  CHECK(plan(succeeded({.server = 5min})).ground == Ground::interval);
  CHECK(plan(succeeded({.feed = 12h})).ground == Ground::feed_wish);
  CHECK(plan(succeeded({.server = 6h, .feed = 12h})).ground == Ground::feed_wish);
  CHECK(plan(succeeded({.server = 12h, .feed = 6h})).ground == Ground::server_wish);
}

TEST_CASE("a source without news for weeks is asked less often, and it says so") {
  const auto quiet = succeeded({}, at("2026-01-01T12:00:00Z"));
  CHECK(plan(quiet).ground == Ground::quiet);
  CHECK(plan(quiet).wait > 10h);
  CHECK(plan(succeeded({.server = 24h}, at("2026-01-01T12:00:00Z"))).ground == Ground::server_wish);
}

TEST_CASE("an hour that the feed asks to be skipped is waited for") {
  model::Wishes wishes;
  wishes.skip_hours.set(12);
  wishes.skip_hours.set(13);
  const auto planned = plan(succeeded(wishes));
  CHECK(planned.ground == Ground::feed_skips);
  CHECK(planned.due == at("2026-01-31T14:00:00Z"));

  // Overdue since an open hour, and now is none.
  wishes.skip_hours.reset();
  wishes.skip_hours.set(15);
  const auto late = plan(succeeded(wishes), at("2026-01-31T15:10:00Z"));
  CHECK(late.ground == Ground::feed_skips);
  CHECK(late.due == at("2026-01-31T16:00:00Z"));
}

TEST_CASE("after failures it backs off") {
  const auto planned = plan(failed({.status = 500}, 3));
  CHECK(planned.ground == Ground::failures);
  CHECK(planned.wait == 4h);
}

TEST_CASE("Retry-After is the ground until it is over, and so it is for the host's others") {
  const auto own = plan(failed({.status = 503, .retry_after = 5h, .silent_host = "x.example:443"}));
  CHECK(own.ground == Ground::retry_after);
  CHECK(own.due == at("2026-01-31T17:00:00Z"));
  CHECK(own.silent_host == "x.example:443");

  const auto other =
      plan(succeeded(), kNoon, subscription(), silent_until(at("2026-01-31T15:00:00Z")));
  CHECK(other.ground == Ground::host_silence);
  CHECK(other.due == at("2026-01-31T15:00:00Z"));
  CHECK(other.silent_host == "partner.example:443");
  CHECK(plan(succeeded(), kNoon, subscription(), silent_until(at("2026-01-31T12:10:00Z"))).ground ==
        Ground::interval);
}

TEST_CASE("a short Retry-After does not hide the back-off") {
  const auto planned = plan(failed({.status = 503, .retry_after = 60s}, 2));
  CHECK(planned.ground == Ground::failures);
  CHECK(planned.wait == 2h);
}

TEST_CASE("what is gone is never due, until its address is another") {
  const auto state = failed({.status = 410, .gone = true});
  CHECK(plan(state).ground == Ground::gone);
  CHECK_FALSE(plan(state).due);
  const auto moved = plan(state, kNoon, subscription("partner", "https://new.example/feed"));
  CHECK(moved.ground == Ground::never_asked);
  CHECK(moved.due == kNoon);
}

TEST_CASE("a last fetch in the future makes a source due at once") {
  const auto planned = plan(succeeded(), at("2025-01-31T12:00:00Z"));
  CHECK(planned.ground == Ground::clock);
  CHECK(planned.due == at("2025-01-31T12:00:00Z"));
}

TEST_CASE("where the interval was another one at the last fetch, that one still counts") {
  auto slower = subscription();
  slower.interval = 6h;
  const auto state = fetch::after_success(succeeded(), 200, slower, {}, kNoon);
  CHECK(plan(state, kNoon, slower).ground == Ground::interval);
  CHECK(plan(state).ground == Ground::old_interval);
}

TEST_CASE("a plan is what is_due() does, to the second") {
  model::Wishes skips;
  for (const std::size_t hour : {0U, 12U, 13U, 17U, 18U}) skips.skip_hours.set(hour);
  skips.skip_days.set(0);
  std::vector<model::FetchState> states = {{},
                                           succeeded(),
                                           succeeded({.server = 6h}),
                                           succeeded({.feed = 24h}),
                                           succeeded(skips),
                                           succeeded({}, at("2025-12-01T12:00:00Z")),
                                           failed({.status = 500}, 4),
                                           failed({.status = 404, .at_least = 24h}),
                                           failed({.status = 503, .retry_after = 72h})};
  auto skipping = failed({.status = 503, .retry_after = 5h});
  skipping.wishes = skips;
  states.push_back(skipping);
  for (const char* moment :
       {"2026-01-31T11:00:00Z", "2026-01-31T12:00:00Z", "2026-01-31T13:30:00Z",
        "2026-01-31T17:30:00Z", "2026-02-01T00:30:00Z", "2026-02-05T12:00:00Z"}) {
    for (const auto& silence : {fetch::HostSilence(), silent_until(at("2026-01-31T17:20:00Z"))}) {
      for (std::size_t i = 0; i < states.size(); ++i) {
        CAPTURE(moment, i);
        const auto now = at(moment);
        const auto due = plan(states[i], now, subscription(), silence).due.value();
        CAPTURE(base::format_rfc3339(due));
        CHECK(due >= now);
        CHECK(fetch::is_due(subscription(), states[i], silence, due, false));
        const auto before = fetch::after(due, -1s);
        if (before >= now) {
          CHECK_FALSE(fetch::is_due(subscription(), states[i], silence, before, false));
        }
      }
    }
  }
}

}  // namespace plan_test
