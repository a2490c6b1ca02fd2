// SPDX-License-Identifier: MIT
//
// The tree that browsers make of a page (WHATWG HTML §13.2.6), as an XML document to ask with
// XPath. It is for pages, which are few: the HTML of items needs only the tokenizer.
#pragma once

#include <cstddef>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace syndic::markup {

/// A longer page is not read.
inline constexpr std::size_t kLongestHtmlPage = std::size_t{16} * 1024 * 1024;

/// Elements, attributes and texts that a tree may have: what XPath costs grows with them.
inline constexpr std::size_t kMostHtmlNodes = 300'000;

class HtmlTree {
 public:
  /// The document node, above `html`. Names are in lower case, those of SVG's elements, too, and
  /// without the characters that XML forbids in names. Text keeps its blanks. Comments are left
  /// out, and so is the content of style and script, except linked data (a script of the type
  /// application/ld+json).
  [[nodiscard]] pugi::xml_node root() const { return document_->root(); }

 private:
  friend Result<HtmlTree> read_html_tree(std::string_view html);
  std::unique_ptr<std::string> text_ = std::make_unique<std::string>();  ///< Of the document.
  std::unique_ptr<pugi::xml_document> document_ = std::make_unique<pugi::xml_document>();
};

/// About the most memory in bytes that reading the page takes beside its own.
[[nodiscard]] std::size_t memory_of_html_tree(std::string_view html);

/// Reads a page (UTF-8). Any text is HTML, so only its size can be wrong.
/// Errors: too_large  longer than kLongestHtmlPage, of more nodes than kMostHtmlNodes or a tree of
///                    more than 64 MiB, or nested such that building the tree would take more than
///                    linear time
[[nodiscard]] Result<HtmlTree> read_html_tree(std::string_view html);

/// What is inside an element of a tree as HTML (WHATWG HTML §13.3), without script and style. It
/// ends before the first node with which it would be longer than a megabyte.
[[nodiscard]] std::string inner_html(pugi::xml_node element);

}  // namespace syndic::markup
