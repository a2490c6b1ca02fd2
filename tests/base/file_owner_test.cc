// SPDX-License-Identifier: MIT
#include "base/file_owner.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>

#include "tests/support/temp_dir.h"

namespace file_owner_test {

using namespace syndic;

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
  constexpr uid_t kDaemon = 1;
  REQUIRE(::chown(dir.path().c_str(), kDaemon, kDaemon) == 0);
  CHECK(base::other_owner(file) == "daemon");
  CHECK(base::file_error_words("open the lock", file, EACCES) ==
        "cannot open the lock " + file.string() +
            ": Permission denied; it is for the user daemon, as in sudo -u daemon syndic …");
  CHECK(base::file_error_words("write", file, ENOSPC) ==
        "cannot write " + file.string() +
            ": No space left on device; make room there, and run it again");
}

}  // namespace file_owner_test
