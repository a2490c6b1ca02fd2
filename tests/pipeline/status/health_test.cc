// SPDX-License-Identifier: MIT
#include "pipeline/status/health.h"

#include <catch2/catch.hpp>
#include <map>

#include "base/time_format.h"

namespace health_test {

using namespace syndic;
using pipeline::failing_words;
using pipeline::silence_words;

namespace {

model::Timestamp at(const char* time) { return base::parse_rfc3339_utc(time).value(); }

const auto kNow = at("2026-01-31T12:00:00Z");

std::string failing_since(const char* since, int failures = 2) {
  model::FetchState state;
  state.failures = failures;
  state.failing_since = at(since);
  return failing_words(state, kNow);
}

/// `count` items, each `hours` before the one that follows, the newest `days` before now.
std::vector<model::Timestamp> posts(int count, long hours, long days) {
  std::vector<model::Timestamp> dates;
  for (int i = 0; i < count; ++i) {
    dates.push_back(kNow - boost::gregorian::days(days) - boost::posix_time::hours(hours * i));
  }
  return dates;
}

}  // namespace

TEST_CASE("how long a source has been failing is said in hours, and after a day in days") {
  CHECK(failing_since("2026-01-31T11:30:00Z") == "failing since just now");
  CHECK(failing_since("2026-01-31T11:00:00Z") == "failing for 1 hour");
  CHECK(failing_since("2026-01-30T12:00:01Z") == "failing for 23 hours");
  CHECK(failing_since("2026-01-30T12:00:00Z") == "failing for 1 day");
  CHECK(failing_since("2025-12-31T12:00:00Z") == "failing for 31 days");
}

TEST_CASE("nothing is said of a source whose last answer was a success, or of a clock set back") {
  CHECK(failing_since("2026-01-01T00:00:00Z", 0).empty());
  CHECK(failing_words({}, kNow).empty());
  CHECK(failing_since("2026-02-03T12:00:00Z") == "failing since just now");
}

TEST_CASE("a source silent far beyond its own habit is named with that habit") {
  CHECK(silence_words(posts(10, 72, 90), kNow) ==
        "silent for 90 days; it used to post every 3 days");
  CHECK(silence_words(posts(20, 24, 31), kNow) == "silent for 31 days; it used to post every day");
  CHECK(silence_words(posts(20, 2, 40), kNow) ==
        "silent for 40 days; it used to post several times a day");
}

TEST_CASE("silence within thirty days or ten times the habit is none") {
  CHECK_FALSE(silence_words(posts(20, 24, 30), kNow));
  CHECK_FALSE(silence_words(posts(10, 24 * 30, 300), kNow));
  CHECK(silence_words(posts(10, 24 * 30, 301), kNow));
}

TEST_CASE("too few items, or items of one moment, tell no habit") {
  CHECK_FALSE(silence_words({}, kNow));
  CHECK_FALSE(silence_words(posts(4, 24, 300), kNow));
  CHECK(silence_words(posts(5, 24, 300), kNow));
  CHECK_FALSE(silence_words(posts(20, 0, 300), kNow));
}

TEST_CASE("a source that fails for more than a day is news once, and so is its return") {
  model::FetchState before{.last_fetch = at("2026-01-31T12:00:00Z")};
  model::FetchState after{.last_fetch = at("2026-01-31T13:00:00Z"),
                          .failing_since = at("2026-01-31T13:00:00Z"),
                          .failures = 1,
                          .last_error = "HTTP 500 from a.example"};
  const auto next = [&](const char* time) {
    before = after;
    after.last_fetch = at(time);
    ++after.failures;
    return pipeline::news_of_health(before, after, at(time));
  };
  CHECK(pipeline::news_of_health(before, after, at("2026-01-31T13:00:00Z")).empty());
  CHECK(next("2026-02-01T12:59:59Z").empty());
  CHECK(next("2026-02-01T13:00:00Z") ==
        "has failed since 2026-01-31T13:00:00Z, 3 times in a row: HTTP 500 from a.example");
  CHECK(next("2026-02-02T13:00:00Z").empty());

  before = after;
  after = {.last_fetch = at("2026-02-03T13:00:00Z"), .is_told = before.is_told};
  CHECK(pipeline::news_of_health(before, after, at("2026-02-03T13:00:00Z")) ==
        "is back; it failed since 2026-01-31T13:00:00Z");
  before = after;
  CHECK(pipeline::news_of_health(before, after, at("2026-02-04T13:00:00Z")).empty());
}

TEST_CASE("a failure of less than a day comes and goes without a word") {
  const model::FetchState failing{.last_fetch = at("2026-02-01T12:00:00Z"),
                                  .failing_since = at("2026-01-31T13:00:00Z"),
                                  .failures = 5};
  model::FetchState well{.last_fetch = at("2026-02-02T13:00:00Z")};
  CHECK(pipeline::news_of_health(failing, well, at("2026-02-02T13:00:00Z")).empty());
}

TEST_CASE("what to do about a page that fails is about pages") {
  config::Source source{.id = "region", .name = "Region"};
  source.fetch.url = "https://region.example/news";
  source.page = config::SourcePage{.url = source.fetch.url};
  const auto advice = [&](int status, const std::string& error) {
    const model::FetchState state{
        .last_fetch = kNow, .last_status = status, .failures = 1, .last_error = error};
    return pipeline::advice_on(source, source.fetch.url, state, {});
  };
  CHECK(advice(200, "no element matches //li") ==
        "see its last error; if the page was redesigned, syndic page https://region.example/news "
        "proposes new rules");
  CHECK(advice(404, "HTTP 404") ==
        "there is no page at this address any more: find its new one on the site, and set it");
  CHECK(advice(0, "the robots.txt of region.example keeps syndic off this page") ==
        "ask the site's owner to let syndic in by robots.txt, or for a feed");
  source.page->is_sitemap = true;
  CHECK(advice(404, "HTTP 404") ==
        "there is no sitemap at this address any more: find its new one on the site, and set it");
}

TEST_CASE("what is wrong with a source has words, and a label for other languages") {
  model::FetchState state;
  CHECK(pipeline::problem_words(state, false).empty());
  CHECK(pipeline::problem_label(state, false).empty());
  state.failures = 1;
  CHECK(pipeline::problem_label(state, true) == "problem_file");
  CHECK(pipeline::problem_label(state, false) == "problem_answer");
  state.last_status = 226;
  CHECK(pipeline::problem_label(state, false) == "problem_feed");
  CHECK(pipeline::problem_words(state, false) == "no readable feed");
  state.last_status = 404;
  CHECK(pipeline::problem_label(state, false) == "problem_missing");
  CHECK(pipeline::problem_words(state, false) == "HTTP 404");
  for (const auto& [status, label] : std::map<int, std::string>{{403, "problem_refused"},
                                                                {429, "problem_busy"},
                                                                {503, "problem_busy"},
                                                                {500, "problem_server"},
                                                                {301, ""}}) {
    CAPTURE(status);
    state.last_status = status;
    CHECK(pipeline::problem_label(state, false) == label);
  }
}

}  // namespace health_test
