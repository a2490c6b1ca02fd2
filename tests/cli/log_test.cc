// SPDX-License-Identifier: MIT
#include "cli/log.h"

#include <catch2/catch.hpp>

namespace log_test {

using syndic::cli::SaidBefore;

TEST_CASE("what two rounds in a row have to say is said once, and again after one without it") {
  SaidBefore said;
  CHECK(said.is_new("the disk is full"));
  CHECK_FALSE(said.is_new("the disk is full"));
  said.end_round();
  CHECK_FALSE(said.is_new("the disk is full"));
  CHECK(said.is_new("the disk is gone"));
  said.end_round();
  CHECK_FALSE(said.is_new("the disk is gone"));
  said.end_round();
  CHECK(said.is_new("the disk is full"));
}

}  // namespace log_test
