// SPDX-License-Identifier: MIT
#pragma once

#include <sys/resource.h>

#include <catch2/catch.hpp>

namespace syndic::test {

/// A lower soft limit of open files, and the old one when the scope ends.
class SoftLimit {
 public:
  explicit SoftLimit(rlim_t limit) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit lowered{.rlim_cur = limit, .rlim_max = before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &lowered) == 0);
  }
  SoftLimit(const SoftLimit&) = delete;
  SoftLimit& operator=(const SoftLimit&) = delete;
  ~SoftLimit() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

}  // namespace syndic::test
