// SPDX-License-Identifier: MIT
//
// Each tests/data/parse/TOPIC/RULE.{xml,json,ics} opens with what it shows; RULE.expect beside it
// holds the dump of the feed that it must give, or the error. Calendars came at one moment.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "base/time_format.h"
#include "parse/feed_parser.h"
#include "tests/support/feed_dump.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace fixtures_test {

namespace {

using namespace syndic;
namespace fs = std::filesystem;

std::vector<fs::path> fixtures() {
  return test::files_below(test::source_dir() / "tests/data/parse", {".xml", ".json", ".ics"});
}

parse::Hints hints_for(const fs::path& path) {
  if (path.extension() != ".ics") return {};
  return {.fetched = base::parse_rfc3339_utc("2026-03-01T12:00:00Z")};
}

std::string outcome(std::string_view document, const parse::Hints& hints) {
  const Result<model::Feed> feed = parse::parse_feed(document, hints);
  return feed ? test::dump(*feed) : "error: " + feed.error().message + "\n";
}

}  // namespace

TEST_CASE("every fixture gives what stands beside it") {
  const std::vector<fs::path> all = fixtures();
  REQUIRE(all.size() >= 40);
  for (const fs::path& path : all) {
    INFO(path);
    CHECK(outcome(test::bytes_of(path), hints_for(path)) ==
          test::bytes_of(fs::path(path).replace_extension(".expect")));
  }
}

TEST_CASE("every prefix of every fixture is read or refused, and keeps the whole items") {
  for (const fs::path& path : fixtures()) {
    INFO(path);
    const std::string whole = test::bytes_of(path);
    std::size_t most = 0;
    for (std::size_t length = 0; length <= whole.size(); ++length) {
      const auto feed =
          parse::parse_feed(std::string_view(whole).substr(0, length), hints_for(path));
      const std::size_t items = feed ? feed->items.size() : 0;
      // An item once whole stays; only one that is still open may come and go.
      if (items + 1 < most) FAIL_CHECK("items lost at byte " << length);
      most = std::max(most, items);
    }
  }
}

}  // namespace fixtures_test
