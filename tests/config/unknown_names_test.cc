// SPDX-License-Identifier: MIT
#include "config/unknown_names.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "config/schema.h"

namespace unknown_names_test {

using namespace syndic::config;

TEST_CASE("a key is known by what others call it, in its table") {
  CHECK(key_called("limit", "feed") == "feed.items");
  CHECK(key_called("Limit", "source") == "source.max_items");
  CHECK(key_called("User-Agent", "fetch").empty());
  CHECK(key_called("useragent", "fetch") == "fetch.user_agent");
  CHECK(key_called("time-zone", "site") == "site.timezone");
  CHECK(key_called("limit", "publish").empty());
  CHECK(key_called_anywhere("lang") == "site.language");
  CHECK(key_called_anywhere("none").empty());
}

TEST_CASE("every other word leads to a key or table that is there, and is none itself") {
  std::set<std::string> keys;
  for (const auto& [section, key, type] : all_keys()) {
    keys.insert(std::string(section) + "." + std::string(key));
  }
  std::set<std::string> words;
  for (const OtherWord& other : other_words()) {
    CAPTURE(other.section, other.word, other.key);
    const std::string word = std::string(other.section) + "." + std::string(other.word);
    CHECK(words.insert(word).second);
    CHECK_FALSE(keys.contains(word));
    const std::string key(other.key);
    const std::string table =
        key.substr(key.find_first_not_of('['), key.find(']') - key.rfind('[') - 1);
    CHECK((key.starts_with('[') ? header_of(table) == key : keys.contains(key)));
    if (other.section.empty()) CHECK(header_of(other.word).empty());
  }
}

}  // namespace unknown_names_test
