// SPDX-License-Identifier: MIT
#include "base/later.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>

namespace later_test {

using syndic::base::Later;

TEST_CASE("a value that is there is taken at once") {
  Later<std::string> value(std::string("x"));
  CHECK(value.is_there());
  CHECK(value.take() == "x");
}

TEST_CASE("a promise's value is there when the promise has it") {
  std::promise<int> promise;
  Later<int> value(promise.get_future(), [] { return 0; });
  CHECK_FALSE(value.is_there());
  promise.set_value(7);
  CHECK(value.is_there());
  CHECK(value.take() == 7);
}

TEST_CASE("a promise that is dropped has another value") {
  std::optional<std::promise<int>> promise(std::in_place);
  Later<int> value(promise->get_future(), [] { return -1; });
  promise.reset();
  CHECK(value.is_there());
  CHECK(value.take() == -1);
}

TEST_CASE("work on a value is done when it is taken") {
  std::promise<int> promise;
  int times = 0;
  Later<std::string> words =
      Later<int>(promise.get_future(), [] { return 0; }).then([&](int value) {
        ++times;
        return std::to_string(value);
      });
  CHECK_FALSE(words.is_there());
  promise.set_value(12);
  CHECK(words.is_there());
  CHECK(times == 0);
  CHECK(words.take() == "12");
  CHECK(times == 1);
}

}  // namespace later_test
