// SPDX-License-Identifier: MIT
#include "parse/escaped_again.h"

#include <array>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "markup/html/character_references.h"
#include "markup/html/tags.h"
#include "markup/html/text.h"

namespace syndic::parse {
namespace {

bool holds_markup(std::string_view text) {
  return markup::holds_whole_markup(text) || markup::holds_named_reference(text) ||
         markup::holds_numeric_reference(text);
}

// Most texts hold no escaped "&" or "<" with a name, number or "/" after it, and need no second
// look.
bool may_hide_markup(std::string_view html) {
  constexpr std::array<std::string_view, 6> kEscaped = {"&amp;",  "&lt;",  "&#38;",
                                                        "&#038;", "&#60;", "&#060;"};
  for (const std::string_view escaped : kEscaped) {
    for (std::size_t at = html.find(escaped); at != std::string_view::npos;
         at = html.find(escaped, at)) {
      at += escaped.size();
      if (at == html.size()) break;
      if (html[at] == '#' || html[at] == '/' || base::is_alpha(html[at])) return true;
    }
  }
  return false;
}

}  // namespace

void mend_summary(const model::Text& content, model::Text& summary) {
  using model::TextType;
  if (summary.type == TextType::plain || content.type == TextType::plain || content.empty() ||
      !may_hide_markup(summary.value)) {
    return;
  }
  if (!holds_markup(markup::html_to_line(summary.value)) ||
      holds_markup(markup::html_to_line(content.value))) {
    return;
  }
  summary.value = markup::decoded(summary.value, markup::ReferenceContext::text);
  summary.type = TextType::html;
}

}  // namespace syndic::parse
