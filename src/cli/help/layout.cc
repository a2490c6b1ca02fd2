// SPDX-License-Identifier: MIT
#include "cli/help/layout.h"

#include <algorithm>

#include "base/lines.h"
#include "base/printable.h"
#include "base/utf8.h"
#include "cli/output.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kMargin = 2;
constexpr std::size_t kWidestName = 26;  // Of one that stands beside its meaning.

std::size_t characters_in(std::string_view text) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++characters) {
    at += base::decode_utf8(text.substr(at)).length;
  }
  return characters;
}

}  // namespace

void Layout::blank_line() {
  if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
}

void Layout::heading(std::string_view text) {
  blank_line();
  text_ += wrapped(text, 0, width_);
  is_in_list_ = true;  // What follows stands right below it.
}

void Layout::paragraph(std::string_view text) {
  blank_line();
  text_ += wrapped(text, 0, width_);
  is_in_list_ = false;
}

void Layout::entry(std::string_view name, std::string_view text) {
  if (!is_in_list_) blank_line();
  is_in_list_ = true;
  const std::size_t column = std::min(kMargin + kWidestName, width_ / 3);
  const std::size_t end = kMargin + characters_in(name);
  std::string lines = text.empty() ? "\n" : wrapped(text, column, width_);
  if (end + kMargin <= column && !text.empty()) {
    lines.replace(kMargin, end - kMargin, name);
  } else {
    lines = wrapped(name, kMargin, width_) + (text.empty() ? std::string() : lines);
  }
  text_ += lines;
}

void Layout::line(std::string_view name, std::string_view text) {
  const std::size_t taken = std::max(kMargin + kWidestName, kMargin * 2 + characters_in(name));
  const std::size_t left = width_ > taken ? width_ - taken : 0;
  std::string line = std::string(kMargin, ' ').append(name);
  line.append(taken - kMargin - characters_in(name), ' ');
  text_ += line + base::printable_line(text, left) + '\n';
  is_in_list_ = true;
}

void Layout::code(std::string_view lines) {
  blank_line();
  is_in_list_ = false;
  while (!lines.empty()) {
    const std::string_view line = base::take_line(lines);
    if (!line.empty()) text_.append(kMargin * 2, ' ').append(line);
    text_ += '\n';
  }
}

void Layout::block(const markup::MarkdownBlock& block) {
  switch (block.kind) {
    case markup::MarkdownBlock::Kind::heading:
    case markup::MarkdownBlock::Kind::paragraph:
      return paragraph(block.text);
    case markup::MarkdownBlock::Kind::code:
      return code(block.text);
    case markup::MarkdownBlock::Kind::item: {
      if (!is_in_list_) blank_line();
      is_in_list_ = true;
      std::string lines = wrapped(block.text, kMargin * 2, width_);
      const std::string mark = block.number.empty() ? "-" : block.number;
      lines.replace(kMargin - 1, mark.size(), mark);
      text_ += lines;
      return;
    }
    case markup::MarkdownBlock::Kind::table:
      for (std::size_t row = 1; row < block.rows.size(); ++row) {
        if (!block.rows[row].empty()) entry(block.rows[row][0], rest_of_row(block, row));
      }
  }
}

std::string rest_of_row(const markup::MarkdownBlock& table, std::size_t row) {
  const std::vector<std::string>& headings = table.rows[0];
  const std::vector<std::string>& cells = table.rows[row];
  if (cells.size() == 2) return cells[1];
  std::string text;
  for (std::size_t column = 1; column < std::min(cells.size(), headings.size()); ++column) {
    if (cells[column].empty() || cells[column] == "–") continue;
    text += (text.empty() ? "" : "; ") + headings[column] + ": " + cells[column];
  }
  return text;
}

}  // namespace syndic::cli
