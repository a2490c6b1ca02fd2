// SPDX-License-Identifier: MIT
#include "http/body_budget.h"

#include <catch2/catch.hpp>

namespace body_budget_test {

using syndic::http::BodyBudget;

TEST_CASE("the oldest transfer may always grow to the largest body") {
  BodyBudget budget(100, 40);
  budget.enter(1);
  budget.enter(2);
  budget.enter(3);
  REQUIRE(budget.hold(2, 30));
  REQUIRE(budget.hold(3, 30));
  CHECK(budget.hold(1, 40));
  CHECK(budget.held() == 100);
}

TEST_CASE("all but the oldest share what is not set aside for it") {
  BodyBudget budget(100, 40);
  budget.enter(1);
  budget.enter(2);
  budget.enter(3);
  REQUIRE(budget.hold(2, 50));
  CHECK_FALSE(budget.hold(3, 11));
  CHECK(budget.hold(3, 10));
  CHECK(budget.hold(3, 10));
  CHECK(budget.held() == 60);
}

TEST_CASE("a transfer that ends makes room, and the next is the oldest") {
  BodyBudget budget(100, 40);
  budget.enter(1);
  budget.enter(2);
  budget.enter(3);
  REQUIRE(budget.hold(2, 30));
  REQUIRE(budget.hold(3, 30));
  CHECK_FALSE(budget.hold(3, 40));
  budget.leave(1);
  CHECK(budget.hold(2, 40));
  CHECK(budget.hold(3, 60));
  CHECK(budget.held() == 100);
}

TEST_CASE("a budget smaller than one body lets only the oldest hold any") {
  BodyBudget budget(10, 40);
  budget.enter(1);
  budget.enter(2);
  CHECK_FALSE(budget.hold(2, 1));
  CHECK(budget.hold(1, 40));
  budget.leave(1);
  budget.leave(1);
  CHECK(budget.hold(2, 40));
  CHECK(budget.held() == 40);
}

TEST_CASE("kept bytes count until all copies are gone, and then those who wait are told") {
  int told = 0;
  BodyBudget budget(100, 40, [&] { ++told; });
  budget.enter(1);
  budget.enter(2);
  syndic::http::HeldBytes body = budget.keep(50);
  syndic::http::HeldBytes copy = body;
  CHECK(budget.held() == 50);
  CHECK_FALSE(budget.hold(2, 11));
  CHECK(budget.hold(1, 40));
  CHECK_FALSE(budget.hold(1, 51));
  const auto releases = budget.releases();
  body.reset();
  CHECK(told == 0);
  CHECK_FALSE(budget.hold(2, 11));
  copy.reset();
  CHECK(told == 1);
  CHECK(budget.releases() == releases + 1);
  CHECK(budget.hold(2, 60));
}

TEST_CASE("all together stay below the total while bodies are kept, so the oldest waits for them") {
  BodyBudget budget(100, 40);
  budget.enter(1);
  budget.enter(2);
  budget.enter(3);
  REQUIRE(budget.hold(1, 40));
  REQUIRE(budget.hold(3, 60));
  budget.leave(1);
  auto first = budget.keep(40);
  CHECK_FALSE(budget.hold(2, 1));
  CHECK(budget.held() == 100);
  first.reset();
  CHECK(budget.hold(2, 40));
}

TEST_CASE("kept bytes may be given back after the budget is gone") {
  int told = 0;
  syndic::http::HeldBytes body;
  {
    BodyBudget budget(100, 40, [&] { ++told; });
    body = budget.keep(50);
  }
  body.reset();
  CHECK(told == 0);
}

}  // namespace body_budget_test
