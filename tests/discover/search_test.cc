// SPDX-License-Identifier: MIT
//
// The rules of a search that a user relies on: what is asked, in which order, and what is said.
#include "discover/search.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <deque>
#include <list>
#include <set>
#include <tuple>
#include <utility>

#include "base/time_format.h"
#include "http/curl_transport.h"
#include "tests/support/fake_transport.h"
#include "tests/support/fault_server.h"

namespace search_test {

using namespace syndic;
using namespace syndic::test;
using namespace std::chrono_literals;
using discover::Asker;
using discover::FeedSearch;
using discover::Target;
using discover::Wanted;

using Urls = std::vector<std::string>;

namespace {

const std::atomic<bool> kNever = false;
const std::string kSite = "https://site.example/";
const std::string kRobots = kSite + "robots.txt";
const std::string kFeed =
    "<rss version='2.0'><channel><title>The site</title><item><title>One</title></item></channel>"
    "</rss>";

std::string link_to(const std::string& feed) {
  return "<link rel=alternate type=application/rss+xml href='" + feed + "'>";
}

Target target_at(const std::string& url, Asker asker, Wanted wanted = Wanted::best) {
  return {.site = {.id = "s", .url = url}, .wanted = wanted, .asker = asker, .patience = 10s};
}

void carry_out(std::deque<FeedSearch>& searches, http::Transport& transport) {
  fetch::HostSilence silence;
  discover::carry_out(searches, transport, silence,
                      base::parse_rfc3339_utc("2026-01-31T12:00:00Z").value(), kNever);
}

/// One site, whose robots.txt is missing until it is answered otherwise.
struct Site {
  FakeTransport transport;
  discover::RobotsOfSites robots;
  std::deque<FeedSearch> searches;

  Site() { transport.answer(kRobots, http::Response{.status = 404}); }

  const FeedSearch& search(Target target) {
    searches.clear();
    searches.emplace_back(std::move(target), robots);
    carry_out(searches, transport);
    return searches.back();
  }
  const FeedSearch& search(Asker asker = Asker::program, Wanted wanted = Wanted::best) {
    return search(target_at(kSite, asker, wanted));
  }

  [[nodiscard]] Urls asked() const {
    Urls urls;
    for (const http::Request& request : transport.requests()) urls.push_back(request.url);
    return urls;
  }
};

/// One site that is asked over real connections.
struct Wired {
  FaultServer site;
  http::CurlTransport transport{{.host_delay = 0ms, .allow_private = true}};
  discover::RobotsOfSites robots;
  std::deque<FeedSearch> searches;

  const FeedSearch& search(Asker asker, std::size_t next_guess = 0) {
    Target target = target_at(site.url("/"), asker);
    target.next_guess = next_guess;
    robots.clear();
    searches.clear();
    searches.emplace_back(std::move(target), robots);
    carry_out(searches, transport);
    return searches.back();
  }
};

Urls paths_of(const FaultServer& server) {
  Urls paths;
  for (const SeenRequest& request : server.requests()) paths.push_back(request.path);
  return paths;
}

Urls urls_of(const FeedSearch& search) {
  Urls urls;
  for (const discover::FeedLink& link : search.found()) urls.push_back(link.url);
  return urls;
}

}  // namespace

TEST_CASE("a page with one link costs one request each for robots.txt, page and feed") {
  Site site;
  site.transport.answer(kSite, link_to("/feed"));
  site.transport.answer(kSite + "feed", kFeed);
  FeedSearch search = site.search();
  CHECK(urls_of(search) == Urls{kSite + "feed"});
  CHECK(site.asked() == Urls{kRobots, kSite, kSite + "feed"});
  CHECK(search.feed()->title.value == "The site");
  CHECK(search.feed()->items.empty());
  CHECK(search.answer()->body == kFeed);
  CHECK(search.moved_to().empty());
  CHECK(search.cost().bytes == 0);  // The made-up network has no wire.
}

TEST_CASE("for a person the page is asked before its robots.txt, and a feed costs one request") {
  Site site;
  site.transport.answer(kSite, kFeed);
  const FeedSearch& search = site.search(Asker::person);
  CHECK(urls_of(search) == Urls{kSite});
  CHECK(search.feed());
  CHECK(site.asked() == Urls{kSite});
  Site page;
  page.transport.answer(kSite, link_to("/feed"));
  page.transport.answer(kSite + "feed", kFeed);
  CHECK(urls_of(page.search(Asker::person)) == Urls{kSite + "feed"});
  CHECK(page.asked() == Urls{kSite, kRobots, kSite + "feed"});
}

TEST_CASE("of several links the first that can be read is best; those of comments come last") {
  Site site;
  site.transport.answer(kSite, link_to("/comments/feed") + link_to("/gone") + link_to("/page") +
                                   link_to("/good") + link_to("/other"));
  site.transport.answer(kSite + "comments/feed", kFeed);
  site.transport.answer(kSite + "gone", http::Response{.status = 404});
  site.transport.answer(kSite + "page", "<html><p>No feed.</html>");
  site.transport.answer(kSite + "good", kFeed);
  CHECK(urls_of(site.search()) == Urls{kSite + "good", kSite + "gone", kSite + "page",
                                       kSite + "other", kSite + "comments/feed"});
  CHECK(site.asked() == Urls{kRobots, kSite, kSite + "gone", kSite + "page", kSite + "good"});
}

TEST_CASE("who wants a list has what the page declares as it is, and nothing of it is asked") {
  Site site;
  site.transport.answer(kSite, link_to("/a") + link_to("/b"));
  const FeedSearch& search = site.search(Asker::person, Wanted::list);
  CHECK(urls_of(search) == Urls{kSite + "a", kSite + "b"});
  CHECK_FALSE(search.feed());
  CHECK(site.asked() == Urls{kSite, kRobots});
}

TEST_CASE("without a declared feed the page's links are tried, then the usual places") {
  Site site;
  site.transport.answer(kSite, "<meta name=generator content=Drupal><a href=/a.rss>RSS</a>");
  site.transport.answer(kSite + "a.rss", http::Response{.status = 404});
  site.transport.answer(kSite + "rss.xml", kFeed);
  CHECK(urls_of(site.search()) == Urls{kSite + "rss.xml"});
  CHECK(site.asked() == Urls{kRobots, kSite, kSite + "a.rss", kSite + "rss.xml"});
}

TEST_CASE(
    "robots.txt forbids the page to a program, and every guess to all, not what is declared") {
  Site closed;
  closed.transport.answer(kRobots, "User-agent: *\nDisallow: /\n");
  CHECK_THAT(closed.search().error().message,
             Catch::StartsWith("the robots.txt of site.example keeps syndic off this page"));
  CHECK(closed.asked() == Urls{kRobots});

  Site guesses;
  guesses.transport.answer(kRobots, "User-agent: *\nDisallow: /rss.xml\n");
  guesses.transport.answer(kSite, "<meta name=generator content=Drupal>");
  guesses.transport.answer(kSite + "rss.xml", kFeed);
  CHECK(guesses.search(Asker::person).found().empty());
  CHECK(guesses.asked() == Urls{kSite, kRobots});

  Site declared;
  declared.transport.answer(kRobots, "User-agent: *\nDisallow: /feed\n");
  declared.transport.answer(kSite, link_to("/feed"));
  declared.transport.answer(kSite + "feed", kFeed);
  CHECK(urls_of(declared.search()) == Urls{kSite + "feed"});
}

TEST_CASE("a search in vain says so of the site; one that the site refuses says what it answered") {
  Site vain;
  vain.transport.answer(kSite, "<meta name=generator content=Drupal>");
  const FeedSearch& search = vain.search();
  CHECK(search.error().code == Errc::unknown_format);
  CHECK(search.error().message ==
        "no feed is found at https://site.example/, neither named by the page nor in the usual "
        "places; give the address of its feed, or read it as a page: syndic page "
        "https://site.example/ --write, in place of this source");
  CHECK_FALSE(search.refusal());

  Site refusing;
  refusing.transport.answer(kSite, http::Response{.status = 403});
  const FeedSearch& refused = refusing.search();
  CHECK(refused.error().code == Errc::http_status);
  CHECK_THAT(refused.error().message, Catch::StartsWith("HTTP 403 from https://site.example/"));
  CHECK(refused.refusal()->value().status == 403);
  CHECK(refusing.asked() == Urls{kRobots, kSite});
}

TEST_CASE("the advice to read a page is a command that a shell takes as it is meant") {
  CHECK(page_advice("https://me:pw@site.example/a?x=1&y=(2)&token=s3cret", Asker::person) ==
        ", or read it as a page: syndic page 'https://site.example/a?x=1&y=(2)'");
  CHECK(page_advice("https://site.example/it's", Asker::program) ==
        ", or read it as a page: syndic page 'https://site.example/it%27s' --write, in place of "
        "this source");
  CHECK(page_advice("https://site.example/" + std::string(200, 'a'), Asker::person) ==
        ", or read it as a page: syndic page URL");
}

TEST_CASE("a program makes three guesses a time, and goes on with the others; a person makes all") {
  Site site;
  const std::string links =
      "<meta name=generator content=Drupal><a href=/a.rss>RSS</a><a href=/b.rss>RSS</a>"
      "<a href=/c.rss>RSS</a><a href=/d.rss>RSS</a>";
  site.transport.answer(kSite, links);
  for (const char* name : {"a.rss", "b.rss", "c.rss", "d.rss", "rss.xml"}) {
    site.transport.answer(kSite + name, http::Response{.status = 404});
  }
  const auto day = [&](std::size_t first) {
    const std::size_t before = site.asked().size();
    site.robots.clear();
    Target target = target_at(kSite, Asker::program);
    target.next_guess = first;
    const FeedSearch& search = site.search(std::move(target));
    const Urls asked = site.asked();
    return std::tuple(Urls(asked.begin() + static_cast<std::ptrdiff_t>(before), asked.end()),
                      search.next_guess(), search.error().message);
  };
  const std::string later =
      "no feed is found at https://site.example/ yet; more addresses are tried tomorrow, unless "
      "the feed's own is given";
  const std::string never =
      "no feed is found at https://site.example/, neither named by the page nor in the usual "
      "places; give the address of its feed, or read it as a page: syndic page "
      "https://site.example/";
  const std::string in_place = " --write, in place of this source";
  CHECK(day(0) ==
        std::tuple(Urls{kRobots, kSite, kSite + "a.rss", kSite + "b.rss", kSite + "c.rss"},
                   std::size_t{3}, later));
  CHECK(day(3) == std::tuple(Urls{kRobots, kSite, kSite + "d.rss", kSite + "rss.xml"},
                             std::size_t{0}, never + in_place));
  CHECK(std::get<Urls>(day(9)).at(2) == kSite + "a.rss");  // The page had more of them then.
  site.transport.answer(kRobots, "User-agent: *\nDisallow: /b.rss\n");
  CHECK(std::get<Urls>(day(0)) ==
        Urls{kRobots, kSite, kSite + "a.rss", kSite + "c.rss", kSite + "d.rss"});
  site.transport.answer(kSite, http::Response{.status = 500});
  CHECK(std::get<std::size_t>(day(3)) == 3);

  site.transport.answer(kSite, links);
  const std::size_t before = site.asked().size();
  CHECK(site.search(Asker::person).error().message == never);
  CHECK(site.asked().size() == before + 5);  // robots.txt is known, and keeps it off one guess.
}

TEST_CASE("the robots.txt of another host counts as a guess, and comes on one day with its guess") {
  Site site;
  site.transport.answer(kSite,
                        "<meta name=generator content=Drupal><a href=/a.rss>RSS</a>"
                        "<a href=/b.rss>RSS</a><a href=https://other.example/c.rss>RSS</a>"
                        "<a href=https://down.example/d.rss>RSS</a>");
  for (const char* name : {"a.rss", "b.rss", "rss.xml"}) {
    site.transport.answer(kSite + name, http::Response{.status = 404});
  }
  site.transport.answer("https://other.example/robots.txt", http::Response{.status = 404});
  CHECK(site.search().next_guess() == 2);
  CHECK(site.asked() == Urls{kRobots, kSite, kSite + "a.rss", kSite + "b.rss"});
  Target target = target_at(kSite, Asker::program);
  target.next_guess = 2;
  site.robots.clear();
  CHECK(site.search(target).next_guess() == 3);
  target.next_guess = 3;
  site.robots.clear();
  CHECK(site.search(target).next_guess() == 0);
  const Urls asked = site.asked();
  CHECK(Urls(asked.begin() + 4, asked.end()) ==
        Urls{kRobots, kSite, "https://other.example/robots.txt", "https://other.example/c.rss",
             kRobots, kSite, "https://down.example/robots.txt", kSite + "rss.xml"});
}

TEST_CASE("the first declared feed is asked each time, the others three a time, then the links") {
  Site site;
  std::string page;
  for (int i = 0; i < 14; ++i) {
    page += link_to("/d" + std::to_string(i));
    site.transport.answer(kSite + "d" + std::to_string(i), http::Response{.status = 404});
  }
  site.transport.answer(kSite, page + "<a href=/a.rss>RSS</a>");
  site.transport.answer(kSite + "a.rss", http::Response{.status = 404});
  // Declared feeds need no leave.
  site.transport.answer(kRobots, "User-agent: *\nDisallow: /d\n");
  std::size_t next = 0;
  const auto day = [&] {
    const auto before = static_cast<std::ptrdiff_t>(site.asked().size());
    site.robots.clear();
    Target target = target_at(kSite, Asker::program);
    target.next_guess = next;
    next = site.search(std::move(target)).next_guess();
    const Urls asked = site.asked();
    return Urls(asked.begin() + before + 2, asked.end());
  };
  CHECK(day() == Urls{kSite + "d0", kSite + "d1", kSite + "d2", kSite + "d3"});
  CHECK(day() == Urls{kSite + "d0", kSite + "d4", kSite + "d5", kSite + "d6"});
  CHECK(day() == Urls{kSite + "d0", kSite + "d7", kSite + "d8", kSite + "d9"});
  CHECK(day() == Urls{kSite + "d0", kSite + "d10", kSite + "d11", kSite + "d12"});
  CHECK(day() == Urls{kSite + "d0", kSite + "d13", kSite + "a.rss", kSite + "feed/"});
}

TEST_CASE("each redirect of a guess is one of the day's three requests") {
  Wired wired;
  FaultServer& site = wired.site;
  const auto redirect = [&](const std::string& from, const std::string& to) {
    site.reply(from, {.status = 302, .headers = {{"Location", to}}});
  };
  site.reply("/", {.body = "<meta name=generator content=Drupal><a href=/a.rss>RSS</a>"
                           "<a href=/b.rss>RSS</a><a href=/c.rss>RSS</a>"});
  redirect("/a.rss", "/a2");
  redirect("/b.rss", "/b2");
  redirect("/b2", "/b3");
  for (int i = 0; i < 4; ++i) {
    redirect(i == 0 ? "/c.rss" : "/c" + std::to_string(i), "/c" + std::to_string(i + 1));
  }
  std::size_t next = 0;
  const auto search = [&](Asker asker) {
    const auto before = static_cast<std::ptrdiff_t>(site.requests().size());
    next = wired.search(asker, next).next_guess();
    const Urls asked = paths_of(site);
    return Urls(asked.begin() + before + 2, asked.end());
  };
  CHECK(search(Asker::program) == Urls{"/a.rss", "/a2", "/b.rss"});
  CHECK(next == 1);
  CHECK(search(Asker::program) == Urls{"/b.rss", "/b2", "/b3"});
  CHECK(search(Asker::program) == Urls{"/c.rss", "/c1", "/c2"});
  CHECK(search(Asker::program) == Urls{"/rss.xml"});
  CHECK(next == 0);
  CHECK(search(Asker::person) == Urls{"/a.rss", "/a2", "/b.rss", "/b2", "/b3", "/c.rss", "/c1",
                                      "/c2", "/c3", "/c4", "/rss.xml"});
}

TEST_CASE("a guess is left out whose robots.txt uses the day's requests up with redirects") {
  const int redirects = GENERATE(2, 4);
  Wired wired;
  FaultServer other("127.0.0.2");
  wired.site.reply(
      "/",
      {.body = "<meta name=generator content=Drupal><a href=" + other.url("/a.rss") + ">RSS</a>"});
  for (int i = 0; i < redirects; ++i) {
    other.reply(i == 0 ? "/robots.txt" : "/r" + std::to_string(i),
                {.status = 302, .headers = {{"Location", "/r" + std::to_string(i + 1)}}});
  }
  CHECK(wired.search(Asker::program).next_guess() == 1);
  CHECK(paths_of(other) == Urls{"/robots.txt", "/r1", "/r2"});
}

TEST_CASE("a feed that is known to be dead is not asked") {
  Site site;
  site.transport.answer(kSite, link_to("/dead") + link_to("/new"));
  site.transport.answer(kSite + "dead", kFeed);
  site.transport.answer(kSite + "new", kFeed);
  Target target = target_at(kSite, Asker::program);
  target.dead = kSite + "dead";
  CHECK(site.search(std::move(target)).found().at(0).url == kSite + "new");
  CHECK(site.asked() == Urls{kRobots, kSite, kSite + "new"});
}

TEST_CASE("a host that asks for silence is asked for nothing more; other hosts are") {
  Site site;
  site.transport.answer(kSite, link_to("/a") + link_to("/b") + link_to("https://other.example/c"));
  site.transport.answer(kSite + "a", http::Response{.status = 429});
  site.transport.answer(kSite + "b", kFeed);
  site.transport.answer("https://other.example/c", kFeed);
  CHECK(site.search().found().at(0).url == "https://other.example/c");
  CHECK(site.asked() == Urls{kRobots, kSite, kSite + "a", "https://other.example/c"});
}

TEST_CASE("a host that cannot be reached is asked once; other hosts are asked still") {
  Site site;
  site.transport.answer(
      kSite, link_to("https://down.example/a") + link_to("https://down.example/b") + link_to("/c"));
  site.transport.answer("https://down.example/b", kFeed);
  site.transport.answer(kSite + "c", kFeed);
  CHECK(site.search().found().at(0).url == kSite + "c");
  CHECK(site.asked() == Urls{kRobots, kSite, "https://down.example/a", kSite + "c"});
}

TEST_CASE("a feed that has moved for good says where to") {
  Site site;
  http::Response moved;
  moved.status = 200;
  moved.url = kSite + "new";
  moved.redirects = {{301, kSite + "new"}};
  moved.body = kFeed;
  site.transport.answer(kSite, moved);
  CHECK(site.search(Asker::person).moved_to() == kSite + "new");
}

TEST_CASE("nothing is asked twice, by one search or by several side by side") {
  Site site;
  site.transport.answer(kSite,
                        link_to("/a") + link_to("/a#x") + "<a href=/a>RSS</a><a href=/b.rss>b</a>");
  site.transport.answer(kSite + "a", "<p>No feed.");
  site.transport.answer(kSite + "b.rss", "<p>No feed.");
  for (int i = 0; i < 3; ++i) {
    site.searches.emplace_back(target_at(kSite, Asker::program), site.robots);
  }
  carry_out(site.searches, site.transport);
  const Urls asked = site.asked();
  CHECK(std::set<std::string>(asked.begin(), asked.end()).size() == asked.size());
  CHECK(std::ranges::count(asked, kSite + "a") == 1);
  CHECK(std::ranges::count(asked, kSite + "b.rss") == 1);
}

TEST_CASE("a hostile page of 10,000 links costs few requests") {
  Site site;
  const bool declares = GENERATE(true, false);
  const bool links = GENERATE(true, false);
  std::string page;
  for (int i = 0; i < 10'000; ++i) {
    const std::string number = std::to_string(i);
    if (declares) page += link_to("/d" + number);
    if (links) page += "<a href=/l" + number + ".rss>RSS</a>";
    // Every place is there, and none is a feed.
    site.transport.answer(kSite + "d" + number, http::Response{.status = 404});
    site.transport.answer(kSite + "l" + number + ".rss", http::Response{.status = 404});
  }
  site.transport.answer(kSite, page + "<p>");
  CHECK(site.search().found().empty());
  const auto count = [&](const std::string& start) {
    return std::ranges::count_if(site.asked(),
                                 [&](const std::string& url) { return url.starts_with(start); });
  };
  CHECK(count(kSite + "d") == (declares ? 1 + 3 : 0));
  CHECK(count(kSite + "l") == (links && !declares ? 3 : 0));
  CHECK(site.asked().size() <= 2 + 1 + 3);
  site.transport.answer(kSite + "robots.txt", http::Response{.status = 404});
  const std::size_t before = site.asked().size();
  const auto links_before = count(kSite + "l");
  CHECK(site.search(Asker::person).found().empty());
  CHECK(count(kSite + "l") == links_before + (links ? 8 : 0));
  CHECK(site.asked().size() <= before + 1 + 10 + 8 + 16);
}

TEST_CASE("answers are kept within 16 MiB together; what has no room was found all the same") {
  constexpr std::size_t kMib = std::size_t{1} << 20U;
  FakeTransport transport;
  discover::RobotsOfSites robots;
  std::deque<FeedSearch> searches;
  for (const char* site : {"https://a.example/", "https://b.example/", "https://c.example/"}) {
    const std::size_t size = site == std::string("https://c.example/") ? kMib : 13 * kMib;
    transport.answer(site, kFeed + std::string(size, ' '));
    searches.emplace_back(target_at(site, Asker::person), robots);
  }
  carry_out(searches, transport);
  CHECK(searches[0].answer());
  CHECK_FALSE(searches[1].answer());
  CHECK(searches[2].answer());
  for (const FeedSearch& search : searches) CHECK(search.feed());
}

TEST_CASE("a page that links many silent hosts costs one timeout, and others wait for none of it") {
  FaultServer site;
  std::string page = "<html>";
  std::list<FaultServer> silent;
  for (int i = 0; i < 8; ++i) {
    FaultServer& server = silent.emplace_back("127.0.0." + std::to_string(10 + i));
    server.script("/feed", [](Wire& wire) { wire.pause(20s); });
    page += "<link rel=alternate type=application/rss+xml href='" + server.url("/feed") + "'>";
  }
  site.reply("/", {.body = page});
  FaultServer healthy("127.0.0.2");
  healthy.reply("/", {.body = link_to("/feed")});
  healthy.reply("/feed", {.body = kFeed, .delay = 50ms});
  fetch::Options options;
  options.transport.allow_private = true;
  options.transport.host_delay = 0ms;
  options.transport.stall_timeout = 400ms;
  options.transport.timeout = 1s;
  http::CurlTransport transport(options.transport);
  discover::RobotsOfSites robots;
  std::deque<FeedSearch> searches;
  for (const FaultServer* server : {&site, &healthy}) {
    Target target = target_at(server->url("/"), Asker::program);
    target.patience = options.transport.timeout;
    searches.emplace_back(std::move(target), robots);
  }
  carry_out(searches, transport);
  CHECK(searches[1].found().at(0).url == healthy.url("/feed"));
  CHECK(searches[0].found().empty());
  CHECK_THAT(searches[0].error().message, Catch::Contains("took longer than 1 s"));
  CHECK(silent.back().requests().empty());
}

}  // namespace search_test
