// SPDX-License-Identifier: MIT
#include "serve/preview_server.h"

#include <httplib.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <future>
#include <thread>
#include <vector>

#include "base/error.h"
#include "tests/support/temp_dir.h"

namespace preview_server_test {

namespace {

using namespace syndic;
using namespace syndic::serve;
using namespace std::chrono_literals;

// A server of a folder with all.rss in it, on a free port of the loopback address.
class Running {
 public:
  Running() : server_({folder_.path(), {"127.0.0.1", 0}}) {
    std::ofstream(folder_.path() / "all.rss") << kFeed;
    port_ = server_.bind();
    std::promise<std::string> listening;
    thread_ = std::thread([this, &listening] {
      server_.run([&](std::string_view url) { listening.set_value(std::string(url)); });
    });
    url_ = listening.get_future().get();
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    server_.stop();
    thread_.join();
  }
  [[nodiscard]] httplib::Client client() const { return httplib::Client("127.0.0.1", port_); }
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] int port() const { return server_.port(); }

  static constexpr const char* kFeed = "<rss version=\"2.0\"/>";

 private:
  test::TempDir folder_;
  PreviewServer server_;
  std::thread thread_;
  int port_ = 0;
  std::string url_;
};

TEST_CASE("A feed is served with its type, its length and its validators") {
  const Running running;
  const auto got = running.client().Get("/all.rss");
  REQUIRE(got);
  CHECK(got->status == 200);
  CHECK(got->body == Running::kFeed);
  CHECK(got->get_header_value("Content-Type") == "application/rss+xml");
  CHECK(got->get_header_value("Content-Length") == "20");
  CHECK(got->get_header_value("ETag").size() == 34);
  CHECK(got->get_header_value("Last-Modified").ends_with(" GMT"));
  CHECK(got->get_header_value("Cache-Control") == "no-cache");
  CHECK(got->get_header_value("X-Content-Type-Options") == "nosniff");
}

TEST_CASE("It says where it listens") {
  const Running running;
  CHECK(running.port() > 0);
  CHECK(running.url() == "http://127.0.0.1:" + std::to_string(running.port()) + "/");
}

TEST_CASE("HEAD answers as GET does, without the body") {
  const Running running;
  auto client = running.client();
  const auto get = client.Get("/all.rss");
  const auto head = client.Head("/all.rss");
  REQUIRE(get);
  REQUIRE(head);
  CHECK(head->status == 200);
  CHECK(head->body.empty());
  for (const char* field : {"Content-Type", "Content-Length", "ETag", "Last-Modified"}) {
    CHECK(head->get_header_value(field) == get->get_header_value(field));
  }
}

TEST_CASE("A second request with either validator is answered 304") {
  const Running running;
  auto client = running.client();
  const auto first = client.Get("/all.rss");
  REQUIRE(first);
  for (const auto& [field, validator] :
       {std::pair{"If-None-Match", "ETag"}, std::pair{"If-Modified-Since", "Last-Modified"}}) {
    const auto again = client.Get("/all.rss", {{field, first->get_header_value(validator)}});
    REQUIRE(again);
    CHECK(again->status == 304);
    CHECK(again->body.empty());
    CHECK(again->get_header_value("ETag") == first->get_header_value("ETag"));
  }
}

TEST_CASE("The bytes are the file's own even where the client takes gzip") {
  const Running running;
  auto client = running.client();
  client.set_decompress(false);
  const auto got = client.Get("/all.rss", {{"Accept-Encoding", "gzip, br"}});
  REQUIRE(got);
  CHECK_FALSE(got->has_header("Content-Encoding"));
  CHECK(got->body == Running::kFeed);
}

TEST_CASE("What is not there is 404 in words") {
  const Running running;
  const auto got = running.client().Get("/none");
  REQUIRE(got);
  CHECK(got->status == 404);
  CHECK(got->get_header_value("Content-Type") == "text/plain; charset=utf-8");
  CHECK(got->body == "There is no such file here.\n");
}

TEST_CASE("Percent-encoded dots do not lead out of the folder") {
  const Running running;
  for (const char* path :
       {"/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/%2e./x", "/all.rss%00.html"}) {
    const auto got = running.client().Get(path);
    INFO(path);
    REQUIRE(got);
    CHECK(got->status == 404);
  }
}

TEST_CASE("A query does not change which file is meant") {
  const Running running;
  const auto got = running.client().Get("/all.rss?x=1");
  REQUIRE(got);
  CHECK(got->status == 200);
}

TEST_CASE("Only GET and HEAD are allowed, and the connection goes on") {
  const Running running;
  auto client = running.client();
  client.set_keep_alive(true);
  const auto post = client.Post("/all.rss", "x=1", "application/x-www-form-urlencoded");
  REQUIRE(post);
  CHECK(post->status == 405);
  CHECK(post->get_header_value("Allow") == "GET, HEAD");
  const auto removed = client.Delete("/all.rss");
  REQUIRE(removed);
  CHECK(removed->status == 405);
  const auto get = client.Get("/all.rss");
  REQUIRE(get);
  CHECK(get->status == 200);
}

TEST_CASE("A request for a part is answered with the whole, whatever the part") {
  const Running running;
  for (const char* range : {"bytes=1-3", "bytes=5-", "bytes=900-", "bytes=0-0,2-2"}) {
    const auto got = running.client().Get("/all.rss", {{"Range", range}});
    INFO(range);
    REQUIRE(got);
    CHECK(got->status == 200);
    CHECK(got->body == Running::kFeed);
    CHECK_FALSE(got->has_header("Content-Range"));
    CHECK(got->get_header_value("Accept-Ranges") == "none");
    const auto none = running.client().Get("/none", {{"Range", range}});
    REQUIRE(none);
    CHECK(none->status == 404);
    CHECK(none->body == "There is no such file here.\n");
  }
}

TEST_CASE("Many can ask at once") {
  const Running running;
  std::vector<std::future<int>> answers;
  for (int i = 0; i < 40; ++i) {
    answers.push_back(std::async(std::launch::async, [&running] {
      const auto got = running.client().Get("/all.rss");
      return got && got->body == Running::kFeed ? got->status : 0;
    }));
  }
  for (auto& answer : answers) CHECK(answer.get() == 200);
}

TEST_CASE("stop() ends run(), an open connection notwithstanding") {
  auto running = std::make_unique<Running>();
  auto client = running->client();
  client.set_keep_alive(true);
  REQUIRE(client.Get("/all.rss"));
  running.reset();
}

TEST_CASE("stop() before run() ends it at once") {
  const test::TempDir folder;
  PreviewServer server({folder.path(), {"127.0.0.1", 0}});
  server.bind();
  server.stop();
  server.run();
}

TEST_CASE("run() without bind() does nothing") {
  const test::TempDir folder;
  PreviewServer server({folder.path(), {"127.0.0.1", 0}});
  CHECK(server.port() == 0);
  server.run();
}

TEST_CASE("A port that is taken is told, not shared") {
  const Running running;
  const test::TempDir folder;
  PreviewServer second({folder.path(), {"127.0.0.1", running.port()}});
  CHECK_THROWS_WITH(second.bind(), "cannot listen on 127.0.0.1:" + std::to_string(running.port()) +
                                       ": Address already in use; choose another with --listen");
}

TEST_CASE("A folder that is missing is told") {
  PreviewServer server({"/no/such/folder", {"127.0.0.1", 0}});
  CHECK_THROWS_AS(server.bind(), FileFailure);
  CHECK_THROWS_WITH(server.bind(), "cannot serve /no/such/folder: there is no such folder");
}

}  // namespace

}  // namespace preview_server_test
