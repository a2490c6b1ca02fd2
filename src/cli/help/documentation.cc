// SPDX-License-Identifier: MIT
#include "cli/help/documentation.h"

#include <algorithm>
#include <utility>

#include "config/schema.h"

namespace syndic::cli {
namespace {

// The table that a heading names first: "source: one partner" names "source".
std::string section_named_in(std::string_view heading) {
  const std::string name(heading.substr(0, heading.find(':')));
  const std::vector<config::KeyInfo> keys = config::all_keys();
  return std::ranges::find(keys, name, &config::KeyInfo::section) == keys.end() ? "" : name;
}

}  // namespace

std::vector<Chapter> read_documentation(std::string_view markdown) {
  std::vector<Chapter> chapters;
  for (markup::MarkdownBlock& block : markup::read_markdown(markdown)) {
    if (block.kind == markup::MarkdownBlock::Kind::heading) {
      chapters.push_back({block.level, block.text, section_named_in(block.text), {}});
    } else if (!chapters.empty()) {
      chapters.back().blocks.push_back(std::move(block));
    }
  }
  return chapters;
}

bool is_table_of_keys(const markup::MarkdownBlock& block) {
  return block.kind == markup::MarkdownBlock::Kind::table && !block.rows.empty() &&
         block.rows[0].size() == 4 && block.rows[0][0] == "key" && block.rows[0][1] == "type";
}

std::vector<DocumentedKey> documented_keys(const std::vector<Chapter>& chapters) {
  std::vector<DocumentedKey> keys;
  for (const Chapter& chapter : chapters) {
    for (const markup::MarkdownBlock& block : chapter.blocks) {
      if (chapter.section.empty() || !is_table_of_keys(block)) continue;
      for (std::size_t row = 1; row < block.rows.size(); ++row) {
        std::vector<std::string> cells = block.rows[row];
        cells.resize(4);
        keys.push_back({chapter.section, cells[0], cells[1], cells[2], cells[3]});
      }
    }
  }
  return keys;
}

std::string full_header(std::string_view section) {
  const std::string header = config::header_of(section);
  return header.empty() ? "[" + std::string(section) + "]" : header;
}

}  // namespace syndic::cli
