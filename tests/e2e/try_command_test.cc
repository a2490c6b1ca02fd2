// SPDX-License-Identifier: MIT
//
// `syndic try`: the page and feeds of some addresses at once.
#include <csignal>
#include <fstream>
#include <thread>

#include <catch2/catch.hpp>

#include "http/curl_transport.h"
#include "tests/e2e/network.h"

namespace try_command_test {

using namespace syndic;
using test::Finished;

namespace {

const std::string kPage =
    "<html><title>A region</title><body><ul>"
    "<li class=post><a href=/a>The first post of the region</a> <time>2026-01-03</time></li>"
    "<li class=post><a href=/b>The second post of the region</a> <time>2026-01-02</time></li>"
    "<li class=post><a href=/c>The third post of the region</a> <time>2026-01-01</time></li>"
    "</ul></body></html>";

/// What a URL answers; empty while nobody does.
std::string body_at(const std::string& url) {
  http::Options options;
  options.allow_private = true;
  http::CurlTransport transport(options);
  std::string body;
  std::deque<http::Request> requests(1);
  requests[0].url = url;
  transport.perform(
      requests, {},
      [&](std::size_t, Result<http::Response> response) {
        if (response) body = response->body;
      },
      false);
  return body;
}

/// A trial beside the test, in a folder for temporary files of its own.
class Trial {
 public:
  explicit Trial(std::vector<std::string> words)
      : process_(command(std::move(words)), {{"TMPDIR", dir_.path().string()}}) {}

  /// Waits until the page is served, with this text.
  [[nodiscard]] std::string page_with(const std::string& text) const {
    std::string body;
    while (body.find(text) == std::string::npos) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      body = body_at(url());
    }
    return body;
  }

  [[nodiscard]] Finished end() {
    process_.send_signal(SIGINT);
    return process_.wait();
  }

  [[nodiscard]] std::string url() const { return "http://" + address_ + "/"; }
  [[nodiscard]] bool left_nothing() const { return std::filesystem::is_empty(dir_.path()); }

 private:
  std::vector<std::string> command(std::vector<std::string> words) {
    words.insert(words.begin(),
                 {test::syndic_binary(), "try", "--allow-private", "--listen", address_});
    return words;
  }

  test::TempDir dir_;
  // An address of loopback that no other test has.
  std::string address_ = "127.88." + std::to_string(::getpid() / 256 % 256) + "." +
                         std::to_string(::getpid() % 256) + ":8080";
  test::Process process_;
};

}  // namespace

TEST_CASE("try serves the feed of a site, a feed and a page without one, and keeps nothing") {
  test::FaultServer site("127.88.77.1");
  test::FaultServer feed("127.88.77.2");
  test::FaultServer region("127.88.77.3");
  site.reply("/", {.headers = {{"Content-Type", "text/html"}},
                   .body = "<link rel=alternate type=application/rss+xml href=/news>"});
  site.reply("/news", {.body = test::rss_feed("https://site.example/", {"Of the site"})});
  feed.reply("/rss", {.body = test::rss_feed("https://feed.example/", {"Of the feed"})});
  region.reply("/list", {.headers = {{"Content-Type", "text/html"}}, .body = kPage});
  Trial trial({site.url("/"), feed.url("/rss"), region.url("/list")});
  const std::string page = trial.page_with("The first post of the region");
  CHECK(page.find("Of the site") != std::string::npos);
  CHECK(page.find("Of the feed") != std::string::npos);
  CHECK(body_at(trial.url() + "all.rss").find("<title>Of the feed</title>") != std::string::npos);

  const Finished end = trial.end();
  CHECK(end.exit_code == 0);
  CHECK(trial.left_nothing());
  CHECK(end.out.find("The page:  " + trial.url() + "\n") != std::string::npos);
  CHECK(end.out.find("url    = \"" + site.url("/news") + "\"\n") != std::string::npos);
  CHECK(end.out.find("[source.page]\nurl    = \"" + region.url("/list") + "\"\n") !=
        std::string::npos);
  CHECK(end.out.find("-59/15 * * * * ") != std::string::npos);
  CHECK(end.out.find("/feeds/") != std::string::npos);
  CHECK(end.out.ends_with("\nsyndic init --allow-private " + site.url("/") + " " +
                          feed.url("/rss") + " " + region.url("/list") + "\n"));
}

TEST_CASE("try goes on without what offers nothing, and says so") {
  test::FaultServer feed("127.88.77.4");
  feed.reply("/rss", {.body = test::rss_feed("https://feed.example/", {"Of the feed"})});
  Trial trial({feed.url("/rss"), feed.url("/nothing")});
  CHECK_FALSE(trial.page_with("Of the feed").empty());
  const Finished end = trial.end();
  CHECK(end.err.find("warning: HTTP 404 from " + feed.url("/nothing")) != std::string::npos);
}

TEST_CASE("a feed that never answers delays the page of the others by some seconds only") {
  test::FaultServer feed("127.88.77.5");
  test::FaultServer silent("127.88.77.6");
  feed.reply("/rss", {.body = test::rss_feed("https://feed.example/", {"Of the feed"})});
  silent.script("/rss", [](test::Wire& wire) { wire.pause(test::kForever); });
  Trial trial({feed.url("/rss"), silent.url("/rss")});
  CHECK_FALSE(trial.page_with("Of the feed").empty());
  CHECK(trial.end().exit_code == 0);
}

TEST_CASE(
    "a page that does not answer in time is a site of the configuration, and hides no other") {
  test::FaultServer site("127.88.77.8");
  site.script("/slow", [](test::Wire& wire) { wire.pause(test::kForever); });
  site.reply("/rss", {.body = test::rss_feed("https://feed.example/", {"Of the feed"})});
  Trial trial({site.url("/slow"), site.url("/rss")});
  CHECK_FALSE(trial.page_with("Of the feed").empty());
  const Finished end = trial.end();
  CHECK(end.err.find(site.url("/slow") + " (has not answered yet)\n") != std::string::npos);
  CHECK(end.out.find("site   = \"" + site.url("/slow") + "\"\n") != std::string::npos);
}

TEST_CASE("try names the other feeds of a site, and its own title again at the end") {
  test::FaultServer site("127.88.77.9");
  site.reply("/", {.headers = {{"Content-Type", "text/html"}},
                   .body = "<link rel=alternate type=application/rss+xml href=/news>"
                           "<link rel=alternate type=application/rss+xml href=/talk>"});
  site.reply("/news", {.body = test::rss_feed("https://site.example/", {"Of the site"})});
  Trial trial({"--title", "Our news", site.url("/")});
  CHECK_FALSE(trial.page_with("Our news").empty());
  const Finished end = trial.end();
  CHECK(end.err.find("    also offered: " + site.url("/talk") + "\n") != std::string::npos);
  CHECK(end.out.ends_with(" --title 'Our news' " + site.url("/") + "\n"));
}

TEST_CASE("try ends if nobody can read where it is") {
  test::FaultServer feed("127.88.77.10");
  feed.reply("/rss", {.body = test::rss_feed("https://feed.example/", {"Of the feed"})});
  const Finished run = test::Process({"sh", "-c",
                                      test::syndic_binary() + " try --allow-private --listen 0 " +
                                          feed.url("/rss") + " >/dev/full"})
                           .wait();
  CHECK(run.exit_code == 1);
  CHECK(run.err.find("standard output cannot be written") != std::string::npos);
}

TEST_CASE("try of nothing that can be read ends with 1 and leaves nothing") {
  test::FaultServer server("127.88.77.7");
  const test::TempDir dir;
  const Finished run = test::run_syndic({"try", "--allow-private", server.url("/nothing")},
                                        {{"TMPDIR", dir.path().string()}});
  CHECK(run.exit_code == 1);
  CHECK(run.err.find("HTTP 404 from " + server.url("/nothing")) != std::string::npos);
  CHECK(std::filesystem::is_empty(dir.path()));
  CHECK(test::run_syndic({"try", "no address"}).exit_code == 2);
}

}  // namespace try_command_test
