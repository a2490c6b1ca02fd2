// SPDX-License-Identifier: MIT
//
// Answers on their way into the store, without what a whole refresh does before and after.
#include "pipeline/refresh/take_in.h"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "base/time_format.h"
#include "tests/support/fake_transport.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace take_in_test {

using namespace syndic;
using pipeline::Outcome;
using pipeline::SourceReport;
using Urls = std::vector<std::string>;

namespace {

model::Timestamp at(const char* text) { return base::parse_rfc3339_utc(text).value(); }

const char* const kNow = "2026-01-31T12:00:00Z";
const char* const kLater = "2026-01-31T14:00:00Z";

std::string feed_of(const std::string& id) {
  return R"(<rss version="2.0"><channel><title>T</title><item><guid isPermaLink="false">)" + id +
         "</guid><title>" + id + "</title></item></channel></rss>";
}

struct Fixture {
  test::TempDir dir;
  test::FakeTransport transport;
  config::Config config;
  fetch::HostSilence silence;
  std::atomic<bool> cancelled = false;
  std::unique_ptr<store::Store> store = store::open(test::options_of(dir.path()));

  void add(const std::string& id) {
    const std::string url = "https://" + id + ".example/feed";
    config.sources.push_back(
        {.id = id, .name = id, .fetch = {.id = id, .url = url}, .normalize = {.source_url = url}});
    transport.answer(url, feed_of(id + "1"), test::headers({{"ETag", "\"" + id + "\""}}));
  }

  std::map<std::string, SourceReport> run(
      const char* now, std::map<std::string, http::Response> at_hand = {},
      const std::function<void()>& after_each = [] {}) {
    std::vector<const config::Source*> sources;
    for (const config::Source& source : config.sources) sources.push_back(&source);
    std::map<std::string, SourceReport> reports;
    const auto states = store->fetch_states();
    store->begin_batch();
    pipeline::TakeIn(config, states, at(now))
        .run(
            sources, *store, silence, transport,
            [&](SourceReport report) {
              CHECK(reports.emplace(report.id, report).second);
              after_each();
            },
            cancelled, std::move(at_hand));
    return reports;
  }

  [[nodiscard]] Urls asked() const {
    Urls urls;
    for (const http::Request& request : transport.requests()) urls.push_back(request.url);
    return urls;
  }

  // What another process would find, whatever batch is open here.
  [[nodiscard]] std::map<std::string, store::SourceRecord> committed() const {
    return store::open_read_only(test::options_of(dir.path()))->sources();
  }
};

}  // namespace

TEST_CASE("every source is noted once, and what it brought is committed") {
  Fixture fixture;
  for (const char* const id : {"a", "b", "c"}) fixture.add(id);
  const auto reports = fixture.run(kNow);
  CHECK(reports.size() == 3);
  for (const char* const id : {"a", "b", "c"}) {
    CAPTURE(id);
    CHECK(reports.at(id).outcome == Outcome::updated);
    CHECK(reports.at(id).added == 1);
    CHECK(fixture.committed().at(id).items == 1);
  }
}

TEST_CASE("items that are longer than max_item are stored cut, and reported") {
  Fixture fixture;
  fixture.add("a");
  fixture.config.sources.front().normalize.max_item = 4'096;
  fixture.transport.answer(
      "https://a.example/feed",
      R"(<rss version="2.0"><channel><title>T</title><item><link>https://a.example/1</link>)"
      "<description>&lt;p>One two " +
          std::string(5'000, 'x') + "&lt;/p></description></item></channel></rss>");
  CHECK(fixture.run(kNow).at("a").notes ==
        std::vector<std::string>{"1 item was cut to 4 KiB, with a link to the whole"});
  CHECK(fixture.store->newest("a")->item.content.value ==
        "<p>One two…</p><p><a href=\"https://a.example/1\">Read the whole item</a></p>");
}

TEST_CASE("dates of numbers are read so that they are not of after the run") {
  Fixture fixture;
  fixture.add("a");
  fixture.transport.answer("https://a.example/feed",
                           R"(<rss version="2.0"><channel><title>T</title><item><title>One</title>)"
                           "<pubDate>1/5/2026</pubDate></item></channel></rss>");
  fixture.run(kNow);
  CHECK(fixture.store->newest("a")->item.published == at("2026-01-05T00:00:00Z"));
}

TEST_CASE(
    "a feed of more elements than are read has its first items, is told, and keeps its "
    "validators") {
  Fixture fixture;
  fixture.add("a");
  std::string document =
      R"(<rss version="2.0"><channel><title>T</title><item><guid>1</guid></item><item>)";
  for (int i = 0; i < 500'000; ++i) document += "<b/>";
  fixture.transport.answer("https://a.example/feed",
                           document + "</item><item><guid>3</guid></item></channel></rss>",
                           test::headers({{"ETag", "\"v1\""}}));
  CHECK(fixture.run(kNow).at("a").notes ==
        std::vector<std::string>{"it has more than 500000 elements and attributes, of which only "
                                 "the first were read; ask its operator for a shorter feed"});
  CHECK(fixture.committed().at("a").items == 1);
  CHECK(fixture.store->fetch_states().at("a").validators.etag == "\"v1\"");
}

TEST_CASE("a file that is cut after an item has that item, is told, and keeps no validators") {
  Fixture fixture;
  fixture.add("a");
  const std::string whole = feed_of("a1");
  const std::string end = GENERATE("</it", "</item>", "</channel></r");
  fixture.transport.answer("https://a.example/feed", whole.substr(0, whole.find(end) + end.size()),
                           test::headers({{"ETag", "\"v1\""}}));
  CHECK(fixture.run(kNow).at("a").notes ==
        std::vector<std::string>{"its file ends before its last end tag or bracket, and is read "
                                 "again until it is whole; if that lasts, tell its operator"});
  CHECK(fixture.committed().at("a").items == 1);
  CHECK(fixture.store->fetch_states().at("a").validators.etag.empty());
  CHECK(fixture.store->fetch_states().at("a").body_hash.empty());
  fixture.transport.answer("https://a.example/feed", whole, test::headers({{"ETag", "\"v1\""}}));
  CHECK(fixture.run(kLater).at("a").notes.empty());
  CHECK(fixture.store->fetch_states().at("a").validators.etag == "\"v1\"");
}

TEST_CASE("a source at its ceiling adds the newest items, and the others on another day") {
  Fixture fixture;
  fixture.add("a");
  fixture.config.sources.front().max_new_per_day = 2;
  fixture.run(kNow);
  std::string flood = R"(<rss version="2.0"><channel><title>T</title>)";
  for (int i = 1; i <= 5; ++i) {
    const std::string n = std::to_string(i);
    flood += "<item><guid isPermaLink=\"false\">x" + n + "</guid><title>" + n +
             "</title><pubDate>0" + n + " Jan 2026 00:00:00 GMT</pubDate></item>";
  }
  fixture.transport.answer("https://a.example/feed", flood + "</channel></rss>",
                           test::headers({{"ETag", "\"flood\""}}));
  const std::vector<std::pair<const char*, std::vector<std::size_t>>> fetches = {
      {"2026-02-01T12:00:00Z", {2, 3}},
      {"2026-02-01T14:00:00Z", {0, 3}},
      {"2026-02-02T14:00:00Z", {2, 1}},
      {"2026-02-03T14:00:00Z", {1, 0}}};
  for (const auto& [now, expected] : fetches) {
    CAPTURE(now);
    const SourceReport report = fixture.run(now).at("a");
    CHECK(std::vector{report.added, report.waiting} == expected);
    CHECK(fixture.store->fetch_states().at("a").validators.etag ==
          (report.waiting > 0 ? "" : "\"flood\""));
  }
  CHECK(fixture.store->sources().at("a").items == 6);
  CHECK(fixture.store->fetch_days().at("a").at(1).waiting == 3);
}

TEST_CASE("one source's failure costs no other its items, and is remembered") {
  Fixture fixture;
  for (const char* const id : {"a", "b", "c"}) fixture.add(id);
  fixture.transport.answer("https://a.example/feed", "no feed at all");
  fixture.transport.answer("https://b.example/feed", fail(Errc::timeout, "b.example: too slow"));
  const auto reports = fixture.run(kNow);
  CHECK(reports.at("a").cause == Errc::unknown_format);
  CHECK(reports.at("b").cause == Errc::timeout);
  CHECK(reports.at("c").added == 1);
  const auto states = fixture.store->fetch_states();
  CHECK(states.at("a").failures == 1);
  CHECK(states.at("b").failures == 1);
  CHECK(states.at("c").last_success == at(kNow));
}

TEST_CASE("validators are kept with the body that was read, and not with one that was not") {
  Fixture fixture;
  fixture.add("a");
  fixture.run(kNow);
  CHECK(fixture.store->fetch_states().at("a").validators.etag == "\"a\"");
  fixture.transport.answer("https://a.example/feed", "no feed at all",
                           test::headers({{"ETag", "\"bad\""}}));
  fixture.run(kLater);
  CHECK(fixture.store->fetch_states().at("a").validators.etag == "\"a\"");
  CHECK(fixture.store->sources().at("a").items == 1);
}

TEST_CASE("a 304 changes no item, and is a success") {
  Fixture fixture;
  fixture.add("a");
  fixture.run(kNow);
  fixture.transport.answer("https://a.example/feed", http::Response{.status = 304});
  CHECK(fixture.run(kLater).at("a").outcome == Outcome::unchanged);
  CHECK(fixture.transport.requests().back().conditions.get("If-None-Match") == "\"a\"");
  const model::FetchState state = fixture.store->fetch_states().at("a");
  CHECK(state.last_success == at(kLater));
  CHECK(state.last_change == at(kNow));
  const auto days = fixture.store->fetch_days().at("a");
  REQUIRE(days.size() == 1);
  CHECK(days[0].fetches == 2);
}

TEST_CASE("an answer that is at hand is not asked for") {
  Fixture fixture;
  fixture.add("a");
  fixture.add("b");
  http::Response answer{.status = 200, .body = feed_of("here"), .url = "https://a.example/feed"};
  const auto reports = fixture.run(kNow, {{"a", std::move(answer)}});
  CHECK(fixture.asked() == Urls{"https://b.example/feed"});
  CHECK(reports.at("a").added == 1);
  CHECK(reports.at("b").added == 1);
  CHECK(fixture.store->newest("a")->item.title.value == "here");
}

TEST_CASE("a cancelled run keeps what it has taken in, and ends") {
  Fixture fixture;
  for (int i = 0; i < 200; ++i) fixture.add("s" + std::to_string(i));
  const auto reports = fixture.run(kNow, {}, [&] { fixture.cancelled = true; });
  CHECK(reports.size() < 200);
  CHECK(fixture.committed().size() >= reports.size());
}

TEST_CASE("an exception of the caller's ends the run's threads, and reaches the caller") {
  Fixture fixture;
  for (int i = 0; i < 50; ++i) fixture.add("s" + std::to_string(i));
  CHECK_THROWS_WITH(fixture.run(kNow, {}, [] { throw std::runtime_error("the disk is full"); }),
                    "the disk is full");
}

}  // namespace take_in_test
