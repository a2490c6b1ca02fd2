// SPDX-License-Identifier: MIT
#include "serve/folder.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>

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
  [[nodiscard]] Answer get(std::string_view path) const {
    return answer(this->path(), {path, "", ""});
  }

 private:
  syndic::test::TempDir temp_;
};

TEST_CASE("A file is sent with its type and validators") {
  const Folder folder;
  fs::last_write_time(folder.path("all.rss"),
                      std::chrono::file_clock::from_sys(
                          std::chrono::sys_seconds(std::chrono::seconds(1'652'693'400))));
  const Answer got = folder.get("/all.rss");
  CHECK(got.status == 200);
  CHECK(got.body == "<rss/>");
  CHECK(got.media_type == "application/rss+xml");
  CHECK(got.etag.size() == 34);
  CHECK(got.etag.front() == '"');
  CHECK(got.last_modified == "Mon, 16 May 2022 09:30:00 GMT");
}

TEST_CASE("Other bytes have another entity tag, whatever the time") {
  const Folder folder;
  const std::string before = folder.get("/all.rss").etag;
  CHECK(folder.get("/all.rss").etag == before);
  folder.write("public/all.rss", "<RSS/>");
  CHECK(folder.get("/all.rss").etag != before);
}

TEST_CASE("A client that has the file gets 304 without a body but with the validators") {
  const Folder folder;
  const Answer first = folder.get("/all.rss");
  for (const Question& question :
       {Question{"/all.rss", first.etag, ""}, Question{"/all.rss", "", first.last_modified}}) {
    const Answer again = answer(folder.path(), question);
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(again.etag == first.etag);
    CHECK(again.last_modified == first.last_modified);
  }
  CHECK(answer(folder.path(), {"/all.rss", "\"other\"", first.last_modified}).status == 200);
}

TEST_CASE("What is not there is 404") {
  const Folder folder;
  for (const char* path : {"/none", "/none/", "/all.rss/", "/all.rss/x"}) {
    INFO(path);
    CHECK(folder.get(path).status == 404);
  }
  CHECK(folder.get(std::string_view("/all.rss\0.html", 14)).status == 404);
  CHECK(folder.get("/" + std::string(8'000, 'x')).status == 404);
}

TEST_CASE("Nothing above the folder is reached") {
  const Folder folder;
  for (const char* path : {"/../outside/secret.txt", "/sub/../../outside/secret.txt", "/..", "/../",
                           "//../outside/secret.txt", "/./all.rss", "/sub/.."}) {
    INFO(path);
    CHECK(folder.get(path).status == 404);
  }
}

TEST_CASE("Hidden files are not there, however they are asked for") {
  const Folder folder;
  fs::create_symlink(".git", folder.path("git"));
  fs::create_symlink(".hidden", folder.path("shown"));
  for (const char* path : {"/.hidden", "/.git/config", "/git/config", "/shown"}) {
    INFO(path);
    CHECK(folder.get(path).status == 404);
  }
}

TEST_CASE("A symbolic link is followed inside the folder alone") {
  const Folder folder;
  fs::create_symlink("all.rss", folder.path("latest.rss"));
  fs::create_symlink("../outside/secret.txt", folder.path("link.txt"));
  fs::create_directory_symlink("../outside", folder.path("linked"));
  fs::create_symlink("loop", folder.path("loop"));
  CHECK(folder.get("/latest.rss").body == "<rss/>");
  for (const char* path : {"/link.txt", "/linked/secret.txt", "/linked/", "/linked", "/loop"}) {
    INFO(path);
    CHECK(folder.get(path).status == 404);
  }
}

TEST_CASE("A neighbour whose name begins like the folder's is outside") {
  const Folder folder;
  folder.write("public-not/secret.txt", "secret");
  fs::create_symlink("../public-not/secret.txt", folder.path("near.txt"));
  CHECK(folder.get("/near.txt").status == 404);
}

TEST_CASE("The served folder may itself be a symbolic link") {
  const Folder folder;
  fs::create_directory_symlink(folder.path(), folder.path("../link"));
  CHECK(answer(folder.path("../link"), {"/all.rss", "", ""}).status == 200);
}

TEST_CASE("A folder without its slash is redirected to it, never to another host") {
  const Folder folder;
  CHECK(folder.get("/sub").status == 301);
  CHECK(folder.get("/sub").location == "/sub/");
  fs::create_directory(folder.path("evil.example"));
  CHECK(folder.get("//evil.example").location == "/evil.example/");
  fs::create_directory(folder.path("a b\r\nX: y"));
  CHECK(folder.get("/a b\r\nX: y").location == "/a%20b%0D%0AX%3A%20y/");
}

TEST_CASE("A folder shows its index.html") {
  const Folder folder;
  const Answer got = folder.get("/indexed/");
  CHECK(got.status == 200);
  CHECK(got.body == "<p>index</p>");
  CHECK(got.media_type == "text/html; charset=utf-8");
}

TEST_CASE("A folder without an index lists what may be seen, escaped") {
  const Folder folder;
  CHECK(folder.get("/sub/").body ==
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>/sub/</title>\n"
        "<h1>/sub/</h1>\n<ul>\n<li><a href=\"../\">..</a></li>\n"
        "<li><a href=\"./a%20%26%20b%3Ci%3E.html\">a &amp; b&lt;i&gt;.html</a></li>\n"
        "</ul>\n</html>\n");
  fs::create_symlink("../outside/secret.txt", folder.path("link.txt"));
  ::mkfifo(folder.path("pipe").c_str(), 0600);
  const Answer root = folder.get("/");
  CHECK(root.media_type == "text/html; charset=utf-8");
  CHECK(root.body.find("all.rss") != std::string::npos);
  CHECK(root.body.find("href=\"./sub/\"") != std::string::npos);
  for (const char* hidden : {".hidden", ".git", "link.txt", "pipe", "\"../\""}) {
    INFO(hidden);
    CHECK(root.body.find(hidden) == std::string::npos);
  }
}

TEST_CASE("A pipe is not opened") {
  const Folder folder;
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  CHECK(folder.get("/pipe").status == 404);
}

TEST_CASE("A file beyond 64 MiB is refused") {
  const Folder folder;
  folder.write("public/huge.mp3", "");
  fs::resize_file(folder.path("huge.mp3"), 64 * 1024 * 1024 + 1);
  CHECK(folder.get("/huge.mp3").status == 413);
}

}  // namespace

}  // namespace folder_test
