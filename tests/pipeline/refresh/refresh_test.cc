// SPDX-License-Identifier: MIT
//
// The main job with a scripted transport, a real store and real files. How it runs as a program is
// in tests/e2e.
#include "pipeline/refresh/refresh.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/time_format.h"
#include "pipeline/status/status.h"
#include "tests/support/fake_transport.h"
#include "tests/support/store_options.h"
#include "tests/support/temp_dir.h"

namespace refresh_test {

using namespace syndic;
using pipeline::Outcome;

namespace {

const std::atomic<bool> kNever = false;

model::Timestamp at(const char* text) { return base::parse_rfc3339_utc(text).value(); }

std::string feed_of(const std::string& items) {
  return "<rss version=\"2.0\"><channel><title>T</title><link>https://a.example/</link>" + items +
         "</channel></rss>";
}

std::string item(const std::string& guid, const std::string& more) {
  return "<item><title>" + guid + "</title><guid isPermaLink=\"false\">" + guid + "</guid>" + more +
         "</item>";
}

struct Fixture {
  test::TempDir dir;
  test::FakeTransport transport;
  config::Config config;

  Fixture() {
    config.file = dir / "syndic.toml";
    config.site = {.title = "All",
                   .url = "https://www.example.org/",
                   .feeds_url = "https://www.example.org/feeds/"};
    config.store = test::options_of(dir.path());
    config.publish.directory = dir / "public";
    config.feeds.push_back({.name = "all", .title = "All"});
  }

  void add(const std::string& id) {
    const std::string url = "https://" + id + ".example/feed";
    config.sources.push_back(
        {.id = id, .name = id, .fetch = {.id = id, .url = url}, .normalize = {.source_url = url}});
  }

  pipeline::Report run(const char* now, const pipeline::RefreshOptions& options = {.force = true}) {
    pipeline::Progress progress;
    return pipeline::refresh(config, options, base::Clock(at(now)), transport, progress, kNever);
  }

  [[nodiscard]] nlohmann::json published() const {
    return nlohmann::json::parse(test::bytes_of(dir / "public/all.json"));
  }
};

}  // namespace

TEST_CASE("an undated item is dated by when it was first seen, for good") {
  Fixture fixture;
  fixture.add("a");
  fixture.transport.answer("https://a.example/feed", feed_of(item("1", "")));
  fixture.run("2026-01-31T12:00:00Z");
  fixture.transport.answer("https://a.example/feed",
                           feed_of(item("1", "<description>changed</description>")));
  fixture.run("2026-02-01T12:00:00Z");
  CHECK(fixture.published().at("items").at(0).at("date_published") == "2026-01-31T12:00:00Z");
  CHECK(fixture.published().at("items").at(0).at("content_text") == "changed");
}

TEST_CASE("an item of several partners appears once, from whoever had it first") {
  Fixture fixture;
  fixture.add("first");
  fixture.add("second");
  const std::string shared =
      item("1",
           "<link>https://first.example/news</link><pubDate>Mon, 16 May 2022 09:00:00 "
           "GMT</pubDate>");
  fixture.transport.answer("https://first.example/feed", feed_of(shared));
  fixture.transport.answer("https://second.example/feed", feed_of(""));
  fixture.run("2026-01-31T12:00:00Z");
  fixture.transport.answer("https://second.example/feed", feed_of(shared));
  fixture.run("2026-01-31T13:00:00Z");
  const auto items = fixture.published().at("items");
  REQUIRE(items.size() == 1);
  CHECK(items.at(0).at("_syndic").at("source").at("title") == "first");
  CHECK(items.at(0).at("_syndic").at("also_in").dump().find("second") != std::string::npos);
}

TEST_CASE("two partners' guid \"1\" never meet") {
  Fixture fixture;
  fixture.add("a");
  fixture.add("b");
  fixture.transport.answer("https://a.example/feed", feed_of(item("1", "")));
  fixture.transport.answer("https://b.example/feed", feed_of(item("1", "")));
  const auto report = fixture.run("2026-01-31T12:00:00Z");
  CHECK(report.feeds.at(0).items == 2);
  CHECK(fixture.published().at("items").at(0).at("id") !=
        fixture.published().at("items").at(1).at("id"));
}

TEST_CASE("a body that was no feed leaves validators and items as they were") {
  Fixture fixture;
  fixture.add("a");
  fixture.transport.answer("https://a.example/feed", feed_of(item("1", "")),
                           test::headers({{"ETag", "\"good\""}}));
  fixture.run("2026-01-31T12:00:00Z");
  fixture.transport.answer("https://a.example/feed", "<html><body>oops</body></html>",
                           test::headers({{"ETag", "\"bad\""}}));
  const auto failed = fixture.run("2026-01-31T13:00:00Z");
  CHECK(failed.sources.at(0).outcome == Outcome::failed);
  CHECK(failed.sources.at(0).error.find("https://a.example/feed") != std::string::npos);
  CHECK(failed.sources.at(0).items == 1);
  fixture.run("2026-01-31T14:00:00Z");
  const auto conditions = fixture.transport.requests().back().conditions;
  CHECK(conditions.get("If-None-Match") == "\"good\"");
  const auto rows = pipeline::status(fixture.config, at("2026-01-31T12:00:00Z"));
  CHECK(rows.at(0).state.failures == 2);
  CHECK(base::format_rfc3339(*rows.at(0).state.last_success) == "2026-01-31T12:00:00Z");
}

TEST_CASE("a disabled source is not asked, and its items stay") {
  Fixture fixture;
  fixture.add("a");
  fixture.transport.answer("https://a.example/feed", feed_of(item("1", "")));
  fixture.run("2026-01-31T12:00:00Z");
  fixture.config.sources.at(0).enabled = false;
  const auto report = fixture.run("2026-01-31T13:00:00Z");
  CHECK(report.sources.at(0).outcome == Outcome::disabled);
  CHECK(fixture.transport.requests().size() == 1);
  CHECK(report.feeds.at(0).items == 1);
}

TEST_CASE("a source that said 410 is gone until the operator names it") {
  Fixture fixture;
  fixture.add("a");
  fixture.transport.answer("https://a.example/feed", feed_of(item("1", "")));
  fixture.run("2026-01-31T12:00:00Z");
  fixture.transport.answer("https://a.example/feed", http::Response{.status = 410});
  CHECK(fixture.run("2026-01-31T13:00:00Z").sources.at(0).outcome == Outcome::gone);
  CHECK(fixture.run("2026-03-01T13:00:00Z").sources.at(0).outcome == Outcome::gone);
  CHECK(fixture.transport.requests().size() == 2);
  fixture.transport.answer("https://a.example/feed", feed_of(item("2", "")));
  const auto asked = fixture.run("2026-03-01T13:00:00Z", {.only = {"a"}, .force = true});
  CHECK(asked.sources.at(0).outcome == Outcome::updated);
  CHECK(asked.sources.at(0).items == 2);
}

TEST_CASE("a feed file is a source like any other") {
  Fixture fixture;
  const auto path = fixture.dir.write("own.xml", feed_of(item("1", "")));
  fixture.config.sources.push_back(
      {.id = "own", .name = "Own", .fetch = {.id = "own", .path = path}});
  CHECK(fixture.run("2026-01-31T12:00:00Z").sources.at(0).outcome == Outcome::updated);
  CHECK(fixture.run("2026-01-31T13:00:00Z").sources.at(0).outcome == Outcome::unchanged);
}

TEST_CASE("a fetch notes how fast its server was, whether by a 304, and how old its news are") {
  Fixture fixture;
  fixture.add("a");
  const auto row = [&](const char* now) {
    fixture.run(now);
    return pipeline::status(fixture.config, at(now)).at(0);
  };
  const std::string old = item("1", "<pubDate>Sat, 31 Jan 2026 09:00:00 GMT</pubDate>");
  fixture.transport.answer("https://a.example/feed",
                           http::Response{.status = 200,
                                          .body = feed_of(old),
                                          .cost = {.elapsed = std::chrono::milliseconds(300)}});
  const auto first = row("2026-01-31T12:00:00Z");
  CHECK(first.state.answer_times == model::RecentNumbers{300});
  CHECK(first.state.news_delays.empty());  // Its archive.

  fixture.transport.answer("https://a.example/feed",
                           http::Response{.status = 200,
                                          .body = feed_of(old),
                                          .cost = {.elapsed = std::chrono::milliseconds(100)}});
  const auto same = row("2026-01-31T13:00:00Z");
  CHECK(same.state.answer_times == model::RecentNumbers{300, 100});
  CHECK(same.history.back().unchanged == 1);
  CHECK(same.history.back().not_modified == 0);

  const std::string fresh = item("2", "<pubDate>Sat, 31 Jan 2026 13:30:00 GMT</pubDate>");
  fixture.transport.answer("https://a.example/feed",
                           http::Response{.status = 200,
                                          .headers = test::headers({{"ETag", "\"1\""}}),
                                          .body = feed_of(fresh + old),
                                          .cost = {.elapsed = std::chrono::milliseconds(200)}});
  CHECK(row("2026-01-31T14:00:00Z").state.news_delays == model::RecentNumbers{1800});

  fixture.transport.answer(
      "https://a.example/feed",
      http::Response{.status = 304, .cost = {.elapsed = std::chrono::milliseconds(50)}});
  const auto unchanged = row("2026-01-31T15:00:00Z");
  CHECK(unchanged.state.answer_times == model::RecentNumbers{300, 100, 200, 50});
  CHECK(unchanged.history.back().unchanged == 2);
  CHECK(unchanged.history.back().not_modified == 1);
  CHECK(unchanged.history.back().answer_time == 100);
  CHECK(unchanged.history.back().news_delay == 1800);

  fixture.transport.answer("https://a.example/feed", http::Response{.status = 500});
  CHECK(row("2026-01-31T16:00:00Z").state.answer_times.size() == 4);
}

TEST_CASE("a thousand sources all end in one report") {
  Fixture fixture;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = "s" + std::to_string(i);
    fixture.add(id);
    fixture.transport.answer("https://" + id + ".example/feed", feed_of(item(id, "")));
  }
  const auto report = fixture.run("2026-01-31T12:00:00Z");
  std::size_t updated = 0;
  for (const auto& source : report.sources) updated += source.outcome == Outcome::updated ? 1 : 0;
  CHECK(updated == 1000);
  CHECK(report.sources.at(999).id == "s999");
  CHECK(report.feeds.at(0).items == 50);
}

}  // namespace refresh_test
