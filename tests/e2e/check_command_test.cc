// SPDX-License-Identifier: MIT
//
// syndic check of feeds: by URL, as files, of all sources, and of what is published.
#include <signal.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/e2e/network.h"
#include "tests/support/paths.h"

namespace check_command_test {

using namespace syndic::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const std::string kNow = "2022-05-17T12:00:00Z";

Finished check(Network& network, std::vector<std::string> arguments) {
  static_cast<void>(network.refresh_command());  // Writes the configuration.
  arguments.insert(arguments.begin(),
                   {syndic_binary(), "check", "-c", network.config_file().string()});
  return Process(arguments, {{"SYNDIC_NOW", kNow}}).wait();
}

std::vector<std::string> rules_of(const json& feed) {
  std::vector<std::string> rules;
  for (const json& finding : feed.at("findings")) rules.push_back(finding.at("rule"));
  return rules;
}

/// A feed without a fault, as its server should send it.
Reply good_reply(const FaultServer& server, const std::string& path) {
  return {.headers = {{"Content-Type", "application/rss+xml"}, {"Cache-Control", "max-age=600"}},
          .body =
              "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
              "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
              "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n<title>Harbour</title>\n"
              "<link>https://harbour.example/</link>\n<description>News</description>\n"
              "<language>en</language>\n<atom:link rel=\"self\" href=\"" +
              server.url(path) +
              "\"/>\n<item>\n<title>One</title>\n<link>https://harbour.example/1</link>\n"
              "<guid>https://harbour.example/1</guid>\n<dc:creator>Ann</dc:creator>\n"
              "<pubDate>Mon, 16 May 2022 09:00:00 GMT</pubDate>\n"
              "<description>The first.</description>\n</item>\n</channel>\n</rss>\n",
          .etag = "\"1\""};
}

}  // namespace

TEST_CASE("a good feed has no fault, and is asked twice, the second time with its ETag") {
  Network network;
  network.server().reply("/feed", good_reply(network.server(), "/feed"));
  const Finished done = check(network, {network.server().url("/feed")});
  CHECK(done.exit_code == 0);
  CHECK(done.out == network.server().url("/feed") + "\n  nothing wrong\n\n1 feed: nothing wrong\n");
  const auto requests = network.server().requests("/feed");
  REQUIRE(requests.size() == 2);
  CHECK_FALSE(requests[0].header("If-None-Match"));
  CHECK(requests[1].header("If-None-Match") == "\"1\"");
}

TEST_CASE("faults are told with what they do and how to mend them, and decide the exit code") {
  Network network;
  Reply reply = good_reply(network.server(), "/feed");
  reply.headers.pop_back();
  network.server().reply("/feed", reply);
  const std::string url = network.server().url("/feed");
  const Finished advice = check(network, {url});
  CHECK(advice.exit_code == 0);
  CHECK(advice.out == url +
                          "\n  advice http-no-lifetime\n"
                          "    neither Cache-Control with max-age nor Expires is sent\n"
                          "    Readers: readers guess how often to ask\n"
                          "    Mend: send Cache-Control: max-age=1800, or what fits how often you "
                          "post\n\n1 feed: 1 piece of advice\n");
  CHECK(check(network, {url, "--fail-on", "advice"}).exit_code == 1);
  CHECK(check(network, {url, "--fail-on", "warning"}).exit_code == 0);
  network.server().reply("/feed", {.status = 410});
  const Finished gone = check(network, {url, "--json"});
  CHECK(gone.exit_code == 1);
  CHECK(json::parse(gone.out) ==
        json::array(
            {{{"of", "other"},
              {"place", url},
              {"findings",
               json::array(
                   {{{"rule", "http-status"},
                     {"severity", "error"},
                     {"fault", "the server answers with an error"},
                     {"example", "HTTP 410"},
                     {"count", 1},
                     {"effect", "no news of it comes in until it answers with 200 again"},
                     {"remedy",
                      "have the address answer with the feed, or redirect it by 301 to where the "
                      "feed is"},
                     {"w3c", "HttpError"}}})}}}));
}

TEST_CASE("check --online judges every enabled source, and what is published") {
  Network network;
  network.add_source("good", "/feed");
  network.add_source("bad", "/bad");
  FaultServer busy;  // The silence is for the whole host.
  network.add_source("busy", busy.url("/busy"));
  network.add_page("page", "/news.html", "item = \"//li\"");
  network.server().reply("/feed", good_reply(network.server(), "/feed"));
  busy.reply("/busy", {.status = 429, .headers = {{"Retry-After", "86400"}}});
  network.server().script("/bad", [](Wire& wire) { wire.reset_on_close(); });
  CHECK(network.refresh({}, kNow).exit_code == 0);
  const Finished done = check(network, {"--online", "--json"});
  INFO(done.out << done.err);
  CHECK(done.exit_code == 1);
  const json feeds = json::parse(done.out);
  REQUIRE(feeds.size() == 7);
  CHECK(feeds[0].at("id") == "good");
  CHECK(rules_of(feeds[0]).empty());
  CHECK(feeds[1].at("id") == "bad");
  CHECK(rules_of(feeds[1]) == std::vector<std::string>{"http-unreachable"});
  CHECK(feeds[2].at("not_asked").get<std::string>().find("its host asked for silence until") == 0);
  CHECK(feeds[3].at("not_asked") == "it is a page without a feed");
  for (std::size_t i = 4; i < 7; ++i) {
    CHECK(feeds[i].at("of") == "published");
    CHECK(rules_of(feeds[i]) == std::vector<std::string>{"feed-language-missing"});
  }
}

TEST_CASE("of a site the feed is judged that a refresh has found, also of one with a login") {
  Network network;
  network.server().reply(
      "/", {.headers = {{"Content-Type", "text/html"}},
            .body = "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" "
                    "href=\"/feed\"></head></html>"});
  network.server().reply("/feed", good_reply(network.server(), "/feed"));
  std::string site = network.server().url("/");
  network.configure("[[source]]\nid = \"s\"\nsite = \"" + site.insert(7, "ann:secret@") + "\"\n");
  const json before = json::parse(check(network, {"s", "--json"}).out).at(0);
  CHECK(before.at("not_asked") == "the site's feed was not found yet; syndic refresh looks for it");
  CHECK(before.at("place") == network.server().url("/"));
  CHECK(network.refresh({}, kNow).exit_code == 0);
  const json after = json::parse(check(network, {"s", "--json"}).out).at(0);
  CHECK(after.at("place") == network.server().url("/feed"));
  CHECK_FALSE(after.contains("not_asked"));
  CHECK(rules_of(after).empty());
}

TEST_CASE("a page for each feed can be sent to its partner") {
  Network network;
  network.add_source("casel", "/bad\"\ncontact = \"Ann <ann@casel.example>");
  network.server().reply("/bad", {.status = 404});
  const fs::path folder = network.dir() / "lint";
  const Finished done = check(network, {"--html", folder.string(), "casel"});
  CHECK(done.exit_code == 1);
  CHECK(done.out == (folder / "casel.html").string() + "\n");
  const std::string page = bytes_of(folder / "casel.html");
  CHECK(page.find("<h1>The feed of casel</h1>") != std::string::npos);
  CHECK(page.find("Looked at on 2022-05-17 for All news.") != std::string::npos);
  CHECK(page.find("<span class=\"error\">error</span>: the server answers with an error</h2>\n"
                  "<p><code>HTTP 404</code></p>") != std::string::npos);
  CHECK(page.find("ann@casel.example") == std::string::npos);
}

TEST_CASE("files and standard input are judged as documents; other names are wrong usage") {
  Network network;
  network.dir().write("feed.xml", "<html><body>no feed</body></html>");
  const std::string file = (network.dir() / "feed.xml").string();
  const Finished done = check(network, {file});
  CHECK(done.exit_code == 1);
  CHECK(done.out.starts_with(file + "\n  error no-feed\n"));
  const Finished wrong = check(network, {"casle"});
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.err ==
        "error: \"casle\" is neither an http or https URL, nor a host's name as in "
        "example.org/news, nor a file that is there or the id of a source\n");
  CHECK(check(network, {"syndic.toml"}).err ==
        "error: \"syndic.toml\" is a configuration; it is checked by syndic check -c FILE\n");
  const Finished rule = check(network, {"--explain", "http-moved"});
  CHECK(rule.exit_code == 0);
  CHECK(rule.out.find("RFC 9110 §15.4") != std::string::npos);
}

TEST_CASE("what could not be looked at is counted, said, and no success") {
  Network network;
  FaultServer busy;
  busy.reply("/feed", {.status = 429, .headers = {{"Retry-After", "86400"}}});
  network.add_source("busy", busy.url("/feed"));
  CHECK(network.refresh({}, kNow).exit_code == 1);
  const Finished silent = check(network, {"busy"});
  CHECK(silent.exit_code == 1);
  CHECK(silent.out.find("\n0 feeds: none; not looked at: 1\n") != std::string::npos);
  CHECK(silent.err == "error: 1 feed was not looked at, and may have faults\n");
  network.server().reply("/slow", {.delay = kForever});
  Process run({syndic_binary(), "check", "--allow-private", network.server().url("/slow")}, {});
  while (network.server().requests("/slow").empty()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  run.send_signal(SIGTERM);
  const Finished ended = run.wait();
  CHECK(ended.exit_code == 1);
  CHECK(ended.out.find("not looked at: interrupted") != std::string::npos);
}

TEST_CASE("a feed that leads nowhere or is too large breaks rules of its own") {
  Network network;
  network.server().reply("/loop", {.status = 302, .headers = {{"Location", "/loop"}}});
  network.dir().write("large.xml", std::string(17 * 1024 * 1024, ' '));
  const json feeds = json::parse(check(network, {network.server().url("/loop"), "--json",
                                                 (network.dir() / "large.xml").string()})
                                     .out);
  CHECK(rules_of(feeds.at(0)) == std::vector<std::string>{"http-redirect-loop"});
  CHECK(rules_of(feeds.at(1)) == std::vector<std::string>{"http-too-large"});
}

TEST_CASE("a feed that is slow holds no other up") {
  Network network;
  network.configure_fetch("concurrency = 2");
  network.server().script("/slow", [&](Wire& wire) {
    while (network.server().requests("/f").size() < 2 && wire.pause(std::chrono::milliseconds(5))) {
    }
    wire.answer("<rss/>");
  });
  network.add_source("slow", "/slow");
  for (const std::string id : {"a", "b", "c", "d", "e", "f"}) {
    network.add_source(id, "/" + id);
    network.server().reply("/" + id, good_reply(network.server(), "/" + id));
  }
  const json feeds = json::parse(check(network, {"--online", "--json"}).out);
  for (std::size_t i = 1; i < 7; ++i) CHECK(rules_of(feeds.at(i)).empty());
  CHECK(rules_of(feeds.at(0)) != std::vector<std::string>{"http-unreachable"});
}

TEST_CASE("a host that asks for silence meanwhile gets it") {
  Network network;
  network.configure_fetch("concurrency = 1");
  network.server().reply("/one", {.status = 503, .headers = {{"Retry-After", "3600"}}});
  network.add_source("one", "/one");
  network.add_source("two", "/two");
  const json feeds = json::parse(check(network, {"--online", "--json"}).out);
  CHECK(rules_of(feeds.at(0)) == std::vector<std::string>{"http-status"});
  CHECK(feeds.at(1).at("not_asked").get<std::string>().starts_with("its host asked for silence"));
  CHECK(network.server().requests("/two").empty());
}

TEST_CASE("a published file that is missing is a fault of what is published") {
  Network network;
  network.add_source("good", "/feed");
  const Finished done = check(network, {"--online", "--json"});
  CHECK(done.exit_code == 1);
  CHECK(rules_of(json::parse(done.out).at(1)) == std::vector<std::string>{"http-unreachable"});
}

}  // namespace check_command_test
