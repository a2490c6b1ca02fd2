// SPDX-License-Identifier: MIT
#include "write/output_dir.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "base/error.h"
#include "tests/support/temp_dir.h"

namespace output_dir_test {

using namespace syndic;
using Catch::Matchers::Contains;
using test::bytes_of;
using write::OutputDir;
namespace fs = std::filesystem;

namespace {

mode_t mode_of(const fs::path& path) {
  struct stat status {};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

// A time that no write of this test can have.
fs::file_time_type make_old(const fs::path& path) {
  const auto old = fs::last_write_time(path) - std::chrono::hours(24);
  fs::last_write_time(path, old);
  return fs::last_write_time(path);
}

}  // namespace

TEST_CASE("A missing folder is made such that a web server can enter it, whatever the umask") {
  const test::TempDir dir;
  const mode_t before = ::umask(0077);
  OutputDir(dir / "a/public").publish("all.rss", "one");
  OutputDir((dir / "b").string() + "/").publish("all.rss", "one");
  ::umask(before);
  CHECK(mode_of(dir / "a") == 0755);
  CHECK(mode_of(dir / "a/public") == 0755);
  CHECK(mode_of(dir / "a/public/all.rss") == 0644);
  CHECK(mode_of(dir / "b") == 0755);
  CHECK(mode_of(dir.path()) == 0700);
}

TEST_CASE("A file is written where its bytes change, and else not touched") {
  const test::TempDir dir;
  OutputDir output(dir.path());
  CHECK(output.publish("all.rss", "one"));
  const auto old = make_old(dir / "all.rss");
  CHECK_FALSE(output.publish("all.rss", "one"));
  CHECK(fs::last_write_time(dir / "all.rss") == old);
  CHECK(output.publish("all.rss", "two"));
  CHECK(fs::last_write_time(dir / "all.rss") != old);
  CHECK(bytes_of(dir / "all.rss") == "two");
}

TEST_CASE("What was cut, grown or removed is restored") {
  const test::TempDir dir;
  OutputDir output(dir.path());
  output.publish("all.rss", "whole");
  dir.write("all.rss", "who");
  CHECK(output.publish("all.rss", "whole"));
  dir.write("all.rss", "whole and more");
  CHECK(output.publish("all.rss", "whole"));
  fs::remove(dir / "all.rss");
  CHECK(output.publish("all.rss", "whole"));
  CHECK(bytes_of(dir / "all.rss") == "whole");
}

TEST_CASE("An empty file is a file") {
  const test::TempDir dir;
  OutputDir output(dir.path());
  CHECK(output.publish("all.rss", ""));
  CHECK_FALSE(output.publish("all.rss", ""));
}

TEST_CASE("A symbolic link is replaced, not followed, though the bytes behind it are the same") {
  const test::TempDir dir;
  dir.write("elsewhere", "one");
  fs::create_directory(dir / "public");
  fs::create_symlink(dir / "elsewhere", dir / "public/all.rss");
  CHECK(OutputDir(dir / "public").publish("all.rss", "one"));
  CHECK(fs::symlink_status(dir / "public/all.rss").type() == fs::file_type::regular);
  OutputDir(dir / "public").publish("all.rss", "two");
  CHECK(bytes_of(dir / "elsewhere") == "one");
}

TEST_CASE("Nothing outside of the folder is served or removed, whatever its name") {
  const test::TempDir dir;
  fs::create_directories(dir / "public/assets");
  fs::create_directories(dir / "elsewhere");
  dir.write("victim.css", "x");
  dir.write("elsewhere/0a.json", "x");
  dir.write("public/assets/a.css", "x");
  dir.write("public/all.rss", "x");
  fs::create_symlink(dir / "elsewhere", dir / "public/why");
  std::error_code error;
  for (const std::string& name :
       {std::string("../victim.css"), (dir / "victim.css").string(), std::string("why/0a.json"),
        std::string("assets/../../victim.css"), std::string("assets/../all.rss"),
        std::string(".")}) {
    CAPTURE(name);
    CHECK_FALSE(OutputDir::is_served(dir / "public", name));
    CHECK_FALSE(OutputDir::holds(dir / "public", name, "x"));
    CHECK_FALSE(OutputDir::remove(dir / "public", name, error));
  }
  CHECK(bytes_of(dir / "victim.css") == "x");
  CHECK(bytes_of(dir / "elsewhere/0a.json") == "x");
  CHECK(bytes_of(dir / "public/all.rss") == "x");
  CHECK(OutputDir::remove(dir / "public", "all.rss", error));
  CHECK(OutputDir::remove(dir / "public", "assets/a.css", error));
  CHECK_FALSE(OutputDir::remove(dir / "public", "all.rss", error));
  CHECK_FALSE(error);
}

TEST_CASE("A file that not all may read is written anew") {
  const test::TempDir dir;
  OutputDir output(dir.path());
  output.publish("all.rss", "one");
  fs::permissions(dir / "all.rss", fs::perms::owner_read);
  CHECK(output.publish("all.rss", "one"));
  CHECK(mode_of(dir / "all.rss") == 0644);
}

TEST_CASE("What a killed run left aside goes, and nothing else") {
  const test::TempDir dir;
  dir.write(".syndic-all.rss.123.tmp", "half");
  dir.write("robots.txt", "of somebody");
  OutputDir output(dir.path());
  CHECK_FALSE(fs::exists(dir / ".syndic-all.rss.123.tmp"));
  CHECK(bytes_of(dir / "robots.txt") == "of somebody");
}

TEST_CASE("Who publishes into the same folder meanwhile loses nothing that is aside") {
  const test::TempDir dir;
  dir.write("assets/known", "x");
  OutputDir first(dir.path());
  auto all = first.prepare("all.rss", "of the first");
  auto asset = first.prepare("assets/style.css", "of the first");
  OutputDir second(dir.path());
  auto other = second.prepare("all.rss", "of the second");
  all->put();
  asset->put();
  CHECK(bytes_of(dir / "all.rss") == "of the first");
  CHECK(bytes_of(dir / "assets/style.css") == "of the first");
  other->put();
  CHECK(bytes_of(dir / "all.rss") == "of the second");
}

TEST_CASE("Whether a file holds bytes is asked without writing") {
  const test::TempDir dir;
  CHECK_FALSE(OutputDir::holds(dir / "missing", "all.rss", "one"));
  dir.write("all.rss", "one");
  fs::permissions(dir / "all.rss", fs::perms{0644});
  CHECK(OutputDir::holds(dir.path(), "all.rss", "one"));
  CHECK_FALSE(OutputDir::holds(dir.path(), "all.rss", "two"));
  CHECK_FALSE(fs::exists(dir / "missing"));
}

TEST_CASE("A folder that cannot be made or written is named with the reason") {
  const test::TempDir dir;
  dir.write("file", "x");
  CHECK_THROWS_WITH(OutputDir(dir / "file"), Contains("Not a directory"));
  CHECK_THROWS_WITH(OutputDir(dir / "file/public"), Contains((dir / "file").string()));
  fs::create_directories(dir / "public/all.rss");
  CHECK_THROWS_AS(OutputDir(dir / "public").publish("all.rss", "x"), FileFailure);
  if (::geteuid() == 0) return;  // Permissions do not bind root.
  fs::permissions(dir / "public", fs::perms::owner_read | fs::perms::owner_exec);
  CHECK_THROWS_WITH(OutputDir(dir / "public").publish("all.atom", "x"),
                    Contains("Permission denied"));
  fs::permissions(dir / "public", fs::perms::owner_all);
}

TEST_CASE("A name that leads elsewhere is refused") {
  const test::TempDir dir;
  OutputDir output(dir / "public");
  for (const char* name : {"", ".", "..", "../x", "a/b", "/etc/x", ".hidden"}) {
    CHECK_THROWS_AS(output.publish(name, "x"), FileFailure);
  }
  CHECK(fs::is_empty(dir / "public"));
}

}  // namespace output_dir_test
