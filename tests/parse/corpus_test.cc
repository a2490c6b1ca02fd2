// SPDX-License-Identifier: MIT
//
// Public feeds that lie beside the project on some machines. A checkout has none of them, and the
// test then says that it saw nothing.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "base/utf8.h"
#include "parse/feed_parser.h"
#include "tests/support/feed_dump.h"

namespace {

using namespace syndic;
namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool mentions_items(const std::string& document) {
  return document.find("<item") != std::string::npos ||
         document.find("<entry") != std::string::npos;
}

bool is_well_formed(const model::Feed& feed) {
  return std::none_of(feed.warnings.begin(), feed.warnings.end(), [](const std::string& warning) {
    return warning.find("breaks off") != std::string::npos;
  });
}

}  // namespace

TEST_CASE("every well-formed public feed gives its items") {
  const fs::path corpus = fs::path(SYNDIC_SOURCE_DIR) / "../shared/corpus";
  if (!fs::exists(corpus)) {
    WARN("skipped: no corpus beside the project");
    return;
  }
  std::map<std::string, std::pair<int, std::size_t>> counts;
  for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
    if (entry.path().extension() != ".xml") continue;
    const std::string document = read_file(entry.path());
    INFO(entry.path());
    const auto feed = parse::parse_feed(document, {});
    if (!feed) {
      CHECK(feed.error().code == Errc::unknown_format);
      continue;
    }
    CHECK(base::is_xml_text(test::dump(*feed)));
    if (is_well_formed(*feed) && mentions_items(document)) CHECK_FALSE(feed->items.empty());
    auto& [feeds, items] = counts[entry.path().parent_path().filename()];
    ++feeds;
    items += feed->items.size();
  }
  CHECK_FALSE(counts.empty());
  for (const auto& [folder, count] : counts) {
    WARN(folder << ": " << count.first << " feeds, " << count.second << " items");
  }
}
