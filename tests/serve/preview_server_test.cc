// SPDX-License-Identifier: MIT
#include "serve/preview_server.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <future>
#include <vector>

#include "base/error.h"
#include "tests/serve/running.h"
#include "tests/support/temp_dir.h"

namespace preview_server_test {

namespace {

using namespace syndic;
using namespace syndic::serve;
using serve_test::Fields;
using serve_test::Running;
using namespace std::chrono_literals;

TEST_CASE("A feed is served with its type, its length and its validators") {
  const Running running;
  const auto got = running.client().get("/all.rss");
  REQUIRE(got);
  CHECK(got->status == 200);
  CHECK(got->body == Running::kFeed);
  CHECK(got->header("Content-Type") == "application/rss+xml; charset=utf-8");
  CHECK(got->header("Content-Length") == "20");
  CHECK(got->header("ETag").size() == 34);
  CHECK(got->header("Cache-Control") == "no-cache");
  CHECK(got->header("X-Content-Type-Options") == "nosniff");
}

TEST_CASE("An empty file has its length, so that nobody waits for more of it") {
  const Running running;
  std::ofstream(running.folder() / "empty.txt").flush();
  auto client = running.client();
  for (int i = 0; i < 2; ++i) {
    const auto got = client.get("/empty.txt");
    REQUIRE(got);
    CHECK(got->status == 200);
    CHECK(got->body.empty());
    CHECK(got->header("Content-Length") == "0");
    CHECK(got->header("Content-Type") == "text/plain; charset=utf-8");
  }
  const auto head = client.head("/empty.txt");
  REQUIRE(head);
  CHECK(head->header("Content-Length") == "0");
}

TEST_CASE("Who asks for pages gets a feed as XML, and caches hear that it depends on who asks") {
  const Running running;
  auto client = running.client();
  for (const auto& [accept, type] :
       {std::pair{"text/html,application/xhtml+xml,*/*;q=0.8", "application/xml; charset=utf-8"},
        {"*/*", "application/rss+xml; charset=utf-8"}}) {
    const auto got = client.get("/all.rss", {{"Accept", accept}});
    INFO(accept);
    REQUIRE(got);
    CHECK(got->header("Content-Type") == type);
    CHECK(got->header("Vary") == "Accept");
    CHECK(got->body == Running::kFeed);
    const auto again =
        client.get("/all.rss", {{"Accept", accept}, {"If-None-Match", got->header("ETag")}});
    REQUIRE(again);
    CHECK(again->status == 304);
    CHECK(again->header("Vary") == "Accept");
    const auto part = client.get("/all.rss", {{"Accept", accept}, {"Range", "bytes=1-3"}});
    REQUIRE(part);
    CHECK(part->body == "rss");
    CHECK(part->header("Content-Type") == type);
  }
  std::ofstream(running.folder() / "all.json") << "{}";
  const auto json = client.get("/all.json", {{"Accept", "text/html"}});
  REQUIRE(json);
  CHECK(json->header("Content-Type") == "application/feed+json");
  CHECK_FALSE(json->has_header("Vary"));
}

TEST_CASE("Who has a feed as one media type is sent it again as the other") {
  const Running running;
  auto client = running.client();
  const auto feed = client.get("/all.rss");
  REQUIRE(feed);
  const auto shown =
      client.get("/all.rss", {{"Accept", "text/html"}, {"If-None-Match", feed->header("ETag")}});
  REQUIRE(shown);
  CHECK(shown->status == 200);
  CHECK(shown->body == Running::kFeed);
}

TEST_CASE("It says where it listens") {
  const Running running;
  CHECK(running.port() > 0);
  CHECK(running.url() == "http://127.0.0.1:" + std::to_string(running.port()) + "/");
}

TEST_CASE("HEAD answers as GET does, without the body") {
  const Running running;
  auto client = running.client();
  const auto get = client.get("/all.rss");
  const auto head = client.head("/all.rss");
  REQUIRE(get);
  REQUIRE(head);
  CHECK(head->status == 200);
  CHECK(head->body.empty());
  for (const char* field : {"Content-Type", "Content-Length", "ETag", "Accept-Ranges"}) {
    CHECK(head->header(field) == get->header(field));
  }
}

TEST_CASE("A client that names the entity tag has it already") {
  const Running running;
  auto client = running.client();
  const auto first = client.get("/all.rss");
  REQUIRE(first);
  const std::string etag = first->header("ETag");
  for (const std::string& known :
       {etag, "W/" + etag, "\"x\", W/\"y\" ," + etag, std::string("*")}) {
    const auto again = client.get("/all.rss", {{"If-None-Match", known}});
    INFO(known);
    REQUIRE(again);
    CHECK(again->status == 304);
    CHECK(again->body.empty());
    CHECK(again->header("ETag") == etag);
  }
  for (const std::string& other :
       {std::string("\"other\""), etag.substr(1, 32), etag.substr(0, 33)}) {
    const auto again = client.get("/all.rss", {{"If-None-Match", other}});
    INFO(other);
    REQUIRE(again);
    CHECK(again->status == 200);
  }
}

TEST_CASE("Other bytes have another entity tag, whatever the time") {
  const Running running;
  auto client = running.client();
  const auto etag = [&client] { return client.get("/all.rss")->header("ETag"); };
  const std::string before = etag();
  CHECK(etag() == before);
  std::ofstream(running.folder() / "all.rss") << "<RSS version=\"2.0\"/>";
  CHECK(etag() != before);
}

TEST_CASE("The bytes are the file's own even where the client takes gzip") {
  const Running running;
  auto client = running.client();
  const auto got = client.get("/all.rss", {{"Accept-Encoding", "gzip, br"}});
  REQUIRE(got);
  CHECK_FALSE(got->has_header("Content-Encoding"));
  CHECK(got->body == Running::kFeed);
}

TEST_CASE("What is not there is 404 in words") {
  const Running running;
  const auto got = running.client().get("/none");
  REQUIRE(got);
  CHECK(got->status == 404);
  CHECK(got->header("Content-Type") == "text/plain; charset=utf-8");
  CHECK(got->body == "There is no such file here.\n");
}

TEST_CASE("Percent-encoded dots do not lead out of the folder") {
  const Running running;
  for (const char* path :
       {"/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/%2e./x", "/all.rss%00.html"}) {
    const auto got = running.client().get(path);
    INFO(path);
    REQUIRE(got);
    CHECK(got->status == 404);
  }
}

TEST_CASE("A query does not change which file is meant") {
  const Running running;
  const auto got = running.client().get("/all.rss?x=1");
  REQUIRE(got);
  CHECK(got->status == 200);
}

TEST_CASE("Only GET and HEAD are allowed, and the connection goes on") {
  const Running running;
  auto client = running.client();
  const auto post = client.post("/all.rss", "x=1");
  REQUIRE(post);
  CHECK(post->status == 405);
  CHECK(post->header("Allow") == "GET, HEAD");
  const auto removed = client.remove("/all.rss");
  REQUIRE(removed);
  CHECK(removed->status == 405);
  CHECK_FALSE(removed->has_connected);
  const auto get = client.get("/all.rss");
  REQUIRE(get);
  CHECK(get->status == 200);
  CHECK_FALSE(get->has_connected);
}

TEST_CASE("A request for a part is answered with it") {
  const Running running;
  struct Case {
    const char* range;
    std::string body;
    const char* content_range;
  };
  for (const auto& [range, body, content_range] :
       {Case{"bytes=1-3", "rss", "bytes 1-3/20"}, Case{"bytes=0-0", "<", "bytes 0-0/20"},
        Case{"bytes=18-", "/>", "bytes 18-19/20"}, Case{"bytes=18-900", "/>", "bytes 18-19/20"},
        Case{"bytes=-2", "/>", "bytes 18-19/20"},
        Case{"bytes=-900", Running::kFeed, "bytes 0-19/20"}}) {
    const auto got = running.client().get("/all.rss", {{"Range", range}});
    INFO(range);
    REQUIRE(got);
    CHECK(got->status == 206);
    CHECK(got->body == body);
    CHECK(got->header("Content-Range") == content_range);
    CHECK(got->header("Content-Length") == std::to_string(body.size()));
    CHECK(got->header("Content-Type") == "application/rss+xml; charset=utf-8");
  }
}

TEST_CASE("A part that is not there is refused, with the file's length") {
  const Running running;
  std::ofstream(running.folder() / "empty.txt").flush();
  for (const auto& [path, range, length] : {std::tuple{"/all.rss", "bytes=20-", "bytes */20"},
                                            {"/all.rss", "bytes=900-901", "bytes */20"},
                                            {"/all.rss", "bytes=-0", "bytes */20"},
                                            {"/empty.txt", "bytes=0-", "bytes */0"}}) {
    const auto got = running.client().get(path, {{"Range", range}});
    INFO(path << " " << range);
    REQUIRE(got);
    CHECK(got->status == 416);
    CHECK(got->header("Content-Range") == length);
    CHECK(got->header("Content-Type") == "text/plain; charset=utf-8");
  }
}

TEST_CASE("A number beyond all files is refused too") {
  const Running running;
  const auto got = running.client().get("/all.rss", {{"Range", "bytes=99999999999999999999-"}});
  REQUIRE(got);
  CHECK(got->status == 416);
}

TEST_CASE(
    "Several parts, what is no part, one of another version and one of an error are answered with "
    "the whole") {
  const Running running;
  auto client = running.client();
  const std::string etag = client.get("/all.rss")->header("ETag");
  for (const Fields& fields : {Fields{{"Range", "bytes=0-0,2-2"}}, Fields{{"Range", "bytes=3-1"}},
                               Fields{{"Range", "bytes=-"}}, Fields{{"Range", "bytes=x-"}},
                               Fields{{"Range", "bytes=1-2x"}}, Fields{{"Range", "items=1-2"}},
                               Fields{{"Range", "bytes=1-3"}, {"If-Range", "\"other\""}}}) {
    const auto got = client.get("/all.rss", fields);
    REQUIRE(got);
    CHECK(got->status == 200);
    CHECK(got->body == Running::kFeed);
    CHECK_FALSE(got->has_header("Content-Range"));
  }
  const auto same = client.get("/all.rss", {{"Range", "bytes=1-3"}, {"If-Range", etag}});
  REQUIRE(same);
  CHECK(same->status == 206);
  const auto none = client.get("/none", {{"Range", "bytes=1-3"}});
  REQUIRE(none);
  CHECK(none->status == 404);
  CHECK(none->body == "There is no such file here.\n");
}

TEST_CASE("A large file is sent as a whole and from its end on") {
  const Running running;
  constexpr std::uintmax_t kSize = std::uintmax_t{65} * 1024 * 1024;
  std::ofstream(running.folder() / "episode.mp3") << "begin";
  std::filesystem::resize_file(running.folder() / "episode.mp3", kSize - 3);
  std::ofstream(running.folder() / "episode.mp3", std::ios::app) << "end";
  auto client = running.client();
  const auto whole = client.get("/episode.mp3");
  REQUIRE(whole);
  CHECK(whole->body.size() == kSize);
  CHECK(whole->body.starts_with("begin"));
  CHECK(whole->body.ends_with("end"));
  const auto end = client.get("/episode.mp3", {{"Range", "bytes=-4"}});
  REQUIRE(end);
  CHECK(end->status == 206);
  CHECK(end->body == std::string(1, '\0') + "end");
}

TEST_CASE("A folder shows its index.html, and is redirected to it, never to another host") {
  const Running running;
  auto client = running.client();
  for (const char* name : {"sub", "evil.example", "a b\r\nX: y"}) {
    std::filesystem::create_directory(running.folder() / name);
    std::ofstream(running.folder() / name / "index.html") << "<p>index</p>";
  }
  for (const auto& [path, location] : {std::pair{"/sub", "./sub/"},
                                       {"/sub?x=/y", "./sub/"},
                                       {"//evil.example", "./evil.example/"},
                                       {"/sub/../sub", ""},
                                       {"/a%20b%0D%0AX%3A%20y", "./a%20b%0D%0AX%3A%20y/"}}) {
    const auto got = client.get(path);
    INFO(path);
    REQUIRE(got);
    CHECK(got->status == (*location == '\0' ? 404 : 301));
    CHECK(got->header("Location") == location);
    CHECK_FALSE(got->has_header("X"));
  }
  const auto index = client.get("/sub/");
  REQUIRE(index);
  CHECK(index->status == 200);
  CHECK(index->body == "<p>index</p>");
  CHECK(index->header("Content-Type") == "text/html; charset=utf-8");
}

TEST_CASE("Many can ask at once") {
  const Running running;
  std::vector<std::future<int>> answers;
  for (int i = 0; i < 40; ++i) {
    answers.push_back(std::async(std::launch::async, [&running] {
      const auto got = running.client().get("/all.rss");
      return got && got->body == Running::kFeed ? got->status : 0;
    }));
  }
  for (auto& answer : answers) CHECK(answer.get() == 200);
}

TEST_CASE("stop() ends run(), an open connection notwithstanding") {
  auto running = std::make_unique<Running>();
  auto client = running->client();
  REQUIRE(client.get("/all.rss"));
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
  CHECK_THROWS_WITH(server.bind(),
                    "cannot serve /no/such/folder: there is no such folder; syndic refresh makes "
                    "it, or name another one");
}

}  // namespace

}  // namespace preview_server_test
