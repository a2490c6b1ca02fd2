// SPDX-License-Identifier: MIT
#include "fetch/move.h"

#include <catch2/catch.hpp>

#include "fetch/fetch.h"
#include "tests/fetch/questions.h"
#include "tests/support/fake_transport.h"

namespace move_test {

using namespace syndic;
using test::at;
using test::kFeedUrl;
using test::subscription;

namespace {

constexpr const char* kNewUrl = "https://new.example/feed";

http::Response led_by(const std::vector<http::Redirect>& redirects) {
  http::Response response;
  response.status = 200;
  response.body = "<rss/>";
  response.redirects = redirects;
  response.url = redirects.empty() ? kFeedUrl : redirects.back().url;
  return response;
}

// What is adopted after such answers at noon of so many days in a row.
std::string adopted(const http::Response& response, int days,
                    const fetch::Subscription& source = subscription()) {
  model::Move move;
  for (int day = 1; day <= days; ++day) {
    move = fetch::after_feed(move, source, response,
                             at("2026-01-0" + std::to_string(day) + "T12:00:00Z"));
  }
  return move.adopted_url;
}

}  // namespace

TEST_CASE("301 and 308 are adopted on the third day, 302, 303 and 307 never") {
  for (const int status : {301, 308}) {
    CHECK(adopted(led_by({{status, kNewUrl}}), 2).empty());
    CHECK(adopted(led_by({{status, kNewUrl}}), 3) == kNewUrl);
  }
  for (const int status : {302, 303, 307}) CHECK(adopted(led_by({{status, kNewUrl}}), 9).empty());
}

TEST_CASE("only the permanent hops at the beginning of a chain are adopted") {
  CHECK(adopted(led_by({{301, "https://a.example/"},
                        {308, kNewUrl},
                        {302, "https://c.example/"},
                        {301, "https://d.example/"}}),
                3) == kNewUrl);
  CHECK(adopted(led_by({{302, "https://a.example/"}, {301, kNewUrl}}), 3).empty());
}

TEST_CASE("many fetches of one day count once, and another target begins anew") {
  model::Move move;
  for (int hour = 10; hour < 20; ++hour) {
    move = fetch::after_feed(move, subscription(), led_by({{301, kNewUrl}}),
                             at("2026-01-01T" + std::to_string(hour) + ":00:00Z"));
  }
  CHECK(move.seen_days == 1);
  move = fetch::after_feed(move, subscription(), led_by({{301, "https://other.example/"}}),
                           at("2026-01-02T10:00:00Z"));
  CHECK(move.seen_days == 1);
  move = fetch::after_feed(move, subscription(), led_by({}), at("2026-01-03T10:00:00Z"));
  CHECK(move == model::Move{});
}

TEST_CASE("an address with a secret in it is not adopted") {
  CHECK(adopted(led_by({{301, "https://new.example/feed?token=secret"}}), 9).empty());
}

TEST_CASE("credentials stay with their origin, and no adopted URL leads from https to http") {
  const auto source = subscription("a", "https://me:secret@partner.example/feed");
  CHECK(fetch::url_to_ask(source, {}) == source.url);
  CHECK(fetch::url_to_ask(source, {.adopted_url = "https://partner.example/new"}) ==
        "https://me:secret@partner.example/new");
  CHECK(fetch::url_to_ask(source, {.adopted_url = kNewUrl}) == kNewUrl);
  CHECK(fetch::url_to_ask(source, {.adopted_url = "http://partner.example/new"}) == source.url);
}

TEST_CASE("an adopted URL that fails three times, or has no feed any more, is left") {
  const model::Move move{.adopted_url = kNewUrl};
  CHECK(fetch::after_no_feed(move, 2, 500) == move);
  CHECK(fetch::after_no_feed(move, 3, 500).adopted_url.empty());
  CHECK(fetch::after_no_feed(move, 1, 404).adopted_url.empty());
  CHECK(fetch::after_no_feed(move, 1, 410).adopted_url.empty());
}

TEST_CASE("the adopted URL is asked with its own validators, and a 410 there is not the end") {
  test::FakeTransport transport;
  model::FetchState state;
  state.fetched_url = kFeedUrl;
  state.move.adopted_url = kNewUrl;
  auto news = led_by({});
  news.url = kNewUrl;
  news.headers = test::headers({{"ETag", "\"1\""}});
  transport.answer(kNewUrl, news);
  state = test::ask(state, transport, at("2026-01-01T12:00:00Z")).state;
  CHECK(state.validators_url == kNewUrl);
  state.move.adopted_url = kNewUrl;
  http::Response gone;
  gone.status = 410;
  gone.url = kNewUrl;
  transport.answer(kNewUrl, gone);
  const auto before = state;
  state = test::ask(state, transport, at("2026-01-02T12:00:00Z")).state;
  CHECK(transport.requests().at(1).conditions.get("If-None-Match") == "\"1\"");
  CHECK_FALSE(state.gone);
  CHECK(state.move.adopted_url.empty());
  CHECK(fetch::news_of_move(before.move, state.move) ==
        "asked at its configured address again: https://new.example/feed has no feed any more");
  CHECK(fetch::news_of_move({}, before.move) ==
        "moved for good: asked at https://new.example/feed from now on; set url to that");
  static_cast<void>(test::ask(state, transport, at("2026-01-03T12:00:00Z")));
  CHECK(transport.requests().at(2).url == kFeedUrl);
  CHECK(transport.requests().at(2).conditions_url == kNewUrl);
}

TEST_CASE("a token in an adopted address is asked with, and is not shown") {
  model::Move moved;
  moved.adopted_url = "https://new.example/feed?token=s3cret";
  CHECK(fetch::url_to_ask(subscription(), moved) == moved.adopted_url);
  CHECK(fetch::news_of_move({}, moved) ==
        "moved for good: asked at https://new.example/feed from now on; set url to that");
  CHECK_THAT(fetch::news_of_move(moved, {}), !Catch::Contains("s3cret"));
}

}  // namespace move_test
