// SPDX-License-Identifier: MIT
#include "serve/folder.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "tests/support/temp_dir.h"

namespace folder_test {

namespace {

using namespace syndic::serve;
namespace fs = std::filesystem;

// outside/secret.txt beside public/ with: all.rss, .hidden, sub/page.html, indexed/index.html.
class Folder {
 public:
  Folder() {
    write("outside/secret.txt", "secret");
    write("public/all.rss", "<rss/>");
    write("public/.hidden", "secret");
    write("public/.git/config", "secret");
    write("public/sub/a & b<i>.html", "x");
    write("public/indexed/index.html", "<p>index</p>");
  }
  void write(const fs::path& name, std::string_view bytes) const {
    fs::create_directories((temp_.path() / name).parent_path());
    std::ofstream(temp_.path() / name) << bytes;
  }
  [[nodiscard]] fs::path path(const fs::path& name = "") const {
    return temp_.path() / "public" / name;
  }
  // The path of what is found, from the folder on; empty where it is nothing.
  [[nodiscard]] std::string find(std::string_view path) const {
    const auto found = find_served(this->path(), path);
    return found ? found->lexically_relative(fs::canonical(this->path())).string() : "";
  }

 private:
  syndic::test::TempDir temp_;
};

TEST_CASE("A file is found by its path, whatever the number of slashes") {
  const Folder folder;
  CHECK(folder.find("/all.rss") == "all.rss");
  CHECK(folder.find("//sub///a & b<i>.html") == "sub/a & b<i>.html");
}

TEST_CASE("What is not there is not found") {
  const Folder folder;
  for (const char* path : {"/none", "/none/", "/all.rss/", "/all.rss/x"}) {
    INFO(path);
    CHECK(folder.find(path).empty());
  }
  CHECK(folder.find(std::string_view("/all.rss\0.html", 14)).empty());
  CHECK(folder.find("/" + std::string(8'000, 'x')).empty());
}

TEST_CASE("Nothing above the folder is reached") {
  const Folder folder;
  for (const char* path : {"/../outside/secret.txt", "/sub/../../outside/secret.txt", "/..", "/../",
                           "//../outside/secret.txt", "/./all.rss", "/sub/.."}) {
    INFO(path);
    CHECK(folder.find(path).empty());
  }
}

TEST_CASE("Hidden files are not there, however they are asked for") {
  const Folder folder;
  fs::create_symlink(".git", folder.path("git"));
  fs::create_symlink(".hidden", folder.path("shown"));
  for (const char* path : {"/.hidden", "/.git/config", "/git/config", "/shown"}) {
    INFO(path);
    CHECK(folder.find(path).empty());
  }
}

TEST_CASE("A symbolic link is followed inside the folder alone") {
  const Folder folder;
  fs::create_symlink("all.rss", folder.path("latest.rss"));
  fs::create_symlink("../outside/secret.txt", folder.path("link.txt"));
  fs::create_directory_symlink("../outside", folder.path("linked"));
  fs::create_symlink("loop", folder.path("loop"));
  CHECK(folder.find("/latest.rss") == "all.rss");
  for (const char* path : {"/link.txt", "/linked/secret.txt", "/linked/", "/linked", "/loop"}) {
    INFO(path);
    CHECK(folder.find(path).empty());
  }
}

TEST_CASE("A neighbour whose name begins like the folder's is outside") {
  const Folder folder;
  folder.write("public-not/secret.txt", "secret");
  fs::create_symlink("../public-not/secret.txt", folder.path("near.txt"));
  CHECK(folder.find("/near.txt").empty());
}

TEST_CASE("The served folder may itself be a symbolic link") {
  const Folder folder;
  fs::create_directory_symlink(folder.path(), folder.path("../link"));
  CHECK(find_served(folder.path("../link"), "/all.rss"));
}

TEST_CASE("A folder is found without its slash, and its index.html with it") {
  const Folder folder;
  CHECK(folder.find("/indexed") == "indexed");
  CHECK(folder.find("/indexed/") == "indexed/index.html");
  CHECK(folder.find("/sub") == "sub");
  CHECK(folder.find("/sub/").empty());
  CHECK(folder.find("/").empty());
}

TEST_CASE("An index.html that leads outside, or is a folder, is not found") {
  const Folder folder;
  fs::create_symlink("../../outside/secret.txt", folder.path("sub/index.html"));
  fs::create_directory(folder.path("index.html"));
  CHECK(folder.find("/sub/").empty());
  CHECK(folder.find("/").empty());
}

TEST_CASE("A pipe is not found") {
  const Folder folder;
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  CHECK(folder.find("/pipe").empty());
}

TEST_CASE("Feeds have the media types that readers look for") {
  CHECK(media_type("all.rss") == "application/rss+xml; charset=utf-8");
  CHECK(media_type("all.atom") == "application/atom+xml; charset=utf-8");
  CHECK(media_type("all.json") == "application/feed+json");
  CHECK(media_type("casel.xml") == "application/xml");
  CHECK(media_type("sources.opml") == "text/x-opml");
}

TEST_CASE("RSS and Atom are XML for whoever asks for pages, and nothing else is") {
  for (const char* accept : {"text/html", "image/avif, Text/HTML;q=0.9,*/*;q=0.8"}) {
    INFO(accept);
    CHECK(media_type("all.rss", accept) == "application/xml; charset=utf-8");
    CHECK(media_type("ALL.ATOM", accept) == "application/xml; charset=utf-8");
    CHECK(media_type("all.json", accept) == "application/feed+json");
    CHECK(media_type("why/all.json", accept) == "application/json");
    CHECK(media_type("sources.opml", accept) == "text/x-opml");
    CHECK(media_type("index.html", accept) == "text/html; charset=utf-8");
  }
  for (const char* accept : {"", "*/*", "application/xhtml+xml", "application/atom+xml, text/*"}) {
    INFO(accept);
    CHECK(media_type("all.rss", accept) == "application/rss+xml; charset=utf-8");
    CHECK(media_type("all.atom", accept) == "application/atom+xml; charset=utf-8");
  }
}

TEST_CASE("The type depends on who asks for RSS and Atom alone") {
  CHECK(is_xml_feed("all.rss"));
  CHECK(is_xml_feed("all-archive-1.ATOM"));
  for (const char* other : {"all.json", "all.rss.gz", "casel.xml", "rss", "index.html"}) {
    INFO(other);
    CHECK_FALSE(is_xml_feed(other));
  }
}

TEST_CASE("Pages and what is on them have theirs") {
  CHECK(media_type("index.html") == "text/html; charset=utf-8");
  CHECK(media_type("page.css") == "text/css; charset=utf-8");
  CHECK(media_type("events.ics") == "text/calendar; charset=utf-8");
  CHECK(media_type("icon.svg") == "image/svg+xml");
  CHECK(media_type("icon.png") == "image/png");
  CHECK(media_type("photo.JPG") == "image/jpeg");
  CHECK(media_type("episode.mp3") == "audio/mpeg");
}

TEST_CASE("The status file is JSON but no feed") {
  CHECK(media_type("public/status.json") == "application/json");
  CHECK(media_type("public/health.json") == "application/json");
  CHECK(media_type("public/search.json") == "application/json");
  CHECK(media_type("public/why/0a.json") == "application/json");
}

TEST_CASE("An unknown ending says nothing about the bytes") {
  CHECK(media_type("README") == "application/octet-stream");
  CHECK(media_type("x.unknown") == "application/octet-stream");
  CHECK(media_type("all.rss.gz") == "application/gzip");
}

}  // namespace

}  // namespace folder_test
