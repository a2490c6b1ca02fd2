// SPDX-License-Identifier: MIT
//
// Where SVG and MathML begin and end in HTML, by the tags only (WHATWG HTML §13.2.6.5 and the tree
// construction dispatcher of §13.2.6). In them no element holds raw text, "<![CDATA[" is a section,
// and "/>" ends what it begins; a parser that does not know this reads what follows differently
// from a browser.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "markup/html/tags.h"

namespace syndic::markup {

struct HtmlToken;

/// The elements that are open from an `svg` or `math` on. Borrows their names from the input.
class ForeignContent {
 public:
  [[nodiscard]] bool empty() const { return open_.empty(); }
  [[nodiscard]] std::size_t size() const { return open_.size(); }

  /// Whether the innermost element is a foreign one.
  [[nodiscard]] bool innermost() const { return !open_.empty() && open_.back().kind != Kind::html; }

  /// Records the next start or end tag; true if it is a foreign element's. Needs no call before the
  /// first `svg` or `math`.
  bool start(const HtmlToken& token);
  bool end(const HtmlToken& token);

 private:
  enum class Kind : std::uint8_t {
    html,        // Inside of an integration point.
    svg,         // Or one of its descendants.
    math,        // The same for MathML.
    html_point,  // Holds HTML: foreignObject, desc, title; annotation-xml of that encoding.
    math_text,   // Holds HTML, but for two elements: mi, mo, mn, ms, mtext.
    annotation,  // Any other annotation-xml: holds svg.
  };
  struct Element {
    HtmlTag tag;
    std::string_view name;
    Kind kind;
    bool in_svg;
  };

  static bool holds_html(Kind kind) { return kind == Kind::html_point || kind == Kind::math_text; }
  [[nodiscard]] bool reads_as_html(const HtmlToken& start_tag) const;
  [[nodiscard]] Kind kind_of(const HtmlToken& start_tag, bool in_svg) const;
  void push(const HtmlToken& token, Kind kind, bool in_svg);
  void break_out();
  void start_html(const HtmlToken& token);
  void end_html(HtmlTag tag);

  std::vector<Element> open_;
};

}  // namespace syndic::markup
