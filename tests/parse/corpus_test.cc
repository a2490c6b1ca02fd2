// SPDX-License-Identifier: MIT
//
// Public feeds that lie beside the project on some machines. A checkout has none of them, and the
// test then says that it saw nothing.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <string>

#include "base/utf8.h"
#include "parse/feed_parser.h"
#include "tests/support/feed_dump.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace corpus_test {

namespace {

using namespace syndic;
namespace fs = std::filesystem;

bool mentions_items(const std::string& document) {
  return document.find("<item") != std::string::npos ||
         document.find("<entry") != std::string::npos;
}

}  // namespace

TEST_CASE("every public feed gives its items") {
  const fs::path corpus = test::source_dir() / "../shared/corpus";
  if (!fs::exists(corpus)) {
    WARN("skipped: no corpus beside the project");
    return;
  }
  std::map<std::string, std::pair<int, std::size_t>> counts;
  for (const fs::path& path : test::files_below(corpus, {".xml", ".json"})) {
    const std::string document = test::bytes_of(path);
    INFO(path);
    const auto feed = parse::parse_feed(document, {});
    if (!feed) {
      CHECK(feed.error().code == Errc::unknown_format);
      continue;
    }
    CHECK(base::is_xml_text(test::dump(*feed)));
    if (mentions_items(document)) CHECK_FALSE(feed->items.empty());
    auto& [feeds, items] = counts[path.parent_path().filename()];
    ++feeds;
    items += feed->items.size();
  }
  CHECK_FALSE(counts.empty());
  for (const auto& [folder, count] : counts) {
    WARN(folder << ": " << count.first << " feeds, " << count.second << " items");
  }
}

}  // namespace corpus_test
