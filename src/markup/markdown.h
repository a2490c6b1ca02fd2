// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::markup {

/// What replaces a link's or picture's address.
using Readdress = std::function<std::string(std::string_view reference)>;

/// CommonMark (0.29) with GitHub's tables, ~~strikethrough~~ and bare addresses (GFM 0.29 §4.10,
/// §6.5, §6.9) as HTML, with typographic quotes left as they are written. Addresses of dangerous
/// schemes are left out (cmark's safe mode); HTML in the text is in the result as it is, which is
/// to be sanitised like any other HTML. `readdress` is asked for every link and picture. Total: any
/// text is Markdown, but only one without markdown_excess() is cheap.
[[nodiscard]] std::string markdown_to_html(std::string_view markdown, const Readdress& readdress);

/// A part of a text, without the marks of Markdown: code is without its backticks, a link to a
/// heading is its text, one to elsewhere its text and, in parentheses, its address.
struct MarkdownBlock {
  enum class Kind { heading, paragraph, item, code, table };
  Kind kind = Kind::paragraph;
  std::size_t level = 0;  ///< Of a heading, from 1.
  std::string text;    ///< On one line; of code as it stands, with line breaks; of a table empty.
  std::string number;  ///< Of an item of a numbered list: "1."; of any other empty.
  std::vector<std::vector<std::string>> rows;  ///< Of a table; the first has the headings.
};

/// The blocks of CommonMark with GitHub's tables, in their order, those inside an item after it.
/// For a text that is trusted: nothing is bounded, and HTML stays as it is. Pure and total.
[[nodiscard]] std::vector<MarkdownBlock> read_markdown(std::string_view markdown);

}  // namespace syndic::markup
