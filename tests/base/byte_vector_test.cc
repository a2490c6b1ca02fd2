// SPDX-License-Identifier: MIT
#include "base/byte_vector.h"

#include <catch2/catch.hpp>
#include <string>

namespace byte_vector_test {

using namespace syndic::base;

namespace {

std::size_t find_hash(std::string_view text, std::size_t from) {
  return find_byte(text, from, [](const auto& c) { return c == static_cast<signed char>('#'); });
}

}  // namespace

TEST_CASE("A byte is found wherever it stands, in texts shorter and longer than a vector") {
  for (std::size_t length = 1; length <= 3 * kVector + 1; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      std::string text(length, '.');
      text[at] = '#';
      CHECK(find_hash(text, 0) == at);
      CHECK(find_hash(text, at) == at);
      CHECK(find_hash(text, at + 1) == length);
    }
  }
}

TEST_CASE("Of several bytes the first is found, and nothing is found in no text") {
  CHECK(find_hash("..#.#...............#", 0) == 2);
  CHECK(find_hash("..#.#...............#", 3) == 4);
  CHECK(find_hash("", 0) == 0);
}

TEST_CASE("Bytes beyond ASCII are below zero") {
  const std::string text = std::string(20, 'x') + "\xC3\xA9" + std::string(20, 'x');
  CHECK(find_byte(text, 0, [](const auto& c) { return c < static_cast<signed char>(0); }) == 20);
}

TEST_CASE("A vector comes out as it went in") {
  const std::string text = "Bytes of every kind \x01\x7F\x80\xFF, and more than a vector of them.";
  std::string copy(text.size(), '\0');
  store_vector(load_vector(text.data() + 3), copy.data());
  CHECK(copy.substr(0, kVector) == text.substr(3, kVector));
}

}  // namespace byte_vector_test
