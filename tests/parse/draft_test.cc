// SPDX-License-Identifier: MIT
#include "parse/draft.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace draft_test {

using namespace syndic;

namespace {

std::string_view itself(const std::string& key) { return key; }

}  // namespace

TEST_CASE("a key is found where it was put, in lists short and long") {
  std::vector<std::string> list;
  parse::KeyIndex index;
  for (int i = 0; i < 100; ++i) {
    const std::string key = "key " + std::to_string(i);
    CHECK(index.find(list, key, itself) == list.size());
    list.push_back(key);
    CHECK(index.find(list, key, itself) == list.size() - 1);
    CHECK(index.find(list, "key 0", itself) == 0);
  }
}

// A list that somebody changed otherwise; to look for one more key in it must end.
TEST_CASE("a long list that holds a key twice is searched all the same") {
  std::vector<std::string> list(40, "twice");
  list.push_back("last");
  parse::KeyIndex index;
  CHECK(index.find(list, "twice", itself) == 0);
  CHECK(index.find(list, "last", itself) == 40);
  CHECK(index.find(list, "none", itself) == 41);
}

}  // namespace draft_test
