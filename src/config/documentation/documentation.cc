// SPDX-License-Identifier: MIT
#include "config/documentation/documentation.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "config/documentation/plain_text.h"
#include "config/schema.h"

namespace syndic::config {
namespace {

constexpr std::string_view kFence = "```";

// The lines of a text, one after the other.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }
  [[nodiscard]] std::string_view peek() const { return rest_.substr(0, rest_.find('\n')); }
  std::string_view next() {
    const std::string_view line = peek();
    rest_.remove_prefix(std::min(rest_.size(), line.size() + 1));
    return line;
  }

 private:
  std::string_view rest_;
};

// The number or "-" that a list's item begins with; empty if the line begins none.
std::string_view bullet_of(std::string_view line) {
  if (line.starts_with("- ")) return line.substr(0, 1);
  const std::size_t dot = line.find(". ");
  const bool is_number =
      dot != std::string_view::npos && dot > 0 && dot < 3 &&
      std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(dot), base::is_digit);
  return is_number ? line.substr(0, dot + 1) : std::string_view();
}

// Whether a line begins something that ends the paragraph above it.
bool is_break(std::string_view line) {
  const std::string_view words = base::trim(line);
  return words.empty() || words.starts_with(kFence) || words.starts_with('|') ||
         words.starts_with("#") || !bullet_of(words).empty();
}

// The cells of "| a | b |". Code may hold no bar.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  std::string_view rest = base::trim(line);
  rest.remove_prefix(1);
  while (!rest.empty()) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    cells.push_back(plain_text(base::trim(rest.substr(0, bar))));
    rest.remove_prefix(std::min(rest.size(), bar + 1));
  }
  return cells;
}

Block read_code(LineReader& lines) {
  Block block{Block::Kind::code, {}, {}, {}};
  const std::size_t indent = lines.next().find('`');
  while (!lines.is_at_end()) {
    std::string_view line = lines.next();
    if (base::trim(line).starts_with(kFence)) break;
    line.remove_prefix(std::min(indent, line.size()));
    block.text.append(line).append("\n");
  }
  return block;
}

Block read_rows(LineReader& lines) {
  Block block{Block::Kind::table, {}, {}, {}};
  while (lines.peek().starts_with('|')) {
    const std::string_view line = lines.next();
    if (!line.starts_with("| ---")) block.rows.push_back(cells_of(line));
  }
  return block;
}

Block read_prose(LineReader& lines) {
  std::string words(base::trim(lines.next()));
  Block block;
  if (const std::string bullet(bullet_of(words)); !bullet.empty()) {
    block.kind = Block::Kind::item;
    if (bullet != "-") block.number = bullet;
    words.erase(0, bullet.size() + 1);
  }
  while (!lines.is_at_end() && !is_break(lines.peek())) {
    words.append(" ").append(base::trim(lines.next()));
  }
  block.text = plain_text(words);
  return block;
}

// The table that a heading names first: "### `source`: one partner" names "source".
std::string section_named_in(std::string_view heading) {
  if (!heading.starts_with('`')) return {};
  std::string name(heading.substr(1, heading.find('`', 1) - 1));
  const std::vector<KeyInfo> keys = all_keys();
  return std::ranges::find(keys, name, &KeyInfo::section) == keys.end() ? std::string() : name;
}

Chapter chapter_below(std::string_view line) {
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  const std::string_view heading = base::trim(line.substr(level));
  return {level, plain_text(heading), section_named_in(heading), {}};
}

}  // namespace

std::vector<Chapter> read_documentation(std::string_view markdown) {
  std::vector<Chapter> chapters;
  for (LineReader lines(markdown); !lines.is_at_end();) {
    const std::string_view line = lines.peek();
    if (base::trim(line).empty()) {
      lines.next();
    } else if (line.starts_with('#') || chapters.empty()) {
      chapters.push_back(chapter_below(lines.next()));
    } else {
      chapters.back().blocks.push_back(base::trim(line).starts_with(kFence) ? read_code(lines)
                                       : line.starts_with('|')              ? read_rows(lines)
                                                                            : read_prose(lines));
    }
  }
  return chapters;
}

bool is_table_of_keys(const Block& block) {
  return block.kind == Block::Kind::table && !block.rows.empty() && block.rows[0].size() == 4 &&
         block.rows[0][0] == "key" && block.rows[0][1] == "type";
}

std::vector<DocumentedKey> documented_keys(const std::vector<Chapter>& chapters) {
  std::vector<DocumentedKey> keys;
  for (const Chapter& chapter : chapters) {
    for (const Block& block : chapter.blocks) {
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
  const std::string header = header_of(section);
  return header.empty() ? "[" + std::string(section) + "]" : header;
}

}  // namespace syndic::config
