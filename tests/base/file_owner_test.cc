// SPDX-License-Identifier: MIT
#include "base/file_owner.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>

#include "tests/support/temp_dir.h"

namespace file_owner_test {

using namespace syndic;

namespace {

constexpr uid_t kDaemon = 1;

}  // namespace

TEST_CASE("whose a file is, or would be, is told where that is another user") {
  const test::TempDir dir;
  const auto file = dir / "var/syndic.db.lock";
  CHECK(base::other_owner(file).empty());
  CHECK(base::file_error_words("write", file, EACCES) ==
        "cannot write " + file.string() +
            ": Permission denied; let this user do that, or name another place");
  CHECK(base::file_error_words("write", file, EIO) ==
        "cannot write " + file.string() + ": Input/output error");
  CHECK(base::file_error_words("make the folder", file, EROFS) ==
        "cannot make the folder " + file.string() +
            ": Read-only file system; name a place that can be written");
  if (::geteuid() != 0) return;  // Only root can give something away.
  REQUIRE(::chown(dir.path().c_str(), kDaemon, kDaemon) == 0);
  CHECK(base::other_owner(file) == "daemon");
  CHECK(base::file_error_words("open the lock", file, EACCES) ==
        "cannot open the lock " + file.string() +
            ": Permission denied; it is for the user daemon, as in sudo -u daemon syndic …");
  CHECK(base::file_error_words("write", file, ENOSPC) ==
        "cannot write " + file.string() +
            ": No space left on device; make room there, and run it again");
}

TEST_CASE("what root left in another user's folder is to be given to that user") {
  if (::geteuid() != 0) SUCCEED("Only root can give something away.");
  if (::geteuid() != 0) return;
  const test::TempDir dir;
  const auto file = dir.write("syndic.db.lock", "");
  REQUIRE(::chown(dir.path().c_str(), kDaemon, kDaemon) == 0);
  CHECK(base::file_error_words("open the lock", file, EACCES) ==
        "cannot open the lock " + file.string() +
            ": Permission denied; root left it there: as root, chown daemon " + file.string());
}

TEST_CASE("of what is all root's the way is also to let this user in") {
  if (::geteuid() != 0) SUCCEED("Only root can become another user.");
  if (::geteuid() != 0) return;
  const test::TempDir dir;
  const auto file = dir / "all.rss";
  const pid_t child = ::fork();
  if (child == 0) {
    const bool became = base::become({kDaemon, "daemon"}).has_value();
    const bool is_said = base::file_error_words("write", file, EACCES) ==
                         "cannot write " + file.string() +
                             ": Permission denied; it is for root: run it as root, or let this "
                             "user do that";
    ::_exit(became && is_said ? 0 : 1);
  }
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE("root becomes the owner of a folder for good") {
  if (::geteuid() != 0) SUCCEED("Only root can become another user.");
  if (::geteuid() != 0) return;
  const test::TempDir dir;
  REQUIRE(::chown(dir.path().c_str(), kDaemon, kDaemon) == 0);
  const base::Owner owner = base::owner_of(dir / "not/there/yet");
  CHECK(owner.number == kDaemon);
  CHECK(owner.name == "daemon");
  const pid_t child = ::fork();
  if (child == 0) {
    const bool became = base::become(owner).has_value();
    const bool is_other = ::getuid() == kDaemon && ::geteuid() == kDaemon && ::getgid() == kDaemon;
    const bool can_return = ::setuid(0) == 0 || ::setgid(0) == 0;
    ::_exit(became && is_other && !can_return && ::getgroups(0, nullptr) == 1 ? 0 : 1);
  }
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE("a number without a name is nobody whom root can become") {
  constexpr uid_t kNobodyAtAll = 3'999'999'999;
  CHECK_FALSE(base::become({kNobodyAtAll, ""}).has_value());
  CHECK(::geteuid() == ::getuid());
}

}  // namespace file_owner_test
