// SPDX-License-Identifier: MIT
//
// The page as a run of the real program leaves it: with the feeds, and with what is ours alone.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "tests/e2e/network.h"

namespace page_test {

using namespace syndic;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

struct Site : test::Network {
  Site() {
    server().reply("/a", {.body = test::rss_feed("a.example", {"A1", "A2", "A3"})});
    server().reply("/b", {.body = test::rss_feed("b.example", {"B1"})});
    add_source("a", "/a");
    add_source("b", "/b");
  }

  [[nodiscard]] std::string file(const std::string& name) const {
    return test::bytes_of(published(name));
  }

  /// All files but those that tell of the sources' days and of the run.
  [[nodiscard]] std::map<std::string, std::string> all() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(published(""))) {
      const std::string name = entry.path().filename().string();
      if (entry.is_regular_file() && !name.starts_with("status.") && name != "health.json")
        files[entry.path().string()] = test::bytes_of(entry.path());
    }
    return files;
  }
};

}  // namespace

TEST_CASE("a run publishes the page beside the feeds, and the next one changes nothing") {
  Site site;
  REQUIRE(site.refresh().exit_code == 0);
  CHECK_THAT(site.file("index.html"), Contains("<h1 dir=\"auto\">All news</h1>"));
  CHECK_THAT(site.file("index.html"),
             Contains("<time datetime=\"2022-05-16\">May 16, 2022</time>"));
  CHECK_THAT(site.file("index.html"), Contains("href=\"https://a.example/A1\""));
  CHECK_THAT(site.file("source-b.html"), Contains(">B1</a>") && !Contains(">A1</a>"));
  CHECK_THAT(site.file("embed.html"), Contains(">A1</a>"));
  CHECK_THAT(site.file("all.rss"),
             Contains("<?xml-stylesheet type=\"text/css\" href=\"assets/feed.css\"?>"));
  CHECK_THAT(site.file("all.atom"),
             Contains("<?xml-stylesheet type=\"text/css\" href=\"assets/feed.css\"?>"));
  CHECK_THAT(site.file("assets/feed.css"), Contains("This is a feed."));
  const auto before = site.all();
  const auto written = fs::last_write_time(site.published("index.html"));
  REQUIRE(site.refresh({"--force"}, "2026-02-28T12:00:00Z").exit_code == 0);
  CHECK(site.all() == before);
  CHECK(fs::last_write_time(site.published("index.html")) == written);
}

TEST_CASE("pages that a smaller list no longer has go, and what is not ours stays") {
  Site site;
  site.configure("[[feed]]\nname = \"all\"\nitems = 1\n");
  REQUIRE(site.refresh().exit_code == 0);
  CHECK(fs::exists(site.published("page-3.html")));
  CHECK(fs::exists(site.published("source-a.html")));
  site.dir().write("public/page-9.html", "<p>Of the webmaster");

  site.configure("sources = [\"b\"]\n");
  REQUIRE(site.refresh({"--offline"}).exit_code == 0);
  CHECK_FALSE(fs::exists(site.published("page-2.html")));
  CHECK_FALSE(fs::exists(site.published("source-a.html")));
  CHECK(site.file("page-9.html") == "<p>Of the webmaster");
  CHECK_THAT(site.file("index.html"), Contains(">B1</a>"));
}

TEST_CASE("without the page there is none, and the feeds refer to no stylesheet") {
  Site site;
  REQUIRE(site.refresh().exit_code == 0);
  site.configure("[publish]\npage = false\n");
  REQUIRE(site.refresh({"--offline"}).exit_code == 0);
  CHECK_FALSE(fs::exists(site.published("index.html")));
  CHECK_FALSE(fs::exists(site.published("embed.html")));
  CHECK_THAT(site.file("all.rss"), !Contains("xml-stylesheet"));
}

TEST_CASE("a theme that is broken is one clear line, and every file stays as it was") {
  Site site;
  REQUIRE(site.refresh().exit_code == 0);
  const auto before = site.all();
  site.configure("[publish]\ntheme = \"theme\"\n");
  site.server().reply("/b", {.body = test::rss_feed("b.example", {"B1", "B2"})});

  const auto missing = site.refresh({"--force"});
  CHECK(missing.exit_code == 1);
  CHECK_THAT(missing.err, Contains("cannot read the theme's folder"));
  site.dir().write("theme/page.mustache", "<h1>{{#days}}</h1>");
  const auto broken = site.refresh({"--force"});
  CHECK(broken.exit_code == 1);
  CHECK_THAT(broken.err, Contains("page.mustache is broken: line 1: unclosed section \"days\""));
  site.dir().write("theme/page.mustache", "<h1>{{titel}}</h1>");
  const auto mistaken = site.refresh({"--force"});
  CHECK(mistaken.exit_code == 1);
  CHECK_THAT(mistaken.err, Contains("page.mustache is broken: line 1: it asks for {{titel}}"));
  CHECK(site.all() == before);

  site.dir().write("theme/page.mustache", "<h1>{{heading}}, mine</h1>");
  REQUIRE(site.refresh({"--offline"}).exit_code == 0);
  CHECK_THAT(site.file("index.html"), Contains("<h1>All news, mine</h1>"));
  CHECK_THAT(site.file("all.rss"), Contains("B2"));
}

TEST_CASE("a damaged page and a link in its place are put right") {
  Site site;
  REQUIRE(site.refresh().exit_code == 0);
  const auto before = site.all();
  site.dir().write("public/index.html", "<!-- Wri");
  fs::remove(site.published("assets/style.css"));
  site.dir().write("elsewhere", "mine");
  fs::remove(site.published("embed.html"));
  fs::create_symlink(site.dir() / "elsewhere", site.published("embed.html"));
  REQUIRE(site.refresh({"--offline"}).exit_code == 0);
  CHECK(site.all() == before);
  CHECK(test::bytes_of(site.dir() / "elsewhere") == "mine");
}

TEST_CASE("a rehearsal writes no page") {
  Site site;
  REQUIRE(site.refresh({"--dry-run"}).exit_code == 0);
  CHECK_FALSE(fs::exists(site.published("")));
}

}  // namespace page_test
