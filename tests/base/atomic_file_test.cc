// SPDX-License-Identifier: MIT
#include "base/atomic_file.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/temp_dir.h"

namespace atomic_file_test {

using namespace syndic;
using namespace syndic::base;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& path) { return read_file(path, 1'000'000).value(); }

}  // namespace

TEST_CASE("replace_file makes a file that all may read, whatever the umask") {
  const test::TempDir dir;
  const mode_t before = ::umask(0077);
  replace_file(dir.path() / "all.rss", "one");
  ::umask(before);
  struct stat status {};
  REQUIRE(::stat((dir.path() / "all.rss").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0644);
  CHECK(content(dir.path() / "all.rss") == "one");
}

TEST_CASE("replace_file replaces a file and leaves nothing aside") {
  const test::TempDir dir;
  replace_file(dir.path() / "all.rss", "one");
  replace_file(dir.path() / "all.rss", "two");
  CHECK(content(dir.path() / "all.rss") == "two");
  CHECK(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("replace_file replaces a symbolic link and leaves what it pointed at") {
  const test::TempDir dir;
  replace_file(dir.path() / "precious", "keep");
  fs::create_symlink(dir.path() / "precious", dir.path() / "all.rss");
  replace_file(dir.path() / "all.rss", "feed");
  CHECK_FALSE(fs::is_symlink(dir.path() / "all.rss"));
  CHECK(content(dir.path() / "all.rss") == "feed");
  CHECK(content(dir.path() / "precious") == "keep");
}

TEST_CASE("replace_file says what it cannot write, and the old file stays") {
  const test::TempDir dir;
  CHECK_THROWS_WITH(replace_file(dir.path() / "missing" / "all.rss", "x"),
                    "cannot write " + (dir.path() / "missing" / "all.rss").string() +
                        ": No such file or directory; make its folder, or name another place");
  fs::create_directory(dir.path() / "taken");
  CHECK_THROWS_AS(replace_file(dir.path() / "taken", "x"), FileFailure);
  CHECK(fs::is_directory(dir.path() / "taken"));
  CHECK(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("remove_leftovers takes away what a killed run left, and nothing else") {
  const test::TempDir dir;
  std::ofstream(dir.path() / ".syndic-all.rss.4711.tmp") << "half";
  std::ofstream(dir.path() / "all.rss") << "whole";
  std::ofstream(dir.path() / ".htaccess") << "theirs";
  remove_leftovers(dir.path());
  CHECK_FALSE(fs::exists(dir.path() / ".syndic-all.rss.4711.tmp"));
  CHECK(fs::exists(dir.path() / "all.rss"));
  CHECK(fs::exists(dir.path() / ".htaccess"));
  remove_leftovers(dir.path() / "missing");
}

TEST_CASE("read_file gives the bytes or says why not") {
  const test::TempDir dir;
  std::ofstream(dir.path() / "feed") << std::string(200'000, 'x');
  CHECK(read_file(dir.path() / "feed", 200'000).value() == std::string(200'000, 'x'));
  CHECK(read_file(dir.path() / "feed", 199'999).error().code == Errc::too_large);
  CHECK(read_file(dir.path() / "none", 10).error().code == Errc::not_found);
  CHECK(read_file(dir.path(), 10).error().message ==
        "cannot read " + dir.path().string() + ": it is a folder");
  CHECK(read_file("/dev/zero", 100'000).error().code == Errc::too_large);
}

TEST_CASE("create_file makes a file once, with what the umask leaves, and nothing aside") {
  const test::TempDir dir;
  const mode_t before = ::umask(0002);
  const bool is_made = create_file(dir.path() / "a.md", "one");
  ::umask(before);
  CHECK(is_made);
  CHECK_FALSE(create_file(dir.path() / "a.md", "two"));
  CHECK(content(dir.path() / "a.md") == "one");
  struct stat status {};
  REQUIRE(::stat((dir.path() / "a.md").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0664);
  CHECK(status.st_nlink == 1);
  CHECK(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("create_file leaves a symbolic link at its place alone, even one that leads nowhere") {
  const test::TempDir dir;
  fs::create_symlink(dir.path() / "nowhere", dir.path() / "a.md");
  CHECK_FALSE(create_file(dir.path() / "a.md", "one"));
  CHECK_FALSE(fs::exists(dir.path() / "nowhere"));
  CHECK_THROWS_AS(create_file(dir.path() / "missing" / "a.md", "x"), FileFailure);
}

}  // namespace atomic_file_test
