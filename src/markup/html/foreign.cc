// SPDX-License-Identifier: MIT
#include "markup/html/foreign.h"

#include <algorithm>
#include <initializer_list>

#include "base/ascii.h"
#include "markup/html/character_references.h"
#include "markup/html/tokenizer.h"

namespace syndic::markup {
namespace {

using base::equals_ignoring_case;

// No picture or formula nests deeper; deeper elements are not followed.
constexpr std::size_t kMaxDepth = 100;

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view each) { return equals_ignoring_case(each, name); });
}

bool has_attribute(const HtmlToken& token, std::initializer_list<std::string_view> names) {
  return std::any_of(token.attributes.begin(), token.attributes.end(),
                     [&](const HtmlAttribute& each) { return is_one_of(each.name, names); });
}

// Whether the start tag ends all foreign elements (§13.2.6.5).
bool breaks_out(const HtmlToken& token) {
  switch (token.tag) {
    case HtmlTag::b:
    case HtmlTag::big:
    case HtmlTag::blockquote:
    case HtmlTag::body:
    case HtmlTag::br:
    case HtmlTag::center:
    case HtmlTag::code:
    case HtmlTag::dd:
    case HtmlTag::div:
    case HtmlTag::dl:
    case HtmlTag::dt:
    case HtmlTag::em:
    case HtmlTag::embed:
    case HtmlTag::h1:
    case HtmlTag::h2:
    case HtmlTag::h3:
    case HtmlTag::h4:
    case HtmlTag::h5:
    case HtmlTag::h6:
    case HtmlTag::head:
    case HtmlTag::hr:
    case HtmlTag::i:
    case HtmlTag::img:
    case HtmlTag::li:
    case HtmlTag::listing:
    case HtmlTag::menu:
    case HtmlTag::meta:
    case HtmlTag::nobr:
    case HtmlTag::ol:
    case HtmlTag::p:
    case HtmlTag::pre:
    case HtmlTag::ruby:
    case HtmlTag::s:
    case HtmlTag::small:
    case HtmlTag::span:
    case HtmlTag::strong:
    case HtmlTag::strike:
    case HtmlTag::sub:
    case HtmlTag::sup:
    case HtmlTag::table:
    case HtmlTag::tt:
    case HtmlTag::u:
    case HtmlTag::ul:
    case HtmlTag::var:
      return true;
    case HtmlTag::font:
      return has_attribute(token, {"color", "face", "size"});
    default:
      return false;
  }
}

bool ends_paragraph(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::blockquote:
    case HtmlTag::center:
    case HtmlTag::div:
    case HtmlTag::dl:
    case HtmlTag::h1:
    case HtmlTag::h2:
    case HtmlTag::h3:
    case HtmlTag::h4:
    case HtmlTag::h5:
    case HtmlTag::h6:
    case HtmlTag::hr:
    case HtmlTag::ol:
    case HtmlTag::p:
    case HtmlTag::pre:
    case HtmlTag::section:
    case HtmlTag::ul:
      return true;
    default:
      return false;
  }
}

}  // namespace

// The dispatcher of §13.2.6, for the innermost element.
bool ForeignContent::reads_as_html(const HtmlToken& start_tag) const {
  switch (open_.back().kind) {
    case Kind::html:
    case Kind::html_point:
      return true;
    case Kind::math_text:
      return !is_one_of(start_tag.name, {"mglyph", "malignmark"});
    case Kind::annotation:
      return start_tag.tag == HtmlTag::svg;
    default:
      return false;
  }
}

ForeignContent::Kind ForeignContent::kind_of(const HtmlToken& start_tag, bool in_svg) const {
  const std::string_view name = start_tag.name;
  if (in_svg) {
    return is_one_of(name, {"foreignObject", "desc", "title"}) ? Kind::html_point : Kind::svg;
  }
  if (is_one_of(name, {"mi", "mo", "mn", "ms", "mtext"})) return Kind::math_text;
  if (!equals_ignoring_case(name, "annotation-xml")) return Kind::math;
  const std::string encoding =
      decoded(start_tag.attribute("encoding"), ReferenceContext::attribute);
  return is_one_of(encoding, {"text/html", "application/xhtml+xml"}) ? Kind::html_point
                                                                     : Kind::annotation;
}

void ForeignContent::push(const HtmlToken& token, Kind kind, bool in_svg) {
  if (open_.size() < kMaxDepth) open_.push_back({token.tag, token.name, kind, in_svg});
}

// Ends foreign elements up to one that holds HTML.
void ForeignContent::break_out() {
  while (innermost() && !holds_html(open_.back().kind)) open_.pop_back();
}

bool ForeignContent::start(const HtmlToken& token) {
  if (!open_.empty() && !reads_as_html(token)) {
    if (!breaks_out(token)) {
      const bool in_svg = open_.back().in_svg;
      if (!token.self_closing) push(token, kind_of(token, in_svg), in_svg);
      return true;
    }
    break_out();
  }
  if (token.tag == HtmlTag::svg || token.tag == HtmlTag::math) {
    const bool in_svg = token.tag == HtmlTag::svg;
    if (!token.self_closing) push(token, in_svg ? Kind::svg : Kind::math, in_svg);
    return true;
  }
  if (!open_.empty()) start_html(token);
  return false;
}

// An element of HTML in an integration point: elements that a parser ends before it are ended here
// as far as possible, so that its own end tags and the point's match.
void ForeignContent::start_html(const HtmlToken& token) {
  if (ends_paragraph(token.tag)) end_html(HtmlTag::p);
  if (is_void(token.tag)) return;
  push(token, Kind::html, false);
}

bool ForeignContent::end(const HtmlToken& token) {
  if (innermost() && (token.tag == HtmlTag::br || token.tag == HtmlTag::p)) break_out();
  for (std::size_t i = open_.size(); i-- > 0 && open_[i].kind != Kind::html;) {
    if (!equals_ignoring_case(open_[i].name, token.name)) continue;
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i), open_.end());
    return true;
  }
  end_html(token.tag);
  return false;
}

// Ends the innermost element of that name in the innermost integration point.
void ForeignContent::end_html(HtmlTag tag) {
  for (std::size_t i = open_.size(); i-- > 0 && !holds_html(open_[i].kind);) {
    if (open_[i].kind != Kind::html || open_[i].tag != tag) continue;
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i), open_.end());
    return;
  }
}

}  // namespace syndic::markup
