// SPDX-License-Identifier: MIT
#include "base/file_lock.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "base/error.h"
#include "tests/support/temp_dir.h"

namespace file_lock_test {

using namespace syndic::base;

TEST_CASE("a second holder gets nothing, at once, until the first is gone") {
  const syndic::test::TempDir dir;
  {
    const auto first = FileLock::try_acquire(dir.path() / "lock");
    REQUIRE(first);
    CHECK_FALSE(FileLock::try_acquire(dir.path() / "lock"));
  }
  CHECK(FileLock::try_acquire(dir.path() / "lock"));
}

TEST_CASE("a lock dies with its process") {
  const syndic::test::TempDir dir;
  const pid_t child = ::fork();
  if (child == 0) {
    const auto lock = FileLock::try_acquire(dir.path() / "lock");
    ::_exit(lock ? 0 : 1);  // Without a destructor, as a killed process ends.
  }
  int status = 1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(FileLock::try_acquire(dir.path() / "lock"));
}

TEST_CASE("a lock in no folder is a failure, not a free lock") {
  CHECK_THROWS_AS(FileLock::try_acquire("/nonexistent/lock"), syndic::FileFailure);
}

TEST_CASE("who shares a lock keeps off who would have it alone, and makes no file") {
  const syndic::test::TempDir dir;
  const auto path = dir.path() / "x.lock";
  CHECK(FileLock::try_share(path));
  CHECK_FALSE(std::filesystem::exists(path));
  auto alone = FileLock::try_acquire(path);
  REQUIRE(alone);
  CHECK_FALSE(FileLock::try_share(path));
  alone.reset();
  const auto shared = FileLock::try_share(path);
  REQUIRE(shared);
  CHECK(FileLock::try_share(path));
  CHECK_FALSE(FileLock::try_acquire(path));
}

}  // namespace file_lock_test
