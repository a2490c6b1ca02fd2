// SPDX-License-Identifier: MIT
//
// The elements of the output that are open, as an HTML parser's stack (WHATWG HTML §13.2.4.2). It
// writes every end tag, so that the output is balanced whatever the input was.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "markup/html/tags.h"
#include "normalize/html/policy.h"

namespace syndic::normalize {

class OutputElements {
 public:
  static constexpr std::size_t kMaxDepth = 100;

  /// Where end tags are written to; borrowed.
  explicit OutputElements(std::string& out) : out_(out) {}

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] bool has_room(std::size_t elements = 1) const {
    return size_ + elements <= kMaxDepth;
  }
  [[nodiscard]] markup::HtmlTag top() const {
    return size_ == 0 ? markup::HtmlTag::unknown : stack_[size_ - 1].tag;
  }

  /// Whether the innermost element is a table, or a part of one, that holds no text itself.
  [[nodiscard]] bool in_table_structure() const;

  /// Whether the innermost element holds nothing yet, or only blanks.
  [[nodiscard]] bool top_is_empty() const {
    return size_ > 0 && stack_[size_ - 1].begin + stack_[size_ - 1].length == out_.size();
  }
  [[nodiscard]] bool top_is_blank() const;

  /// Pushes an element whose start tag is the end of the output, from `begin` on.
  void push(markup::HtmlTag tag, std::size_t begin);

  /// Marks the element on top to be taken back, with its content, once it is ended.
  void drop_top_at_end() { stack_[size_ - 1].dropped_at_end = true; }

  /// Takes the element on top, with its content, back out of the output.
  void take_back_top();

  /// Records that the link on top leads to a share page: a block that shows nothing but such links
  /// is taken back once it is ended.
  void note_share_link() { share_at_ = out_.size(); }

  /// Whether anything was taken back.
  [[nodiscard]] bool took_back() const { return took_back_; }

  /// Writes a start tag without attributes and pushes it.
  void write(markup::HtmlTag tag);

  /// The innermost open element of that name, as far as the innermost table cell.
  [[nodiscard]] std::optional<std::size_t> find(markup::HtmlTag tag) const;

  /// The innermost of that role, if `through(tag)` is true for all elements inside of it.
  template <class Through>
  [[nodiscard]] std::optional<std::size_t> find_through(Role role, Through through) const {
    for (std::size_t i = size_; i-- > 0;) {
      const Role each = rule_of(stack_[i].tag).role;
      if (each == role) return i;
      if (!through(stack_[i].tag)) return std::nullopt;
    }
    return std::nullopt;
  }

  /// The innermost open table, whatever is in it.
  [[nodiscard]] std::optional<std::size_t> innermost_table() const;

  /// An open element of that name anywhere, through all tables.
  [[nodiscard]] bool holds(markup::HtmlTag tag) const { return count(tag) > 0; }

  /// Ends all elements from the one at `index` on.
  void close_from(std::size_t index);

  /// Ends all at the end of the input; those of drop_top_at_end() stay, as they have no end tags.
  void close_all();

  /// Ends a paragraph at `index`, and opens again the formatting that was open in it.
  void close_paragraph(std::size_t index);

  /// Handles the end tag of an inline element: ends it or, if a block is open in it, marks it to be
  /// ended together with that block.
  void end_span(markup::HtmlTag tag);

  [[nodiscard]] markup::HtmlTag at(std::size_t index) const { return stack_[index].tag; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Element {
    markup::HtmlTag tag = markup::HtmlTag::unknown;
    bool ended = false;           // Its end tag came while a block was open in it.
    bool dropped_at_end = false;  // See drop_top_at_end().
    std::size_t begin = 0;        // Its start tag in the output.
    std::size_t length = 0;
  };

  [[nodiscard]] std::size_t count(markup::HtmlTag tag) const {
    return counts_[static_cast<std::size_t>(tag)];
  }
  void pop();
  void cut_output(std::size_t size);
  [[nodiscard]] bool is_share_row(const Element& element) const;
  void drop_empty_from(std::size_t index);

  std::string& out_;
  std::array<Element, kMaxDepth> stack_{};
  std::size_t size_ = 0;
  std::size_t share_at_ = 0;  // The end of the last share link, or where one was taken back.
  bool at_end_ = false;
  bool took_back_ = false;
  std::array<std::uint8_t, markup::kHtmlTagCount> counts_{};
};

/// "<name>": the element's start tag without attributes.
[[nodiscard]] std::string_view start_tag(markup::HtmlTag tag);

/// Whether it is a table, or an element that is only allowed in one.
[[nodiscard]] bool is_table_part(markup::HtmlTag tag);

/// Whether the element is part of a line of text.
[[nodiscard]] bool is_inline(markup::HtmlTag tag);

}  // namespace syndic::normalize
