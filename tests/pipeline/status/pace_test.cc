// SPDX-License-Identifier: MIT
#include "pipeline/status/pace.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"

namespace pace_test {

using namespace syndic;
using pipeline::Outcome;

namespace {

const model::Timestamp kNow = base::parse_rfc3339_utc("2026-01-31T12:00:00Z").value();

model::Item item(const std::string& id, const char* published) {
  model::Item made;
  made.id = id;
  made.published = base::parse_rfc3339_utc(published).value();
  return made;
}

model::RecentNumbers delays_of(model::Item only) {
  model::Feed feed;
  feed.items = {std::move(only)};
  model::FetchState state;
  pipeline::note_delays(feed, {"new"}, kNow, state);
  return state.news_delays;
}

model::RecentNumbers answer_times_after(Outcome outcome, int status) {
  model::FetchState state;
  pipeline::note_answer_time(
      {.id = "a", .outcome = outcome, .status = status, .elapsed = std::chrono::milliseconds(250)},
      state);
  return state.answer_times;
}

}  // namespace

TEST_CASE("the median is one of the numbers, in any order") {
  CHECK(pipeline::median({}) == std::nullopt);
  CHECK(pipeline::median({7}) == 7);
  CHECK(pipeline::median({900, 1, 30}) == 30);
  CHECK(pipeline::median({4, 1, 3, 2}) == 2);
}

TEST_CASE("of a series the newest twenty-five stay, the oldest of them first") {
  model::RecentNumbers numbers;
  for (std::int64_t i = 1; i <= 27; ++i) pipeline::add_newest(i, numbers);
  CHECK(numbers.size() == 25);
  CHECK(numbers.front() == 3);
  CHECK(numbers.back() == 27);
}

TEST_CASE("the delay of a new item runs from its own date") {
  CHECK(delays_of(item("new", "2026-01-31T10:00:00Z")) == model::RecentNumbers{7200});
  CHECK(delays_of(item("new", "2026-01-31T12:00:00Z")) == model::RecentNumbers{0});
  CHECK(delays_of(item("new", "2026-01-01T12:00:00Z")) == model::RecentNumbers{2'592'000});
}

TEST_CASE("what is known, of the future, an archive or without a date is no news") {
  CHECK(delays_of(item("known", "2026-01-31T10:00:00Z")).empty());
  CHECK(delays_of(item("new", "2026-01-31T12:00:01Z")).empty());
  CHECK(delays_of(item("new", "2026-01-01T11:59:59Z")).empty());
  model::Item undated = item("new", "2026-01-31T10:00:00Z");
  undated.published.reset();
  CHECK(delays_of(undated).empty());
  model::Item seen = item("new", "2026-01-31T12:00:00Z");
  seen.dated_by_first_sight = true;
  CHECK(delays_of(seen).empty());
  model::Item dropped = item("new", "2026-01-31T10:00:00Z");
  dropped.lineage.dropped_by = "drop 1";
  CHECK(delays_of(dropped).empty());
}

TEST_CASE("of a feed with its newest first, the newest item's delay comes last") {
  model::Feed feed;
  feed.items = {item("b", "2026-01-31T11:00:00Z"), item("a", "2026-01-31T10:00:00Z")};
  CHECK(pipeline::ids_of(feed, {1}) == std::set<std::string>{"a"});
  model::FetchState state;
  pipeline::note_delays(feed, pipeline::ids_of(feed, {0, 1}), kNow, state);
  CHECK(state.news_delays == model::RecentNumbers{7200, 3600});
}

TEST_CASE("only a server's success has an answer time") {
  CHECK(answer_times_after(Outcome::updated, 200) == model::RecentNumbers{250});
  CHECK(answer_times_after(Outcome::updated, 226) == model::RecentNumbers{250});
  CHECK(answer_times_after(Outcome::unchanged, 304) == model::RecentNumbers{250});
  CHECK(answer_times_after(Outcome::updated, 0).empty());  // A file.
  CHECK(answer_times_after(Outcome::failed, 200).empty());
  CHECK(answer_times_after(Outcome::gone, 410).empty());
  CHECK(answer_times_after(Outcome::not_due, 0).empty());
}

TEST_CASE("a day gets the medians of its source") {
  const model::FetchState state{.answer_times = {300, 100, 200}, .news_delays = {}};
  const auto day = pipeline::with_pace({.day = 5, .fetches = 1}, state);
  CHECK(day.fetches == 1);
  CHECK(day.answer_time == 200);
  CHECK(day.news_delay == std::nullopt);
}

TEST_CASE("the share of 304 is one of the answers, of days that counted them") {
  const std::vector<model::FetchDay> history = {
      {.day = 1, .fetches = 100},  // By a version that did not count them.
      {.day = 2, .fetches = 10, .failures = 2, .not_modified = 7, .answer_time = 1},
      {.day = 3, .fetches = 8, .not_modified = 1, .answer_time = 1}};
  CHECK(pipeline::not_modified_percent(history, 3) == 88);
  CHECK(pipeline::not_modified_percent(history, 4) == 50);
  CHECK(pipeline::not_modified_percent(history, 2) == std::nullopt);
  CHECK(pipeline::not_modified_percent({{.day = 1, .fetches = 2, .failures = 2, .answer_time = 1}},
                                       9) == std::nullopt);
}

TEST_CASE("the pace before a day is that of the newest day before it") {
  const std::vector<model::FetchDay> history = {
      {.day = 1, .answer_time = 10, .news_delay = 100}, {.day = 2, .answer_time = 20}, {.day = 4}};
  CHECK(pipeline::pace_before(history, 4).answer_time == 20);
  CHECK(pipeline::pace_before(history, 4).news_delay == std::nullopt);
  CHECK(pipeline::pace_before(history, 2).news_delay == 100);
  CHECK(pipeline::pace_before(history, 1).answer_time == std::nullopt);
}

}  // namespace pace_test
