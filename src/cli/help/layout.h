// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/help/documentation.h"

namespace syndic::cli {

/// Text for a terminal, as wide as that: headings, paragraphs and lists of names with their
/// meanings. All that is added is printable text of our own.
class Layout {
 public:
  explicit Layout(std::size_t width) : width_(width) {}

  /// A line with a blank one above it, unless it is the first.
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  /// A name, and beside it, or below it if it is long, what it means.
  void entry(std::string_view name, std::string_view text);
  /// The same in one line, which is cut with "…" where it is too long.
  void line(std::string_view name, std::string_view text);
  /// Lines as they are.
  void code(std::string_view lines);
  /// A part of a chapter; of a table each row is an entry.
  void block(const markup::MarkdownBlock& block);

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void blank_line();

  std::size_t width_;
  std::string text_;
  bool is_in_list_ = false;
};

/// What a table says of the name in a row's first column: of two columns the second, of more each
/// after its heading.
[[nodiscard]] std::string rest_of_row(const markup::MarkdownBlock& table, std::size_t row);

}  // namespace syndic::cli
