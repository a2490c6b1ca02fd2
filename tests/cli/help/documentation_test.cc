// SPDX-License-Identifier: MIT
#include "cli/help/documentation.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "tests/support/paths.h"

namespace cli_documentation_test {

using namespace syndic;
using namespace syndic::cli;

TEST_CASE("chapters have paragraphs, lists, code and tables in their order") {
  const auto chapters = read_documentation(
      "# All\n\nOne\nparagraph.\n- first\n  goes on\n1. second\n\n   ```sh\n   run\n     it\n"
      "   ```\n### `site`: who\n\n| key | type | default | meaning |\n| --- | --- | --- | --- |\n"
      "| `url` | URL | – | where `x` |\n#### More\n");
  REQUIRE(chapters.size() == 3);
  CHECK(chapters[0].title == "All");
  CHECK(chapters[0].section.empty());
  REQUIRE(chapters[0].blocks.size() == 4);
  CHECK(chapters[0].blocks[0].text == "One paragraph.");
  CHECK(chapters[0].blocks[1].text == "first goes on");
  CHECK(chapters[0].blocks[1].kind == markup::MarkdownBlock::Kind::item);
  CHECK(chapters[0].blocks[2].number == "1.");
  CHECK(chapters[0].blocks[3].text == "run\n  it\n");
  CHECK(chapters[1].section == "site");
  CHECK(chapters[1].title == "site: who");
  CHECK(chapters[2].level == 4);
  const auto keys = documented_keys(chapters);
  REQUIRE(keys.size() == 1);
  CHECK(keys[0].name() == "site.url");
  CHECK(keys[0].type == "URL");
  CHECK(keys[0].default_value == "–");
  CHECK(keys[0].meaning == "where x");
}

TEST_CASE("any text can be read") {
  for (const char* text : {"", "\n", "|", "| ", "```", "#", "no heading", "- ", "1. ", "# `x"}) {
    CHECK(documented_keys(read_documentation(text)).empty());
  }
}

TEST_CASE("the program has config/README.md as it is, all of whose tables are whole") {
  const auto readme = base::read_file(syndic::test::source_dir() / "config/README.md", 1'000'000);
  REQUIRE(readme);
  CHECK(manual_text() == *readme);
  for (const Chapter& chapter : read_documentation(manual_text())) {
    INFO(chapter.title);
    for (const markup::MarkdownBlock& block : chapter.blocks) {
      CHECK(block.rows.size() != 1);
      CHECK_FALSE(block.text.starts_with('|'));  // As that of a table without its second line.
    }
  }
  // A reader leaves out what a row has beyond the columns of its table.
  std::istringstream lines(*readme);
  std::ptrdiff_t bars = 0;  // Of the table's first row; 0 outside of tables.
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    const std::ptrdiff_t here = line.starts_with('|') ? std::ranges::count(line, '|') : 0;
    if (bars != 0 && here != 0) CHECK(here == bars);
    bars = here;
  }
}

TEST_CASE("a header is written as the file has it") {
  CHECK(full_header("site") == "[site]");
  CHECK(full_header("source") == "[[source]]");
  CHECK(full_header("source.page") == "[source.page]");
}

}  // namespace cli_documentation_test
