// SPDX-License-Identifier: MIT
//
// Every fixture with bytes changed, left out and put in, at random but the same each time: whatever
// comes of it is read or refused, within the limits, and as valid text.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "parse/feed_parser.h"
#include "tests/support/feed_dump.h"
#include "tests/support/files.h"
#include "tests/support/paths.h"

namespace mutation_test {

namespace {

using namespace syndic;

constexpr int kMutationsOfEach = 40;
constexpr std::size_t kLargestFixture = 20'000;

std::vector<std::string> documents() {
  std::vector<std::string> found;
  for (const auto& path :
       test::files_below(test::source_dir() / "tests/data/parse", {".xml", ".json"})) {
    std::string text = test::bytes_of(path);
    if (text.size() <= kLargestFixture) found.push_back(std::move(text));
  }
  return found;
}

// Numbers of the engine alone: distributions differ from one library to the next.
class Mutator {
 public:
  std::string mutate(std::string text) {
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) change(text);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : engine_() % limit; }

  void change(std::string& text) {
    static constexpr std::string_view kPieces[] = {"<",
                                                   ">",
                                                   "&",
                                                   "\"",
                                                   "'",
                                                   "]]>",
                                                   "<![CDATA[",
                                                   "<!--",
                                                   "-->",
                                                   "</",
                                                   "/>",
                                                   "<b>",
                                                   "</item>",
                                                   "<item>",
                                                   "</title>",
                                                   "<link>",
                                                   "<br>",
                                                   "<?",
                                                   "<!DOCTYPE x [",
                                                   "&#0;",
                                                   "&#x110000;"};
    const std::size_t at = below(text.size() + 1);
    switch (below(4)) {
      case 0:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
      case 1:
        text.erase(at, 1 + below(12));
        break;
      case 2:
        text.insert(at, kPieces[below(std::size(kPieces))]);
        break;
      default: {
        const std::size_t from = below(text.size() + 1);
        const std::size_t length = below(40);
        text.insert(at, text.substr(from, length));
      }
    }
  }

  std::mt19937 engine_{20220516};
};

}  // namespace

TEST_CASE("fixtures with random faults give feeds within the limits, of valid text") {
  const parse::Limits limits{.max_items = 20};
  const std::vector<std::string> all = documents();
  REQUIRE(all.size() >= 60);
  Mutator mutator;
  std::size_t read = 0;
  for (const std::string& whole : all) {
    for (int i = 0; i < kMutationsOfEach; ++i) {
      const std::string document = mutator.mutate(whole);
      const auto feed = parse::parse_feed(document, {}, limits);
      const std::string text = feed ? test::dump(*feed) : feed.error().message;
      const bool is_sound = !text.empty() && base::is_xml_text(text) &&
                            text.size() <= 8 * document.size() + 4096 &&
                            (!feed || feed->items.size() <= limits.max_items);
      if (!is_sound) FAIL_CHECK("unsound: " << document);
      if (feed) ++read;
    }
  }
  // Faults cost a feed only where they hit what makes it one.
  CHECK(read > all.size() * kMutationsOfEach * 3 / 4);
}

}  // namespace mutation_test
