// SPDX-License-Identifier: MIT
//
// Sources of which a site is given: found, remembered, found anew. How few requests that costs.
#include <catch2/catch.hpp>

#include "tests/pipeline/site_network.h"

namespace site_feeds_test {

using namespace syndic;
using pipeline::Outcome;

using namespace syndic::test;
using Network = SiteNetwork;

TEST_CASE("a site's feed is found in one request each for robots.txt, page and feed") {
  Network network;
  const auto report = network.run("2026-01-31T12:00:00Z");
  CHECK(report.outcome == Outcome::updated);
  CHECK(report.items == 1);
  CHECK(report.notes == Urls{"its feed was found at https://site.example/feed"});
  CHECK(network.asked() == Urls{kRobots, kSite, kSite + "feed"});
}

TEST_CASE("a found feed is asked without looking at its site again") {
  Network network;
  network.run("2026-01-31T12:00:00Z");
  network.asked();
  CHECK(network.run("2026-01-31T12:30:00Z").outcome == Outcome::not_due);
  CHECK(network.asked().empty());
  CHECK(network.run("2026-01-31T14:00:00Z").outcome == Outcome::unchanged);
  CHECK(network.asked() == Urls{kSite + "feed"});
  CHECK(test::bytes_of(network.dir / "public/all.json").find("https://site.example/feed") !=
        std::string::npos);
}

TEST_CASE("a feed that dies is looked for anew in the same run, but once a day at most") {
  const int code = GENERATE(404, 410);
  Network network;
  network.run("2026-01-30T12:00:00Z");
  network.transport.answer(kSite + "feed", status(code));
  network.asked();
  network.run("2026-01-31T14:00:00Z");
  CHECK(network.asked() == Urls{kSite + "feed", kRobots, kSite, kSite + "feed/"});
  network.transport.answer(kSite, page_with("/new"));
  network.transport.answer(kSite + "new", kFeed);
  network.run("2026-01-31T18:00:00Z");
  CHECK(network.asked().empty());
  const auto report = network.run("2026-02-01T16:00:00Z");
  CHECK(report.outcome == Outcome::updated);
  CHECK(report.items == 1);
  const Urls asked = network.asked();
  REQUIRE(asked.size() >= 3);
  CHECK(Urls(asked.end() - 3, asked.end()) == Urls{kRobots, kSite, kSite + "new"});
  network.run("2026-02-01T18:00:00Z");
  CHECK(network.asked() == Urls{kSite + "new"});
}

TEST_CASE("a page in the feed's place is a feed that died; trouble of the server is not") {
  Network network;
  network.run("2026-01-30T12:00:00Z");
  network.asked();
  network.transport.answer(kSite + "feed", status(500));
  network.run("2026-01-31T14:00:00Z");
  CHECK(network.asked() == Urls{kSite + "feed"});
  network.transport.answer(kSite + "feed", "<html><p>Moved.</html>");
  network.transport.answer(kSite, page_with("/new"));
  network.transport.answer(kSite + "new", kFeed);
  CHECK(network.run("2026-02-01T14:00:00Z").outcome == Outcome::updated);
  CHECK(network.asked() == Urls{kSite + "feed", kRobots, kSite, kSite + "new"});
}

TEST_CASE("a site without a feed fails, and is left alone for a day unless that is forced") {
  Network network;
  network.transport.answer(kSite, "<html><meta name=generator content=Drupal></html>");
  const auto report = network.run("2026-01-31T12:00:00Z");
  CHECK(report.outcome == Outcome::failed);
  CHECK_THAT(report.error, Catch::StartsWith("no feed is found at https://site.example/"));
  CHECK(network.asked() == Urls{kRobots, kSite, kSite + "rss.xml"});
  network.run("2026-02-01T11:00:00Z");
  CHECK(network.asked().empty());
  network.run("2026-02-01T11:00:00Z", {.force = true});
  CHECK(network.asked().size() == 3);
  network.run("2026-02-02T11:00:00Z");
  CHECK(network.asked().size() == 3);
}

TEST_CASE("a site without a declared feed costs five requests a day, until a guess is right") {
  Network network;
  std::string page = "<html><meta name=generator content=Drupal>";
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) {
    page += "<a href=/" + std::string(name) + ".rss>RSS</a>";
    network.transport.answer(kSite + name + ".rss", status(404));
  }
  network.transport.answer(kSite, page);
  network.transport.answer(kSite + "rss.xml", status(404));
  CHECK(network.run("2026-01-31T12:00:00Z").error ==
        "no feed is found at https://site.example/ yet; more addresses are tried tomorrow, unless "
        "the feed's own is given");
  CHECK(network.asked() == Urls{kRobots, kSite, kSite + "a.rss", kSite + "b.rss", kSite + "c.rss"});
  network.run("2026-02-01T11:00:00Z");
  CHECK(network.asked().empty());
  network.run("2026-02-01T12:00:00Z");
  CHECK(network.asked() == Urls{kRobots, kSite, kSite + "d.rss", kSite + "e.rss", kSite + "f.rss"});
  CHECK(network.run("2026-02-02T12:00:00Z").error ==
        "no feed is found at https://site.example/, neither named by the page nor in the usual "
        "places; give the address of its feed, or read it as a page: syndic page "
        "https://site.example/ --write, in place of this source");
  CHECK(network.asked() == Urls{kRobots, kSite, kSite + "rss.xml"});
  network.run("2026-02-03T12:00:00Z");
  CHECK(network.asked() == Urls{kRobots, kSite, kSite + "a.rss", kSite + "b.rss", kSite + "c.rss"});
  network.transport.answer(kSite + "e.rss", kFeed);
  CHECK(network.run("2026-02-04T12:00:00Z").outcome == Outcome::updated);
  CHECK(network.asked() == Urls{kRobots, kSite, kSite + "d.rss", kSite + "e.rss"});
}

TEST_CASE("robots.txt keeps syndic off the page and off guesses, not off a declared feed") {
  Network network;
  network.transport.answer(kRobots, "User-agent: *\nDisallow: /\n");
  CHECK_THAT(network.run("2026-01-31T12:00:00Z").error, Catch::Contains("robots.txt"));
  CHECK(network.asked() == Urls{kRobots});
  network.transport.answer(kRobots, status(503));
  network.run("2026-02-02T12:00:00Z");
  CHECK(network.asked() == Urls{kRobots});
  network.transport.answer(kRobots, "User-agent: syndic\nDisallow: /feed\nDisallow: /rss.xml\n");
  CHECK(network.run("2026-02-04T12:00:00Z").outcome == Outcome::updated);
  CHECK(network.asked() == Urls{kRobots, kSite, kSite + "feed"});
  Network guessing;
  guessing.transport.answer(kRobots, "User-agent: syndic\nDisallow: /rss.xml\n");
  guessing.transport.answer(kSite, "<meta name=generator content=Drupal>");
  CHECK(guessing.run("2026-02-04T12:00:00Z").outcome == Outcome::failed);
  CHECK(guessing.asked() == Urls{kRobots, kSite});
}

TEST_CASE("another site in the configuration is another search") {
  Network network;
  network.run("2026-01-31T12:00:00Z");
  network.asked();
  network.config.sources[0].site = "https://other.example/";
  network.transport.answer("https://other.example/", kFeed);
  network.transport.answer("https://other.example/robots.txt", status(404));
  CHECK(network.run("2026-01-31T12:10:00Z").outcome == Outcome::updated);
  CHECK(network.asked() == Urls{"https://other.example/robots.txt", "https://other.example/"});
}

TEST_CASE("a source's secrets never go to another host that its page names") {
  Network network;
  network.config.sources[0].fetch.access.token = "secret";
  network.transport.answer(kSite, page_with("https://elsewhere.example/feed"));
  network.transport.answer("https://elsewhere.example/feed", kFeed);
  network.run("2026-01-31T12:00:00Z");
  network.run("2026-01-31T14:00:00Z");
  int with_token = 0;
  for (const http::Request& request : network.transport.requests()) {
    const bool sent = !request.headers.get("Authorization").empty();
    with_token += sent ? 1 : 0;
    CHECK(sent == (request.url == kSite));  // Whom robots.txt is for does not depend on it.
  }
  CHECK(with_token == 1);
  CHECK(network.transport.requests().size() == 4);
}

TEST_CASE("a dry run looks, and remembers nothing") {
  Network network;
  CHECK(network.run("2026-01-31T12:00:00Z", {.dry_run = true}).outcome == Outcome::updated);
  network.asked();
  network.run("2026-01-31T12:00:00Z");
  CHECK(network.asked().size() == 3);
}

TEST_CASE("a page given as url fails with the feed that it declares, and nothing more is asked") {
  SiteNetwork network;
  network.config.sources[0] = {.id = "s", .fetch = {.id = "s", .url = kSite}};
  const auto report = network.run("2026-01-31T12:00:00Z");
  CHECK(report.outcome == Outcome::failed);
  CHECK(report.error ==
        "https://site.example/: is an HTML page, not a feed; give the address of its feed, which "
        "it names as https://site.example/feed, or use site in place of url");
  CHECK(network.asked() == Urls{kSite});
}

}  // namespace site_feeds_test
