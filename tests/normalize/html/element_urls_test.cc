// SPDX-License-Identifier: MIT
#include "normalize/html/element_urls.h"

#include <catch2/catch.hpp>

namespace syndic::normalize::element_urls_test {
namespace {

TEST_CASE("The largest image of a srcset is chosen, by width or density") {
  REQUIRE(largest_of_srcset("a.png 320w, b.png 640w, c.png 480w") == "b.png");
  REQUIRE(largest_of_srcset("a.png, b.png 1.5x, c.png 2x") == "c.png");
  REQUIRE(largest_of_srcset("a.png 2x, b.png 2x") == "a.png");
  REQUIRE(largest_of_srcset("only.png") == "only.png");
  REQUIRE(largest_of_srcset("a.png 320w,b.png 640w") == "b.png");
}

TEST_CASE("A comma inside of a URL is part of it") {
  REQUIRE(largest_of_srcset("https://cdn.example/w_100,h_50/a.png 100w") ==
          "https://cdn.example/w_100,h_50/a.png");
  REQUIRE(largest_of_srcset("a.png, b.png") == "a.png");
}

TEST_CASE("A srcset that names nothing gives nothing") {
  REQUIRE(largest_of_srcset("") == "");
  REQUIRE(largest_of_srcset(" , ,, ") == "");
  REQUIRE(largest_of_srcset("a.png wide") == "a.png");
  REQUIRE(largest_of_srcset("a.png 9999999999999999999999w, b.png -1x") == "a.png");
}

}  // namespace
}  // namespace syndic::normalize::element_urls_test
