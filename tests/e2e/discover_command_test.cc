// SPDX-License-Identifier: MIT
//
// `syndic discover` and `syndic add` against a server that counts.
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/e2e/network.h"

namespace discover_command_test {

using namespace syndic;
using test::Finished;

namespace {

const std::string kPage =
    "<html><link rel=alternate type=application/rss+xml title='Talk: comments' href=/talk>"
    "<link rel=alternate type=application/rss+xml title='News &amp; views' href=/news></html>";

std::vector<std::string> paths(const test::FaultServer& server) {
  std::vector<std::string> paths;
  for (const auto& request : server.requests()) paths.push_back(request.path);
  return paths;
}

using Paths = std::vector<std::string>;

/// A server with a page and its feed, and a configuration to add to.
struct Place {
  test::FaultServer server;
  test::TempDir dir;
  std::string text;

  explicit Place(const std::string& more = {}) {
    server.reply("/", {.headers = {{"Content-Type", "text/html"}}, .body = kPage});
    server.reply("/news", {.body = test::rss_feed("https://n.example/", {"One"})});
    text =
        "# ours\n[site]\ntitle = \"T\"  # keep me\nurl = "
        "\"https://t.example/\"\n[fetch]\nallow_private = true\n"
        "host_delay = \"0s\"\n" +
        more;
    dir.write("syndic.toml", text);
  }

  [[nodiscard]] Finished add(std::vector<std::string> words) const {
    words.insert(words.begin(), {"-c", (dir / "syndic.toml").string(), "add"});
    return test::run_syndic(words);
  }
  [[nodiscard]] std::string config() const { return test::bytes_of(dir / "syndic.toml"); }
};

}  // namespace

TEST_CASE("discover prints what a page declares, the comments last, and asks for no feed") {
  const Place place;
  const auto run = test::run_syndic({"discover", place.server.url("/"), "--allow-private"});
  CHECK(run.exit_code == 0);
  CHECK(run.out == place.server.url("/news") + "\tapplication/rss+xml\tNews & views\n" +
                       place.server.url("/talk") + "\tapplication/rss+xml\tTalk: comments\n");
  CHECK(paths(place.server) == Paths{"/", "/robots.txt"});
  CHECK(place.server.requests().at(0).header("User-Agent").value().starts_with("syndic/"));
}

TEST_CASE("an address of webcal is asked for as https") {
  const auto run = test::run_syndic({"discover", "webcal://127.0.0.1/c.ics"});
  CHECK(run.err.find("https://127.0.0.1/c.ics: 127.0.0.1 is a private address") !=
        std::string::npos);
}

TEST_CASE("discover prints a feed itself as one line, after one request") {
  const Place place;
  const auto run = test::run_syndic({"discover", place.server.url("/news"), "--allow-private"});
  CHECK(run.out.starts_with(place.server.url("/news") + "\tapplication/rss+xml\t"));
  CHECK(paths(place.server) == Paths{"/news"});
}

TEST_CASE("discover reads files and standard input without a request") {
  const Place place;
  const auto file = place.dir.write("page.html", "<base href=https://a.example/>" + kPage);
  CHECK(test::run_syndic({"discover", file.string()}).out.starts_with("https://a.example/news\t"));
  CHECK(test::run_syndic({"discover", "-"}, {}, "<base href=https://a.example/>" + kPage)
            .out.starts_with("https://a.example/news\t"));
  CHECK(place.server.requests().empty());
}

TEST_CASE("discover resolves what a file has of relative addresses against --base") {
  const Place place;
  const std::string lines =
      "https://a.example/news\tapplication/rss+xml\tNews & views\n"
      "https://a.example/talk\tapplication/rss+xml\tTalk: comments\n";
  const auto file = place.dir.write("page.html", kPage);
  CHECK(test::run_syndic({"discover", file.string(), "--base", "https://a.example/x/"}).out ==
        lines);
  CHECK(test::run_syndic({"discover", "-", "--base", "https://a.example/x/"}, {}, kPage).out ==
        lines);
  const auto both =
      test::run_syndic({"discover", place.server.url("/"), "--base", "https://a.example/"});
  CHECK(both.exit_code == 2);
  CHECK_THAT(both.err, Catch::StartsWith("error: --base is for a file or standard input"));
  CHECK(place.server.requests().empty());
}

TEST_CASE("discover shows relative addresses of a file as they stand where no base is known") {
  const std::string page =
      "<link rel=alternate type=application/atom+xml href='https://a.example/all'>" + kPage;
  const std::string lines =
      "https://a.example/all\tapplication/atom+xml\t\n"
      "/news\tapplication/rss+xml\tNews & views\n"
      "/talk\tapplication/rss+xml\tTalk: comments\n";
  const Place place;
  const auto file = place.dir.write("page.html", page);
  CHECK(test::run_syndic({"discover", file.string()}).out == lines);
  CHECK(test::run_syndic({"discover", "-"}, {}, page).out == lines);
  CHECK(test::run_syndic({"discover", "-"}, {}, "<a href=../rss.xml>All news</a>").out ==
        "../rss.xml\t\tAll news\n");
}

TEST_CASE("discover and add take a host's name for its https address, and say what is no address") {
  const Place place;
  // Nothing is asked: the address that they make of it is a private one.
  const auto host = test::run_syndic({"discover", "127.0.0.1/news"});
  CHECK(host.exit_code == 1);
  CHECK(host.err ==
        "error: https://127.0.0.1/news: 127.0.0.1 is a private address; give --allow-private to "
        "allow it\n");
  place.dir.write("syndic.toml", "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n");
  CHECK(place.add({"127.0.0.1/news"}).err ==
        "error: 127.0.0.1 is a private address; set [fetch] allow_private = true in " +
            (place.dir / "syndic.toml").string() + " to allow it\n");
  const auto neither = test::run_syndic({"discover", "casel"});
  CHECK(neither.exit_code == 1);
  CHECK(neither.err ==
        "error: \"casel\" is neither an http or https URL, nor a host's name as in "
        "example.org/news, nor a file that is there\n");
  const auto none = place.add({"page.html"});
  CHECK(none.exit_code == 2);
  CHECK(none.err ==
        "error: \"page.html\" is neither an http or https URL, nor a host's name as in "
        "example.org/news\n");
}

TEST_CASE("discover asks a host once at a time and says in one line where nothing is found") {
  Place place;
  place.server.reply("/", {.body = "<html><p>Nothing here"});
  place.dir.write("syndic.toml",
                  "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[fetch]\nallow_private = "
                  "true\nhost_delay = \"40ms\"\n");
  const auto run = test::run_syndic(
      {"-c", (place.dir / "syndic.toml").string(), "discover", place.server.url("/")});
  CHECK(run.exit_code == 1);
  CHECK(run.out.empty());
  CHECK_THAT(run.err, Catch::StartsWith("error: no feed is found at " + place.server.url("/")));
  CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
  CHECK(paths(place.server) == Paths{"/", "/robots.txt", "/feed/", "/?feed=rss2", "/feed",
                                     "/rss.xml", "/?format=rss", "/blog-feed.xml",
                                     "/feeds/posts/default", "/rss/", "/index.xml", "/feed.xml",
                                     "/rss"});
  CHECK(place.server.most_at_once() == 1);
  const auto seen = place.server.requests();
  // Twelve pauses of 40 ms, half of them for a server that notices the first request late.
  CHECK(seen.back().at - seen.front().at >= std::chrono::milliseconds(240));
}

TEST_CASE("discover keeps the address guard and says what failed") {
  const Place place;
  const auto run = test::run_syndic({"discover", place.server.url("/")});
  CHECK(run.exit_code == 1);
  CHECK_THAT(run.err, Catch::Contains("private address"));
  CHECK(place.server.requests().empty());
  CHECK(test::run_syndic({"discover", "/no/such/file"}).exit_code == 1);
  CHECK(test::run_syndic({"discover"}).exit_code == 2);
}

TEST_CASE("discover and add say what an answer without a page means, and what to do") {
  const auto [reply, line] = GENERATE(table<test::Reply, std::string>(
      {{{.status = 401},
        "HTTP 401 from URL: it wants a user name and password, or a token; give them as keys of "
        "the source"},
       {{.status = 403}, "HTTP 403 from URL: it refuses syndic; ask its operator to let it in"},
       {{.status = 404}, "HTTP 404 from URL: nothing is at this address; check it"},
       {{.status = 429}, "HTTP 429 from URL: it was asked too often; try again later"},
       {{.status = 500}, "HTTP 500 from URL: the server failed; try again later"},
       {{.status = 200}, "HTTP 200 from URL: the body is empty, where a feed was due"}}));
  Place place;
  place.server.reply("/", reply);
  const std::string url = place.server.url("/");
  std::string expected = "error: " + line + "\n";
  expected.replace(expected.find("URL"), 3, url);
  CHECK(test::run_syndic({"discover", url, "--allow-private"}).err == expected);
  const auto added = place.add({url});
  CHECK(added.exit_code == 1);
  CHECK(added.err == expected);
}

TEST_CASE("add finds the feed, appends it and leaves every byte that was there") {
  const Place place("\n# the feeds\n[[feed]]\nname = \"all\"\n");
  const auto run = place.add({place.server.url("/"), "--group", "turn"});
  CHECK(run.exit_code == 0);
  CHECK(paths(place.server) == Paths{"/", "/robots.txt", "/news"});
  CHECK_THAT(run.out, Catch::StartsWith("added https-n-example (https://n.example/): " +
                                        place.server.url("/news") + "\nin " +
                                        (place.dir / "syndic.toml").string() +
                                        "; the next syndic refresh asks for it\n"));
  CHECK_THAT(run.out, Catch::Contains("also offered: " + place.server.url("/talk")));
  CHECK(place.config().starts_with(place.text));
  CHECK_THAT(place.config(), Catch::Contains("url    = \"" + place.server.url("/news") +
                                             "\"\ngroups = [\"turn\"]\n"));
  CHECK(test::run_syndic({"-c", (place.dir / "syndic.toml").string(), "check"}).exit_code == 0);
}

TEST_CASE("add of a feed's own address is one request, and none the second time") {
  const Place place;
  CHECK(place.add({place.server.url("/news"), "--id", "n", "--name", "The \"News\""}).exit_code ==
        0);
  CHECK(paths(place.server) == Paths{"/news"});
  const std::string once = place.config();
  CHECK_THAT(once, Catch::Contains("id     = \"n\"\nname   = \"The \\\"News\\\"\"\n"));
  const auto again = place.add({place.server.url("/news") + "/"});
  CHECK(again.exit_code == 0);
  CHECK_THAT(again.err, Catch::Contains("source n has "));
  CHECK(place.config() == once);
  CHECK(place.server.requests().size() == 1);
}

TEST_CASE("add writes where permanent redirects lead, up to the first that is for a while") {
  const auto [first, second, written] = GENERATE(table<int, int, std::string>(
      {{301, 308, "/news"}, {308, 302, "/b"}, {302, 301, "/a"}, {307, 301, "/a"}}));
  CAPTURE(first, second);
  Place place;
  place.server.reply("/a", {.status = first, .headers = {{"Location", "/b"}}});
  place.server.reply("/b", {.status = second, .headers = {{"Location", "/news"}}});
  CHECK(place.add({place.server.url("/a")}).exit_code == 0);
  CHECK_THAT(place.config(), Catch::Contains("url    = \"" + place.server.url(written) + "\"\n"));
}

TEST_CASE("add writes no secret that a redirect brings, and drops no login on the same site") {
  Place place;
  place.server.reply("/a", {.status = 301, .headers = {{"Location", "/b?token=s3cret"}}});
  place.server.reply("/b?token=s3cret", {.body = test::rss_feed("https://n.example/", {"One"})});
  CHECK(place.add({place.server.url("/a")}).exit_code == 0);
  CHECK_THAT(place.config(), Catch::Contains("url    = \"" + place.server.url("/a") + "\"\n") &&
                                 !Catch::Contains("s3cret"));
  place.server.reply("/c", {.status = 301, .headers = {{"Location", "/news"}}});
  std::string with_login = place.server.url("/");
  with_login.insert(with_login.find("://") + 3, "me:pw@");
  CHECK(place.add({with_login + "c"}).exit_code == 0);
  CHECK_THAT(place.config(), Catch::Contains("url    = \"" + with_login + "news\"\n"));
}

TEST_CASE("add recognises a source that has the address where a redirect leads for good") {
  Place place;
  place.server.reply("/old", {.status = 301, .headers = {{"Location", "/news"}}});
  CHECK(place.add({place.server.url("/news"), "--id", "n"}).exit_code == 0);
  const std::string once = place.config();
  const auto again = place.add({place.server.url("/old")});
  CHECK(again.exit_code == 0);
  CHECK_THAT(again.err, Catch::Contains("source n has "));
  CHECK(place.config() == once);
}

TEST_CASE("add makes ids unique, and refuses one that is taken or no id before any request") {
  Place place;
  place.server.reply("/more", {.body = test::rss_feed("https://n.example/", {"One"})});
  CHECK(place.add({place.server.url("/news"), "--name", "News"}).exit_code == 0);
  CHECK(place.add({place.server.url("/more"), "--name", "News"}).exit_code == 0);
  CHECK_THAT(place.config(), Catch::Contains("\"news\"") && Catch::Contains("\"news-2\""));
  CHECK(place.server.requests().size() == 2);
  CHECK(place.add({place.server.url("/x"), "--id", "news"}).exit_code == 1);
  CHECK(place.add({place.server.url("/x"), "--id", "No Id"}).exit_code == 2);
  CHECK(place.add({"casel"}).exit_code == 2);
  CHECK(place.server.requests().size() == 2);
}

TEST_CASE("add keeps the file's mode and what a symbolic link leads to") {
  const Place place;
  const auto file = place.dir / "syndic.toml";
  const auto real = place.dir / "real.toml";
  std::filesystem::rename(file, real);
  std::filesystem::create_symlink("real.toml", file);
  std::filesystem::permissions(real, std::filesystem::perms(0600));
  CHECK(place.add({place.server.url("/news")}).exit_code == 0);
  CHECK(std::filesystem::is_symlink(file));
  struct stat status {};
  REQUIRE(::stat(real.c_str(), &status) == 0);
  CHECK((status.st_mode & 07777U) == 0600U);
  CHECK_THAT(test::bytes_of(real), Catch::Contains("[[source]]"));
}

TEST_CASE("add leaves the file alone where it fails") {
  const Place place;
  CHECK(place.add({place.server.url("/nothing")}).exit_code == 1);
  CHECK(place.config() == place.text);
  const Place list;
  list.dir.write("syndic.toml",
                 "source = [ { id = \"x\", url = \"https://x.example/\" } ]\n" + list.text);
  const std::string before = list.config();
  const auto run = list.add({list.server.url("/news")});
  CHECK(run.exit_code == 1);
  CHECK_THAT(run.err, Catch::Contains("by hand"));
  CHECK(list.config() == before);
}

}  // namespace discover_command_test
