// SPDX-License-Identifier: MIT
//
// 429 and 503 speak for the whole host, in the run that hears them and in later ones.
#include "fetch/host_silence.h"

#include <catch2/catch.hpp>

#include "fetch/fetch.h"
#include "http/curl_transport.h"
#include "tests/fetch/questions.h"
#include "tests/support/fake_transport.h"
#include "tests/support/fault_server.h"

namespace host_silence_test {

using namespace syndic;
using test::at;
using test::FakeTransport;
using test::subscription;

namespace {

const auto kNow = at("2026-01-31T12:00:00Z");

http::Response refusal(int status, const std::string& seconds) {
  http::Response response;
  response.status = status;
  response.headers = test::headers({{"Retry-After", seconds}});
  return response;
}

}  // namespace

TEST_CASE("a host is known by its name and port") {
  CHECK(fetch::host_and_port("https://Partner.Example/feed") == "partner.example:443");
  CHECK(fetch::host_and_port("http://me:secret@partner.example:8080/feed") ==
        "partner.example:8080");
  CHECK(fetch::host_and_port("nowhere").empty());
}

TEST_CASE("after a 429 the host's other sources are not asked, in this run and later") {
  FakeTransport transport;
  transport.answer("https://busy.example/a", refusal(429, "86400"));
  transport.answer("https://calm.example/c", "<rss/>");
  const std::vector<fetch::Subscription> sources{subscription("a", "https://busy.example/a"),
                                                 subscription("b", "https://busy.example/b"),
                                                 subscription("c", "https://calm.example/c")};
  const auto answers = test::ask(sources, {}, transport, kNow);
  CHECK(transport.requests().size() == 2);
  CHECK(answers.at("a").state.retry_host == "busy.example:443");
  CHECK(answers.at("b").postponed);
  CHECK_FALSE(answers.at("b").failure);
  CHECK(answers.at("b").state.failures == 0);
  CHECK(answers.at("b").state.last_fetch == std::nullopt);
  CHECK(answers.at("b").state.retry_after == at("2026-02-01T12:00:00Z"));
  CHECK(answers.at("c").has_body());

  const std::map<std::string, model::FetchState> later{{"a", answers.at("a").state}};
  const auto due = [&](const char* url, const char* now, bool forced) {
    return fetch::is_due(subscription("new", url), {}, fetch::HostSilence(later, at(now)), at(now),
                         forced);
  };
  CHECK_FALSE(due("https://busy.example/new", "2026-02-01T11:59:59Z", false));
  CHECK_FALSE(due("https://busy.example/new", "2026-02-01T11:59:59Z", true));
  CHECK(due("https://busy.example/new", "2026-02-01T12:00:00Z", false));
  CHECK(due("https://calm.example/new", "2026-02-01T11:59:59Z", false));
}

TEST_CASE("other refusals speak for their source alone") {
  for (const int status : {403, 404, 500}) {
    FakeTransport transport;
    transport.answer("https://busy.example/a", refusal(status, "86400"));
    transport.answer("https://busy.example/b", "<rss/>");
    const auto answers = test::ask(
        {subscription("a", "https://busy.example/a"), subscription("b", "https://busy.example/b")},
        {}, transport, kNow);
    CHECK(answers.at("b").has_body());
  }
}

TEST_CASE("silence that a wrong clock made up does not count") {
  model::FetchState state;
  state.retry_host = "busy.example:443";
  state.retry_after = at("2026-03-04T12:00:00Z");  // 32 days.
  CHECK_FALSE(fetch::HostSilence({{"a", state}}, kNow).until("https://busy.example/", kNow));
  state.retry_after = at("2026-02-04T12:00:00Z");
  CHECK(fetch::HostSilence({{"a", state}}, kNow).until("https://busy.example/", kNow));
  state.last_fetch = at("2026-02-03T12:00:00Z");
  CHECK_FALSE(fetch::HostSilence({{"a", state}}, kNow).until("https://busy.example/", kNow));
}

TEST_CASE("the host behind a redirect is the one that asks, and is spared behind redirects too") {
  test::FaultServer front;
  test::FaultServer back("127.0.0.2");
  front.reply("/a", {.status = 302, .headers = {{"Location", back.url("/busy")}}});
  front.reply("/b", {.status = 302, .headers = {{"Location", back.url("/b")}}});
  front.reply("/c", {.body = "<rss/>"});
  back.reply("/busy", {.status = 503, .headers = {{"Retry-After", "3600"}}});
  fetch::Options options;
  options.transport.allow_private = true;
  options.transport.host_delay = std::chrono::milliseconds(0);
  http::CurlTransport transport(options.transport);
  const auto answers =
      test::ask({subscription("a", front.url("/a")), subscription("b", front.url("/b")),
                 subscription("c", front.url("/c"))},
                {}, transport, kNow, options);
  CHECK(answers.at("a").failure);
  CHECK(answers.at("b").postponed);
  CHECK(answers.at("b").state.retry_host == "127.0.0.2:" + std::to_string(back.port()));
  CHECK(answers.at("c").has_body());
  CHECK(back.requests().size() == 1);
}

TEST_CASE("what hosts asked for is noted for those who ask next in the same run") {
  FakeTransport transport;
  transport.answer("https://busy.example/a", refusal(429, "86400"));
  transport.answer("https://busy.example/b", "<rss/>");
  fetch::HostSilence silence;
  const std::atomic<bool> never = false;
  for (const char* url : {"https://busy.example/a", "https://busy.example/b"}) {
    const std::vector<fetch::Subscription> one{subscription(url, url)};
    fetch::fetch(
        one, {}, silence, {}, kNow, transport, {}, [](const fetch::Fetched&) {}, never);
  }
  CHECK(transport.requests().size() == 1);
  CHECK(silence.until("https://busy.example/", kNow) == at("2026-02-01T12:00:00Z"));
}

TEST_CASE(
    "an answer alone tells its host's wish: four hours where it does not say, 31 days at most") {
  const auto until = [](int status, const std::string& wish) {
    auto answer = refusal(status, wish);
    answer.url = "https://busy.example/robots.txt";
    fetch::HostSilence silence;
    silence.note(answer, kNow);
    return silence.until("https://busy.example/", kNow);
  };
  CHECK(until(503, "60") == at("2026-01-31T12:01:00Z"));
  CHECK(until(429, "soon") == at("2026-01-31T16:00:00Z"));
  CHECK(until(429, "999999999") == at("2026-03-03T12:00:00Z"));
  CHECK(until(404, "60") == std::nullopt);
  CHECK(until(200, "60") == std::nullopt);
}

}  // namespace host_silence_test
