// SPDX-License-Identifier: MIT
//
// Who is asked for what while a run searches sites, and with whose secrets.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <utility>

#include "tests/pipeline/site_network.h"

namespace site_search_test {

using namespace syndic;
using namespace syndic::test;
using pipeline::Outcome;
using Network = SiteNetwork;

namespace {

http::Response busy(int code) {
  http::Response response = status(code);
  response.headers = headers({{"Retry-After", "172800"}});
  return response;
}

struct Killed {};

/// Hands requests on until the answer number `last`, when it calls `interrupt`.
class Interrupting : public http::Transport {
 public:
  Interrupting(http::Transport& transport, int last, std::function<void()> interrupt)
      : transport_(transport), last_(last), interrupt_(std::move(interrupt)) {}

  void perform(std::deque<http::Request>& requests, const Starting& starting, const Done& done,
               const std::atomic<bool>& cancelled) override {
    transport_.perform(
        requests, starting,
        [&](std::size_t index, Result<http::Response> response) {
          if (--last_ == 0) interrupt_();
          done(index, std::move(response));
        },
        cancelled);
  }

 private:
  http::Transport& transport_;
  int last_;
  std::function<void()> interrupt_;
};

void run_with(const Network& network, http::Transport& transport, const char* now,
              const std::atomic<bool>& cancelled = kNever) {
  pipeline::Progress progress;
  (void)pipeline::refresh(network.config, {}, base::Clock(base::parse_rfc3339_utc(now).value()),
                          transport, progress, cancelled);
}

std::string with_login(std::string url) { return url.insert(url.find("://") + 3, "me:secret@"); }

}  // namespace

TEST_CASE("a site's user and password go to its feed on the same origin, run after run") {
  Network network;
  network.config.sources[0].site = with_login(kSite);
  network.transport.answer(with_login(kSite), page_with("/feed"));
  network.transport.answer(with_login(kSite) + "feed", kFeed);
  CHECK(network.run("2026-01-31T12:00:00Z").outcome == Outcome::updated);
  CHECK(network.asked() == Urls{kRobots, with_login(kSite), with_login(kSite) + "feed"});
  CHECK(network.run("2026-01-31T14:00:00Z").outcome == Outcome::unchanged);
  CHECK(network.asked() == Urls{with_login(kSite) + "feed"});
  if (!is_on_postgres()) {
    CHECK(bytes_of(network.dir / "syndic.db").find("secret") == std::string::npos);
  }
}

TEST_CASE("a site's user and password go to no other origin, nor from https to http") {
  const std::string feed =
      GENERATE(as<std::string>{}, "https://elsewhere.example/feed", "http://site.example/feed");
  Network network;
  network.config.sources[0].site = with_login(kSite);
  network.transport.answer(with_login(kSite), page_with(feed));
  network.transport.answer(feed, kFeed);
  CHECK(network.run("2026-01-31T12:00:00Z").outcome == Outcome::updated);
  network.run("2026-01-31T14:00:00Z");
  CHECK(network.asked() == Urls{kRobots, with_login(kSite), feed, feed});
}

TEST_CASE("a feed found for who logs in by keys is asked for once") {
  Network network;
  network.config.sources[0].fetch.access.user = "me";
  network.config.sources[0].fetch.access.password = "secret";
  network.transport.answer(with_login(kSite), page_with("/feed"));
  network.transport.answer(with_login(kSite) + "feed", kFeed);
  CHECK(network.run("2026-01-31T12:00:00Z").outcome == Outcome::updated);
  CHECK(network.asked() == Urls{kRobots, with_login(kSite), with_login(kSite) + "feed"});
}

TEST_CASE("a feed's token is used, and is shown nowhere") {
  Network network;
  network.transport.answer(kSite, page_with("/feed?token=s3cret"));
  network.transport.answer(kSite + "feed?token=s3cret", kFeed);
  const auto first = network.run("2026-01-31T12:00:00Z");
  CHECK(first.outcome == Outcome::updated);
  CHECK(first.notes == Urls{"its feed was found at https://site.example/feed"});
  network.run("2026-01-31T14:00:00Z");
  CHECK(network.asked() ==
        Urls{kRobots, kSite, kSite + "feed?token=s3cret", kSite + "feed?token=s3cret"});
  network.transport.answer(kSite + "feed?token=s3cret", status(404));
  const auto dead = network.run("2026-01-31T16:00:00Z");
  CHECK_THAT(dead.error,
             Catch::Contains("https://site.example/feed") && !Catch::Contains("s3cret"));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(network.dir / "public")) {
    INFO(entry.path());
    if (entry.is_regular_file()) {
      CHECK(bytes_of(entry.path()).find("s3cret") == std::string::npos);
    }
  }
}

TEST_CASE("who asks in another name gets an answer of his own") {
  Network network;
  auto& sources = network.config.sources;
  sources.push_back({.id = "members", .fetch = {.id = "members"}, .site = kSite});
  sources.push_back({.id = "others", .fetch = {.id = "others"}, .site = kSite});
  sources[1].fetch.access.token = "t";
  network.run("2026-01-31T12:00:00Z");
  int robots = 0;
  int with_token = 0;
  int without = 0;
  for (const http::Request& request : network.transport.requests()) {
    const bool sent = !request.headers.get("Authorization").empty();
    robots += request.url == kRobots ? 1 : 0;
    (sent ? with_token : without) += 1;
  }
  CHECK(robots == 1);
  CHECK(with_token == 2);  // Page and feed.
  CHECK(without == 3);     // And the page once, the feed once, for those who need no token.
}

TEST_CASE("a feed that is gone is not asked again while its successor is looked for") {
  Network network;
  network.run("2026-01-30T12:00:00Z");
  network.transport.answer(kSite + "feed", status(410));
  network.run("2026-01-31T12:00:00Z");
  (void)network.asked();
  network.run("2026-02-02T12:00:00Z");
  const Urls asked = network.asked();
  CHECK(std::ranges::count(asked, kSite) == 1);
  CHECK(std::ranges::count(asked, kSite + "feed") == 0);
}

TEST_CASE("a site that is a feed itself and is gone is not asked again") {
  Network network;
  network.transport.answer(kSite, kFeed);
  network.run("2026-01-30T12:00:00Z");
  network.transport.answer(kSite, status(410));
  (void)network.asked();
  CHECK(network.run("2026-01-31T12:00:00Z").outcome == Outcome::gone);
  CHECK(network.asked() == Urls{kSite});
  CHECK(network.run("2026-02-05T12:00:00Z").outcome == Outcome::gone);
  CHECK(network.asked().empty());
}

TEST_CASE(
    "a host that asked for silence in this run is not searched in it, and nothing is held against "
    "it") {
  Network network;
  network.config.sources.insert(network.config.sources.begin(),
                                {.id = "a", .fetch = {.id = "a", .url = kSite + "other"}});
  network.transport.answer(kSite + "other", busy(GENERATE(429, 503)));
  const auto run = [&](const char* now) {
    pipeline::Progress progress;
    return pipeline::refresh(network.config, {}, base::Clock(base::parse_rfc3339_utc(now).value()),
                             network.transport, progress, kNever)
        .sources.at(1);
  };
  const auto report = run("2026-01-31T12:00:00Z");
  CHECK(network.asked() == Urls{kSite + "other"});
  CHECK(report.outcome == Outcome::not_due);
  CHECK(run("2026-02-02T11:00:00Z").outcome == Outcome::not_due);
  CHECK(network.asked().empty());
  network.transport.answer(kSite + "other", kFeed);
  CHECK(run("2026-02-02T12:00:01Z").outcome == Outcome::updated);
}

TEST_CASE("what a search hears of Retry-After spares the host in the same search and later") {
  Network network;
  network.config.sources.push_back({.id = "z", .fetch = {.id = "z"}, .site = kSite + "blog/"});
  network.transport.answer(kRobots, busy(503));
  CHECK_THAT(network.run("2026-01-31T12:00:00Z").error, Catch::Contains("HTTP 503"));
  CHECK(network.asked() == Urls{kRobots});
  network.run("2026-02-02T11:00:00Z");
  CHECK(network.asked().empty());
}

TEST_CASE(
    "a robots.txt that redirects for ever is none; one that cannot be reached closes the site") {
  Network network;
  network.transport.answer(kRobots, fail(Errc::too_many_redirects, "redirected more than 5 times"));
  CHECK(network.run("2026-01-31T12:00:00Z").outcome == Outcome::updated);
  Network silent;
  silent.transport.answer(kRobots, fail(Errc::timeout, "no answer"));
  CHECK(silent.run("2026-01-31T12:00:00Z").outcome == Outcome::failed);
  CHECK(silent.asked() == Urls{kRobots});
}

TEST_CASE("a feed that has been in trouble for a week is looked for anew, whatever the trouble") {
  const auto trouble = GENERATE(as<Result<http::Response>>{}, status(401), fail(Errc::dns, "no"));
  Network network;
  network.run("2026-01-01T12:00:00Z");
  network.transport.answer(kSite + "feed", trouble);
  network.transport.answer(kSite, page_with("/new"));
  network.transport.answer(kSite + "new", kFeed);
  (void)network.asked();
  for (const char* now : {"2026-01-02T12:00:00Z", "2026-01-04T12:00:00Z", "2026-01-08T12:00:00Z"}) {
    network.run(now);
  }
  CHECK(network.asked() == Urls(3, kSite + "feed"));
  CHECK(network.run("2026-01-10T12:00:00Z").outcome == Outcome::updated);
  (void)network.asked();
  network.run("2026-01-10T14:00:00Z");
  CHECK(network.asked() == Urls{kSite + "new"});
}

TEST_CASE("a search that is killed is not made again for a day") {
  Network network;
  network.transport.answer(kSite, page_with("/gone"));
  network.transport.answer(kSite + "gone", status(404));
  Interrupting killed(network.transport, 2, [] { throw Killed(); });
  CHECK_THROWS_AS(run_with(network, killed, "2026-01-31T12:00:00Z"), Killed);
  CHECK(network.asked() == Urls{kRobots, kSite});
  network.run("2026-02-01T11:59:00Z");
  CHECK(network.asked().empty());
  network.run("2026-02-01T12:00:00Z");
  CHECK(network.asked().size() > 2);
}

TEST_CASE(
    "a search that is cancelled asks nothing again within a day, and known guesses are kept") {
  Network network;
  network.transport.answer(kSite, page_with("/gone") + page_with("/1") + page_with("/2") +
                                      page_with("/3") + page_with("/4"));
  for (const char* name : {"gone", "1", "2", "3", "4"}) {
    network.transport.answer(kSite + name, status(404));
  }
  network.run("2026-01-31T12:00:00Z");
  CHECK(network.asked() ==
        Urls{kRobots, kSite, kSite + "gone", kSite + "1", kSite + "2", kSite + "3"});
  std::atomic<bool> cancelled = false;
  Interrupting stopped(network.transport, 2, [&] { cancelled = true; });
  run_with(network, stopped, "2026-02-01T12:00:00Z", cancelled);
  CHECK(network.asked() == Urls{kRobots, kSite});
  network.transport.answer(kSite + "4", kFeed);
  network.run("2026-02-02T11:59:00Z");
  CHECK(network.asked().empty());
  CHECK(network.run("2026-02-02T12:00:00Z").outcome == Outcome::updated);
  CHECK(network.asked() == Urls{kRobots, kSite, kSite + "gone", kSite + "4"});
}

TEST_CASE("a site that leads to a host that asked for silence is asked once a day") {
  Network network;
  network.config.sources.insert(
      network.config.sources.begin(),
      {.id = "a", .fetch = {.id = "a", .url = "https://busy.example/feed"}});
  network.transport.answer("https://busy.example/feed", busy(503));
  network.transport.answer(kSite, fail(Errc::not_now, "busy.example asked for silence"));
  network.run("2026-01-31T12:00:00Z");
  CHECK(network.asked() == Urls{"https://busy.example/feed", kRobots, kSite});
  network.run("2026-02-01T11:00:00Z");
  CHECK(network.asked().empty());
}

TEST_CASE("a search for which too many files are open is no failure, and is made by the next run") {
  const std::string hindered = GENERATE(as<std::string>{}, kRobots, kSite, kSite + "feed");
  Network network;
  network.transport.answer(hindered, fail(Errc::too_many_files, "too many files are open"));
  const auto report = network.run("2026-01-31T12:00:00Z");
  CHECK(report.outcome == Outcome::not_due);
  CHECK(report.cause == Errc::too_many_files);
  CHECK(report.error.empty());
  CHECK(report.notes == Urls{"was not asked: too many files are open"});
  (void)network.asked();
  network.transport.answer(kRobots, status(404));
  network.transport.answer(kSite, page_with("/feed"));
  network.transport.answer(kSite + "feed", kFeed);
  CHECK(network.run("2026-01-31T12:01:00Z").outcome == Outcome::updated);
  CHECK(network.asked() == Urls{kRobots, kSite, kSite + "feed"});
}

}  // namespace site_search_test
