// SPDX-License-Identifier: MIT
#include "base/open_files.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <vector>

#include "tests/support/soft_limit.h"

namespace open_files_test {

using namespace syndic;

TEST_CASE("a file that is opened leaves room for one less") {
  const test::SoftLimit low(200);
  const std::size_t left = base::open_files_left();
  const int file = ::open("/", O_RDONLY);
  REQUIRE(file >= 0);
  CHECK(base::open_files_left() == left - 1);
  ::close(file);
  CHECK(base::open_files_left() == left);
}

TEST_CASE("the limit is raised to 4096, or to what is allowed") {
  rlimit hard{};
  ::getrlimit(RLIMIT_NOFILE, &hard);
  const test::SoftLimit low(50);
  CHECK(base::open_file_limit() == 50);
  base::raise_open_file_limit();
  CHECK(base::open_file_limit() == std::min<rlim_t>(hard.rlim_max, 4096));
}

TEST_CASE("open files are used up when a name cannot be looked up any more") {
  const test::SoftLimit low(64);
  CHECK_FALSE(base::are_open_files_used_up());
  std::vector<int> opened;
  for (int file = 0; (file = ::open("/", O_RDONLY | O_CLOEXEC)) >= 0;) opened.push_back(file);
  CHECK(base::is_too_many_files(errno));
  CHECK(base::are_open_files_used_up());
  for (int i = 0; i < 3; ++i, opened.pop_back()) ::close(opened.back());
  CHECK(base::are_open_files_used_up());
  ::close(opened.back());
  opened.pop_back();
  CHECK_FALSE(base::are_open_files_used_up());
  for (const int file : opened) ::close(file);
  CHECK_FALSE(base::is_too_many_files(ECONNREFUSED));
}

}  // namespace open_files_test
