// SPDX-License-Identifier: MIT
#include "fetch/fetch.h"

#include <catch2/catch.hpp>

#include "http/curl_transport.h"
#include "tests/fetch/questions.h"
#include "tests/support/fake_transport.h"
#include "tests/support/fault_server.h"
#include "tests/support/temp_dir.h"

namespace fetch_test {

using namespace syndic;
using namespace std::chrono_literals;
using test::ask;
using test::at;
using test::FakeTransport;
using test::headers;
using test::kFeedUrl;
using test::subscription;

namespace {
const auto kNow = at("2026-01-31T12:00:00Z");
using Refused = base::Later<std::set<std::string>>;
}  // namespace

TEST_CASE("a first answer gives the body, where it came from, and what to remember") {
  FakeTransport transport;
  transport.answer(kFeedUrl, "<rss/>",
                   headers({{"ETag", "W/\"1\""},
                            {"Last-Modified", "long ago"},
                            {"Content-Type", "application/rss+xml; charset=utf-8"}}));
  const auto fetched = ask(model::FetchState{}, transport, kNow);
  CHECK_FALSE(fetched.failure);
  CHECK_FALSE(fetched.not_modified);
  CHECK(fetched.body == "<rss/>");
  CHECK(fetched.base_url == kFeedUrl);
  CHECK(fetched.content_type == "application/rss+xml; charset=utf-8");
  CHECK(fetched.bytes == 6);
  CHECK(fetched.state.fetched_url == kFeedUrl);
  CHECK(fetched.state.validators == model::Validators{"W/\"1\"", "long ago"});
  CHECK(fetched.state.validators_url.empty());
  CHECK(fetched.state.last_fetch == kNow);
  CHECK(fetched.state.last_success == kNow);
  CHECK(fetched.state.last_status == 200);
  CHECK(fetched.state.failures == 0);
  CHECK(fetched.state.last_error.empty());
}

// (hard input 38)
TEST_CASE("Content-Location is the base of links, relative to the final URL, where it is a place") {
  const auto base_after = [](const std::string& location) {
    FakeTransport transport;
    transport.answer(kFeedUrl, "<rss/>", headers({{"Content-Location", location}}));
    return ask(model::FetchState{}, transport, kNow).base_url;
  };
  CHECK(base_after("https://other.example/2026/feed.xml") == "https://other.example/2026/feed.xml");
  CHECK(base_after("/2026/feed.en.xml") == "https://partner.example/2026/feed.en.xml");
  CHECK(base_after("") == kFeedUrl);
  CHECK(base_after("javascript:alert(1)") == kFeedUrl);
}

TEST_CASE("a first request asks for feeds and has no conditions") {
  FakeTransport transport;
  static_cast<void>(ask(model::FetchState{}, transport, kNow));
  const http::Request& request = transport.requests().at(0);
  CHECK(request.headers.get("Accept").find("application/atom+xml, application/rss+xml") == 0);
  CHECK(request.headers.all().size() == 1);
  CHECK(request.conditions.all().empty());
}

TEST_CASE("one URL of several sources is one request, and each gets the answer") {
  FakeTransport transport;
  transport.answer(kFeedUrl, "<rss/>");
  const auto answers =
      ask({subscription("a"), subscription("b"), subscription("c", "https://other.example/")}, {},
          transport, kNow);
  CHECK(transport.requests().size() == 2);
  CHECK(answers.at("a").body == "<rss/>");
  CHECK(answers.at("b").body == "<rss/>");
  CHECK(answers.at("c").failure->code == Errc::dns);
}

TEST_CASE("one URL is asked for conditionally only where all know the same of it") {
  FakeTransport transport;
  transport.answer(kFeedUrl, "<rss/>", headers({{"ETag", "\"1\""}}));
  const auto known = ask(model::FetchState{}, transport, kNow).state;
  static_cast<void>(
      ask({subscription("a"), subscription("b")}, {{"a", known}, {"b", known}}, transport, kNow));
  CHECK(transport.requests().at(1).conditions.get("If-None-Match") == "\"1\"");
  const auto answers = ask({subscription("a"), subscription("b")}, {{"a", known}}, transport, kNow);
  CHECK(transport.requests().at(2).conditions.all().empty());
  CHECK(answers.at("a").not_modified);
  CHECK(answers.at("b").body == "<rss/>");
}

TEST_CASE("credentials stay out of what is remembered and said") {
  FakeTransport transport;
  const std::string url = "https://me:secret@partner.example/feed";
  const auto failed = ask({subscription("a", url)}, {}, transport, kNow).at("a");
  CHECK(failed.state.fetched_url == kFeedUrl);
  CHECK(failed.state.last_error.find("secret") == std::string::npos);
  CHECK(transport.requests().at(0).url == url);
}

TEST_CASE("another password is not another place") {
  FakeTransport transport;
  model::FetchState state;
  state.fetched_url = kFeedUrl;
  state.validators.etag = "\"1\"";
  static_cast<void>(ask({subscription("a", "https://me:new@partner.example/feed")}, {{"a", state}},
                        transport, kNow));
  CHECK(transport.requests().at(0).conditions.get("If-None-Match") == "\"1\"");
}

TEST_CASE("a file is read, and the same bytes once more are not modified") {
  const test::TempDir folder;
  const auto file = folder.write("feed.xml", "<rss/>");
  FakeTransport transport;
  const fetch::Subscription own{.id = "own", .path = file};
  const auto first = ask({own}, {}, transport, kNow).at("own");
  CHECK(first.body == "<rss/>");
  CHECK(first.bytes == 6);
  CHECK(first.base_url.empty());
  CHECK(first.state.fetched_url == file.string());
  CHECK(first.state.last_status == 0);
  const auto second = ask({own}, {{"own", first.state}}, transport, kNow).at("own");
  CHECK(second.not_modified);
  CHECK(second.body.empty());
  folder.write("feed.xml", "<rss>new</rss>");
  CHECK(ask({own}, {{"own", first.state}}, transport, kNow).at("own").body == "<rss>new</rss>");
  CHECK(transport.requests().empty());
}

TEST_CASE("a file that is missing, empty or too large is a failure that names it") {
  const test::TempDir folder;
  folder.write("empty.xml", "");
  folder.write("large.xml", std::string(101, 'x'));
  fetch::Options options;
  options.transport.max_body = 100;
  FakeTransport transport;
  const auto error_of = [&](const std::string& name) {
    const auto fetched =
        ask({{.id = "own", .path = folder / name}}, {}, transport, kNow, options).at("own");
    REQUIRE(fetched.failure);
    CHECK(fetched.failure->message.find((folder / name).string()) != std::string::npos);
    CHECK(fetched.state.last_error == fetched.failure->message);
    CHECK(fetched.state.failures == 1);
    CHECK(fetched.state.next_due == at("2026-01-31T13:00:00Z"));
    return fetched.failure->code;
  };
  CHECK(error_of("missing.xml") == Errc::not_found);
  CHECK(error_of("empty.xml") == Errc::unknown_format);
  CHECK(error_of("large.xml") == Errc::too_large);
}

TEST_CASE("what is cancelled is not answered") {
  FakeTransport transport;
  transport.answer(kFeedUrl, "<rss/>");
  const std::vector<fetch::Subscription> subscriptions{subscription(),
                                                       {.id = "own", .path = "/nowhere"}};
  const std::atomic<bool> cancelled = true;
  int answers = 0;
  fetch::fetch(
      subscriptions, {}, {}, kNow, transport, [&](const fetch::Fetched&) { ++answers; }, cancelled);
  CHECK(answers == 0);
}

TEST_CASE("a source that another process has asked meanwhile is not asked, nor answered for") {
  FakeTransport transport;
  transport.answer(kFeedUrl, "<rss/>");
  transport.answer("https://b.example/", "<rss/>");
  const std::vector<fetch::Subscription> subscriptions{subscription(), subscription("same"),
                                                       subscription("b", "https://b.example/")};
  fetch::HostSilence silence;
  std::vector<std::string> answered;
  const std::atomic<bool> never = false;
  fetch::fetch(
      subscriptions, {}, silence, {}, kNow, transport,
      {.announce = [&](const std::vector<fetch::Asking>&) -> Refused {
        return std::set<std::string>{"same", "b"};
      }},
      [&](const fetch::Fetched& got) { answered.push_back(got.source_id); }, never);
  CHECK(answered == std::vector<std::string>{subscription().id});
  CHECK(transport.requests().size() == 1);
}

TEST_CASE("before a source is asked, its state without an answer is told") {
  FakeTransport transport;
  transport.answer(kFeedUrl, "<rss/>");
  transport.answer("https://b.example/", "<rss/>");
  const std::vector<fetch::Subscription> subscriptions{subscription(),
                                                       subscription("same"),
                                                       subscription("b", "https://b.example/"),
                                                       {.id = "own", .path = "/nowhere"}};
  fetch::HostSilence silence;
  std::vector<std::string> events;
  const auto run = [&](std::atomic<bool>& cancelled, bool cancels) {
    fetch::fetch(
        subscriptions, {}, silence, {}, kNow, transport,
        {.announce = [&](const std::vector<fetch::Asking>& sources) -> Refused {
          for (const fetch::Asking& source : sources) {
            events.push_back("asks " + source.source_id);
            CHECK(source.state.asked == kNow);
            CHECK(source.state.next_due > kNow);
          }
          if (cancels) cancelled = true;
          return std::set<std::string>();
        }},
        [&](const fetch::Fetched& got) {
          if (got.has_body()) events.push_back("has " + got.source_id);
        },
        cancelled);
  };
  std::atomic<bool> cancelled = false;
  run(cancelled, false);
  const std::string first = subscriptions[0].id;
  CHECK(events == std::vector<std::string>{"asks " + first, "asks same", "has same", "has " + first,
                                           "asks b", "has b"});
  const auto asked = transport.requests().size();
  CHECK(asked == 2);
  events.clear();
  run(cancelled, true);
  CHECK(transport.requests().size() == asked);
}

TEST_CASE("over real sockets, a feed is fetched once and then not modified") {
  test::FaultServer server;
  server.reply("/feed", {.body = "<rss/>", .etag = "\"1\""});
  server.reply("/moved", {.status = 301, .headers = {{"Location", "/feed"}}});
  fetch::Options options;
  options.transport.allow_private = true;
  options.transport.host_delay = 0ms;
  http::CurlTransport transport(options.transport);
  for (const char* const path : {"/feed", "/moved"}) {
    CAPTURE(path);
    const std::vector<fetch::Subscription> source{subscription("a", server.url(path))};
    const auto first = ask(source, {}, transport, kNow, options).at("a");
    REQUIRE_FALSE(first.failure);
    CHECK(first.body == "<rss/>");
    CHECK(first.base_url == server.url("/feed"));
    const auto second = ask(source, {{"a", first.state}}, transport, kNow, options).at("a");
    CHECK(second.not_modified);
    CHECK(second.state.last_status == 304);
  }
  CHECK(server.requests("/moved").at(1).header("If-None-Match") == std::nullopt);
}

}  // namespace fetch_test
