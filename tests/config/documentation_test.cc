// SPDX-License-Identifier: MIT
#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "base/atomic_file.h"
#include "config/schema.h"
#include "tests/support/paths.h"

namespace documentation_test {

namespace {

using namespace syndic;

// The part of config/README.md below the heading of a table of the configuration.
std::string documentation_of(std::string_view section) {
  const auto readme = base::read_file(test::source_dir() / "config/README.md", 1'000'000);
  REQUIRE(readme);
  const std::string heading = "\n### `" + std::string(section) + "`";
  const std::size_t begin = readme->find(heading);
  if (begin == std::string::npos) return {};
  const std::size_t end = readme->find("\n#", begin + heading.size());
  return readme->substr(begin, end == std::string::npos ? end : end - begin);
}

TEST_CASE("config/README.md has a row for every key, with its type") {
  const auto keys = config::all_keys();
  CHECK(keys.size() > 50);
  for (const auto& [section, key, type] : keys) {
    INFO(section << "." << key);
    const std::string row = "\n| `" + std::string(key) + "` | " + std::string(type) + " |";
    CHECK(documentation_of(section).find(row) != std::string::npos);
  }
}

TEST_CASE("config/README.md has no row for a key that is not there") {
  for (const char* section :
       {"site", "site.owner", "fetch", "store", "publish", "source", "source.page", "subscribe",
        "feed", "feed.podcast", "feed.podcast.owner"}) {
    const std::string text = documentation_of(section);
    const std::regex row("\n\\| `([a-z_]+)` \\|");
    const auto keys = config::all_keys();
    for (std::sregex_iterator it(text.begin(), text.end(), row), end; it != end; ++it) {
      const std::string key = (*it)[1];
      INFO(section << "." << key);
      CHECK(std::any_of(keys.begin(), keys.end(), [&](const config::KeyInfo& info) {
        return info.section == section && info.key == key;
      }));
    }
  }
}

TEST_CASE("Every key has a name of its own in its table") {
  std::set<std::string> names;
  for (const auto& [section, key, type] : config::all_keys()) {
    CHECK(names.insert(std::string(section) + "." + std::string(key)).second);
    CHECK_FALSE(type.empty());
  }
}

}  // namespace

}  // namespace documentation_test
