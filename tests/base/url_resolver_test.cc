// SPDX-License-Identifier: MIT
#include "base/url_resolver.h"

#include <catch2/catch.hpp>
#include <string>

namespace url_resolver_test {

namespace {

using syndic::base::UrlResolver;

}  // namespace

TEST_CASE("references become absolute, and what cannot stays as it is") {
  UrlResolver resolver;
  CHECK(resolver.resolve(" b?c ", "https://lake.example/a/") == "https://lake.example/a/b?c");
  CHECK(resolver.resolve("https://lake.example/b", "https://hill.example/") ==
        "https://lake.example/b");
  CHECK(resolver.resolve(" b ", "") == "b");
  CHECK(resolver.resolve(" ", "https://lake.example/a/").empty());
  const std::string too_long(9'000, 'x');
  CHECK(resolver.resolve(too_long, "https://lake.example/") == too_long);
}

TEST_CASE("a million short references below a long base add no gigabytes") {
  constexpr std::size_t kMost = 16 * 1024 * 1024;
  const std::string base = "https://lake.example/" + std::string(2'000, 'x') + "/";
  UrlResolver resolver;
  std::size_t bytes = 0;
  for (int i = 0; i < 20'000; ++i) bytes += resolver.resolve("a", base).size();
  CHECK(bytes <= kMost + 20'000);
  CHECK(resolver.resolve("a", base).empty());
  CHECK(resolver.resolve("https://lake.example/a", base) == "https://lake.example/a");
}

}  // namespace url_resolver_test
