// SPDX-License-Identifier: MIT
//
// HTML cut into tokens, as WHATWG HTML §13.2.5 has it, in one pass and without a copy:
//
//   HtmlTokenizer tokens(html);
//   HtmlToken token;
//   while (tokens.next(token)) { … }
//
// Any bytes are HTML, and every input takes linear time. It builds no tree, so states that depend
// on one follow from the names of the tags only (for SVG and MathML, foreign.h), and three things
// differ:
// - a raw text element written as empty (`<script/>`) is empty, as in the XHTML it comes from;
// - in HTML "<![CDATA[" and its "]]>" are comments, and what is between is read as HTML: in
//   feeds they are left of a wrapper that was escaped once too often;
// - "</>" and tags that the input cuts off are no tokens, like the parse errors that they are.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "markup/html/foreign.h"
#include "markup/html/tags.h"

namespace syndic::markup {

/// An attribute as it is in the input: the name in any case, the value without its quotes and
/// with its references (append_decoded() reads them). Several may share a name; the first counts.
struct HtmlAttribute {
  std::string_view name;
  std::string_view value;
};

struct HtmlToken {
  enum class Kind {
    text,      ///< Characters with their references.
    raw_text,  ///< Characters without references: in script, style, xmp …, in foreign CDATA.
    start_tag,
    end_tag,
    comment,  ///< Comments, bogus ones too, and the marks of CDATA sections.
    doctype,
  };
  Kind kind = Kind::text;
  std::string_view text;  ///< Characters; the data of a comment or doctype.
  HtmlTag tag = HtmlTag::unknown;
  std::string_view name;                      ///< Of a tag, as written.
  bool self_closing = false;                  ///< "/>", which HTML ignores but on foreign elements.
  bool foreign = false;                       ///< A tag of SVG or MathML, roots included.
  std::span<const HtmlAttribute> attributes;  ///< Of a start tag; valid until the next call.

  /// The value of the attribute as written; empty if the tag has none of that name.
  [[nodiscard]] std::string_view attribute(std::string_view named) const;
};

class HtmlTokenizer {
 public:
  /// Attributes read of a tag; later ones are left out.
  static constexpr std::size_t kMaxAttributes = 200;

  /// `html` is borrowed, and all views in tokens point into it.
  explicit HtmlTokenizer(std::string_view html) : input_(html) {}

  /// Reads the next token; false at the end of the input.
  bool next(HtmlToken& token);

  /// After the start tag of `tag`: skips its content and its end tag, or all input if it has none.
  /// Elements of the same name inside are skipped as a whole. A foreign element also ends at a tag
  /// that breaks out of it.
  void skip_content(HtmlTag tag);

  /// After the start tag of `tag`: whether it ends before another of its name begins.
  [[nodiscard]] bool has_end(HtmlTag tag) const;

  /// After the start tag of an element that holds raw text: reads on as if it held markup.
  void read_as_markup() { raw_ = HtmlTag::unknown; }

  /// After the start tag of an element that holds raw text: that text, up to the end tag.
  [[nodiscard]] std::string_view take_raw_text();

 private:
  bool read_text(HtmlToken& token);
  bool read_markup(HtmlToken& token);
  bool read_tag(HtmlToken& token, bool is_end_tag);
  void follow_foreign(HtmlToken& token);
  void enter_raw_text(const HtmlToken& token);
  void skip_foreign_content();
  bool read_attribute(HtmlToken& token);
  std::string_view read_value();
  void read_declaration(HtmlToken& token);
  void read_foreign_cdata(HtmlToken& token);
  void read_comment(HtmlToken& token);
  void read_bogus_comment(HtmlToken& token);
  bool read_raw_text(HtmlToken& token);
  [[nodiscard]] std::string_view between(std::size_t begin, std::size_t end) const {
    return {input_.data() + begin, end - begin};
  }
  [[nodiscard]] bool markup_at(std::size_t at) const;
  [[nodiscard]] bool ends_raw_text(std::size_t at) const;
  [[nodiscard]] std::size_t raw_text_end() const;
  [[nodiscard]] std::size_t script_end() const;

  std::string_view input_;
  std::size_t at_ = 0;
  HtmlTag raw_ = HtmlTag::unknown;                  ///< The element whose raw text is next.
  bool has_references_ = false;                     ///< … and whether it is RCDATA.
  std::size_t cdata_end_ = std::string_view::npos;  ///< Of the CDATA section that is open.
  bool no_more_cdata_ends_ = false;  ///< No "]]>" is left, so it is not searched for again.
  std::vector<HtmlAttribute> attributes_;
  ForeignContent foreign_;
  bool again_ = false;  ///< The last token, kept in again_token_, is returned once more.
  HtmlToken again_token_;
};

}  // namespace syndic::markup
